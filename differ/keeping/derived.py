"""What was found out about a corpus and took long, kept beside git's own files so that it need not be found again.

    derived = derived_of(store)
    if (kept := derived.get("lines", text_id)) is None: ...
    derived.put("lines", text_id, content)

Never a source of truth: each value can be made again of the objects of git, and is, where it is missing. The key must
name everything it was made of: ids of objects, which stand for one content for ever, or the head of the corpus. The
edition of our code is a part of every key by itself, so that what older code found is not believed.

It is one SQLite file in the corpus, outside what is tracked, which may be deleted at any time. Many processes and
threads may use it at once. Nothing that is wrong with it is an error: a damaged file is thrown away and begun anew, an
altered value is not handed out, and where the corpus cannot be written, or another process keeps the file busy, nothing
is kept. (The shelf of the duplicates is no such store: its tables are joined, and one process has them at a time.)
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary
from zlib import compress, crc32, decompress, error

from differ.keeping.edition import sources

if TYPE_CHECKING:
    from corpus.store import Store

Found = TypeVar("Found")

FILE = "nota-derived.sqlite"
MOST = 256 << 20
"""Bytes on disk. Above it the oldest fifth is let go: a corpus of 5,000 versions keeps a tenth of this."""
_WAIT = 2.0
"""Seconds for another process to write. What takes longer is not worth keeping: it was found already."""
_GONE = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR))
"""What SQLite says of a file that is none of its own, damaged, or has other tables."""
_MOVED = frozenset((sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR))
"""What it says where the file was deleted under it: another one is begun."""
_BEGIN = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS derived (
    place INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, edition TEXT NOT NULL, sum INTEGER NOT NULL,
    value BLOB NOT NULL, UNIQUE (kind, key)
);
"""


class Derived:
    """The derived data of one corpus. Opened when it is first used; safe to share among threads and across a fork."""

    def __init__(self, corpus: Path, most: int = MOST, edition: str | None = None) -> None:
        """`edition` stands for the code that finds what is kept; by default its sources are read for it."""
        self.path = corpus / FILE
        self._given = edition
        self._most = most
        self._lock = Lock()
        self._open: tuple[int, sqlite3.Connection] | None = None
        """By the process that opened it: a connection does not outlive a fork."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put there by code of this edition; None where nothing was, or where it is not whole any more."""
        query = "SELECT sum, value FROM derived WHERE kind = ? AND key = ? AND edition = ?"
        found = self._try(lambda data: data.execute(query, (kind, key, self._edition())).fetchone())
        return _whole(*found) if found else None

    def get_all(self, kind: str) -> dict[str, bytes]:
        """All of this kind by their keys: for who would ask for most of them, one by one."""
        query = "SELECT key, sum, value FROM derived WHERE kind = ? AND edition = ?"
        rows = self._try(lambda data: data.execute(query, (kind, self._edition())).fetchall())
        found = ((key, _whole(*row)) for key, *row in rows or ())
        return {key: value for key, value in found if value is not None}

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value, in the place of one that was there; or not, where that is impossible."""
        self.put_all(kind, {key: value})

    def put_all(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep several, by their keys: all of them, or none."""
        packed = ((key, compress(value, 1)) for key, value in values.items())
        rows = [(kind, key, self._edition(), crc32(value), value) for key, value in packed]
        if rows:
            self._try(lambda data: self._insert(data, rows))

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            if self._open and self._open[0] == os.getpid():
                self._open[1].close()
            self._open = None

    def _edition(self) -> str:
        return self._given or sources()

    def _insert(self, data: sqlite3.Connection, rows: Sequence[tuple[str, str, str, int, bytes]]) -> None:
        insert = "INSERT OR REPLACE INTO derived (kind, key, edition, sum, value) VALUES (?, ?, ?, ?, ?)"
        with data:
            # A transaction takes several times as long as a row in it.
            data.execute("BEGIN IMMEDIATE")
            data.executemany(insert, rows)
        if self._used(data) > self._most:
            # Places only grow, so that the lowest are the oldest: those of other editions among them.
            low, high = data.execute("SELECT min(place), max(place) FROM derived").fetchone()
            data.execute("DELETE FROM derived WHERE place <= ?", (low + (high - low) // 5,))

    @staticmethod
    def _used(data: sqlite3.Connection) -> int:
        pages, free, size = (
            data.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _try(self, use: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """None where SQLite could not do it. A file that is damaged is begun anew, for the next who comes."""
        with self._lock:
            try:
                return use(self._connection())
            except sqlite3.Error as trouble:
                code = getattr(trouble, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
                # The low byte is the kind, the rest tells it apart further.
                if code & 0xFF in _GONE:
                    self._clear()
                elif code in _MOVED or code & 0xFF in _MOVED:
                    self._let_go()
                return None

    def _connection(self) -> sqlite3.Connection:
        if self._open and self._open[0] == os.getpid() and self.path.exists():
            return self._open[1]
        self._let_go()
        data = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            data.executescript(_BEGIN)
        except sqlite3.Error:
            data.close()
            raise
        self._open = os.getpid(), data
        return data

    def _let_go(self) -> None:
        if self._open and self._open[0] == os.getpid():
            with closing(self._open[1]):
                pass
        self._open = None

    def _clear(self) -> None:
        self._let_go()
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                self.path.with_name(self.path.name + ending).unlink()


def _whole(own: int, packed: bytes) -> bytes | None:
    """A value as it was put there, which its sum tells; None where it is not whole any more."""
    with suppress(error):
        return decompress(packed) if crc32(packed) == own else None
    return None


_OF: WeakKeyDictionary[Store, Derived] = WeakKeyDictionary()


def derived_of(store: Store) -> Derived:
    """The derived data of an open corpus; the same for as long as the store is open."""
    return _OF.setdefault(store, Derived(store.path))
