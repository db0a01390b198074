"""Work over a shelf in several processes: part by part, in order, so that the outcome does not depend on how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from differ.processes import in_processes
from differ.shelves.shelf import Shelf
from differ.shelves.spool import Reel

P = TypeVar("P")
R = TypeVar("R")

ALONE = 8
"""Up to so many parts one process is done before others have begun."""


def each(
    shelf: Shelf,
    make: Callable[..., Callable[[P], R]],
    parts: Iterable[P],
    count: int,
    arguments: tuple[object, ...] = (),
) -> Iterator[R]:
    """What `make(shelf, *arguments)` gives for each part, in order; `count` is about how many there are.

    Of a kept shelf and many parts it is made anew in as many processes as there are processors, each with a shelf
    of its own.
    """
    if shelf.folder is None or not shelf.shared or count <= ALONE:
        yield from map(make(shelf, *arguments), parts)
        return
    begin = (shelf.folder, shelf.spool.ready() if shelf.spool else None, make, arguments)
    yield from in_processes(_work, parts, _begin, begin)


_made: Callable[[Any], Any] | None = None
"""Of this worker process."""


def _begin(
    folder: Path, spool: Path | None, make: Callable[..., Callable[[Any], Any]], arguments: tuple[object, ...]
) -> None:
    global _made  # noqa: PLW0603  a process begins once
    _made = make(Shelf(folder, only_read=True, reel=Reel(spool) if spool else None), *arguments)


def _work(part: Any) -> Any:
    if _made is None:
        raise RuntimeError("the worker was not begun")
    return _made(part)
