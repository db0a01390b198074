"""The process that has loaded all readers and forks itself for each file: cheap, and safe beside any number of threads.

    whoever reads a file --asks--> warden --forks--> guard --forks--> cell

The cell does the work and is not trusted; the guard waits for its end, and tells how that was.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import NoReturn

import corpus.ingest  # noqa: F401  loaded here, so that no cell has to
from corpus.guarded.cell import Limits, answer

QUESTION = 4096
"""Bytes that a request for a cell has at most."""
ACCEPTED = b"+"
LATE = b"late"
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""Of Linux's unshare(2)."""


def main(descriptor: int) -> None:
    """Serve requests until whoever asks is gone; then end, with every cell.

    A request is JSON, {"load": [module…], "limits": [number…]}, with two descriptors: the link to the cell, and a pipe
    to which the guard writes how the cell ended, `late` or the exit code (negative: the signal that killed it). In the
    place of a module there may be a function of one, `module:function`, which is called once.
    """
    signal.signal(signal.SIGCHLD, _reap)
    _leave_the_network()
    asking = socket.socket(fileno=descriptor)
    while True:
        request, descriptors, _flags, _address = socket.recv_fds(asking, QUESTION, 2)
        if not request:
            break
        asked = json.loads(request)
        _load(asked["load"])
        if os.fork() == 0:
            asking.close()
            link, report = descriptors
            _guard(link, report, Limits(*asked["limits"]))
        for own in descriptors:
            os.close(own)
        asking.sendall(ACCEPTED)
    os.killpg(0, signal.SIGKILL)


def _reap(_signal: int, _frame: object) -> None:
    """Guards that ended. To ignore the signal would do as well, but then nobody could tell what time they took."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _load(wanted: list[str]) -> None:
    """Load what the next cell and those after it need. What does not load, the cell will complain of."""
    new = [one for one in wanted if one not in _loaded]
    for one in new:
        _loaded.add(one)
        module, _, function = one.partition(":")
        with suppress(ImportError):
            found = importlib.import_module(module)
            if function:
                getattr(found, function)()
    if new or not _loaded:
        # What lies here stays: a cell that looked through it for garbage would have every page of it copied.
        gc.freeze()


_loaded: set[str] = set()


def _leave_the_network() -> None:
    """Where the system lets us: live in a network of our own that leads nowhere, so that no library gets out either."""
    if sys.platform == "linux":
        unshare = ctypes.CDLL(None).unshare
        if unshare(_NEW_NETWORK):
            unshare(_NEW_USER | _NEW_NETWORK)


def _guard(link: int, report: int, limits: Limits) -> NoReturn:
    """Start a cell, wait for its end, and report that."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    cell = os.fork()
    if cell == 0:
        os.close(report)
        _cell(link, limits)
    os.close(link)
    late = False

    def kill(_signal: int, _frame: object) -> None:
        nonlocal late
        late = True
        os.kill(cell, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.alarm(limits.seconds)
    _, status = os.waitpid(cell, 0)
    os.write(report, LATE if late else str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _cell(link: int, limits: Limits) -> NoReturn:
    try:
        answer(socket.socket(fileno=link), limits)
    finally:
        # Never back into the loop above: that is another process's.
        os._exit(0)
