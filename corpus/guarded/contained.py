"""The guarded door: a foreign file is read in a process of its own, which can take little and change nothing.

Whatever the file does to its reader, here it is one FileRefused within half a minute.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePath
from time import monotonic
from typing import TypeVar

from corpus.blocks import Options
from corpus.errors import FileRefused, why
from corpus.guarded.cell import MIB, Limits
from corpus.guarded.cells import open_cell, stop
from corpus.guarded.outcome import fault, refusal
from corpus.guarded.wire import NotOurs, unpack
from corpus.ingest import Reading, identified
from corpus.ingest import read_file as read_bare

__all__ = ["LARGEST", "Limits", "file_bytes", "read_file", "read_nota", "run", "stop"]

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


def file_bytes(path: Path) -> bytes:
    """What is in a file, up to what `read_file` takes and a little more. Raises FileRefused where it cannot be read."""
    try:
        with path.open("rb") as file:
            # By its size one cannot tell: that of a device is 0, and it has no end.
            return file.read(LARGEST + 1)
    except OSError as error:
        raise FileRefused("%(file)s: cannot be read (%(why)s)", file=path, why=why(error)) from None


def run(
    name: str,
    function: Callable[..., T],
    arguments: tuple[object, ...],
    returns: type[T],
    limits: Limits | None = None,
    load: tuple[str, ...] = (),
) -> T:
    """What a function of a module gives when a process of its own runs it; `name` is the file that it works on.

    `returns` is its type, as `guarded.wire` takes it; `load` are modules that this and later runs need, and functions
    (`module:function`) that are called once for all of them, outside any bounds: ours, and of no foreign file. Safe in
    any thread. Raises FileRefused: what the function itself refuses, and whatever else its process comes to.
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
        raise refusal(name, word.decode("ascii", "replace"), payload, end, limits)
    except NotOurs as error:
        raise fault(name, str(error)) from None


def _readers(name: str) -> tuple[str, ...]:
    """What is likely needed to read it: a guess by its name, which only spares the next cells the loading."""
    reader = _READERS.get(PurePath(name).suffix.lower())
    return (f"corpus.readers.{reader}",) if reader else ()
