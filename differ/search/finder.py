"""The search of a corpus: an index that is brought up to date before it is asked, and made again when it is damaged."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from corpus.errors import StoreError
from corpus.store import Store
from differ.bilingual.help import _
from differ.progress import Progress, silent
from differ.search.base import DATABASE, Base
from differ.search.choices import Choices, choices
from differ.search.filling import changed_notas, filled
from differ.search.find import PAGE, Found, Search, find
from differ.search.nearest import nearest

FOLDER = "nota-search"
_LOCK = "busy"
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR))
"""What SQLite says of a file that is none of its own, is damaged, or has other tables."""

Result = TypeVar("Result")


class Finder:
    """Searches one corpus; safe to share among threads, and across a fork."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = store.path / FOLDER
        self._own = threading.local()
        self._alone = threading.Lock()
        """Of threads: one brings the index up to date. Of processes the file lock sees to that."""
        self._offered = "", Choices([], [], [], [])
        self._memory: Base | None = None
        """The index of a corpus that cannot be written."""

    def find(self, search: Search, limit: int = PAGE, offset: int = 0, progress: Progress = silent) -> Found:
        """The hits from `offset` on. Raises StoreError where the index cannot be read, though it was made again."""
        return self._asked(lambda base: find(base, search, limit, offset), progress)

    def nearest(self, search: Search) -> str | None:
        """Of a search that found nothing: its text with what was written wrong put right, if that finds any."""
        return self._asked(lambda base: nearest(base, search))

    def choices(self) -> Choices:
        """What a search can be narrowed to."""
        head = self._store.head
        if self._offered[0] != head:
            # It looks at every entry: once for each state of the corpus, not for each page.
            self._offered = head, self._asked(lambda base: choices(base.data))
        return self._offered[1]

    def refresh(self, progress: Progress = silent) -> None:
        """Bring the index up to date."""
        self._asked(lambda _base: None, progress)

    def close(self) -> None:
        """Let go of the index, in this thread."""
        self._let_go()
        if self._memory:
            self._memory.close()
            self._memory = None

    def _asked(self, ask: Callable[[Base], Result], progress: Progress = silent) -> Result:
        for again in (True, False):
            try:
                with self._current(progress) as base:
                    return ask(base)
            except sqlite3.Error as error:
                self._let_go()
                if again and getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _DAMAGED:
                    self._clear()
                elif not again:
                    raise StoreError(
                        "%(folder)s cannot be searched (%(why)s); delete it and try again",
                        folder=self._folder,
                        why=error,
                    ) from None
        raise AssertionError("either returned or raised")

    # The index

    @contextmanager
    def _current(self, progress: Progress) -> Iterator[Base]:
        head = self._store.head
        own = self._kept()
        if own is None or own.head != head:
            own = self._renewed(head, progress)
        if own is self._memory:
            with self._alone:
                yield own
        else:
            yield own

    def _kept(self) -> Base | None:
        """The connection of this thread, where the file is still the one it opened."""
        if self._memory:
            return self._memory
        base, process, file = getattr(self._own, "base", (None, 0, 0))
        if base is None or process != os.getpid() or file != _file_of(self._folder / DATABASE):
            return None
        return base  # type: ignore[no-any-return]

    def _renewed(self, head: str, progress: Progress) -> Base:
        with self._alone:
            try:
                self._folder.mkdir(exist_ok=True)
                lock = (self._folder / _LOCK).open("w")
            except OSError:
                return self._read_only(head, progress)
            with lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                base = self._kept() or self._opened()
                if not (base.is_current and set(base.signatures()) <= set(self._store.notas())):
                    self._let_go()
                    self._clear()
                    base = self._opened()
                self._fill(base, head, progress)
                return base

    def _opened(self) -> Base:
        self._let_go()
        base = Base(self._folder)
        self._own.base = base, os.getpid(), _file_of(self._folder / DATABASE)
        return base

    def _read_only(self, head: str, progress: Progress) -> Base:
        """Of a corpus that cannot be written: the index that is there, else one in memory, for as long as we live."""
        if self._memory is None:
            with suppress(sqlite3.Error):
                base = Base.reading(self._folder)
                if base.is_current and base.head == head:
                    self._memory = base
                    return base
                base.close()
        elif self._memory.head != head and self._memory.only_reads:
            self._memory.close()
            self._memory = None
        self._memory = self._memory or Base(None)
        self._fill(self._memory, head, progress)
        return self._memory

    def _fill(self, base: Base, head: str, progress: Progress) -> None:
        missing = changed_notas(self._store, base.signatures())
        with progress(_("reading"), len(missing)) as bar:
            for own in filled(self._store, missing):
                base.put([own])
                bar.update(1)
        base.finish(head)

    def _let_go(self) -> None:
        base, process, _file = getattr(self._own, "base", (None, 0, 0))
        if base is not None and process == os.getpid():
            base.close()
        self._own.base = None, 0, 0

    def _clear(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                (self._folder / f"{DATABASE}{ending}").unlink()


def _file_of(path: Path) -> int:
    """Tells one file from another of the same name; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
