"""One run of one tool: how long it took, and what it marked."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter

from bench.marks import Cuts, cuts, marked_letters
from bench.peers import TOOLS
from bench.work import WORKS, small

LIMIT = 120.0
"""Seconds. A tool that takes longer on one work is stopped, and the table says so."""


@dataclass(frozen=True)
class Result:
    """One run of one tool."""

    milliseconds: float
    clusters: int | None
    cuts: Cuts | None
    marked: int | None


def measure(tool: str, work: str) -> Result:
    """Run a tool once. Loading the tool, getting the texts ready and counting the marks are outside the clock."""
    TOOLS[tool](small())[0]()
    run, marks_in = TOOLS[tool](WORKS[work]())
    start = perf_counter()
    result = run()
    milliseconds = (perf_counter() - start) * 1000
    marks = marks_in(result)
    if marks is None:
        return Result(milliseconds, None, None, None)
    return Result(milliseconds, marks.clusters, cuts(marks), marked_letters(marks))


def in_fresh_process(tool: str, work: str) -> Result | None:
    """A run that finds no cache warm: a second one in the same process would not read the texts anew.

    None where it took longer than LIMIT, and was stopped.
    """
    spawn = get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_send, args=(sender, tool, work))
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(LIMIT) else None
    except EOFError:
        raise RuntimeError(f"{tool} failed; see above") from None
    finally:
        process.kill()
        process.join()


def _send(sender: Connection, tool: str, work: str) -> None:
    sender.send(measure(tool, work))
