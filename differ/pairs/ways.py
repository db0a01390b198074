"""The ways of asking that are listed, and which of them a question may be put in: told from bits and arrays.

`lexicon/constructions.txt` has thousands of them, and a question is held against all at once: a way has the bits of the
words that it takes, and of most it is told from these that the question has not all. See differ.pairs.constructions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.cleaning import cleaned
from differ.questions.concepts import GAP, term
from differ.questions.profile import Unit, asked_in
from differ.questions.roots import root

_ANYTHING = "xanadu"
"""Stands for what is asked about while a list is read: no word of Dutch, so it is no part of a way of asking."""
_SHORT, _LONG = _ANYTHING, " ".join([_ANYTHING] * 5)
"""A subject of one word and of more than a gap in a phrase: the words around it may be read otherwise."""
_SUBJECT = "{S}"
_PLACES = {"{Y}": "2024", "{A}": "3 miljoen euro", "{G}": _ANYTHING, "{B}": _ANYTHING}
_OF_PLACES = frozenset((_ANYTHING, "miljoen", "euro"))

_PLACE = 32
"""Bits of a number for the place of a way of asking in the list; above these is told which bit a term of it has."""
_PLACES_ONLY = (1 << _PLACE) - 1

MOST_OTHERWISE = 2
"""Words of a way of asking that may be said by another word of the lists: all but one must stand there."""
_PLAIN = frozenset(map(root, ("hoe", "hoeveel", "welke", "aantal")))
"""What alone is no way of asking for one thing."""


class Way(NamedTuple):
    """One way of asking."""

    line: int
    """Of the list: all ways of one line ask the same."""
    takes: tuple[str, ...]
    """The terms that it is made of."""
    negated: int
    """As in `profile.Unit`."""


def telling(terms: Sequence[str]) -> tuple[str, ...]:
    """Those of the terms of a question that may be part of a way of asking: its ways depend on these alone, and many
    questions have the same ones and differ in what they are about."""
    return tuple([one for one in terms if said_by(one)])


@lru_cache(maxsize=8)
def put_in(terms: tuple[str, ...]) -> Sequence[Way]:
    """The ways of asking that a question with these `telling` terms may be put in; kept for a moment, for who asks this
    and that of them."""
    by_key, bits, others = _by_key(), _bits(), _others()
    plainly, anyhow = 0, 0
    for one in terms:
        plainly |= bits.get(one, 0)
        anyhow |= said_by(one)
    otherwise = ~plainly
    near = [
        place
        for one in terms
        if one in by_key
        for place in by_key[one]
        if (needs := others[place]) & anyhow == needs and (needs & otherwise).bit_count() <= MOST_OTHERWISE
    ]
    # Where the rarest term is said by another word one of the others must stand there, as it does above.
    near += [
        place
        for place in _with_second(terms)
        if (needs := others[place]) & plainly and needs & anyhow == needs
        if (needs & otherwise).bit_count() < MOST_OTHERWISE
    ]
    ways = every_way()
    return [ways[place] for place in dict.fromkeys(near)]


def _with_second(terms: tuple[str, ...]) -> list[int]:
    """The places of the ways whose rarest term and rarest other one may both be said by another word.

    From arrays: there are hundreds for each question, most of which need a word that it has not.
    """
    ways = [own for one in terms if (own := _by_second(one)).size]
    if not ways:
        return []
    said = np.zeros(_width(), np.bool_)
    said[np.concatenate([_bits_said_by(one) for one in terms])] = True
    both = np.concatenate(ways)
    found: list[int] = (both[said[both >> _PLACE]] & _PLACES_ONLY).tolist()
    return found


@cache
def said_in() -> Mapping[int, frozenset[str]]:
    """The terms of all ways of each line. Opposites among them are two ways to ask, others are not: 'de toegang
    vergroten' / 'de drempel verlagen'."""
    found: dict[int, frozenset[str]] = {}
    for way in every_way():
        found[way.line] = found.get(way.line, frozenset()).union(way.takes)
    return found


@cache
def asking_words() -> frozenset[str]:
    """The terms of all ways of asking."""
    return frozenset(one for way in every_way() for one in way.takes)


@prepared
def _by_key() -> Mapping[str, tuple[int, ...]]:
    """The places of the ways of asking by their rarest term, and by what it may be said for."""
    counts, found = _counts(), dict[str, list[int]]()
    for place, way in enumerate(every_way()):
        rarest = _rarest(way, counts)
        for key in (rarest, *(keys(rarest) if len(way.takes) > 1 else ())):
            found.setdefault(key, []).append(place)
    return {key: tuple(own) for key, own in found.items()}


def _rarest(way: Way, counts: Mapping[str, int]) -> str:
    return min(way.takes, key=lambda one: (len(term(one).concepts) > 0, counts[one]))


@prepared
def _others() -> tuple[int, ...]:
    """Of each way the bits of all that it takes but its rarest term."""
    bits, counts = _bits(), _counts()
    return tuple(
        reduce(or_, (bits[one] for one in way.takes if one != rarest), 0)
        for way in every_way()
        for rarest in [_rarest(way, counts)]
    )


@cache
def _by_second(one: str) -> NDArray[np.int64]:
    """The places of the ways that take more than a term for which this may be said, and the rarest; above each the bit
    of the rarest of the others."""
    others, by_key = _others(), _by_key()
    # The more ways a term is part of, the lower is its bit.
    places = [place for key in keys(one) for place in by_key.get(key, ()) if others[place]]
    return np.array([others[place].bit_length() - 1 << _PLACE | place for place in places], np.int64)


@prepared
def _bits() -> Mapping[str, int]:
    """The terms of all ways as a bit each, and what they may be said for as the bits of all of them: a way has the bits
    of what it takes, and of most ways it is told from these that a question does not have all."""
    found: dict[str, int] = {}
    for bit, (one, _) in enumerate(_counts().most_common()):
        for key in (one, *keys(one)):
            found[key] = found.get(key, 0) | 1 << bit
    return found


@cache
def _width() -> int:
    """How many bits there are."""
    return max(map(int.bit_length, _bits().values()), default=0)


@prepared
def bits_of_lines() -> Mapping[int, int]:
    """Of each line the bits of all that its ways take."""
    bits, found = _bits(), dict[int, int]()
    for way in every_way():
        found[way.line] = reduce(or_, map(bits.__getitem__, way.takes), found.get(way.line, 0))
    return found


@cache
def said_by(one: str) -> int:
    """The bits of what a term may say, by itself or as another word of the lists."""
    bits = _bits()
    return reduce(or_, (bits.get(key, 0) for key in (one, *keys(one))))


@cache
def _bits_said_by(one: str) -> NDArray[np.intp]:
    """The same by their numbers."""
    said = said_by(one)
    return np.array([bit for bit in range(said.bit_length()) if said >> bit & 1], np.intp)


def _counts() -> Counter[str]:
    return Counter(one for way in every_way() for one in way.takes)


@cache
def keys(one: str) -> tuple[str, ...]:
    """What a term may be said for, each as it stands among the bits."""
    return tuple("=" + concept for concept in sorted(term(one).stands_for))


@cache
def every_way() -> tuple[Way, ...]:
    """All that are listed, in the order of the list."""
    return tuple(map(Way._make, _listed_ways()))


@prepared
def _listed_ways() -> tuple[tuple[int, tuple[str, ...], int], ...]:
    texts = ((line, text.strip()) for line, entry in enumerate(entries("constructions")) for text in entry.split(" / "))
    return tuple(dict.fromkeys((*way,) for line, text in texts for way in ways_in(line, text)))


def ways_in(line: int, text: str) -> Iterator[Way]:
    """A wording of a line, as it reads around a subject of one word and, where a phrase spans it, of several."""
    for place, filled in _PLACES.items():
        text = text.replace(place, filled)
    text = cleaned(text)
    short = asked_in(text.replace(_SUBJECT, _SHORT))
    yield from _way(line, short)
    if any(GAP in one for one in short.terms):
        yield from _way(line, asked_in(text.replace(_SUBJECT, _LONG)))


def _way(line: int, unit: Unit) -> Iterator[Way]:
    terms = [one for one in unit.terms if one not in _OF_PLACES]
    telling = [one for one in terms if term(one).kind != "weak"]
    taken = terms if _PLAIN.issuperset(telling) else telling
    if not _PLAIN.issuperset(taken):
        yield Way(line, tuple(taken), unit.negated)
