"""A corpus -> the file with its clusters; `python -m differ.gathered.gather CORPUS` does it in a process of its own.

The file is derived: it lies with what the finding of repeats keeps (see shelves.shelf), is named after the commit up to
which it goes, and appears whole or not at all. The ones before it are let go.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from corpus.address import parse
from corpus.store import Store
from differ.gathered.part import answers, part
from differ.gathered.written import name, write
from differ.keeping.edition import sources
from differ.kept import in_corpus
from differ.model import GRADES, Cluster
from differ.progress import Progress, silent

FOLDER = "nota-gathered"
"""Beside git's own files. Not that of the shelf, which is cleared as a whole when the rules have changed."""
_NAME = "clusters-"
_TABLES = """
CREATE TABLE cluster (
    id INTEGER PRIMARY KEY, again INTEGER NOT NULL, grade INTEGER NOT NULL, size INTEGER NOT NULL, date TEXT NOT NULL,
    question INTEGER NOT NULL, reference INTEGER NOT NULL, answer INTEGER NOT NULL, answers INTEGER NOT NULL,
    name TEXT NOT NULL
);
CREATE TABLE text (id INTEGER PRIMARY KEY, part TEXT, told TEXT NOT NULL);
CREATE TABLE member (nota TEXT NOT NULL, dossier TEXT NOT NULL, cluster INTEGER NOT NULL, address TEXT NOT NULL);
CREATE TABLE whole (clusters INTEGER NOT NULL);
"""
_INDEXES = """
CREATE INDEX member_nota ON member (nota, cluster, address);
CREATE INDEX member_dossier ON member (dossier, cluster);
CREATE INDEX cluster_date ON cluster (date);
CREATE INDEX cluster_name ON cluster (name);
CREATE INDEX cluster_size ON cluster (size);
"""


def gather(store: Store, progress: Progress = silent, waiting: Callable[[], None] = lambda: None) -> Path | None:
    """The file for the corpus as it is; made where it is missing. None where the corpus cannot be written."""
    while True:
        head = store.head
        path = kept(store, head)
        if path.exists():
            return path
        try:
            path.parent.mkdir(exist_ok=True)
            draft = path.parent / f"draft-{os.getpid()}-{threading.get_ident()}"
            draft.touch()
        except OSError:
            return None
        try:
            fill(draft, stands(store), in_corpus(store, progress=progress, waiting=waiting))
            # What was added meanwhile is in it or not: nobody knows.
            # A shelf of another edition is cleared when it is opened, and the draft with it: once more then.
            if store.head == head and draft.exists():
                _let_go(path)
                draft.rename(path)
                return path
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()


def kept(store: Store, head: str) -> Path:
    """Where the file for a state of the corpus lies, if it is there."""
    made_by = hashlib.blake2b(sources().encode(), digest_size=6).hexdigest()
    return store.path / FOLDER / f"{_NAME}{head}-{made_by}"


def newest_kept(store: Store) -> Path | None:
    """The file of the latest state for which there is one."""
    ours = kept(store, "").name.removeprefix(_NAME)
    found = list((store.path / FOLDER).glob(f"{_NAME}*{ours}"))
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


Stands = Mapping[str, tuple[date, str]]
"""Of the address of a version its legal date and its dossier."""


def stands(store: Store) -> Stands:
    """Those of a corpus. Of a paper without a dossier the id stands in its place, as in its path."""
    return {v.address: (v.date, v.path.partition("/")[0]) for v in store.log()}


def fill(path: Path, known: Stands, clusters: Iterable[Cluster]) -> None:
    """Write clusters, as they come, into a new database."""
    with closing(sqlite3.connect(path, isolation_level=None)) as data:
        fill_into(data, known, clusters)


def fill_into(data: sqlite3.Connection, known: Stands, clusters: Iterable[Cluster]) -> None:
    """The same, into one that is open."""
    data.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
    data.execute("BEGIN")
    count = 0
    for count, cluster in enumerate(clusters, start=1):
        places = [(own.address, own.address.partition("#")[0]) for own in cluster.members]
        kinds = [int(kind in cluster.kinds) for kind in ("question", "reference", "answer")]
        latest = max((known[own][0] for _, own in places if own in known), default=date.min).isoformat()
        again = cluster.answers_differ and "question" in cluster.kinds
        data.execute(
            "INSERT INTO cluster VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (count, again, GRADES.index(cluster.grade), len(places), latest, *kinds, answers(cluster), name(cluster)),
        )
        # Apart: who chooses looks at all clusters, and reads but those on a page.
        data.execute("INSERT INTO text VALUES (?, ?, ?)", (count, *_texts(cluster)))
        members = {(parse(own).nota, known[own][1], count, address) for address, own in places if own in known}
        data.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", sorted(members))
    data.execute("INSERT INTO whole VALUES (?)", (count,))
    data.execute("COMMIT")
    data.executescript(_INDEXES)


def _texts(cluster: Cluster) -> tuple[str | None, str]:
    """The part of it that is shown among others where it is large, and all of it."""
    shown = part(cluster)
    return write(shown) if shown is not cluster else None, write(cluster)


def _let_go(new: Path) -> None:
    for old in new.parent.glob(f"{_NAME}*"):
        if old != new:
            with suppress(FileNotFoundError):
                old.unlink()


if __name__ == "__main__":
    with Store.open(Path(sys.argv[1])) as opened:
        gather(opened)
