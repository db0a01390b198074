"""Which pairs are worth judging: comparing all with all is right, and 500 billion pairs for a million questions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from differ.shelves.asked import SENTENCE_KEYS
from differ.shelves.hashed import Keys, Numbers, Places, each_once
from differ.shelves.shelf import Shelf

if TYPE_CHECKING:
    from differ.shelves.lookup import Lookup

Pairs = NDArray[np.int64]
"""Two rows: the lower and the higher place of each pair."""

EXHAUSTIVE = 100
"""Up to so many wordings, a nota or two, all are compared with all: it takes a second, and nothing is missed."""
BLOCK = 20_000
"""Questions that are looked up at once: a part that is done stays done when the work is broken off."""
FORMULA = 25
"""A sentence that stands in more answers than this is a formula ('Hierover kunnen geen uitspraken worden gedaan'):
that two answers share it says nothing of them."""
_BITS = 21
"""Of the 32 of the number of a sentence, by which they are counted first."""
SHARED_KEYS = 2
"""Two answers are compared when they share so many numbers of their sentences; equal sentences share five."""


class Candidates:
    """Pairs of wordings before `end`, of which the higher is `first` or more, that may ask the same.

    All of them cost about n log n; with a kept index, in proportion to `end - first`.
    """

    def __init__(self, shelf: Shelf, first: int, end: int) -> None:
        self._shelf = shelf
        self._first = first
        self._end = end

    def block(self, start: int, stop: int) -> Pairs:
        """Those found from these wordings. Another block may find a pair again."""
        if self._end <= EXHAUSTIVE:
            return _all_pairs(start, stop)
        asked, found = self._lookup.nearest(start, stop, sparsely=self._first > 0)
        pairs = _in_order(asked, found)
        return pairs[:, pairs[1] >= self._first]

    def concerning(self, wordings: Places) -> Pairs:
        """Of the pairs from the first wording on those with one of these: the same as all of them have.

        In proportion to what these share, with a kept index: what they are nearest to, and what is nearest to them.
        """
        if self._end <= EXHAUSTIVE:
            pairs = _all_pairs(0, self._end)
            return pairs[:, np.isin(pairs, wordings).any(axis=0)]
        asked, found = self._lookup.nearest_of(wordings)
        others = np.setdiff1d(self._lookup.sharing(wordings)[1], wordings)
        back, theirs = self._lookup.nearest_of(others)
        met = np.isin(theirs, wordings)
        pairs = _in_order(np.concatenate((asked, back[met])), np.concatenate((found, theirs[met])))
        codes = each_once((pairs[0] << 32) | pairs[1])
        return np.stack((codes >> 32, codes & 0xFFFFFFFF))

    def make_ready(self) -> None:
        """What they are looked up by is kept from now on."""
        if self._end > EXHAUSTIVE:
            self._lookup  # noqa: B018 - made when it is first asked for

    @cached_property
    def _lookup(self) -> Lookup:
        # Here and not above: scipy takes longer to load than a small corpus to compare.
        from differ.shelves.lookup import Lookup

        return Lookup.over(self._shelf, self._end, in_one=self._first == 0)


def _in_order(asked: Places, found: Places) -> Pairs:
    """The lower first; without those of a wording with itself."""
    pairs = np.stack((np.minimum(asked, found), np.maximum(asked, found)))
    return pairs[:, pairs[0] < pairs[1]]


def _all_pairs(start: int, stop: int) -> Pairs:
    low, high = np.triu_indices(stop, 1)
    return np.stack((low, high))[:, high >= start].astype(np.int64)


def answer_pairs(keys: Keys, bearing: Places, concerned: Places | None = None) -> tuple[Pairs, frozenset[int]]:
    """Pairs of answers that have sentences in common, or nearly; and the sentences that are formulas.

    `keys` are those of each answer (see shelves.asked), `bearing` how many questions bear it; an answer without any
    is passed over. With `concerned` only pairs with one of these. n log n in the number of sentences.
    """
    rows = keys.rows
    formulas = _formulas(keys.flat[::SENTENCE_KEYS], bearing[rows[::SENTENCE_KEYS]])
    kept = (keys.flat != 0) & (bearing[rows] > 0)
    kept &= ~np.repeat(_among(keys.flat[::SENTENCE_KEYS], formulas), SENTENCE_KEYS)
    pairs = _sharing(rows[kept], keys.flat[kept], concerned)
    return pairs, frozenset(formulas.tolist())


def _formulas(sentences: Numbers, borne: Places) -> Numbers:
    """The sentences that stand in more answers than `FORMULA`, in order. Linear, but for those that may."""
    # By their first bits: most sentences are few together, and to sort all takes ten times as long.
    together = sentences >> np.uint32(32 - _BITS)
    may = np.bincount(together, weights=borne, minlength=1 << _BITS)[together] > FORMULA
    numbers, place = np.unique(sentences[may], return_inverse=True)
    return numbers[np.bincount(place, weights=borne[may], minlength=len(numbers)) > FORMULA]


def _among(numbers: Numbers, some: Numbers) -> NDArray[np.bool_]:
    """Which of these numbers are among some that are in order: far fewer."""
    if not len(some):
        return np.zeros(len(numbers), bool)
    return np.asarray(some[np.minimum(np.searchsorted(some, numbers), len(some) - 1)] == numbers)


def _sharing(rows: Places, numbers: Numbers, concerned: Places | None) -> Pairs:
    """Pairs of rows that share enough numbers, of those that no more than `FORMULA` bear."""
    if concerned is not None:
        asked_about = np.zeros(max(rows.max(initial=0), concerned.max(initial=0)) + 1, bool)
        asked_about[concerned] = True
        matters = _among(numbers, each_once(numbers[asked_about[rows]]))
        rows, numbers = rows[matters], numbers[matters]
    bearer = each_once((numbers.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64))
    numbers, rows = (bearer >> np.uint64(32)).astype(np.uint32), (bearer & np.uint64(0xFFFFFFFF)).astype(np.int64)
    begins = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] + 1) != 0)
    few = np.repeat(np.diff(np.append(begins, len(numbers))) <= FORMULA, np.diff(np.append(begins, len(numbers))))
    numbers, rows = numbers[few], rows[few]
    looked_for = np.zeros(rows.max(initial=0) + 1, bool)
    looked_for[rows if concerned is None else concerned[concerned < len(looked_for)]] = True
    shared = [np.zeros(0, np.int64)]
    for apart in range(1, FORMULA):
        both = (numbers[apart:] == numbers[:-apart]) & (looked_for[rows[apart:]] | looked_for[rows[:-apart]])
        shared.append((rows[:-apart][both] << 32) | rows[apart:][both])
    codes, times = np.unique(np.concatenate(shared), return_counts=True)
    codes = codes[times >= SHARED_KEYS]
    return np.stack((codes >> 32, codes & 0xFFFFFFFF))
