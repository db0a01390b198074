"""Which answers say largely the same sentences, formulas left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.messages import Message
from differ.bilingual.help import _
from differ.candidates import Pairs, answer_pairs
from differ.model import GRADES
from differ.progress import Progress
from differ.repeating.cliques import Pair, Told
from differ.repeating.repeats import Desk
from differ.sentences.likeness import SHARED_ANSWER, SINGLE_SENTENCE, Overlap, overlap
from differ.shelves.asked import without
from differ.shelves.shelf import Shelf
from differ.shelves.workers import each

_PART = 200
_SHOWN = 90
"""Characters of a shared sentence that a reason quotes."""


class Answers:
    """Compares answers of a shelf (by their places on it) without what is said in many of them."""

    def __init__(self, shelf: Shelf, formulas: frozenset[int]) -> None:
        self._shelf = shelf
        self._formulas = formulas
        self._own = lru_cache(1 << 12)(self._without_formulas)

    def overlap(self, a: int, b: int) -> Overlap:
        """What two answers share."""
        return overlap(self._own(a), self._own(b))

    def told(self, a: int, b: int) -> Told | None:
        """The place of the grade in `GRADES` and the score, where two answers share enough."""
        common = self.overlap(a, b)
        if common.score < (SHARED_ANSWER if len(common.shared) > 1 else SINGLE_SENTENCE):
            return None
        return GRADES.index("identical" if a == b else "same"), common.score

    def __call__(self, pairs: Pairs) -> list[Told | None]:
        """The same of many pairs."""
        return [self.told(a, b) for a, b in pairs.T.tolist()]

    def _without_formulas(self, place: int) -> str:
        return without(self._shelf.answer(place), self._formulas)


@dataclass(frozen=True, slots=True)
class Shared:
    """Which answers share enough."""

    told: dict[Pair, Told]
    """Of pairs of answers; of an answer with itself, where several questions got it."""
    given: NDArray[np.int64]
    """The answer of each row that has one of its own, -1 of the others."""
    formulas: frozenset[int]
    """Sentences that are said in many answers, and so tell nothing."""


def shared_answers(desk: Desk, refers: Collection[int], progress: Progress) -> Shared:
    """The answers that share enough. n log n in their sentences, and what the pairs found cost."""
    shelf = desk.shelf
    given = np.where(desk.rows.again, -1, desk.rows.answers)
    given[list(refers)] = -1
    bearing = np.bincount(given + 1, minlength=shelf.answers + 1)[1:]
    near = None if desk.concerned.all() else given[desk.concerned & (given >= 0)]
    if near is not None and not len(near):
        return Shared({}, given, frozenset())
    pairs, formulas = answer_pairs(shelf.answer_keys(), bearing, near)
    several = np.flatnonzero(bearing > 1)
    if near is not None:
        several = np.intersect1d(several, np.concatenate((near, pairs.ravel())))
    pairs = np.concatenate((pairs, np.stack((several, several))), axis=1)
    found: dict[Pair, Told] = {}
    with progress(_("comparing answers"), pairs.shape[1]) as bar:
        parts = [pairs[:, at : at + _PART] for at in range(0, pairs.shape[1], _PART)]
        for part, told in zip(parts, each(shelf, Answers, parts, len(parts), (formulas,)), strict=True):
            found |= {(a, b): own for (a, b), own in zip(part.T.tolist(), told, strict=True) if own}
            bar.update(part.shape[1])
    return Shared(found, given, formulas)


def why_shared(common: Overlap) -> Iterator[Message]:
    """What two answers share, in sentences for a reader."""
    values: dict[str, object] = {"score": common.score, "count": len(common.shared), "least": SHARED_ANSWER}
    if len(common.shared) == 1:
        yield Message(
            "%(score)d%% of the shorter answer stands in one sentence that says the same (%(least)d%% is enough)",
            values,
        )
    else:
        yield Message(
            "%(score)d%% of the shorter answer stands in %(count)s sentences that say the same (%(least)d%% is enough)",
            values,
        )
    yield from sentences_shared([ours for ours, _ in common.shared])


def sentences_shared(sentences: Iterable[str]) -> Iterator[Message]:
    """Sentences that two answers share, for a reader."""
    for ours in sentences:
        quoted = ours if len(ours) <= _SHOWN else ours[:_SHOWN].rsplit(" ", 1)[0] + " …"
        yield Message("both say: %(sentence)s", {"sentence": quoted})
