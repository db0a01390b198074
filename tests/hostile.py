"""What a file could make its reader do: each is run in a process of its own, by tests/test_corpus_contained.py."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import time
from pathlib import Path

from corpus.errors import FileRefused
from corpus.messages import Message


def eat_memory() -> str:
    eaten = []
    while True:
        eaten.append(bytearray(1 << 20))


def compute_for_ever() -> str:
    while True:
        pass


def wait_for_ever() -> str:
    time.sleep(1000)
    return "awake"


def crash() -> str:
    return str(ctypes.string_at(0))


def recurse() -> str:
    return recurse()


def vanish() -> str:
    os._exit(0)


def end_the_program() -> str:
    raise SystemExit(0)


def print_much() -> str:
    for _ in range(100):
        os.write(1, b"x" * (1 << 20))
        os.write(2, b"x" * (1 << 20))
    return "printed"


def answer_much() -> str:
    return "x" * (5 << 20)


def answer_with_another_type() -> str:
    return 7  # type: ignore[return-value]


def connect(port: int) -> str:
    with socket.create_connection(("127.0.0.1", port)):
        return "connected"


def connect_past_python(port: int) -> str:
    """As a library in C would."""
    libc = ctypes.CDLL(None)
    address = (2).to_bytes(2, "little") + port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    return "refused" if libc.connect(libc.socket(2, 1, 0), address, 16) else "connected"


def write(path: str) -> str:
    Path(path).write_text("hostile")
    return "written"


def remove(path: str) -> str:
    Path(path).unlink()
    return "removed"


def read(path: str) -> str:
    return Path(path).read_text()


def start_a_program() -> str:
    return str(subprocess.run(["true"], check=True))


def fork() -> str:
    return str(os.fork())


def refuse() -> str:
    where = Message("page %(page)s", {"page": 7})
    raise FileRefused("%(file)s: %(where)s is torn\x1b[2J\n(%(words)s)", file="a.pdf", where=where, words="één \n twee")


def whoever_reads() -> str:
    return str(os.getpid())


def session() -> str:
    """The process above all readers."""
    return str(os.getsid(0))
