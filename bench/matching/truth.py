"""What is known of labelled questions: which pairs are the same, and which only look it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bench.questions import Ask, Labelled, difference

Keys = NDArray[np.int64]
"""Pairs of positions i < j among n questions, each as i * n + j."""

AGAIN = "asked again"
BOTH = "two rewordings"


@dataclass(frozen=True)
class Pairs:
    """Labelled pairs, sorted, each with its kind."""

    keys: Keys
    kinds: NDArray[np.str_]


@dataclass(frozen=True)
class Truth:
    """The labels of `size` questions."""

    size: int
    asks: tuple[tuple[Ask, ...], ...]
    same: Pairs
    """Every pair that asks the same, by kind of rewording."""
    traps: Pairs
    """Pairs made to look the same, by what they differ in."""

    def mistake(self, key: int) -> str:
        """In what the two questions of a pair that are not the same differ; 'more' where in several things."""
        i, j = divmod(key, self.size)
        kinds = (difference(a, b) for a in self.asks[i] for b in self.asks[j])
        return next((kind for kind in kinds if kind), "more")


def truth(questions: Sequence[Labelled]) -> Truth:
    """The labels of these questions, by their positions."""
    positions: defaultdict[Ask, list[int]] = defaultdict(list)
    for position, question in enumerate(questions):
        for ask in question.asks:
            positions[ask].append(position)
    size = len(questions)
    same = {
        i * size + j: _kind(questions[i].how, questions[j].how)
        for own in positions.values()
        for i, j in combinations(own, 2)
    }
    traps = {
        min(i, j) * size + max(i, j): question.trap
        for i, question in enumerate(questions)
        if question.looks_like
        for j in positions.get(question.looks_like, ())
    }
    return Truth(size, tuple(q.asks for q in questions), _pairs(same), _pairs(traps))


def _kind(*how: str) -> str:
    reworded = [kind for kind in how if kind != "first"]
    return {0: AGAIN, 1: reworded[0] if reworded else AGAIN, 2: BOTH}[len(reworded)]


def _pairs(kinds: dict[int, str]) -> Pairs:
    keys = np.array(sorted(kinds), np.int64)
    return Pairs(keys, np.array([kinds[int(key)] for key in keys], np.str_))
