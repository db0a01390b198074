"""Judging pairs of wordings by the million: the verdicts of differ.similarity as arrays, in several processes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from differ.candidates import Pairs
from differ.model import GRADES, Grade
from differ.repeating.cliques import Told
from differ.shelves.shelf import Shelf
from differ.shelves.workers import each
from differ.similarity import judge

if TYPE_CHECKING:
    from differ.repeating.sieve import Sieve

VERDICT = np.dtype([("a", "<i4"), ("b", "<i4"), ("grade", "u1"), ("score", "<f4")])
Verdicts = NDArray[np.void]
"""Of `VERDICT`: the lower and the higher wording, the place of the grade in `GRADES`, and the score of 0 to 100."""

_HELD = 1 << 13
"""Profiles that a process remembers, .9 kB each: all that are judged of one part."""
PART = 10_000
"""Pairs that a process judges in one go."""
SURE = GRADES.index("same")
"""The last place in `GRADES` of what asks the same."""
MANY = 1_000
"""Pairs from which it pays to tell from arrays which may be the same."""


class Judge:
    """Judges pairs of wordings of one shelf; what is less alike than `least` has no verdict."""

    def __init__(self, shelf: Shelf, least: Grade = GRADES[-1]) -> None:
        self._shelf = shelf
        self.profile = lru_cache(_HELD)(shelf.profile)
        self._bar = GRADES.index(least)

    def __call__(self, pairs: Pairs) -> Verdicts:
        """The verdicts of those pairs that have one."""
        if self._bar <= SURE and pairs.shape[1] >= MANY:
            pairs = pairs[:, self._sieve(pairs)]
        found = [(a, b, *told) for a, b in pairs.T.tolist() if (told := self.told(a, b))]
        return np.array(found, VERDICT)

    def told(self, a: int, b: int) -> Told | None:
        """The place of the grade of two wordings in `GRADES`, and the score; None where there is nothing to tell."""
        verdict = judge(self.profile(a), self.profile(b))
        if verdict.grade is None or (place := GRADES.index(verdict.grade)) > self._bar:
            return None
        return place, verdict.score

    @cached_property
    def _sieve(self) -> Sieve:
        # Here and not above: scipy takes longer to load than a few questions to compare.
        from differ.repeating.sieve import Sieve

        return Sieve(self._shelf.sifted)


def verdicts(shelf: Shelf, pairs: Pairs, least: Grade) -> Iterator[tuple[int, Verdicts]]:
    """The verdicts of those pairs that have one, part by part, each with how many pairs it was."""
    parts = [pairs[:, at : at + PART] for at in range(0, pairs.shape[1], PART)]
    yield from zip((part.shape[1] for part in parts), each(shelf, Judge, parts, len(parts), (least,)), strict=True)


def in_order(pairs: Pairs, wordings: int) -> Pairs:
    """The same pairs, so that wordings follow those they are compared with, and their profiles are at hand. Linear."""
    if pairs.shape[1] < MANY:
        return pairs
    # Here and not above: see Judge.
    import scipy.sparse as sp
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    both = np.concatenate((pairs, pairs[::-1]), axis=1)
    near = sp.csr_matrix((np.ones(both.shape[1], np.bool_), both), (wordings, wordings))
    place = np.empty(wordings, np.int64)
    place[reverse_cuthill_mckee(near, symmetric_mode=True)] = np.arange(wordings)
    low, high = np.sort(place[pairs], axis=0)
    return pairs[:, np.lexsort((high, low))]
