"""The three ways in which the questions on a shelf repeat, as links between the rows that are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from differ.model import GRADES, Grade, MatchKind
from differ.repeating.cliques import Group, Pair, Told, cliques
from differ.repeating.judging import VERDICT, Judge, Verdicts
from differ.shelves.shelf import Rows, Shelf

Mask = NDArray[np.bool_]
NOTHING: Mapping[Pair, Told] = MappingProxyType({})


class Link(NamedTuple):
    """Two rows that repeat; of a reference the second is the one that refers."""

    a: int
    b: int
    kind: MatchKind
    grade: Grade
    score: float


@dataclass(frozen=True, slots=True)
class Desk:
    """What is looked at: some texts of a shelf, and of their rows those that are asked about."""

    shelf: Shelf
    rows: Rows
    concerned: Mask
    """Only what repeats one of these rows is looked for."""


def by_question(
    desk: Desk, known: Verdicts, least: Grade, answered: Mapping[Pair, Told] = NOTHING
) -> Iterator[list[Link]]:
    """Questions of which each asks the same as each other, to this grade at least.

    Of the rows that are the same word for word the first stands for all. `answered` tells of pairs of wordings what is
    known by their answers; it goes before what is `known` by their words.
    """
    known = np.concatenate((known, np.array([(*pair, *told) for pair, told in answered.items()], VERDICT)))
    wordings, bar = desk.rows.wordings, GRADES.index(least)
    matches = _matches(desk, known, bar)
    bearers = bearers_of(wordings, _with(desk, matches))
    judge = Judge(desk.shelf, least)

    def ask(one: int, other: int) -> Told | None:
        low, high = sorted((int(wordings[one]), int(wordings[other])))
        return answered.get((low, high)) or judge.told(low, high)

    grouped: set[int] = set()
    for group in cliques(matches, ask):
        grouped |= group.members
        rows = [bearers[int(wordings[member])] for member in sorted(group.members)]
        if desk.concerned[[row for own in rows for row in own]].any():
            yield [*_links(group, "question"), *(link for own in rows for link in _equal(own))]
    for own in bearers.values():
        if len(own) > 1 and own[0] not in grouped and desk.concerned[own].any():
            yield list(_equal(own))


def bearers_of(of: NDArray[np.int64], only: NDArray[np.int64]) -> dict[int, list[int]]:
    """The rows of each of these values (a wording, an answer), in order; -1 is none."""
    found = defaultdict(list)
    rows = np.flatnonzero(np.isin(of, only) & (of >= 0))
    for row, own in zip(rows.tolist(), of[rows].tolist(), strict=True):
        found[own].append(row)
    return found


def _with(desk: Desk, matches: Mapping[Pair, Told]) -> NDArray[np.int64]:
    """The wordings that matter: of what is concerned and of what matches it. A large corpus has a million others."""
    concerned = desk.concerned.copy()
    concerned[[row for pair in matches for row in pair]] = True
    return desk.rows.wordings[concerned]


def _matches(desk: Desk, known: Verdicts, bar: int) -> dict[Pair, Told]:
    """Of the verdicts those that count, between the first rows of their wordings."""
    size = 1 + max(desk.rows.wordings.max(initial=-1), known["b"].max(initial=-1))
    first = np.full(size, -1)
    order = np.arange(len(desk.rows.wordings))[::-1]
    has_words = desk.rows.wordings[order] >= 0
    first[desk.rows.wordings[order][has_words]] = order[has_words]
    a, b = first[known["a"]], first[known["b"]]
    kept = (known["grade"] <= bar) & (a >= 0) & (b >= 0)
    a, b, known = a[kept], b[kept], known[kept]
    near = _reached(desk, first, a, b)
    a, b, known = a[near], b[near], known[near]
    pairs = zip(np.minimum(a, b).tolist(), np.maximum(a, b).tolist(), strict=True)
    told = zip(known["grade"].tolist(), known["score"].tolist(), strict=True)
    return dict(zip(pairs, told, strict=True))


def _reached(desk: Desk, first: NDArray[np.int64], a: NDArray[np.int64], b: NDArray[np.int64]) -> Mask:
    """Which matches a group with a row that is concerned may depend on: all that hang together with one."""
    reached = np.zeros(len(desk.rows.wordings), bool)
    wordings = desk.rows.wordings[desk.concerned]
    reached[first[wordings[wordings >= 0]]] = True
    while True:
        near = reached[a] | reached[b]
        more = np.concatenate((a[near], b[near]))
        if reached[more].all():
            return near
        reached[more] = True


def _links(group: Group, kind: MatchKind) -> Iterator[Link]:
    for (a, b), (grade, score) in sorted(group.links.items()):
        yield Link(a, b, kind, GRADES[grade], score)


def _equal(rows: list[int]) -> Iterator[Link]:
    for other in rows[1:]:
        yield Link(rows[0], other, "question", "identical", 100.0)


def by_reference(desk: Desk, refers: Mapping[int, Iterable[int]]) -> Iterator[list[Link]]:
    """For each answer that others refer to as a whole, these."""
    referring: defaultdict[int, list[Link]] = defaultdict(list)
    for row, targets in refers.items():
        for target in targets:
            referring[target].append(Link(target, row, "reference", "identical", 100.0))
    for links in referring.values():
        if desk.concerned[[row for link in links for row in link[:2]]].any():
            yield links


def by_answer(
    desk: Desk, told: dict[Pair, Told], given: NDArray[np.int64], linked: Iterable[list[Link]]
) -> Iterator[list[Link]]:
    """Answers in largely the same sentences, to questions that do not repeat otherwise.

    `told` is of pairs of answers, `given` says which answer each row has of its own. Linear in `told`:
    answers share what is no formula, so that no more than `candidates.FORMULA` rows bear one, however many got a 'Ja.'.
    """
    together: defaultdict[int, set[int]] = defaultdict(set)
    for number, links in enumerate(linked):
        for row in {row for link in links for row in link[:2]}:
            together[row].add(number)
    bearers = bearers_of(given, np.array(list(chain.from_iterable(told)), np.int64))
    matches: dict[Pair, Told] = {}
    for (left, right), own in told.items():
        own_pairs = combinations(bearers[left], 2) if left == right else product(bearers[left], bearers[right])
        for one, other in own_pairs:
            if not together[one] & together[other]:
                matches[min(one, other), max(one, other)] = own
    for group in cliques(matches):
        if desk.concerned[list(group.members)].any():
            yield list(_links(group, "answer"))
