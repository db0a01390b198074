"""How right a tool was: precision, recall, and what of each kind it found or was fooled by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.matching.found import Found, Listed
from bench.matching.truth import Keys, Pairs, Truth


@dataclass(frozen=True)
class Judged:
    """A tool at one threshold."""

    least: float
    """Scores from here on count as 'the same'; 0 for a tool that decides itself."""
    precision: float
    recall: float
    by_kind: dict[str, tuple[int, int]]
    """Of each kind of rewording: pairs found, pairs there are."""
    fooled: dict[str, tuple[int, int]]
    """Of each kind of trap: pairs held to be the same, pairs there are."""
    looked_at: float | None
    """Of the pairs that are the same, those that were compared at all."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def at_best(found: Found, truth: Truth) -> Judged:
    """The tool at the threshold at which its F1 is best: what nobody who uses it can know beforehand."""
    same = np.sort(found.scores_of(truth.same.keys))
    least = np.arange(1, 1001) / 1000
    hit = len(same) - np.searchsorted(same, least)
    f1 = 2 * hit / np.maximum(found.above(least) + len(same), 1)
    return judged(found, truth, float(least[int(f1.argmax())]))


def judged(found: Found, truth: Truth, least: float = 0.0) -> Judged:
    """The tool at this threshold."""
    same, traps = found.scores_of(truth.same.keys) >= least, found.scores_of(truth.traps.keys) >= least
    total = float(found.above(np.array([least]))[0])
    looked_at = found.looked_at if isinstance(found, Listed) else None
    return Judged(
        least,
        float(same.sum()) / total if total else 0.0,
        float(same.mean()) if len(same) else 0.0,
        _by_kind(truth.same, same),
        _by_kind(truth.traps, traps),
        float(np.isin(truth.same.keys, looked_at).mean()) if looked_at is not None else None,
    )


def mistakes(found: Listed, truth: Truth) -> Keys:
    """The pairs that were held to be the same and are not."""
    return found.keys[~np.isin(found.keys, truth.same.keys)]


def _by_kind(pairs: Pairs, hit: np.ndarray) -> dict[str, tuple[int, int]]:
    kinds, counts = np.unique(pairs.kinds, return_counts=True)
    return {
        str(kind): (int(hit[pairs.kinds == kind].sum()), int(count)) for kind, count in zip(kinds, counts, strict=True)
    }
