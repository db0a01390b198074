"""What a tool found: pairs with a score, or, where these are too many to hold, how many there are of each score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bench.matching.truth import Keys

Scores = NDArray[np.float64]
STEPS = 1000
"""Scores are counted by the tenth of a hundredth: 1,000 is 'equal'."""


class Found(Protocol):
    """What a tool found among all pairs."""

    stages: dict[str, float]
    """Seconds of each stage."""

    def above(self, least: Scores) -> Scores:
        """How many pairs have at least each of these scores."""
        ...

    def scores_of(self, keys: Keys) -> Scores:
        """The score of each of these pairs, -1 where it was not found."""
        ...


@dataclass
class Listed:
    """Pairs, each with its score (0 to 1)."""

    keys: Keys
    scores: Scores
    looked_at: Keys | None = None
    """The pairs that were compared at all, where the tool tells."""
    stages: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, left: Keys, right: Keys, scores: Scores, size: int) -> Listed:
        """From two columns of positions: each pair counts once, with its best score; no question with itself."""
        keys = np.minimum(left, right) * size + np.maximum(left, right)
        order = np.lexsort((-scores, keys))
        keys, scores = keys[order], scores[order]
        kept = (keys // size != keys % size) & np.append(True, keys[1:] != keys[:-1])[: len(keys)]
        return cls(keys[kept], scores[kept])

    def above(self, least: Scores) -> Scores:
        """How many pairs have at least each of these scores."""
        return len(self.scores) - np.searchsorted(np.sort(self.scores), least).astype(np.float64)

    def scores_of(self, keys: Keys) -> Scores:
        """The score of each of these pairs, -1 where it was not found."""
        if not len(self.keys):
            return np.full(len(keys), -1.0)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.scores[place], -1.0)


@dataclass
class Counted:
    """How many pairs have each score, in STEPS + 1 steps; the score of one pair is computed when it is asked for."""

    counts: Scores
    score: Callable[[Sequence[str], Sequence[str]], Scores]
    texts: Sequence[str]
    part: float
    """Of all pairs, those that were really compared; counts and seconds are scaled up from these."""
    stages: dict[str, float] = field(default_factory=dict)

    def above(self, least: Scores) -> Scores:
        """How many pairs have at least each of these scores."""
        total = np.append(self.counts[::-1].cumsum()[::-1], 0.0)
        return total[np.ceil(np.round(least * STEPS, 6)).astype(np.int64)]

    def scores_of(self, keys: Keys) -> Scores:
        """The score of each of these pairs, computed."""
        left, right = keys // len(self.texts), keys % len(self.texts)
        exact = self.score([self.texts[i] for i in left], [self.texts[j] for j in right])
        return np.floor(exact * STEPS) / STEPS
