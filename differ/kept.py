"""The shelf of a corpus: kept in a folder beside git's own, which may be thrown away at any time."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from corpus.errors import CorpusError, StoreError
from corpus.model import Document, Version
from corpus.store import Store
from differ.duplicates import ANY, Placed, Wanted, found
from differ.model import Cluster
from differ.progress import Progress, silent
from differ.repeating.around import begin, begin_soon
from differ.repeating.rounds import all_verdicts
from differ.shelves.asked import text_of
from differ.shelves.filing import file_texts
from differ.shelves.shelf import Shelf

FOLDER = "nota-repeats"
_LOCK = "busy"


def in_corpus(
    store: Store,
    wanted: Wanted = ANY,
    asked: Sequence[Document] = (),
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[Cluster]:
    """The questions that repeat in a corpus, in the newest version of each nota; in the order of `duplicates.found`.

    With `asked` only what repeats a question of these texts, which need not be in the corpus. They stand there in
    the place of the newest version of their nota, which repeats them as a matter of course.
    """
    # Looked up once: another process may add to the corpus meanwhile.
    own = newest(store)
    with shelf_of(store, own, progress, waiting) as shelf:
        # What the corpus itself repeats is found before anyone visits: it is kept.
        if asked and wanted.is_sure:
            begin(shelf, progress)
        else:
            all_verdicts(shelf, progress, wanted.least)
        notas = {document.nota.meta.id for document in asked}
        texts = [Placed(v.text_id, v.address) for v in own if v.nota not in notas]
        visitors = [Placed(f"asked {number}", document.address) for number, document in enumerate(asked)]
        if not asked:
            yield from found(shelf, texts, wanted, progress=progress)
            return
        with shelf.visited(text_of(one.key, document.nota) for one, document in zip(visitors, asked, strict=True)):
            yield from found(shelf, texts + visitors, wanted, frozenset(one.key for one in visitors), progress)


def file(store: Store, notas: Iterable[str], progress: Progress = silent) -> None:
    """Read the questions of nota's that were just added, so that whoever looks for repeats need not wait for it; and
    make what they are looked up by.

    Nothing comes of it where they cannot be kept, or another process has the shelf: they are read when they are asked
    for, and what was added is stored.
    """
    folder = store.path / FOLDER
    with suppress(OSError, sqlite3.Error, CorpusError, BrokenExecutor):
        folder.mkdir(exist_ok=True)
        with (folder / _LOCK).open("w") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            with closing(_open(folder)) as shelf:
                _filled(shelf, store, [own[-1] for nota in notas if (own := store.standing(nota))], progress)
                begin_soon(shelf, progress)


def newest(store: Store) -> list[Version]:
    """The newest version of every nota, in order of id; none of one of which all were withdrawn."""
    return [standing[-1] for nota in store.notas() if (standing := store.standing(nota))]


@contextmanager
def shelf_of(
    store: Store, versions: Sequence[Version], progress: Progress, waiting: Callable[[], None]
) -> Iterator[Shelf]:
    """The shelf of a corpus with these versions on it, and no others; one process has it at a time.

    A corpus that cannot be written is read into memory. `waiting` is called once when another process has it.
    """
    folder = store.path / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / _LOCK).open("w")
    except OSError:
        yield _filled(Shelf(None), store, versions, progress)
        return
    with lock:
        _take(lock.fileno(), waiting)
        shelf = _open(folder)
        try:
            yield _filled(shelf, store, versions, progress)
        except sqlite3.DatabaseError as error:
            _clear(folder)
            raise StoreError(
                "%(folder)s was damaged (%(why)s) and has been cleared; run the same again",
                folder=folder,
                why=error,
            ) from None
        finally:
            shelf.close()


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


def _filled(shelf: Shelf, store: Store, versions: Sequence[Version], progress: Progress) -> Shelf:
    by_text = {version.text_id: version for version in versions}
    file_texts(shelf, by_text, lambda key: store.text(by_text[key]), progress)
    return shelf
