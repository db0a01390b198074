"""Work over a shelf in several processes: part by part, in order, so that the outcome does not depend on how many."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from differ.shelf import Shelf
from differ.spool import Reel

P = TypeVar("P")
R = TypeVar("R")

ALONE = 8
"""Up to so many parts one process is done before others have begun."""
_AHEAD = 3
"""Parts that a worker has waiting, so that it never does, and memory holds no more."""


def each(
    shelf: Shelf,
    make: Callable[..., Callable[[P], R]],
    parts: Iterable[P],
    count: int,
    arguments: tuple[object, ...] = (),
) -> Iterator[R]:
    """What `make(shelf, *arguments)` gives for each part, in order; `count` is about how many there are.

    Of a kept shelf and many parts it is made anew in as many processes as there are processors, each with a shelf
    of its own. They begin clean: no thread and no connection of this process comes along.
    """
    if shelf.folder is None or not shelf.shared or count <= ALONE:
        yield from map(make(shelf, *arguments), parts)
        return
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    begin = (shelf.folder, shelf.spool.ready() if shelf.spool else None, make, arguments)
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin, begin) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for part in parts:
                waiting.append(pool.submit(_work, part))
                if len(waiting) > _AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            # Broken off, or read no further: what waits is not begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_made: Callable[[Any], Any] | None = None
"""Of this worker process."""


def _begin(
    folder: Path, spool: Path | None, make: Callable[..., Callable[[Any], Any]], arguments: tuple[object, ...]
) -> None:
    global _made  # noqa: PLW0603  a process begins once
    # Ctrl-C is for the process that gave us the work: it ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _made = make(Shelf(folder, only_read=True, reel=Reel(spool) if spool else None), *arguments)


def _work(part: Any) -> Any:
    if _made is None:
        raise RuntimeError("the worker was not begun")
    return _made(part)
