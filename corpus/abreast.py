"""One job for each of many things, done side by side, with the results in the order of the things."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

AT_ONCE = os.cpu_count() or 1
"""Files that are read at the same time, each in a process of its own."""
READ_AHEAD = 8 * AT_ONCE
"""Files that are read, or being read, while a batch is stored."""

T = TypeVar("T")
U = TypeVar("U")


def in_order(items: Iterable[T], work: Callable[[T], U], abandoned: Callable[[], None]) -> Generator[U]:
    """What the work gives for each item, in their order. Of at most `READ_AHEAD` items it is held.

    Work that waits for another process, as reading a file does: it is done in threads. Whoever closes this early calls
    off what has not begun; `abandoned` is then called, to cut short what has.
    """
    pool = ThreadPoolExecutor(AT_ONCE)
    begun: deque[Future[U]] = deque()
    try:
        for item in items:
            begun.append(pool.submit(work, item))
            if len(begun) == READ_AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    except BaseException:
        # Ctrl-C, and GeneratorExit: called off before it is cut short, or else the next would begin.
        pool.shutdown(wait=False, cancel_futures=True)
        abandoned()
        raise
    pool.shutdown()
