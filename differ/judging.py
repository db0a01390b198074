"""Judging pairs of wordings by the million: the verdicts of differ.similarity as arrays, in several processes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from differ.candidates import Pairs
from differ.cliques import Told
from differ.model import GRADES
from differ.shelf import Shelf
from differ.similarity import judge
from differ.workers import each

VERDICT = np.dtype([("a", "<i4"), ("b", "<i4"), ("grade", "u1"), ("score", "<f4")])
Verdicts = NDArray[np.void]
"""Of `VERDICT`: the lower and the higher wording, the place of the grade in `GRADES`, and the score of 0 to 100."""

_HELD = 1 << 16
"""Profiles that a process remembers; they come in an order in which alike questions follow each other."""
_PART = 4_000


class Judge:
    """Judges pairs of wordings of one shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.profile = lru_cache(_HELD)(shelf.profile)

    def __call__(self, pairs: Pairs) -> Verdicts:
        """The verdicts of those pairs that have one."""
        found = [(a, b, *told) for a, b in pairs.T.tolist() if (told := self.told(a, b))]
        return np.array(found, VERDICT)

    def told(self, a: int, b: int) -> Told | None:
        """The place of the grade of two wordings in `GRADES`, and the score; None where there is nothing to tell."""
        verdict = judge(self.profile(a), self.profile(b))
        return (GRADES.index(verdict.grade), verdict.score) if verdict.grade else None


def verdicts(shelf: Shelf, pairs: Pairs) -> Iterator[tuple[int, Verdicts]]:
    """The verdicts of those pairs that have one, part by part, each with how many pairs it was."""
    parts = [pairs[:, at : at + _PART] for at in range(0, pairs.shape[1], _PART)]
    yield from zip((part.shape[1] for part in parts), each(shelf, Judge, parts, len(parts)), strict=True)


def in_order(pairs: Pairs, wordings: int) -> Pairs:
    """The same pairs, so that alike wordings follow each other and their profiles are at hand. Linear."""
    near = np.arange(wordings)
    low, high = pairs
    for _ in range(3):
        np.minimum.at(near, high, near[low])
        np.minimum.at(near, low, near[high])
    return pairs[:, np.lexsort((high, low, near[low]))]
