"""One run of one tool in a process of its own: seconds, seconds of the processor, memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, process_time

from bench.matching.found import Found
from bench.matching.tools import TOOLS
from bench.questions import labelled

EVERY = 0.2
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Given:
    """Which questions a tool is given."""

    world: str
    size: int
    seed: int = 0

    def texts(self) -> list[str]:
        """The questions, without what is known of them."""
        return [question.text for question in labelled(self.world, self.size, self.seed)]


@dataclass(frozen=True)
class Run:
    """What one run cost, and what it found."""

    seconds: float
    processor: float
    """Seconds of all processors together."""
    memory: int
    """Bytes at most, shared ones once, over the process and its children; with the texts."""
    found: Found


def measure(tool: str, given: Given) -> Run:
    """A run that finds no cache warm. Making the questions and loading the tool are outside the clock."""
    spawn = get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_send, args=(sender, tool, given))
    process.start()
    sender.close()
    memory = 0
    try:
        while not receiver.poll(EVERY):
            memory = max(memory, _memory(process.pid or 0))
        seconds, processor, found = receiver.recv()
    except EOFError:
        raise RuntimeError(f"{tool} failed; see above") from None
    finally:
        process.kill()
        process.join()
    return Run(seconds, processor, memory, found)


def _send(sender: Connection, tool: str, given: Given) -> None:
    texts = given.texts()
    _run(tool, texts[:50])
    sender.send(_run(tool, texts))


def _run(tool: str, texts: Sequence[str]) -> tuple[float, float, Found]:
    run = TOOLS[tool](texts)
    start, started = perf_counter(), _processor()
    found = run()
    return perf_counter() - start, _processor() - started, found


def _processor() -> float:
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def _memory(process: int) -> int:
    """Bytes of a process and those that it started, now; what they share counts once."""
    own = Path(f"/proc/{process}")
    try:
        lines = (own / "smaps_rollup").read_text("ascii").splitlines()
        children = [child for task in (own / "task").iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return 0
    shares = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 1024 * shares + sum(_memory(int(child)) for child in children)
