"""The shelf of a corpus: kept in a folder beside git's own, which may be thrown away at any time."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StoreError
from corpus.model import Version
from corpus.store import Store
from differ.duplicates import Placed
from differ.filing import file_texts
from differ.progress import Progress
from differ.shelf import Shelf

FOLDER = "nota-repeats"
_LOCK = "busy"


def newest(store: Store) -> list[Version]:
    """The newest version of every nota, in order of id."""
    return [store.newest(nota) for nota in store.notas()]


@contextmanager
def shelf_of(store: Store, progress: Progress, waiting: Callable[[], None] = lambda: None) -> Iterator[Shelf]:
    """The shelf of a corpus with the newest version of every nota on it; one process has it at a time.

    A corpus that cannot be written is read into memory. `waiting` is called once when another process has it.
    """
    folder = store.path / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / _LOCK).open("w")
    except OSError:
        yield _filled(Shelf(None), store, progress)
        return
    with lock:
        _take(lock.fileno(), waiting)
        shelf = _open(folder)
        try:
            yield _filled(shelf, store, progress)
        except sqlite3.DatabaseError as error:
            _clear(folder)
            raise StoreError(
                "%(folder)s was damaged (%(why)s) and has been cleared; run the same again",
                folder=folder,
                why=error,
            ) from None
        finally:
            shelf.close()


def placed(versions: list[Version]) -> list[Placed]:
    """Where these versions stand, as the shelf of their corpus knows them."""
    return [Placed(version.text_id, version.address) for version in versions]


def _take(lock: int, waiting: Callable[[], None]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(lock, fcntl.LOCK_EX)


def _open(folder: Path) -> Shelf:
    """The kept shelf; a new one where it is missing, damaged or of another edition of our rules."""
    try:
        shelf = Shelf(folder)
        if shelf.is_current:
            return shelf
        shelf.close()
    except sqlite3.DatabaseError:
        pass
    _clear(folder)
    return Shelf(folder)


def _clear(folder: Path) -> None:
    for own in folder.iterdir():
        if own.is_dir():
            shutil.rmtree(own)
        elif own.name != _LOCK:
            own.unlink()


def _filled(shelf: Shelf, store: Store, progress: Progress) -> Shelf:
    versions = {version.text_id: version for version in newest(store)}
    file_texts(shelf, versions, lambda key: store.text(versions[key]), progress)
    return shelf
