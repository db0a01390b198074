"""Work in as many processes as there are processors, part by part, in order: how many makes no difference."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")

_COLLECTIONS = (20_000, 20, 20)
"""After so many new objects garbage is looked for: 700, 10 and 10 where one says nothing."""
_AHEAD = 3
"""Parts that a process has waiting, so that it never does, and memory holds no more."""


def in_processes(
    work: Callable[[P], R],
    parts: Iterable[P],
    begin: Callable[..., None] | None = None,
    arguments: tuple[object, ...] = (),
) -> Iterator[R]:
    """What `work` gives for each part; each process first does `begin(*arguments)`.

    The processes begin clean: no thread and no connection of this one comes along.
    """
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawn, _begin, (begin, arguments)) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for part in parts:
                waiting.append(_given(pool, work, part))
                if len(waiting) > _AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            # Broken off, or read no further: what waits is not begun.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _given(pool: ProcessPoolExecutor, work: Callable[[P], R], part: P) -> Future[R]:
    """A part given out, for which a process may begin: deaf to Ctrl-C from its first moment, as it inherits that."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_done, work, part)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """However that ended: of a process that was killed the others would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _begin(begin: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    # Our values make no circles: to look for them as often as Python does takes a quarter of the time of the work.
    gc.set_threshold(*_COLLECTIONS)
    # Ctrl-C is for the process that gave us the work: it ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        _unbegun.append(partial(begin, *arguments))


_unbegun: list[Callable[[], None]] = []
"""What this worker does before its first part."""


def _done(work: Callable[[P], R], part: P) -> R:
    # With a part, so that what goes wrong is told to whoever asked for that, and to nobody where none does any more.
    while _unbegun:
        _unbegun[-1]()
        _unbegun.pop()
    return work(part)
