"""A client that asks over one connection as fast as it is answered, and checks each answer."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class Client:
    """One connection that stays open; what it costs is the same for every page."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self._connection = socket.create_connection(address, timeout=60)
        self._rest = b""

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in small letters) and body."""
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {self._address[0]}",
            *(f"{n}: {v}" for n, v in (headers or {}).items()),
        ]
        self._connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        first, *others = head.decode("latin-1").split("\r\n")
        answered = {name.lower(): value for name, value in (line.split(": ", 1) for line in others)}
        status = int(first.split(" ", 2)[1])
        length = 0 if status == 304 else int(answered["content-length"])
        while len(self._rest) < length:
            self._more()
        body, self._rest = self._rest[:length], self._rest[length:]
        if answered.get("connection") == "close":
            self.close()
            self._connection = socket.create_connection(self._address, timeout=60)
        return status, answered, body

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
        self._rest = b""

    def _more(self) -> None:
        got = self._connection.recv(1 << 18)
        if not got:
            raise ConnectionError("the server hung up within an answer")
        self._rest += got


@dataclass
class Tally:
    """What came of many requests."""

    answered: int = 0
    wrong: list[str] = field(default_factory=list)


def ask_for(
    address: tuple[str, int],
    paths: Sequence[str],
    seconds: float,
    clients: int,
    headers: Mapping[str, str] | None = None,
) -> Tally:
    """So many clients, each asking for these paths in turn for so long."""
    tally, lock, end = Tally(), threading.Lock(), time.monotonic() + seconds

    def ask(first: int) -> None:
        count, wrong = 0, []
        client = Client(address)
        while time.monotonic() < end:
            path = paths[(first + count) % len(paths)]
            try:
                status, _, _ = client.get(path, headers)
                wrong += [] if status in (200, 304) else [f"{path}: {status}"]
            except (OSError, ValueError, KeyError) as error:
                wrong.append(f"{path}: {error!r}")
                client.close()
                client = Client(address)
            count += 1
        client.close()
        with lock:
            tally.answered += count
            tally.wrong += wrong

    threads = [threading.Thread(target=ask, args=(7 * n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally
