"""One run of one tool: how long it took, and what it marked."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import TypeVar, cast

from bench.job import Timed
from bench.marks import Marks
from bench.peers import TOOLS
from bench.work import ALL_WORKS, small

Found = TypeVar("Found")

LIMIT = 120.0
"""Seconds. A tool that takes longer on one work is stopped, and the table says so."""


@dataclass(frozen=True)
class Result:
    """One run of one tool."""

    milliseconds: float
    """Of processor time, its own and that of the programs it ran: the clock tells what else the machine did."""
    marks: Marks | None


def measure(tool: str, work: str) -> Result:
    """Run a tool once. Loading the tool, getting the texts ready and counting the marks are outside the clock."""
    TOOLS[tool](small())[0]()
    run, marks_in = TOOLS[tool](ALL_WORKS[work]())
    start = _processor_time()
    result = run()
    milliseconds = (_processor_time() - start) * 1000
    if isinstance(result, Timed):
        milliseconds, result = result.milliseconds, result.result
    return Result(milliseconds, marks_in(result))


def _processor_time() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_memory(tool: str, work: str) -> int:
    """The most that a tool held at once beyond the texts it was given, in bytes, as Python counts it."""
    TOOLS[tool](small())[0]()
    run, _ = TOOLS[tool](ALL_WORKS[work]())
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def in_fresh_process(tool: str, work: str, what: Callable[[str, str], Found]) -> Found | None:
    """A run that finds no cache warm: a second one in the same process would not read the texts anew.

    None where it took longer than LIMIT, and was stopped.
    """
    spawn = get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_send, args=(sender, what, tool, work))
    process.start()
    sender.close()
    try:
        return cast("Found", receiver.recv()) if receiver.poll(LIMIT) else None
    except EOFError:
        raise RuntimeError(f"{tool} failed; see above") from None
    finally:
        process.kill()
        process.join()


def _send(sender: Connection, what: Callable[[str, str], object], tool: str, work: str) -> None:
    sender.send(what(tool, work))
