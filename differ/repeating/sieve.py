"""Which of many pairs may ask the same, told from arrays: the great many others are never judged one by one.

Of each pair it is reckoned what `differ.similarity.judge` could say at best, did all stand for each other that shares a
trait (see repeating.traits). Where even so the two are not the same, they are not. So the same pairs are found, sooner.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from differ.candidates import Pairs
from differ.pairs.asked_alike import MOST_ALONE, MOST_UNLISTED
from differ.pairs.features import WEIGHING
from differ.pairs.weights import weights
from differ.questions.concepts import CLASSES
from differ.repeating import traits
from differ.shelves.hashed import Places
from differ.shelves.sifted import (
    COMPOUND,
    FIGURES,
    LETTER,
    NUMBER,
    SHARED,
    SHORT,
    SLIPS,
    TERM,
    TERMS,
    WAY,
    WORD,
    Sifted,
    named,
)
from differ.similarity import SAME

Bits = NDArray[np.uint64]
"""Of each pair a set of the terms or of the numbers of one of the two."""
Columns = NDArray[np.int32]
"""Places in a table."""
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]

_TERMS = np.uint64((1 << TERMS) - 1)
_HELD = 1 << 15
"""Questions that are remembered as numbers: .7 kB each, where to read one again takes some 15 microseconds."""
_ALL = (1 << 64) - 1
_EVERY = np.array(_ALL, np.uint64)
_BIT = np.uint64(1) << np.arange(TERMS, dtype=np.uint64)
_MOST = 3
"""No more synonyms, and less of what is replaced, are weighed, see differ.pairs.features."""
_MARGIN = 1e-6
"""By how much sums of the same fractions may be apart."""
_RARE = CLASSES.index("rare")
_WEIGHING = [CLASSES.index(kind) for kind in WEIGHING]
_OF_WEIGHT = [place for place, kind in enumerate(CLASSES) if kind != "weak"]
_TELLING = [CLASSES.index(kind) for kind in ("asked", "soft")]


class _Row(NamedTuple):
    """A question as numbers. As bytes, because many are remembered: an array takes 112 before its first number."""

    sought: bytes
    """Its terms and its numbers by their places in a table of what is sought, as `Columns`."""
    offered: bytes
    """What may stand for a term of another, by places in a table of what is offered, as `Columns`."""
    own: Sifted
    """The rest of it, without these two."""


class _Table(dict[str, int]):
    """The traits of terms, words and numbers, each made once: a line of differ.shelves.sifted -> a place."""

    def __init__(self, numbers: dict[str, int], traits_of: Callable[..., Mapping[str, int]]) -> None:
        super().__init__()
        self._numbers, self._traits_of = numbers, traits_of
        self._columns, self._bits, self._ends = array("i"), array("Q"), array("q", [0])

    def __missing__(self, line: str) -> int:
        self[line] = len(self)
        for trait, bits in self._traits_of(*named(line)).items():
            self._columns.append(self._numbers.setdefault(trait, len(self._numbers)))
            self._bits.append(bits)
        self._ends.append(len(self._columns))
        return len(self) - 1

    def places(self, lines: str) -> bytes:
        """Where these lines stand."""
        return array("i", map(self.__getitem__, lines.split("\n") if lines else ())).tobytes()

    def traits(self, rows: Sequence[bytes], bits: Bits | None = None) -> sp.csr_matrix:
        """A row for each of these lists of places, a column for each trait: the bits of the table times these, or 1."""
        own = np.frombuffer(b"".join(rows), np.int32)
        ends = np.cumsum([0, *map(len, rows)]) // own.itemsize
        bits = np.ones(len(own), np.uint64) if bits is None else bits
        chosen = sp.csr_matrix((bits, own, ends), (len(rows), len(self)))
        parts = map(np.array, (self._bits, self._columns, self._ends))
        table = sp.csr_matrix((*parts,), (len(self), len(self._numbers)))
        found = chosen @ table
        found.sort_indices()
        return found


def _sought(kind: str, name: str, parts: Sequence[str] = ()) -> dict[str, int]:
    if kind == NUMBER:
        return {f"# {name}": 1 << FIGURES}
    if kind == WAY:
        return {f"~ {name}": 1}
    if kind in (SHORT, LETTER):
        return dict.fromkeys(traits.letters("" if kind == SHORT else name), 1)
    found = {f"! {name}": 1 << SHARED}
    found.update(dict.fromkeys(traits.said(name, parts), 1))
    found.update(dict.fromkeys(traits.misspelled(name), 1 << SLIPS))
    return found


def _offered(kind: str, name: str, parts: Sequence[str] = ()) -> dict[str, int]:
    if kind == NUMBER:
        return {f"# {name}": 1}
    if kind == WAY:
        return {f"~ {name}": 1}
    if kind in (SHORT, LETTER):
        return dict.fromkeys(traits.letters(name), 1)
    found = {} if kind == WORD else dict.fromkeys(traits.said(name, parts), 1)
    if kind == TERM:
        found[f"! {name}"] = 1
    if kind != COMPOUND:
        found.update(dict.fromkeys(traits.written(name), 1))
    return found


class Sieve:
    """Tells which pairs of questions may be the same; `sifted` gives what is held of the question with a number."""

    def __init__(self, sifted: Callable[[int], Sifted]) -> None:
        self._sifted = sifted
        numbers: dict[str, int] = {}
        self._sought, self._offered = _Table(numbers, _sought), _Table(numbers, _offered)
        self._row = lru_cache(_HELD)(self._read)

    def __call__(self, pairs: Pairs) -> Mask:
        """Which of these pairs may be the same. Costs some microseconds for each, and more for each question."""
        if not pairs.size:
            return np.zeros(0, np.bool_)
        chosen, places = np.unique(pairs, return_inverse=True)
        rows = [self._row(number) for number in chosen.tolist()]
        bits = _BIT[np.frombuffer(b"".join(row.own.places for row in rows), np.uint8)]
        sought = self._sought.traits([row.sought for row in rows], bits)
        offered = self._offered.traits([row.offered for row in rows])
        offered.data[:] = 1
        return _Block(rows, sought, offered).may_be_same(*places.reshape(2, -1))

    def _read(self, number: int) -> _Row:
        own = self._sifted(number)
        return _Row(
            self._sought.places(own.sought), self._offered.places(own.offered), own._replace(sought="", offered="")
        )


class _Side(NamedTuple):
    """Of many pairs one side, held against the other."""

    alone: Counts
    """Terms for which nothing can stand, a row a kind."""
    figures: Counts
    """Numbers that the other does not say."""
    unlisted: Mask
    """Whether for a term nothing can stand that may not be left over by a way of asking, ..."""
    strange: Counts
    """... and for how many nothing can that are no part of one."""
    may_stand: Counts
    """Terms that do not stand in both, for which something may stand."""
    slips: Counts
    """Terms that may be slips or what was meant by one."""
    telling: Mask
    """Whether a term that tells what kind of question it is stands in both."""


class _Block:
    """Some questions, each to be held against some of the others."""

    def __init__(self, rows: Sequence[_Row], sought: sp.csr_matrix, offered: sp.csr_matrix) -> None:
        self._sought, self._offered = sought, offered
        kinds = np.frombuffer(b"".join(row.own.kinds for row in rows), np.uint64).reshape(len(rows), -1)
        self._kinds = np.ascontiguousarray(kinds.T)
        self._beyond = np.array([row.own.beyond for row in rows])
        self._negated = np.array([row.own.negated for row in rows])
        self._parts = [row.own.parts or (_ALL,) for row in rows]
        self._several = np.array([bool(row.own.parts) for row in rows])
        self._unlisted = np.array([row.own.unlisted for row in rows], np.uint64)
        self._strange = np.array([row.own.strange for row in rows], np.uint64)

    def may_be_same(self, a: Places, b: Places) -> Mask:
        """Of each pair of these two columns."""
        left, right = self._met(a, b), self._met(b, a)
        ours, theirs = self._side(a, left), self._side(b, right)
        negated = self._negated[a] + self._negated[b] == 1
        found = (_may_be_same(ours, theirs) | self._may_ask_alike(a, b, ours, theirs)) & ~negated
        # All the questions of a text as one are held against each of several others: against one that was done above.
        for whole, which in ((False, self._several[a] | self._several[b]), (True, self._several[a] & self._several[b])):
            those = np.flatnonzero(~found & which)
            one, other = (a[those], left[those]), (b[those], right[those])
            found[those] |= self._may_be_asked(one[0], other[0], one[1], other[1], whole)
            found[those] |= self._may_be_asked(other[0], one[0], other[1], one[1], whole)
        return np.asarray(found)

    def _may_ask_alike(self, a: Places, b: Places, ours: _Side, theirs: _Side) -> Mask:
        """Whether two questions, each as a whole, may ask the same of one subject, see differ.pairs.asked_alike."""
        found = ~(ours.unlisted | theirs.unlisted) & (ours.figures + theirs.figures == 0)
        found &= _may_be_left_over(ours.alone + theirs.alone, ours.strange + theirs.strange)
        found &= (self._negated[a] != 1) | (self._negated[b] != 1)
        return np.asarray(found)

    def _met(self, own: Places, other: Places) -> Bits:
        """Of each question the terms and numbers with a trait that the other offers."""
        met = self._sought[own].multiply(self._offered[other]).tocsr()
        found = np.zeros(len(own), np.uint64)
        rows = np.flatnonzero(np.diff(met.indptr))
        found[rows] = np.bitwise_or.reduceat(met.data, met.indptr[rows]) if len(rows) else 0
        return found

    def _side(self, own: Places, met: Bits, bits: Bits = _EVERY) -> _Side:
        """`bits`: of which of its terms and numbers."""
        said, shared, slips = _from(met, 0), _from(met, SHARED), _from(met, SLIPS)
        kinds, beyond, alone = self._kinds[:-1, own], self._beyond[own], bits & ~(said | slips)
        return _Side(
            _count(kinds & alone),
            _count(self._kinds[-1, own] & _from(bits, FIGURES) & ~_from(met, FIGURES)),
            self._unlisted[own] & alone != 0,
            _count(self._strange[own] & alone),
            _count(said & ~shared) + beyond,
            _count(slips & ~shared) + beyond,
            (_count(kinds[_TELLING] & shared).sum(axis=0) + beyond) > 0,
        )

    def _slips(self, own: Places, met: Bits) -> Counts:
        return np.asarray(_count(_from(met, SLIPS)) + self._beyond[own])

    def _may_be_asked(self, own: Places, other: Places, met: Bits, others_met: Bits, whole: bool) -> Mask:
        """Whether each question of a text, or with `whole` all of them as one, may be one of those of another."""
        pair, asked, bits, others_bits = self._each_part(own, other, whole)
        ours = self._side(own[pair], met[pair], bits)
        theirs = self._side(other[pair], others_met[pair], others_bits)
        # What both texts say need not stand in both questions, so it may be a slip here.
        slips = _count(_from(met[pair], SLIPS) & bits) + self._beyond[own[pair]] + self._slips(other, others_met)[pair]
        may_be = ~_are_apart(ours, theirs) & _at_best(_against(ours, theirs) | _for(_MOST, _MOST, slips, 1))
        listed = ~(ours.unlisted | theirs.unlisted) & (ours.figures + theirs.figures == 0)
        may_be |= listed & _may_be_left_over(ours.alone + theirs.alone, ours.strange + theirs.strange)
        found = np.zeros(len(own), np.int64)
        np.add.at(found, pair[asked], np.logical_or.reduceat(may_be, asked) if len(asked) else 0)
        return np.asarray(found == np.bincount(pair[asked], minlength=len(own)))

    def _each_part(self, own: Places, other: Places, whole: bool) -> tuple[Places, Places, Bits, Bits]:
        """Of each pair of texts each question of the one with each of the other: which pair it is, where each question
        of the one begins, and the terms and numbers of both."""
        rows = [
            (pair, not place, one, another)
            for pair, (mine, others) in enumerate(zip(own.tolist(), other.tolist(), strict=True))
            for one in ((_ALL,) if whole else self._parts[mine])
            for place, another in enumerate(self._parts[others])
        ]
        pairs, begins, ours, theirs = zip(*rows, strict=True) if rows else ((), (), (), ())
        return (
            np.array(pairs, np.int64),
            np.flatnonzero(np.array(begins, np.bool_)),
            np.array(ours, np.uint64),
            np.array(theirs, np.uint64),
        )


def _may_be_left_over(alone: Counts, strange: Counts) -> Mask:
    """Whether so many terms may be left over by two ways of asking, of which so many are of none."""
    return np.asarray((alone[_OF_WEIGHT].sum(axis=0) <= MOST_ALONE) & (strange <= MOST_UNLISTED))


def _may_be_same(ours: _Side, theirs: _Side) -> Mask:
    """Whether two questions, each as a whole, may be the same."""
    stand = np.minimum(ours.may_stand + theirs.may_stand, _MOST)
    synonyms = np.where((ours.may_stand > 0) & (theirs.may_stand > 0), stand, 0)
    found = _against(ours, theirs) | _for(synonyms, stand, ours.slips + theirs.slips, ours.telling)
    return ~_are_apart(ours, theirs) & _at_best(found)


def _are_apart(ours: _Side, theirs: _Side) -> Mask:
    """Whether another number or another subject is said on either side."""
    numbers = (ours.figures > 0) & (theirs.figures > 0)
    return np.asarray(numbers | (ours.alone[_RARE] > 0) & (theirs.alone[_RARE] > 0))


_Values = dict[str, "Counts | Mask | int"]
"""By the names of `pairs.features`: the least there can be of what counts against, the most of what counts for."""


def _against(ours: _Side, theirs: _Side) -> _Values:
    more = _more(np.maximum(ours.alone, theirs.alone), np.maximum(ours.figures, theirs.figures))
    both = np.minimum(ours.alone, theirs.alone)
    left, right = (np.minimum(side.alone[_WEIGHING].sum(axis=0), _MOST) for side in (ours, theirs))
    every = np.minimum(ours.alone.sum(axis=0), theirs.alone.sum(axis=0))
    return more | {
        "replaced": np.minimum(left, right),
        "asked_replaced": both[CLASSES.index("asked")],
        "soft_replaced": both[CLASSES.index("soft")],
        "any_replaced": np.minimum(every, _MOST),
    }


def _more(alone: Counts, figures: Counts) -> _Values:
    return {**{f"more_{kind}": own for kind, own in zip(CLASSES, alone, strict=True)}, "more_numbers": figures}


def _for(synonyms: Counts | int, others: Counts | int, slips: Counts, telling: Mask | int) -> _Values:
    return {"synonyms": synonyms, "echoes": others, "compounds": others, "typos": slips, "alike": telling}


def _at_best(values: _Values) -> Mask:
    start, weigh = weights()
    known = weigh._asdict()
    return np.asarray(sum((known[name] * own for name, own in values.items()), start) >= _least())


def _least() -> float:
    return -log(1.0 / SAME - 1.0) - _MARGIN


def _from(bits: Bits, place: int) -> Bits:
    """Those from a place on, of the terms."""
    return bits >> np.uint64(place) & _TERMS


def _count(bits: Bits) -> Counts:
    return np.bitwise_count(bits).astype(np.int64)
