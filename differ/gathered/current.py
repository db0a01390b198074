"""The clusters of a corpus as it is now; while those of a large one are looked for, as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.store import Store
from differ.gathered.gather import fill_into, gather, kept, newest_kept, stands
from differ.gathered.repeats import Repeats
from differ.kept import in_corpus

SMALL = 100
"""Nota's. Of so many the clusters are found while one waits; of more in a process of its own."""


class Current:
    """Hands out the clusters of one corpus; safe to share among threads."""

    def __init__(self, store: Store, small: int = SMALL) -> None:
        self._store, self._small = store, small
        self._lock = threading.Lock()
        self._memory: tuple[str, sqlite3.Connection] | None = None
        """Of a corpus that cannot be written, by its head."""
        self._jobs: list[subprocess.Popen[bytes]] = []
        """What is at work: one process at most. Whoever forgets to close this leaves none behind."""
        weakref.finalize(self, _end, self._jobs)

    @property
    def head(self) -> str:
        """The state of the corpus of which the clusters are at hand; '' where there is none yet."""
        path = self._path()
        return _head_of(path) if path else self._store.head if self._memory else ""

    @contextmanager
    def open(self) -> Iterator[tuple[Repeats | None, bool]]:
        """The clusters, and whether they are those of the corpus as it is now; None where there are none yet."""
        path = self._path()
        if path is None and not self._is_large:
            with self._lock:
                yield Repeats(self._in_memory()), True
            return
        if path is None:
            yield None, False
            return
        try:
            repeats = Repeats.of(path)
        except sqlite3.Error:
            # Cut short, or let go since: made again.
            with suppress(OSError):
                path.unlink()
            repeats = Repeats.of(self._path() or path)
        try:
            yield repeats, _head_of(path) == self._store.head
        finally:
            repeats.close()

    @property
    def _is_large(self) -> bool:
        """Whether it is too large to wait for. Where nothing can be kept there is no other way."""
        return len(self._store.notas()) > self._small and os.access(self._store.path, os.W_OK)

    def _path(self) -> Path | None:
        """The file to read: of the corpus as it is; of a large one, while that is made, of the corpus as it was."""
        path = kept(self._store, self._store.head)
        if path.exists():
            return path
        if not self._is_large:
            with self._lock:
                return gather(self._store)
        self._begin()
        return newest_kept(self._store)

    def _begin(self) -> None:
        """See to it that one process is at work."""
        with self._lock:
            if not any(job.poll() is None for job in self._jobs):
                command = [sys.executable, "-m", "differ.gathered.gather", str(self._store.path)]
                self._jobs[:] = [subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)]

    def _in_memory(self) -> sqlite3.Connection:
        head = self._store.head
        if self._memory is None or self._memory[0] != head:
            data = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            fill_into(data, stands(self._store), in_corpus(self._store))
            self._memory = head, data
        return self._memory[1]

    def close(self) -> None:
        """End what is at work."""
        with self._lock:
            _end(self._jobs)


def _end(jobs: list[subprocess.Popen[bytes]]) -> None:
    # Of a process that another one began, as before a fork, there is nothing to wait for, and nothing is ended.
    for job in jobs:
        if job.poll() is None:
            job.terminate()
            job.wait()
    jobs.clear()


def _head_of(path: Path) -> str:
    return path.name.split("-")[1]
