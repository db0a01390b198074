"""`python -m bench.serving.server CORPUS|- WORKERS`: the pages over a corpus, or one bare page, behind the same server.

Prints where, and serves until it is told to stop.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import sysconf
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from web.access import READING
from web.app import create_app
from web.live import Live, run

HELLO = "-"
_TICKS = sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """One that answers, in a process of its own with workers below it."""

    process: subprocess.Popen[str]
    address: tuple[str, int]

    def pids(self) -> list[int]:
        """Its processes and theirs."""
        found, more = list[int](), [self.process.pid]
        while more:
            pid = more.pop()
            found.append(pid)
            more += [int(own) for own in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return found

    def seconds(self) -> float:
        """Of processor time, all its processes together: the clock tells what else the machine did."""
        return sum(_seconds(pid) for pid in self.pids())

    def memory(self) -> int:
        """Bytes in its processes that no other shares."""
        return sum(_private(pid) for pid in self.pids())


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _private(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


@contextmanager
def serving(corpus: Path | None, workers: int = 1) -> Iterator[Server]:
    """The pages over a corpus; None: a bare page."""
    command = [sys.executable, "-m", "bench.serving.server", str(corpus or HELLO), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = urlsplit(process.stdout.readline().strip())
        try:
            yield Server(process, (url.hostname or "", url.port or 0))
        finally:
            process.terminate()


def _hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "Hello")
    return app


def _main(corpus: str, workers: str) -> None:
    live = Live(port=0, workers=int(workers))
    make = _hello if corpus == HELLO else lambda: create_app(Path(corpus), READING)
    run(make, live, lambda url: print(url, flush=True))


if __name__ == "__main__":
    _main(*sys.argv[1:])
