"""What was asked and answered, and said beside it: a query over a corpus, with filters, page by page."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from differ.search.base import HIGH, NEWEST, OLDER, Base
from differ.search.marks import Excerpt, Marker
from differ.search.query import Part, Query, read

Sort = Literal["relevance", "date"]
SORTS: tuple[Sort, ...] = ("relevance", "date")
PAGE = 20
"""Hits on a page."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and among what. Without text all questions that fit the filters; outside, all other text."""

    text: str = ""
    dossier: str | None = None
    """As in an address (`36800-K`), or as people write it; one without a chapter stands for all its chapters."""
    kind: str | None = None
    """Of paper: `nota naar aanleiding van het verslag`, in whatever case."""
    nota: str | None = None
    """Its id."""
    part: Part | None = None
    asked_by: str | None = None
    year: int | None = None
    changed: bool = False
    """Only answers that were given otherwise in a version before."""
    all_versions: bool = False
    """Also what no longer stands in the newest version of its nota."""
    sort: Sort = "relevance"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (read(self.text).terms or self.has_filters)

    @property
    def has_filters(self) -> bool:
        """Whether it is narrowed by more than its text."""
        return bool(self.dossier or self.kind or self.nota or self.asked_by or self.year or self.changed)

    @property
    def asks_only(self) -> bool:
        """Whether only questions can be found, and no text outside them."""
        about_questions = self.part in ("question", "answer") or self.changed or self.asked_by
        return bool(about_questions or not (self.part or read(self.text).wanted))

    @property
    def full_dossier(self) -> str:
        """The dossier as in an address; '' where none is asked for."""
        return _dossier(self.dossier or "")

    @property
    def by_date(self) -> Search:
        """The same, the newest first."""
        return replace(self, sort="date")


@dataclass(frozen=True, slots=True)
class Hit:
    """A question with its answer, or a piece of text outside the questions, in which something was found."""

    address: str
    """Where it stands last: `kst-36800-K-D@2#12`; outside the questions that of the version."""
    nota: str
    version: int
    number: str
    """Of the question; '' outside."""
    anchor: str
    """Outside: where it stands on the page of the nota."""
    kind: str
    """Of paper; '' where unknown."""
    title: str
    """Of the dossier, or of the paper; '' where unknown."""
    date: str
    """The legal date of that version, as ISO."""
    score: float
    """The higher the better, for this query only; 0 without a text."""
    question: str
    answer: str
    """Plain texts; the answer '' where there is none, or where it stands with another question."""
    outside: str
    """What stands outside the questions, its heading as the first line; '' of a question."""
    answered_at: str | None
    """The number of the question with which the answer stands, where that is another."""
    asked_by: tuple[str, ...]
    changed: bool
    newest: bool
    """Whether it stands in the newest version of its nota."""
    versions: tuple[str, ...]
    """The addresses of the versions in which it stands word for word, oldest first."""
    in_question: Excerpt
    in_answer: Excerpt
    in_outside: Excerpt


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits."""

    search: Search
    total: int
    """How many there are on all pages."""
    offset: int
    hits: tuple[Hit, ...] = field(default=())


def find(base: Base, search: Search, limit: int = PAGE, offset: int = 0) -> Found:
    """The hits from `offset` on, at most `limit`. Raises sqlite3.Error where the index is damaged."""
    query = read(search.text)
    if not (query.terms or search.has_filters):
        return Found(search, 0, offset)
    source, values = _chosen(search, query)
    ranked = bool(query.wanted)
    # By `rank` alone FTS5 hands out the best first, and no more of them are looked at than are shown.
    order = "rank" if ranked and search.sort == "relevance" else "entry.date DESC, entry.id"
    rows = base.data.execute(
        f"SELECT entry.id, {'rank' if ranked else '0.0'} {source} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    total = offset + len(rows) if 0 < len(rows) < limit else _count(base.data, search, query)
    return Found(search, total, offset, tuple(_hits(base.data, rows, Marker(query))))


def _count(data: sqlite3.Connection, search: Search, query: Query) -> int:
    match = query.match(search.part)
    if match and not search.has_filters:
        # Which place in the index of words an entry has says all there is to ask of it.
        bound = "" if search.all_versions else f" AND said.rowid < {HIGH}"
        found = data.execute(f"SELECT count(*) FROM said WHERE said MATCH ?{bound}", (match,))
    else:
        source, values = _chosen(search, query)
        found = data.execute(f"SELECT count(*) {source}", values)
    return int(found.fetchone()[0])


def _chosen(search: Search, query: Query) -> tuple[str, list[object]]:
    """FROM and WHERE, and the values in it."""
    tables, conditions, values = "entry", [], list[object]()
    if match := query.match(search.part):
        place = "said.rowid" if not search.all_versions else f"(said.rowid & {HIGH - 1})"
        tables = f"said CROSS JOIN entry ON entry.id = {place}"
        conditions.append("said MATCH ?")
        values.append(match)
        conditions += [] if search.all_versions else [f"said.rowid < {HIGH}"]
    else:
        conditions += ["entry.state >= ?", f"entry.anchor {'<>' if search.part == 'outside' else '='} ''"]
        values.append(OLDER if search.all_versions else NEWEST)
    if excluded := query.excluded(search.part):
        conditions.append(f"entry.id NOT IN (SELECT rowid & {HIGH - 1} FROM said WHERE said MATCH ?)")
        values.append(excluded)
    for condition, value in _filters(search):
        conditions.append(condition)
        values += value
    return f"FROM {tables} WHERE {' AND '.join(conditions)}", values


def _filters(search: Search) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Conditions on an entry, each with its values."""
    if search.changed:
        yield "entry.changed", ()
    if search.nota:
        yield "entry.nota = ?", (search.nota,)
    if search.dossier:
        own = search.full_dossier
        yield "(entry.dossier = ? OR entry.dossier GLOB ?)", (own, f"{own}-*")
    if search.kind:
        yield "entry.kind = ?", (search.kind,)
    if search.year:
        yield "entry.date BETWEEN ? AND ?", (f"{search.year:04}-01-01", f"{search.year:04}-12-31")
    if search.asked_by:
        yield "EXISTS (SELECT 1 FROM asker WHERE asker.entry = entry.id AND asker.name = ?)", (search.asked_by,)


def _dossier(written: str) -> str:
    """'36 800 K' -> '36800-K'; letters and digits only, so that nothing is a pattern."""
    number, chapter = re.match(r"(?:kst-)?([\d\s.]*)(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    return "-".join(filter(None, (re.sub(r"\D", "", number), re.sub(r"[\W_]", "", chapter).upper())))


_COLUMNS = (
    *("nota", "version", "number", "anchor", "kind", "title", "date", "changed", "state", "served_by"),
    *("question", "answer", "outside"),
)


def _hits(data: sqlite3.Connection, rows: Sequence[tuple[int, float]], marker: Marker) -> Iterator[Hit]:
    """The hits of these rows, in their order."""
    places = [place for place, _ in rows]
    chosen = f"({', '.join('?' * len(places))})"
    entries: dict[int, dict[str, Any]] = {
        place: dict(zip(_COLUMNS, own, strict=True))
        for place, *own in data.execute(
            f"SELECT id, {', '.join(_COLUMNS)} FROM entry JOIN text USING (id) WHERE id IN {chosen}", places
        )
    }
    stands, askers = defaultdict[int, list[tuple[int, str]]](list), defaultdict[int, list[str]](list)
    query = f"SELECT entry, version, number FROM stands WHERE entry IN {chosen} ORDER BY version"
    for place, version, number in data.execute(query, places):
        stands[place].append((version, number))
    for place, name in data.execute(f"SELECT entry, name FROM asker WHERE entry IN {chosen} ORDER BY name", places):
        askers[place].append(name)
    for place, score in rows:
        own = entries[place]
        nota, state, served_by, changed = (own.pop(name) for name in ("nota", "state", "served_by", "changed"))
        yield Hit(
            **own,
            nota=nota,
            address=_address(nota, own["version"], own["number"]),
            score=-score,
            answered_at=served_by or None,
            asked_by=tuple(askers[place]),
            changed=bool(changed),
            newest=state == NEWEST,
            versions=tuple(_address(nota, version, number) for version, number in stands[place]),
            in_question=marker.excerpt(own["question"]),
            in_answer=marker.excerpt(own["answer"]),
            in_outside=marker.excerpt(own["outside"]),
        )


def _address(nota: str, version: int, number: str) -> str:
    return f"{nota}@{version}#{number}" if number else f"{nota}@{version}"
