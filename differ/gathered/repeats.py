"""The clusters of a corpus, chosen and ordered: page by page, so that a large corpus is never held."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from differ.gathered.written import read
from differ.model import GRADES, Cluster, Grade, MatchKind

Order = Literal["weight", "date", "size"]
ORDERS: dict[Order, str] = {"weight": "id", "date": "date DESC, id", "size": "size DESC, id"}
"""What asks for a reader's judgement first (asked again and answered otherwise; of that what differs in a fact or was
refused); the latest first; the largest first."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which clusters are looked at."""

    kind: MatchKind | None = None
    nota: str | None = None
    """Its id."""
    dossier: str | None = None
    again: bool = False
    """Only what was asked again and answered otherwise."""
    grade: Grade | None = None
    """Only this alike, or more."""
    order: Order = "weight"


class Shown(NamedTuple):
    """A cluster as it is shown among others."""

    cluster: Cluster
    """Of a large one a part."""
    name: str
    size: int
    """Members of the whole."""
    answers: int
    """How many different ones the whole has."""
    own: tuple[str, ...] = ()
    """Of a part: the addresses in the nota that was asked for, which may not be in it."""


class Repeated(NamedTuple):
    """That a question is in a cluster; told without reading it."""

    address: str
    name: str
    """Of the cluster."""
    kind: MatchKind
    """The first way in which it repeats."""
    again: bool
    """Whether it was asked again and answered otherwise."""
    size: int
    """Of the cluster."""
    rank: int
    """Among the clusters of the nota, in the order of weight, counted from 0."""


class Repeats:
    """The clusters of one state of a corpus; for one thread at a time."""

    def __init__(self, data: sqlite3.Connection) -> None:
        self._data = data

    @classmethod
    def of(cls, path: Path) -> Repeats:
        """Those in a file. Raises sqlite3.Error where it is not whole."""
        data = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        own = cls(data)
        data.execute("SELECT clusters FROM whole").fetchone()[0]
        return own

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()

    def count(self, chosen: Chosen = Chosen()) -> int:
        """How many there are."""
        where, values = _where(chosen)
        return int(self._data.execute(f"SELECT count(*) FROM cluster WHERE {where}", values).fetchone()[0])

    def page(self, chosen: Chosen = Chosen(), limit: int = -1, offset: int = 0) -> Iterator[Cluster]:
        """Those from `offset` on, at most `limit`."""
        for own in self._ids(chosen, limit, offset):
            yield read(self._data.execute("SELECT told FROM text WHERE id = ?", (own,)).fetchone()[0])

    def _ids(self, chosen: Chosen, limit: int, offset: int) -> list[int]:
        where, values = _where(chosen)
        # The ids first: in the order of another column each text would be carried along while they are sorted.
        query = f"SELECT id FROM cluster WHERE {where} ORDER BY {ORDERS[chosen.order]} LIMIT ? OFFSET ?"
        return [own for (own,) in self._data.execute(query, (*values, limit, offset))]

    def shown(self, chosen: Chosen = Chosen(), limit: int = -1, offset: int = 0) -> Iterator[Shown]:
        """The same, as they are shown among others; a cluster of thousands costs no more than one of some."""
        query = "SELECT coalesce(part, told), name, size, answers FROM cluster JOIN text USING (id) WHERE id = ?"
        for own in self._ids(chosen, limit, offset):
            told, name, size, answers = self._data.execute(query, (own,)).fetchone()
            cluster = read(told)
            is_part = len(cluster.members) < size
            yield Shown(cluster, name, size, answers, self._own(own, chosen.nota) if is_part else ())

    def _own(self, cluster: int, nota: str | None) -> tuple[str, ...]:
        query = "SELECT address FROM member WHERE nota = ? AND cluster = ?"
        return tuple(address for (address,) in self._data.execute(query, (nota, cluster)))

    def named(self, name: str) -> Cluster | None:
        """The whole cluster with this name, if there is one."""
        found = self._data.execute("SELECT told FROM cluster JOIN text USING (id) WHERE name = ?", (name,)).fetchone()
        return read(found[0]) if found else None

    def of_nota(self, nota: str) -> list[Repeated]:
        """Where the questions of a nota repeat."""
        query = (
            "SELECT address, name, question, reference, again, size, dense_rank() OVER (ORDER BY cluster) - 1"
            " FROM member JOIN cluster ON cluster.id = cluster WHERE nota = ? ORDER BY cluster"
        )
        return [
            Repeated(address, name, "question" if asked else "reference" if refers else "answer", bool(again), *rest)
            for address, name, asked, refers, again, *rest in self._data.execute(query, (nota,))
        ]

    def dossiers(self) -> list[str]:
        """The dossiers with a question that repeats."""
        return [own for (own,) in self._data.execute("SELECT DISTINCT dossier FROM member ORDER BY 1")]


def _where(chosen: Chosen) -> tuple[str, list[object]]:
    conditions, values = ["1"], list[object]()
    if chosen.kind:
        conditions.append(chosen.kind)
    if chosen.again:
        conditions.append("again")
    if chosen.grade:
        conditions.append("grade <= ?")
        values.append(GRADES.index(chosen.grade))
    for column, value in (("nota", chosen.nota), ("dossier", chosen.dossier)):
        if value:
            conditions.append(f"id IN (SELECT cluster FROM member WHERE {column} = ?)")
            values.append(value)
    return " AND ".join(conditions), values
