"""The guarded door: a foreign file is read in a process of its own, which can take little and change nothing.

Whatever the file does to its reader, here it is one FileRefused within half a minute.
"""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from time import monotonic
from typing import TypeVar

from corpus.cell import MIB, Limits
from corpus.cells import open_cell, stop
from corpus.errors import FileRefused
from corpus.ingest import Reading, identified
from corpus.ingest import read_file as read_bare
from corpus.messages import Message
from corpus.readers.blocks import Options
from corpus.text import clean
from corpus.wire import NotOurs, unpack

__all__ = ["LARGEST", "Limits", "read_file", "read_nota", "run", "stop"]

LARGEST = 100 * MIB
"""Bytes of a file; a larger one is not even looked at."""
_GRACE = 3
"""Seconds that the guard of a cell has to tell of its end, above the time of the cell."""
_READERS = {
    ".md": "markdown",
    ".txt": "plaintext",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".xml": "official",
}

T = TypeVar("T")


def read_nota(
    name: str,
    data: bytes,
    *,
    id: str | None = None,  # noqa: A002
    received: date | None = None,
    options: Options | None = None,
) -> Reading:
    """As `corpus.ingest.read_nota`, contained. Raises FileRefused."""
    return identified(name, read_file(name, data, options), id, received)


def read_file(name: str, data: bytes, options: Options | None = None) -> Reading:
    """As `corpus.ingest.read_file`, contained. Raises FileRefused."""
    if len(data) > LARGEST:
        raise FileRefused(
            "%(file)s: larger than %(most)s MiB; divide it, or leave out the pictures", file=name, most=LARGEST // MIB
        )
    return run(name, read_bare, (name, data, options), Reading, load=_readers(name))


def run(
    name: str,
    function: Callable[..., T],
    arguments: tuple[object, ...],
    returns: type[T],
    limits: Limits | None = None,
    load: tuple[str, ...] = (),
) -> T:
    """What a function of a module gives when a process of its own runs it; `name` is the file that it works on.

    `returns` is its type, as `corpus.wire` takes it; `load` are modules that this and later runs need. Safe in any
    thread. Raises FileRefused: what the function itself refuses, and whatever else its process comes to.
    """
    limits = limits or Limits()
    with open_cell(limits, load) as cell:
        deadline = monotonic() + limits.seconds + _GRACE
        answer = cell.ask(pickle.dumps((function, arguments)), limits.answer, deadline)
        end = cell.end(deadline)
    word, _, payload = answer.partition(b"\n")
    try:
        if (end, word) == ("0", b"value"):
            return unpack(returns, payload)
        raise _refusal(name, word.decode("ascii", "replace"), payload, end, limits)
    except NotOurs as error:
        raise _fault(name, str(error)) from None


def _readers(name: str) -> tuple[str, ...]:
    """What is likely needed to read it: a guess by its name, which only spares the next cells the loading."""
    reader = _READERS.get(PurePath(name).suffix.lower())
    return (f"corpus.readers.{reader}",) if reader else ()


def _refusal(name: str, word: str, payload: bytes, end: str, limits: Limits) -> FileRefused:
    """What became of a cell that gave no value, as one line. Raises NotOurs."""
    if end == "late":
        return _too_much("seconds", name, limits)
    if end != "0":
        return _killed(name, -int(end), limits)
    if word in ("memory", "answer"):
        return _too_much(word, name, limits)
    if word == "refused":
        return _handed_on(name, unpack(Message, payload))
    if word == "forbidden":
        return FileRefused(
            "%(file)s: reading it was stopped: it tried what no file should (%(deed)s); do not trust it",
            file=name,
            deed=clean(unpack(str, payload)),
        )
    return _fault(name, unpack(str, payload) if word == "fault" else "no answer")


def _too_much(of: str, name: str, limits: Limits) -> FileRefused:
    problem = {
        "seconds": Message("reading it takes longer than %(most)s seconds", {"most": limits.seconds}),
        "cpu": Message("reading it takes more than %(most)s seconds of computing", {"most": limits.cpu}),
        "memory": Message("reading it takes more than %(most)s MiB of memory", {"most": limits.memory // MIB}),
        "answer": Message("it holds more than %(most)s MiB of text", {"most": limits.answer // MIB}),
    }[of]
    return FileRefused("%(file)s: %(problem)s; divide it, or save it in another format", file=name, problem=problem)


def _killed(name: str, number: int, limits: Limits) -> FileRefused:
    if number == signal.SIGXCPU:
        return _too_much("cpu", name, limits)
    try:
        called = signal.Signals(number).name
    except ValueError:
        called = str(number)
    return FileRefused(
        "%(file)s: its reader crashed on it (%(signal)s); save it in another format", file=name, signal=called
    )


def _handed_on(name: str, message: Message) -> FileRefused:
    """What the reader itself says, made sure to be one line that a terminal can show."""

    def shown(value: object) -> object:
        return clean(value) if isinstance(value, str) and value != name else value

    return FileRefused(clean(message.template), **{key: shown(value) for key, value in message.values.items()})


def _fault(name: str, what: str) -> FileRefused:
    return FileRefused(
        "%(file)s: cannot be read, by a fault in nota or in the file (%(fault)s); save it in another format",
        file=name,
        fault=clean(what),
    )
