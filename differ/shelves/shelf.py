"""What is kept of questions to find their repeats again quickly: derived, and made again when it is missing.

Of a corpus it is a folder beside git's own, which may be thrown away at any time:

    asked.sqlite        the questions of each text, by the id of that text, and what stands for them
    columns.npy         of most of the questions the columns that are read whole
    answers.npy         of most of the answers what stands for their sentences
    index-<n>/          the first n wordings by their features, see differ.shelves.index
    found-<m>-<n>/      what the wordings m to n were found to repeat among the first n, see differ.repeating.rounds

Texts are only ever added: an id of git stands for one text for ever. Of a few files it is in memory.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from differ.keeping import arrays
from differ.keeping.edition import edition
from differ.shelves.asked import Asked, Text
from differ.shelves.hashed import Keys
from differ.shelves.sifted import Sifted, sifted
from differ.shelves.spool import Reel, Spool
from differ.similarity import Profile, profile

DATABASE = "asked.sqlite"
_TABLES = """
CREATE TABLE text (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, nota TEXT NOT NULL, dossier TEXT);
CREATE TABLE wording (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, question TEXT NOT NULL, keys BLOB NOT NULL);
CREATE TABLE answer (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, answer TEXT NOT NULL, refers INTEGER NOT NULL, keys BLOB NOT NULL
);
CREATE TABLE asked (
    id INTEGER PRIMARY KEY, text INTEGER NOT NULL, number TEXT NOT NULL, question TEXT NOT NULL, serves TEXT NOT NULL,
    again INTEGER NOT NULL, wording INTEGER, answer INTEGER
);
CREATE TABLE edition (name TEXT NOT NULL);
CREATE INDEX asked_text ON asked (text);
CREATE INDEX asked_wording ON asked (wording);
CREATE INDEX answer_refers ON answer (id) WHERE refers;
"""
COLUMNS, ANSWERS = "columns.npy", "answers.npy"
_MANY = 5_000
"""Questions that are read from the database each time without one noticing; more are kept as an array too."""
_AT_ONCE = 500
"""Values that one query names: SQLite takes them all, and none is asked for too few."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The questions of the texts that are looked at, in reading order: columns of one length."""

    ids: NDArray[np.int64]
    """By which the shelf knows each."""
    texts: NDArray[np.int64]
    """The place of its text among those that are looked at."""
    wordings: NDArray[np.int64]
    """Equal for questions that are the same word for word; -1 for one without words."""
    answers: NDArray[np.int64]
    """Equal for equal answers; -1 where there is none."""
    again: NDArray[np.bool_]
    """Whether the answer is the one that stands with an earlier question."""


class Kept(NamedTuple):
    """The words of one question."""

    number: str
    question: str
    answer: str
    serves: str
    """The numbers that the answer serves, joined by commas."""


class Shelf:
    """The questions of many texts. One process writes at a time."""

    def __init__(self, folder: Path | None, only_read: bool = False, reel: Reel | None = None) -> None:
        self.folder = folder
        """None: in memory."""
        self.spool: Spool | None = None
        """The profiles of what was put here by this process."""
        self._reel = reel
        self.shared = folder is not None
        """Whether other processes can read all that is on it."""
        if only_read and folder:
            self._data = sqlite3.connect(f"{(folder / DATABASE).as_uri()}?mode=ro", uri=True)
            return
        self._data = sqlite3.connect(folder / DATABASE if folder else ":memory:", isolation_level=None)
        self._data.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-200000;")
        if not self._data.execute("SELECT 1 FROM sqlite_master WHERE name = 'edition'").fetchone():
            self._data.executescript(f"BEGIN; {_TABLES} INSERT INTO edition VALUES ('{edition()}'); COMMIT;")
        self.spool = Spool() if folder else None

    @property
    def is_current(self) -> bool:
        """Whether the rules that made it are those of today."""
        return self._data.execute("SELECT name FROM edition").fetchall() == [(edition(),)]

    def close(self) -> None:
        """Let go of the database."""
        self._data.close()
        if self._reel:
            self._reel.close()
        if self.spool:
            self.spool.close()

    # Putting

    def texts(self) -> list[str]:
        """The keys of all texts, in the order in which they came."""
        return [key for (key,) in self._data.execute("SELECT key FROM text ORDER BY id")]

    def missing(self, keys: Iterable[str]) -> list[str]:
        """Those of these texts that are not kept yet, each once."""
        known = set(self.texts())
        return [key for key in dict.fromkeys(keys) if key not in known]

    def put(self, texts: Iterable[Text]) -> None:
        """Keep these texts: all or none."""
        self._data.execute("BEGIN IMMEDIATE")
        try:
            for text in texts:
                self._put(text)
        except BaseException:
            self._data.execute("ROLLBACK")
            raise
        self._data.execute("COMMIT")

    @contextmanager
    def visited(self, texts: Iterable[Text]) -> Iterator[None]:
        """With these texts on it for as long as this lasts; other processes do not see them."""
        # Now, because what a visitor brings is not kept.
        self._columns()
        self.answer_keys()
        self._data.execute("BEGIN IMMEDIATE")
        self.shared, before = False, self.shared
        try:
            for text in texts:
                self._put(text)
            yield
        finally:
            self.shared = before
            self._data.execute("ROLLBACK")

    def _put(self, text: Text) -> None:
        own = self._data.execute(
            "INSERT INTO text (key, nota, dossier) VALUES (?, ?, ?)", (text.key, text.nota, text.dossier)
        ).lastrowid
        self._data.executemany(
            "INSERT INTO asked (text, number, question, serves, again, wording, answer) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(own, a.number, a.question, a.serves, a.again, self._wording(a), self._answer(a)) for a in text.asked],
        )

    def _wording(self, asked: Asked) -> int | None:
        if not asked.wording:
            return None
        place, is_new = self._once("wording", "question, keys", asked.wording, (asked.compared, asked.keys))
        if is_new and asked.spooled and self.spool and self.shared:
            self.spool.put(place - 1, asked.spooled)
        return place

    def _answer(self, asked: Asked) -> int | None:
        if not asked.answer:
            return None
        key = hashlib.blake2b(asked.answer.encode(), digest_size=16).digest()
        place, _ = self._once("answer", "answer, refers, keys", key, (asked.answer, asked.may_refer, asked.answer_keys))
        return place

    def _once(self, table: str, columns: str, key: bytes, values: tuple[object, ...]) -> tuple[int, bool]:
        """The place of what this key stands for, which is kept where it is new; and whether it is."""
        if found := self._data.execute(f"SELECT id FROM {table} WHERE key = ?", (key,)).fetchone():
            return int(found[0]), False
        places = ", ".join("?" * (len(values) + 1))
        done = self._data.execute(f"INSERT INTO {table} (key, {columns}) VALUES ({places})", (key, *values))
        return done.lastrowid or 0, True

    # Looking

    def rows(self, keys: Sequence[str]) -> Rows:
        """The questions of these texts, in this order. Linear in all that is kept."""
        place = {key: at for at, key in enumerate(keys)}
        texts = self._data.execute("SELECT id, key FROM text").fetchall()
        place_of = np.full(max((text for text, _ in texts), default=0) + 1, -1)
        for text, key in texts:
            place_of[text] = place.get(key, -1)
        columns = self._columns()
        texts = place_of[columns[1]]
        chosen = np.flatnonzero(texts >= 0)
        # They came text by text, and each in reading order.
        chosen = chosen[np.argsort(texts[chosen], kind="stable")]
        ids, _, wordings, answers, again = columns[:, chosen]
        return Rows(ids, texts[chosen], wordings, answers, again.astype(bool))

    def _columns(self) -> NDArray[np.int64]:
        """Of all questions the id, the text, the wording, the answer and `again`, in order of id."""
        (kept,) = self._kept(COLUMNS) or (np.zeros((5, 0), np.int32),)
        query = "SELECT id, text, coalesce(wording, 0) - 1, coalesce(answer, 0) - 1, again FROM asked WHERE id > ?"
        fresh = self._table(f"{query} ORDER BY id", 5, (int(kept[0, -1]) if kept.size else 0,))
        columns = np.concatenate((kept, fresh), axis=1)
        if fresh.shape[1] > _MANY:
            self._keep(COLUMNS, columns.astype(np.int32))
        return columns

    def answer_keys(self) -> Keys:
        """What stands for the sentences of each answer."""
        flat, starts = self._kept(ANSWERS) or (np.zeros(0, np.uint32), np.zeros(1, np.int64))
        chosen = "SELECT keys FROM answer WHERE id > ? ORDER BY id"
        fresh = Keys.of([keys for (keys,) in self._data.execute(chosen, (len(starts) - 1,))])
        own = Keys(np.concatenate((flat, fresh.flat)), np.concatenate((starts, fresh.starts[1:] + len(flat))))
        if len(fresh) > _MANY:
            self._keep(ANSWERS, own.flat, own.starts)
        return own

    def _kept(self, name: str) -> tuple[NDArray[Any], ...] | None:
        return arrays.kept(self.folder / name) if self.folder else None

    def _keep(self, name: str, *own: NDArray[Any]) -> None:
        # Not what a visitor brought.
        if self.folder and self.shared:
            arrays.keep(self.folder / name, *own)

    def bearing(self, wordings: Sequence[int], place_of: Mapping[str, int]) -> Rows:
        """Of the questions of these texts those with these wordings, in reading order.

        `place_of` is of each text, by its key, the place among those that are looked at. Linear in what is found.
        """
        chosen = (
            "SELECT asked.id, text.key, wording - 1, coalesce(answer, 0) - 1, again"
            " FROM asked JOIN text ON text.id = asked.text WHERE wording"
        )
        found = sorted(
            (place_of[key], own, wording, answer, again)
            for own, key, wording, answer, again in self._among(chosen, [wording + 1 for wording in wordings])
            if key in place_of
        )
        texts, ids, told, answers, again = np.array(found, np.int64).reshape(-1, 5).T
        return Rows(ids, texts, told, answers, again.astype(bool))

    def wordings_of(self, key: str, number: str = "") -> list[int]:
        """Those of the questions of one text, or of the one with this number."""
        chosen = "SELECT DISTINCT wording - 1 FROM asked JOIN text ON text.id = asked.text WHERE key = ? AND wording"
        numbered = (" AND number = ?", (key, number)) if number else ("", (key,))
        return [own for (own,) in self._data.execute(chosen + numbered[0], numbered[1])]

    def papers(self, keys: Sequence[str]) -> list[tuple[str, str | None]]:
        """The id and the dossier of each of these texts."""
        known = {
            key: (nota, dossier) for key, nota, dossier in self._data.execute("SELECT key, nota, dossier FROM text")
        }
        return [known[key] for key in keys]

    def asked(self, row: int) -> Kept:
        """The question with this id."""
        found = self._data.execute(
            "SELECT number, question, coalesce(answer.answer, ''), serves"
            " FROM asked LEFT JOIN answer ON answer.id = asked.answer WHERE asked.id = ?",
            (row,),
        ).fetchone()
        return Kept(*found)

    @property
    def wordings(self) -> int:
        """How many there are; they are counted from 0."""
        return self._count("wording")

    def question(self, wording: int) -> str:
        """The text of the first question with this wording, as it is compared."""
        found = self._data.execute("SELECT question FROM wording WHERE id = ?", (wording + 1,)).fetchone()
        return str(found[0])

    def profile(self, wording: int) -> Profile:
        """Of the first question with this wording."""
        reel = self._read_from
        return (reel and reel.profile(wording)) or profile(self.question(wording))

    def sifted(self, wording: int) -> Sifted:
        """What is held of that question to tell from arrays what it may be the same as."""
        reel = self._read_from
        return (reel and reel.sifted(wording)) or sifted(self.profile(wording))

    @property
    def _read_from(self) -> Reel | None:
        return self._reel or (self.spool.reel() if self.spool else None)

    def keys(self, first: int, end: int) -> Keys:
        """Of the wordings from the one up to the other."""
        chosen = "SELECT keys FROM wording WHERE id > ? AND id <= ? ORDER BY id"
        return Keys.of([keys for (keys,) in self._data.execute(chosen, (first, end))])

    def keys_of(self, wordings: Sequence[int]) -> Keys:
        """Of these wordings, in this order."""
        known = dict(self._among("SELECT id, keys FROM wording WHERE id", [wording + 1 for wording in wordings]))
        return Keys.of([known[wording + 1] for wording in wordings])

    @property
    def answers(self) -> int:
        """How many different ones there are; they are counted from 0."""
        return self._count("answer")

    def answer(self, place: int) -> str:
        """The text of an answer."""
        return str(self._data.execute("SELECT answer FROM answer WHERE id = ?", (place + 1,)).fetchone()[0])

    def referring(self) -> NDArray[np.int64]:
        """The answers that may be no more than a reference to another."""
        (places,) = self._table("SELECT id - 1 FROM answer WHERE refers", 1)
        return np.asarray(places, np.int64)

    def _among(self, query: str, values: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """What a query that ends in the name of a column gives for these values of it, in no order."""
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            yield from self._data.execute(f"{query} IN ({', '.join('?' * len(part))})", tuple(part))

    def _count(self, table: str) -> int:
        return int(self._data.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])

    def _table(self, query: str, columns: int, values: tuple[int, ...] = ()) -> NDArray[np.int64]:
        """A column of the result is a row here."""
        flat: Iterator[int] = (value for row in self._data.execute(query, values) for value in row)
        return np.fromiter(flat, np.int64).reshape(-1, columns).T
