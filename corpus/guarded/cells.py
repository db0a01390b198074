"""Where a contained reader is had: one warden a process of ours, started when it is first needed."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from threading import Lock
from time import monotonic

from corpus.guarded.cell import Limits
from corpus.guarded.warden import ACCEPTED

_CHUNK = 1 << 18
# The folders by which this process finds its modules: what it can name, the warden must find too.
_START = "import sys; sys.path[:] = sys.argv[2:]; from corpus.guarded.warden import main; main(int(sys.argv[1]))"


class Cell:
    """A process that waits for its question."""

    def __init__(self, link: socket.socket, report: int) -> None:
        self._link = link
        self._report = report

    def ask(self, question: bytes, most: int, deadline: float) -> bytes:
        """Its answer, or what there is of it at the deadline (a time of `monotonic`) or at its untimely end.

        `most` is in bytes; of a longer answer no more is taken.
        """
        answer = bytearray()
        with suppress(OSError):  # TimeoutError too: how it ended tells more than that it did not listen
            self._wait_until(deadline)
            self._link.sendall(question)
            self._link.shutdown(socket.SHUT_WR)
            while len(answer) <= most:
                self._wait_until(deadline)
                chunk = self._link.recv(_CHUNK)
                if not chunk:
                    break
                answer += chunk
        return bytes(answer)

    def end(self, deadline: float) -> str:
        """How it ended: `late` (also where nobody tells by the deadline), or its exit code; negative: the signal."""
        waiting = select.poll()
        waiting.register(self._report, select.POLLIN)
        if not waiting.poll(max(0.0, deadline - monotonic()) * 1000):
            return "late"
        # Nothing to read: the guard itself was killed, and the cell with it.
        return os.read(self._report, 16).decode() or str(-signal.SIGKILL)

    def _wait_until(self, deadline: float) -> None:
        self._link.settimeout(max(0.001, deadline - monotonic()))


class _Warden:
    """The process behind the cells, and the line to it."""

    def __init__(self) -> None:
        self._asking, served = socket.socketpair()
        debugging = os.environ.get("NOTA_TRACEBACK")
        with served:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, str(served.fileno()), *map(os.path.abspath, sys.path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if debugging else subprocess.DEVNULL,
                pass_fds=(served.fileno(),),
                cwd="/",
                # Ctrl-C is for this process, which then ends that one.
                start_new_session=True,
            )

    def open(self, limits: Limits, load: tuple[str, ...], descriptors: tuple[int, int]) -> bool:
        """Have a cell made with a link and a pipe; False where the warden is gone."""
        request = json.dumps({"load": load, "limits": astuple(limits)}).encode()
        with suppress(OSError):
            socket.send_fds(self._asking, [request], descriptors)
            return self._asking.recv(1) == ACCEPTED
        return False

    def close(self) -> None:
        """End it, and with it every cell."""
        self._asking.close()
        self._process.wait()


_wardens: dict[int, _Warden] = {}
"""By the process that started it: one that was forked off has none yet."""
_one_at_a_time = Lock()


@contextmanager
def open_cell(limits: Limits, load: tuple[str, ...] = ()) -> Iterator[Cell]:
    """A cell of one's own. Safe in any thread. Raises OSError where no process can be started."""
    link, inside = socket.socketpair()
    report, told = os.pipe()
    with link:
        try:
            with inside:
                _open(limits, load, (inside.fileno(), told))
            os.close(told)
            yield Cell(link, report)
        finally:
            os.close(report)


def _open(limits: Limits, load: tuple[str, ...], descriptors: tuple[int, int]) -> None:
    with _one_at_a_time:
        known = _wardens.get(os.getpid())
        if known and known.open(limits, load, descriptors):
            return
        stop()
        new = _wardens[os.getpid()] = _Warden()
        if not new.open(limits, load, descriptors):
            raise OSError("the process that reads files does not start; NOTA_TRACEBACK=1 shows why")


@atexit.register
def stop() -> None:
    """End every cell of this process; those who wait for one are told so. The next file begins anew."""
    if known := _wardens.pop(os.getpid(), None):
        known.close()
