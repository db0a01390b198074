"""An inverted index over features of questions: who shares enough rare ones. The only file that multiplies matrices."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sparse_dot_topn import sp_matmul_topn

from differ.shelves.hashed import Bearers, Features, Keys, Places, pairs_of_rarest, single

RAREST = 12
"""A question is looked up by the pairs, in whatever order, of so many of its keys that the fewest questions bear."""
MOST_BEARERS = 1_000
"""A pair that more questions bear is left out: it tells little, and costs its square."""
LEAST = 0.12
"""Cosine of the weighted pairs of two questions, from which they are compared."""
SLACK = 1e-4
"""A cosine is not the same to the last bit from both sides."""
NEAREST = 25
"""A question is compared with so many at most, the nearest first. With these four bounds .991 of the labelled pairs
that ask the same are found among 60,000 questions, see docs/scale.md; runs of words beside them found no more."""
THREADS = 2
_ARRAYS = ("numbers", "counts", "data", "indices", "indptr", "single", "bearing")


class Index:
    """Questions by the pairs of their rarest keys. Made once, read often; kept as arrays, it is not read whole."""

    def __init__(self, bearers: Bearers, postings: sp.csr_matrix, single: Bearers) -> None:
        self._bearers = bearers
        self._postings = postings
        self._single = single
        """The features that one question bears, and in the place of a count which one."""

    @classmethod
    def build(cls, keys: Keys, key_bearers: Bearers) -> Index:
        """Over all these questions. n log n in the number of features."""
        numbers, counts, rows, times = _borne(pairs_of_rarest(keys, key_bearers, RAREST))
        several = (counts >= 2) & (counts <= MOST_BEARERS)
        bearers = Bearers(numbers[several], counts[several])
        borne, alone = np.repeat(several, counts), np.repeat(counts == 1, counts)
        data = np.repeat(_rarity(bearers, len(keys)), bearers.counts) * times[borne]
        ends = np.concatenate(([0], np.cumsum(bearers.counts, dtype=np.int64)))
        postings = sp.csr_matrix((data, rows[borne], ends), (len(bearers.numbers), len(keys)))
        postings.data /= _lengths(postings.T.tocsr())[postings.indices]
        return cls(bearers, postings, Bearers(numbers[counts == 1], rows[alone]))

    def nearest(self, keys: Keys, key_bearers: Bearers, more: int = 1) -> tuple[Places, Places]:
        """Which of these questions (places in `keys`) is to be compared with which in the index (places there).

        `more` times as many of the nearest as usual.
        """
        features = pairs_of_rarest(keys, key_bearers, RAREST)
        asked = _weighted(features, self._bearers, len(keys), self._postings.shape[1])
        found = sp_matmul_topn(asked, self._postings, NEAREST * more, threshold=LEAST, n_threads=THREADS)
        return np.repeat(np.arange(len(keys)), np.diff(found.indptr)), found.indices.astype(np.int64)

    def sharing(self, keys: Keys, key_bearers: Bearers) -> tuple[Places, Places]:
        """All that `nearest` chooses among, however many: and no question in the index is nearer to one of these that
        is not told here. In proportion to what they share."""
        features = pairs_of_rarest(keys, key_bearers, RAREST)
        asked = _weighted(features, self._bearers, len(keys), self._postings.shape[1])
        found = (asked @ self._postings).tocoo()
        near = found.data >= LEAST - SLACK
        return found.row[near].astype(np.int64), found.col[near].astype(np.int64)

    def newly_shared(self, keys: Keys, key_bearers: Bearers) -> tuple[Places, Places]:
        """The same of questions that are not in the index, by the features that one question in it bore alone.

        Two questions that are the only ones to share something share much, and `nearest` does not see it.
        """
        features = pairs_of_rarest(keys, key_bearers, RAREST)
        place = self._single.place(features.numbers)
        met = place >= 0
        return features.rows[met].astype(np.int64), self._single.counts[place[met]].astype(np.int64)

    def save(self, folder: Path) -> None:
        """Keep it as arrays in a folder that exists."""
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path, size: int) -> Index:
        """The index over `size` questions kept in a folder. Raises OSError or ValueError where it is not whole."""
        # 'c': mapped into memory, not read; sparse_dot_topn refuses arrays that are read-only.
        numbers, counts, data, indices, indptr, single, bearing = (
            np.load(folder / f"{name}.npy", mmap_mode="c") for name in _ARRAYS
        )
        postings = sp.csr_matrix((data, indices, indptr), (len(numbers), size), copy=False)
        return cls(Bearers(numbers, counts), postings, Bearers(single, bearing))

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        own, alone = self._postings, self._single
        arrays = (self._bearers.numbers, self._bearers.counts, own.data, own.indices, own.indptr)
        return dict(zip(_ARRAYS, (*arrays, alone.numbers, alone.counts), strict=True))


def bearers_of(keys: Keys) -> Bearers:
    """How many of these questions bear each key."""
    return Bearers.among(single(keys))


def _borne(features: Features) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """The features, how many questions bear each; and these, each once, with how often it does.

    Sorted once: to look up each of seventy million features among all takes longer than all else that is done.
    """
    pairs = (features.numbers.astype(np.uint64) << np.uint64(32)) | features.rows.astype(np.uint64)
    pairs.sort()
    begins = np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))
    times = np.diff(begins, append=len(pairs)).astype(np.float32)
    pairs = pairs[begins]
    numbers = (pairs >> np.uint64(32)).astype(np.uint32)
    begins = np.flatnonzero(np.diff(numbers, prepend=~numbers[:1]))
    counts = np.diff(begins, append=len(numbers)).astype(np.int32)
    return numbers[begins], counts, pairs.astype(np.uint32).astype(np.int32), times


def _weighted(features: Features, bearers: Bearers, count: int, size: int) -> sp.csr_matrix:
    """A row a question, a column a feature: how often it is borne times how rare it is; rows of length 1.

    `size` is how many questions the bearers were counted over.
    """
    # Sorted, they are looked up one beside the other.
    pairs = (features.numbers.astype(np.uint64) << np.uint64(32)) | features.rows.astype(np.uint64)
    pairs.sort()
    place = bearers.place((pairs >> np.uint64(32)).astype(np.uint32))
    kept = place >= 0
    rows, columns = pairs[kept].astype(np.uint32).astype(np.int32), place[kept].astype(np.int32)
    matrix = sp.csr_matrix((_rarity(bearers, size)[columns], (rows, columns)), (count, len(bearers.numbers)))
    matrix.data /= np.repeat(_lengths(matrix), np.diff(matrix.indptr))
    return matrix


def _rarity(bearers: Bearers, size: int) -> NDArray[np.float32]:
    return (1.0 + np.log(max(size, 1) / bearers.counts)).astype(np.float32)


def _lengths(matrix: sp.csr_matrix) -> NDArray[np.float32]:
    """Of each row; 1 of one that is empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1.0
    return np.asarray(length, np.float32)
