"""What is kept of a corpus to be searched: derived, beside git's own files, made again when it is missing or damaged.

    nota-search/search.sqlite

An entry is one wording, as it stood in one or more versions of a nota: a question with its answer, or a piece of what
stands outside the questions (the introduction, a section under its heading, a note). In which versions
it stands is noted anew whenever anything of its nota changes, which may be a version that came with an earlier legal
date, or one that was withdrawn. What stands in a newest version has low places in the index of words, all else high
ones: most look among the newest alone, and to ask each hit where it stands took twice as long as to find it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import Stemmer

from corpus.model import Version
from differ.keeping.edition import sources
from differ.search.terms import all_forms, words

DATABASE = "search.sqlite"
_WAIT = 60.0
"""Seconds that one waits while another process puts a batch away."""
OLDER, NEWEST = 1, 2
"""Where an entry stands: in older or withdrawn versions alone, in the newest."""
HIGH = 1 << 40
"""What is added to the id of an entry for its place in the index of words, while it stands in no newest version."""
_SAID = "rowid, question, answer, outside, question_forms, answer_forms, outside_forms"
_FORGET = f"INSERT INTO said (said, {_SAID}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)"
_LEARN = f"INSERT INTO said ({_SAID}) VALUES (?, ?, ?, ?, ?, ?, ?)"
_TABLES = """
CREATE TABLE edition (name TEXT NOT NULL, head TEXT NOT NULL);
CREATE TABLE nota (id TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, state INTEGER NOT NULL DEFAULT 1, changed INTEGER NOT NULL DEFAULT 0, date TEXT,
    dossier TEXT, kind TEXT COLLATE NOCASE, nota TEXT NOT NULL, number TEXT, version INTEGER, served_by TEXT,
    title TEXT, anchor TEXT NOT NULL DEFAULT '', key BLOB NOT NULL,
    UNIQUE (nota, key)
);
CREATE TABLE text (id INTEGER PRIMARY KEY, question TEXT NOT NULL, answer TEXT NOT NULL, outside TEXT NOT NULL);
CREATE TABLE stands (entry INTEGER NOT NULL, nota TEXT NOT NULL, version INTEGER NOT NULL, number TEXT NOT NULL);
CREATE INDEX stands_entry ON stands (entry);
CREATE INDEX stands_nota ON stands (nota);
CREATE TABLE asker (name TEXT NOT NULL COLLATE NOCASE, entry INTEGER NOT NULL, PRIMARY KEY (name, entry)) WITHOUT ROWID;
CREATE INDEX asker_entry ON asker (entry);
CREATE INDEX entry_date ON entry (state, date);
CREATE INDEX entry_dossier ON entry (dossier);
CREATE INDEX entry_kind ON entry (state, kind, date);
CREATE VIRTUAL TABLE said USING fts5(
    question, answer, outside, question_forms, answer_forms, outside_forms, content = '',
    tokenize = "unicode61 remove_diacritics 0 tokenchars ',.'''"
);
INSERT INTO said (said, rank) VALUES ('rank', 'bm25(1.5, 1.5, 1.5, 1.0, 1.0, 1.0)');
"""


class Entry(NamedTuple):
    """A question with its answer, or a piece of text outside the questions, as they stand in one version."""

    version: int
    date: str
    """The legal date of the version, as ISO."""
    newest: bool
    """Whether it is the newest of its nota."""
    dossier: str
    kind: str
    """Of paper, as the front matter says; '' where unknown."""
    title: str
    number: str = ""
    """Of the question."""
    question: str = ""
    """Plain text."""
    answer: str = ""
    """Plain text; '' where there is none, or where it stands with another question."""
    served_by: str = ""
    """The question under which the answer stands, where that is another."""
    askers: tuple[str, ...] = ()
    changed: bool = False
    """Whether it was answered otherwise in the version before."""
    outside: str = ""
    """What stands outside the questions: plain text, its heading as the first line; '' of a question."""
    anchor: str = ""
    """Where that stands on the page of the nota."""

    @property
    def key(self) -> bytes:
        """The same for entries that say the same; 16 bytes."""
        said = "\0".join((self.question, self.answer, self.outside, *self.askers))
        return hashlib.blake2b(said.encode(), digest_size=16).digest()


class Filled(NamedTuple):
    """What a nota says, in all its versions."""

    nota: str
    signature: str
    entries: tuple[Entry, ...]
    """Version by version; what stands last in the course of time comes last."""


def signature(versions: Iterable[Version], standing: Iterable[Version]) -> str:
    """Tells whether anything of a nota has changed: its versions, and which of them stand in which order."""
    said = " ".join((*(v.commit for v in versions), "|", *(v.commit for v in standing)))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


class Base:
    """One connection to the index of a corpus; for one thread at a time."""

    def __init__(self, folder: Path | None) -> None:
        """In a folder, or in memory. Raises sqlite3.Error."""
        self.only_reads = False
        place = folder / DATABASE if folder else ":memory:"
        self.data = sqlite3.connect(place, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        self.data.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;")
        with self._writing():
            if not self.data.execute("SELECT 1 FROM sqlite_master WHERE name = 'edition'").fetchone():
                for statement in _TABLES.split(";\n"):
                    self.data.execute(statement)
                self.data.execute("INSERT INTO edition VALUES (?, '')", (_rules(),))

    @classmethod
    def reading(cls, folder: Path) -> Base:
        """The index in a folder that cannot be written. Raises sqlite3.Error."""
        own = cls.__new__(cls)
        own.only_reads = True
        place = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro&immutable=1"
        own.data = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False)
        return own

    def close(self) -> None:
        """Let go of it."""
        self.data.close()

    @property
    def is_current(self) -> bool:
        """Whether the rules that made it are those of today."""
        return bool(self.data.execute("SELECT name FROM edition").fetchone() == (_rules(),))

    @property
    def head(self) -> str:
        """The commit up to which it goes; '' where it is unfinished."""
        return str(self.data.execute("SELECT head FROM edition").fetchone()[0])

    def signatures(self) -> dict[str, str]:
        """Of each nota that it knows."""
        return dict(self.data.execute("SELECT id, signature FROM nota"))

    def put(self, filled: Iterable[Filled]) -> None:
        """Keep what nota's say, in the place of what was kept of them: all or none."""
        with self._writing():
            for own in filled:
                self._put(own)

    def finish(self, head: str) -> None:
        """All nota's are there, as they are at this commit."""
        with self._writing():
            self.data.execute("UPDATE edition SET head = ?", (head,))
        self.data.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _put(self, own: Filled) -> None:
        was = {key: (place, state) for key, place, state in self.data.execute(_KNOWN, (own.nota,))}
        # What stands last comes last, and so stays.
        last = {entry.key: entry for entry in own.entries}
        places = {key: was[key][0] if key in was else self._new(own.nota, key, entry) for key, entry in last.items()}
        for key, entry in last.items():
            self._stand(places[key], entry, was[key][1] if key in was else None)
        for key in was.keys() - last.keys():
            self._let_go(*was[key])
        self.data.execute("DELETE FROM stands WHERE nota = ?", (own.nota,))
        stands = [(places[entry.key], own.nota, entry.version, entry.number) for entry in own.entries]
        self.data.executemany("INSERT INTO stands VALUES (?, ?, ?, ?)", stands)
        # That an answer once changed stays true of those that repeat it.
        changed = {places[entry.key] for entry in own.entries if entry.changed}
        self.data.executemany("UPDATE entry SET changed = 1 WHERE id = ?", [(place,) for place in changed])
        self.data.execute("INSERT OR REPLACE INTO nota VALUES (?, ?)", (own.nota, own.signature))

    def _new(self, nota: str, key: bytes, entry: Entry) -> int:
        """A place for an entry that was not there."""
        place = self.data.execute("INSERT INTO entry (nota, key) VALUES (?, ?)", (nota, key)).lastrowid
        # Apart: the filters look at many entries, and only those on a page are read.
        self.data.execute("INSERT INTO text VALUES (?, ?, ?, ?)", (place, entry.question, entry.answer, entry.outside))
        self.data.executemany("INSERT OR IGNORE INTO asker VALUES (?, ?)", [(name, place) for name in entry.askers])
        return int(place or 0)

    def _stand(self, place: int, entry: Entry, was: int | None) -> None:
        """Note where an entry stands now; `was` is its state before, None of one that is new."""
        state = NEWEST if entry.newest else OLDER
        self.data.execute(
            "UPDATE entry SET state = ?, changed = 0, date = ?, number = ?, version = ?, served_by = ?, dossier = ?,"
            " kind = ?, title = ?, anchor = ? WHERE id = ?",
            (
                state,
                entry.date,
                entry.number,
                entry.version,
                entry.served_by,
                entry.dossier,
                entry.kind,
                entry.title,
                entry.anchor,
                place,
            ),
        )
        if state != was:
            said = tuple(_said(entry.question, entry.answer, entry.outside))
            if was is not None:
                self.data.execute(_FORGET, (_in_words(place, was), *said))
            self.data.execute(_LEARN, (_in_words(place, state), *said))

    def _let_go(self, place: int, state: int) -> None:
        """Of an entry that stands in no version any more."""
        texts = self.data.execute("SELECT question, answer, outside FROM text WHERE id = ?", (place,)).fetchone()
        self.data.execute(_FORGET, (_in_words(place, state), *_said(*texts)))
        for table, column in (("entry", "id"), ("text", "id"), ("asker", "entry"), ("stands", "entry")):
            self.data.execute(f"DELETE FROM {table} WHERE {column} = ?", (place,))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.data.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.data.execute("ROLLBACK")
            raise
        self.data.execute("COMMIT")


def _rules() -> str:
    """Which rules made the words of the index. Others would not know again what is to be forgotten."""
    return f"{sources()} {Stemmer.version()}"


_KNOWN = "SELECT key, id, state FROM entry WHERE nota = ?"


def _in_words(place: int, state: int) -> int:
    """The place of an entry in the index of words."""
    return place if state == NEWEST else place + HIGH


def _said(*texts: str) -> Iterator[str]:
    """What the index of words knows of an entry; to forget it, it must be told the same again."""
    for made in (words, all_forms):
        yield from (" ".join(made(text)) for text in texts)
