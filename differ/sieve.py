"""Which of many pairs may ask the same, told from arrays: the great many others are never judged one by one.

Of each pair it is reckoned what `differ.similarity.judge` could say at best, did all stand for each other that shares a
trait (see differ.traits). Where even so the two are not the same, they are not. So the same pairs are found, sooner.
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

from differ import traits
from differ.candidates import Pairs
from differ.concepts import CLASSES, term
from differ.constructions import has_negated_way, lines_of
from differ.features import WEIGHING
from differ.hashed import Places
from differ.profile import Profile, Unit
from differ.similarity import SAME
from differ.weights import weights

Bits = NDArray[np.uint64]
"""Of each pair a set of the terms or of the numbers of one of the two."""
Columns = NDArray[np.int32]
"""Places in a table."""
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]

TERMS, NUMBERS = 20, 4
"""So many terms and numbers of a question are looked at, as bits of one number: the terms by what they say, once more
by whether they stand in both and by whether they may be slips, then the numbers. What is beyond is held to match."""
_SHARED, _SLIPS, _FIGURES = TERMS, 2 * TERMS, 3 * TERMS
_TERMS = np.uint64((1 << TERMS) - 1)
_HELD = 1 << 16
"""Questions that are remembered as numbers: .8 kB each, where to read one again takes a quarter of a
millisecond (its ways of asking, above all)."""
_ALL = (1 << 64) - 1
_BIT = np.uint64(1) << np.arange(TERMS, dtype=np.uint64)
_MOST = 3
"""No more synonyms, and less of what is replaced, are weighed, see differ.features."""
_MAY_BE = 2
"""Negated, but perhaps by a way of asking, see profile.Unit."""
_MARGIN = 1e-6
"""By how much sums of the same fractions may be apart."""
_RARE = CLASSES.index("rare")
_WEIGHING = [CLASSES.index(kind) for kind in WEIGHING]
_TELLING = [CLASSES.index(kind) for kind in ("asked", "soft")]


class _Row(NamedTuple):
    """A question as numbers. As bytes, because many are remembered: an array takes 112 before its first number."""

    sought: bytes
    """Its terms and its numbers by their places in a table of what is sought, as `Columns`, ..."""
    places: bytes
    """... and of each which bit it is, a byte."""
    offered: bytes
    """What may stand for a term of another, by places in a table of what is offered, as `Columns`."""
    kinds: bytes
    """Its terms by kind in the order of `CLASSES`; and its numbers; as `Bits`."""
    beyond: int
    """Terms that are not looked at."""
    negated: int
    parts: tuple[int, ...]
    """The terms and numbers of each question in it, as bits; of a single one none."""


class _Table(dict[tuple[str, str, tuple[str, ...]], int]):
    """The traits of terms, words and numbers, each made once: a kind, a name and the parts of a compound -> a place."""

    def __init__(self, numbers: dict[str, int], traits_of: Callable[..., Mapping[str, int]]) -> None:
        super().__init__()
        self._numbers, self._traits_of = numbers, traits_of
        self._columns, self._bits, self._ends = array("i"), array("Q"), array("q", [0])

    def __missing__(self, key: tuple[str, str, tuple[str, ...]]) -> int:
        self[key] = len(self)
        for trait, bits in self._traits_of(*key).items():
            self._columns.append(self._numbers.setdefault(trait, len(self._numbers)))
            self._bits.append(bits)
        self._ends.append(len(self._columns))
        return len(self) - 1

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
    if kind == "number":
        return {f"# {name}": 1 << _FIGURES}
    if kind == "way":
        return {f"~ {name}": 1}
    found = {f"! {name}": 1 << _SHARED}
    found.update(dict.fromkeys(traits.said(name, parts), 1))
    found.update(dict.fromkeys(traits.misspelled(name), 1 << _SLIPS))
    return found


def _offered(kind: str, name: str, parts: Sequence[str] = ()) -> dict[str, int]:
    if kind == "number":
        return {f"# {name}": 1}
    if kind == "way":
        return {f"~ {name}": 1}
    found = {} if kind == "word" else dict.fromkeys(traits.said(name, parts), 1)
    if kind == "term":
        found[f"! {name}"] = 1
    if kind != "compound":
        found.update(dict.fromkeys(traits.written(name), 1))
    return found


class Sieve:
    """Tells which pairs of questions may be the same; `profile` gives the question with a number."""

    def __init__(self, profile: Callable[[int], Profile]) -> None:
        self._profile = profile
        numbers: dict[str, int] = {}
        self._sought, self._offered = _Table(numbers, _sought), _Table(numbers, _offered)
        self._row = lru_cache(_HELD)(self._read)

    def __call__(self, pairs: Pairs) -> Mask:
        """Which of these pairs may be the same. Costs some microseconds for each, and more for each question."""
        chosen, places = np.unique(pairs, return_inverse=True)
        rows = [self._row(number) for number in chosen.tolist()]
        bits = _BIT[np.frombuffer(b"".join(row.places for row in rows), np.uint8)]
        sought = self._sought.traits([row.sought for row in rows], bits)
        offered = self._offered.traits([row.offered for row in rows])
        offered.data[:] = 1
        return _Block(rows, sought, offered).may_be_same(*places.reshape(2, -1))

    def _read(self, number: int) -> _Row:
        own = self._profile(number)
        whole, parts = own.whole, dict(own.compounds)
        sought, offered = self._sought, self._offered
        terms, figures = whole.terms[:TERMS], whole.numbers[:NUMBERS]
        seeking = [sought["term", name, parts.get(name, ())] for name in terms]
        seeking += [sought["number", figure, ()] for figure in figures]
        found = [offered["term", name, parts.get(name, ())] for name in whole.terms]
        found += [offered["before", name, parts.get(name, ())] for name in own.context]
        found += [offered["compound", name, of] for name, of in own.compounds]
        found += [offered["word", token, ()] for token in own.tokens]
        found += [offered["number", figure, ()] for figure in (*whole.numbers, *own.context)]
        ways = _ways(own)
        found += [offered["way", line, ()] for line in {line for line, _ in ways}]
        taken = [(line, place) for line, name in ways for place, one in enumerate(terms) if one == name]
        seeking += [sought["way", line, ()] for line, _ in taken]
        return _Row(
            array("i", seeking).tobytes(),
            bytes((*range(len(terms)), *range(len(figures)), *(place for _, place in taken))),
            array("i", found).tobytes(),
            _kinds(whole),
            max(0, len(whole.terms) - TERMS),
            _MAY_BE if whole.negated == 1 and any(map(has_negated_way, own.units)) else whole.negated,
            tuple(_places(whole, unit) for unit in own.units) if len(own.units) > 1 else (),
        )


def _ways(own: Profile) -> set[tuple[str, str]]:
    """The lines of differ.constructions in one of whose ways a question may be put, each with the terms it takes."""
    units = {own.whole, *own.units} if len(own.units) > 1 else own.units
    return {(str(line), one) for unit in units for line, names in lines_of(unit).items() for one in names}


def _kinds(unit: Unit) -> bytes:
    found = dict.fromkeys(CLASSES, 0)
    for place, name in enumerate(unit.terms[:TERMS]):
        found[term(name).kind] |= 1 << place
    return array("Q", (*found.values(), (1 << min(len(unit.numbers), NUMBERS)) - 1)).tobytes()


def _places(whole: Unit, unit: Unit) -> int:
    terms = sum(1 << place for place, name in enumerate(whole.terms[:TERMS]) if name in unit.terms)
    return terms | sum(1 << place + _FIGURES for place, n in enumerate(whole.numbers[:NUMBERS]) if n in unit.numbers)


class _Side(NamedTuple):
    """Of many pairs one side, held against the other."""

    alone: Counts
    """Terms for which nothing can stand, a row a kind."""
    figures: Counts
    """Numbers that the other does not say."""
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
        kinds = np.frombuffer(b"".join(row.kinds for row in rows), np.uint64).reshape(len(rows), -1)
        self._kinds = np.ascontiguousarray(kinds.T)
        self._beyond = np.array([row.beyond for row in rows])
        self._negated = np.array([row.negated for row in rows])
        self._parts = [row.parts or (_ALL,) for row in rows]
        self._several = np.array([bool(row.parts) for row in rows])

    def may_be_same(self, a: Places, b: Places) -> Mask:
        """Of each pair of these two columns."""
        left, right = self._met(a, b), self._met(b, a)
        ours, theirs = self._side(a, left), self._side(b, right)
        negated = self._negated[a] + self._negated[b] == 1
        found = _may_be_same(ours, theirs) & ~negated
        several = np.flatnonzero(~found & (self._several[a] | self._several[b]))
        a, b, left, right = a[several], b[several], left[several], right[several]
        found[several] = self._may_be_asked(a, left, self._slips(b, right)) | self._may_be_asked(
            b, right, self._slips(a, left)
        )
        return np.asarray(found)

    def _met(self, own: Places, other: Places) -> Bits:
        """Of each question the terms and numbers with a trait that the other offers."""
        met = self._sought[own].multiply(self._offered[other]).tocsr()
        found = np.zeros(len(own), np.uint64)
        rows = np.flatnonzero(np.diff(met.indptr))
        found[rows] = np.bitwise_or.reduceat(met.data, met.indptr[rows]) if len(rows) else 0
        return found

    def _side(self, own: Places, met: Bits) -> _Side:
        said, shared, slips = _from(met, 0), _from(met, _SHARED), _from(met, _SLIPS)
        kinds, beyond = self._kinds[:-1, own], self._beyond[own]
        return _Side(
            _count(kinds & ~(said | slips)),
            _count(self._kinds[-1, own] & ~_from(met, _FIGURES)),
            _count(said & ~shared) + beyond,
            _count(slips & ~shared) + beyond,
            (_count(kinds[_TELLING] & shared).sum(axis=0) + beyond) > 0,
        )

    def _slips(self, own: Places, met: Bits) -> Counts:
        return np.asarray(_count(_from(met, _SLIPS)) + self._beyond[own])

    def _may_be_asked(self, own: Places, met: Bits, slips: Counts) -> Mask:
        """Whether all that a question asks may be asked in another, of which so many terms may be slips."""
        parts = [self._parts[one] for one in own.tolist()]
        pair = np.repeat(np.arange(len(own)), [len(these) for these in parts])
        bits = np.array([one for these in parts for one in these], np.uint64)
        own, met = own[pair], met[pair]
        alone = _count(self._kinds[:-1, own] & bits & ~(met | _from(met, _SLIPS)))
        figures = _count(self._kinds[-1, own] & _from(bits, _FIGURES) & ~_from(met, _FIGURES))
        more = _count(_from(met, _SLIPS) & bits) + self._beyond[own] + slips[pair]
        may_be = _at_best(_more(alone, figures) | _for(_MOST, _MOST, more, 1))
        return np.asarray(np.bincount(pair, ~may_be, len(parts)) == 0)


def _may_be_same(ours: _Side, theirs: _Side) -> Mask:
    """Whether two questions, each as a whole, may be the same."""
    against = (ours.figures > 0) & (theirs.figures > 0) | (ours.alone[_RARE] > 0) & (theirs.alone[_RARE] > 0)
    stand = np.minimum(ours.may_stand + theirs.may_stand, _MOST)
    synonyms = np.where((ours.may_stand > 0) & (theirs.may_stand > 0), stand, 0)
    more = _more(np.maximum(ours.alone, theirs.alone), np.maximum(ours.figures, theirs.figures))
    both = np.minimum(ours.alone, theirs.alone)
    left, right = (np.minimum(side.alone[_WEIGHING].sum(axis=0), _MOST) for side in (ours, theirs))
    every = np.minimum(ours.alone.sum(axis=0), theirs.alone.sum(axis=0))
    replaced = {
        "replaced": np.minimum(left, right),
        "asked_replaced": both[CLASSES.index("asked")],
        "soft_replaced": both[CLASSES.index("soft")],
        "any_replaced": np.minimum(every, _MOST),
    }
    found = more | replaced | _for(synonyms, stand, ours.slips + theirs.slips, ours.telling)
    return np.asarray(~against & _at_best(found))


_Values = dict[str, "Counts | Mask | int"]
"""By the names of `differ.features`: the least there can be of what counts against, the most of what counts for."""


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
