"""Questions as numbers: what two wordings of one question are likely to share. Arrays in, arrays out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]

_N = TypeVar("_N", bound=np.generic)

_LEFT, _RIGHT, _MIX = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
"""Odd numbers that spread what they multiply over all 32 bits (of Knuth's and of MurmurHash3's constants)."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of many questions, one question after another."""

    flat: Numbers
    starts: Places
    """Where each question begins in `flat`, and at last where all end: one more than there are questions."""

    @classmethod
    def of(cls, questions: list[bytes]) -> Keys:
        """From the bytes that are kept of each question."""
        lengths = np.fromiter((len(own) // 4 for own in questions), np.int64, len(questions))
        return cls(np.frombuffer(b"".join(questions), "<u4").astype(np.uint32), np.concatenate(([0], lengths.cumsum())))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def rows(self) -> Places:
        """To which question each key belongs."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.starts))


@dataclass(frozen=True, slots=True)
class Features:
    """Which question bears which feature: two columns of one length, a feature as often as it is borne."""

    rows: NDArray[np.int32] | Places
    numbers: Numbers


def pairs_of_rarest(keys: Keys, bearers: Bearers, most: int) -> Features:
    """Each pair, in whatever order, of so many keys of a question that the fewest questions bear."""
    rows, flat = _distinct(keys.rows, keys.flat)
    order = np.lexsort((flat, bearers.of(flat), rows))
    rows, flat = rows[order], flat[order]
    begins = np.searchsorted(rows, np.arange(len(keys)))
    place = np.arange(len(rows)) - begins[rows]
    table = np.zeros((most, len(keys)), np.uint32)
    kept = place < most
    table[place[kept], rows[kept]] = flat[kept]
    found_rows, found = [], []
    for i, j in combinations(range(most), 2):
        both = np.flatnonzero(table[j])
        low, high = np.minimum(table[i][both], table[j][both]), np.maximum(table[i][both], table[j][both])
        found_rows.append(both.astype(np.int32))
        found.append(_mixed(low, high))
    return Features(np.concatenate(found_rows), np.concatenate(found))


@dataclass(frozen=True, slots=True)
class Bearers:
    """How many questions bear each feature."""

    numbers: Numbers
    """Sorted."""
    counts: NDArray[np.int32]

    @classmethod
    def among(cls, features: Features) -> Bearers:
        """Counted over these; a question that bears a feature twice counts once. n log n."""
        _, flat = _distinct(features.rows, features.numbers)
        numbers, counts = np.unique(flat, return_counts=True)
        return cls(numbers, counts.astype(np.int32))

    def place(self, numbers: Numbers) -> Places:
        """The place of each feature here, -1 where it is not."""
        if not len(self.numbers):
            return np.full(len(numbers), -1)
        place = np.searchsorted(self.numbers, numbers)
        place[place == len(self.numbers)] = 0
        return np.where(self.numbers[place] == numbers, place, -1)

    def of(self, numbers: Numbers) -> NDArray[np.int32]:
        """How many bear each of these; 0 for one that nobody bears."""
        place = self.place(numbers)
        if not len(self.numbers):
            return np.zeros(len(numbers), np.int32)
        return np.where(place >= 0, self.counts[place], 0).astype(np.int32)


def single(keys: Keys) -> Features:
    """Each key by itself."""
    return Features(keys.rows, keys.flat)


def each_once(numbers: NDArray[_N]) -> NDArray[_N]:
    """These numbers in order, each once. n log n.

    As `numpy.unique`, which hashes them since numpy 2.3: of millions that mostly differ that takes 25 times as long.
    """
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _mixed(left: Numbers, right: Numbers) -> Numbers:
    mixed = left * _LEFT + right * _RIGHT
    mixed ^= mixed >> np.uint32(15)
    return mixed * _MIX


def _distinct(rows: NDArray[np.int32] | Places, numbers: Numbers) -> tuple[Places, Numbers]:
    """Each feature of a question once, in order of questions."""
    keys = each_once((rows.astype(np.uint64) << np.uint64(32)) | numbers)
    return (keys >> np.uint64(32)).astype(np.int64), keys.astype(np.uint32)
