"""Questions put quite otherwise: the ways of asking one thing about any subject, as a list knows them.

'Wat kost X?' and 'Welk bedrag is met X gemoeid?' share no word but X. Which ways of asking are one is told by
`lexicon/constructions.txt`, a line a question; a question that is asked in one of these ways is the same as one that is
asked in another of the same line, where the rest of both is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.pairs.compared import Compared, compare
from differ.pairs.conflicts import conflict, foreign_names, turned_round
from differ.pairs.opposed import are_opposed
from differ.questions.cleaning import cleaned
from differ.questions.concepts import GAP, term
from differ.questions.profile import Profile, Unit, asked_in
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

MOST_WAYS = 2
"""Ways of asking that a question is put in at once: what is asked, and of what ('waarom' / 'X loopt achter')."""
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


class Taken(NamedTuple):
    """A way of asking as it was found in a question."""

    terms: frozenset[str]
    """Of the question: those that the way is made of. The others are what is asked about."""
    negated: int


_HELD = 1 << 13
"""Questions whose ways of asking are remembered, 2 kB each: more than are compared with each other in one go."""


@lru_cache(maxsize=_HELD)
def ways_of(terms: tuple[str, ...]) -> Mapping[int, tuple[Taken, ...]]:
    """The ways of asking that a question may be put in, by their line. Costs the ways that share their rarest term."""
    said = {one: one for one in terms}
    for one in terms:
        for key in _keys(one):
            said.setdefault(key, one)
    found: dict[int, dict[Taken, None]] = {}
    for way in _put_in(terms):
        taken = {one: one if one in said else _said_for(one, said) for one in way.takes}
        if not any(are_opposed(one, own) for one, own in taken.items() if one != own):
            found.setdefault(way.line, {})[Taken(frozenset(taken.values()), way.negated)] = None
    return {line: tuple(own) for line, own in found.items()}


@lru_cache(maxsize=8)
def _put_in(terms: tuple[str, ...]) -> Sequence[Way]:
    """The ways of asking that a question may be put in; kept for a moment, for who asks this and that of them."""
    by_key, bits, others = _by_key(), _bits(), _others()
    plainly, anyhow = 0, 0
    for one in terms:
        plainly |= bits.get(one, 0)
        anyhow |= _said_by(one)
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
    ways = _ways()
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


def _said_for(one: str, said: Mapping[str, str]) -> str:
    """The term of a question that says what a way takes."""
    return next(said[key] for key in _keys(one) if key in said)


def lines_of(unit: Unit) -> Mapping[int, frozenset[str]]:
    """Of each line in one of whose ways a question may be put, the terms that these may take: see repeating.sieve."""
    lines, of_line = {way.line for way in _put_in(unit.terms)}, _bits_of_lines()
    said = [(one, bits) for one in unit.terms if (bits := _said_by(one))] if lines else []
    return {line: frozenset([one for one, bits in said if bits & of_line[line]]) for line in lines}


def has_negated_way(unit: Unit) -> bool:
    """Whether a 'not' in a question may be part of a way of asking."""
    return any(way.negated == 1 for way in _put_in(unit.terms))


def asked_otherwise(
    one: Unit, other: Unit, left: Profile, right: Profile, found: Compared, most: int = MOST_WAYS
) -> Compared | None:
    """What stands for what in two questions that are put in ways known to ask the same; `left`, `right`: the texts.

    None where they are not, or where the rest of them is not the same, to the last number and name. At most `most` ways
    are taken from each. `found`: what comparing them told; what stands alone there must be part of a way.
    """
    ours, theirs = ways_of(one.terms), ways_of(other.terms)
    lines = ours.keys() & theirs.keys()
    if found.opposites:
        lines = {line for line in lines if _said_in()[line].issuperset(found.opposites)}
    if not lines:
        return None
    alone, their_own = _of_weight(found.left), _of_weight(found.right)
    if not (alone <= _taken(ours) and their_own <= _taken(theirs)):
        return None
    for line in lines:
        # Where more may be taken, another way may have what one has not.
        mine_left = [way for way in ours[line] if most > 1 or alone <= way.terms]
        theirs_left = [way for way in theirs[line] if most > 1 or their_own <= way.terms]
        for mine, others in product(mine_left, theirs_left):
            if rest := _without(one, other, mine, others, left, right, most):
                rest.synonyms.append((_in_order(one, mine), _in_order(other, others)))
                return rest
    return None


def turns_line(one: str, line: int) -> bool:
    """Whether a term is none of a line's, but an opposite of one of them: 'het draagvlak verzwakken' is no way to ask
    how it is made stronger."""
    said = _said_in()[line]
    return one not in said and any(are_opposed(one, other) for other in said)


@cache
def _said_in() -> Mapping[int, frozenset[str]]:
    """The terms of all ways of each line. Opposites among them are two ways to ask, others are not: 'de toegang
    vergroten' / 'de drempel verlagen'."""
    found: dict[int, frozenset[str]] = {}
    for way in _ways():
        found[way.line] = found.get(way.line, frozenset()).union(way.takes)
    return found


def _of_weight(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if term(name).kind != "weak")


def _taken(ways: Mapping[int, tuple[Taken, ...]]) -> set[str]:
    return {name for own in ways.values() for one in own for name in one.terms}


def _without(
    one: Unit, other: Unit, mine: Taken, others: Taken, left: Profile, right: Profile, most: int
) -> Compared | None:
    """What stands for what in the rest of two questions, if it is the same."""
    ours, theirs = _rest(one, mine), _rest(other, others)
    if set(one.numbers) != set(other.numbers) or _names_alone(ours, theirs, left, right):
        return None
    found = compare(ours, theirs, left, right)
    if _told_the_same(ours, theirs, left, right, found):
        return found
    return asked_otherwise(ours, theirs, left, right, found, most - 1) if most > 1 else None


def _rest(unit: Unit, taken: Taken) -> Unit:
    """What a question is about, without a way of asking: that may lie in a name ('in Brussel') or in a 'not'."""
    return unit._replace(
        terms=tuple(name for name in unit.terms if name not in taken.terms),
        names=tuple(name for name in unit.names if name not in taken.terms),
        polar=tuple((word, after) for word, after in unit.polar if after not in taken.terms),
        negated=0 if taken.negated else unit.negated,
    )


def _in_order(unit: Unit, taken: Taken) -> str:
    return " ".join(name for name in unit.terms if name in taken.terms)


def _told_the_same(one: Unit, other: Unit, left: Profile, right: Profile, found: Compared) -> bool:
    if _of_weight(found.left) or _of_weight(found.right) or found.opposites:
        return False
    told = found.shared or found.compounds or found.synonyms
    return bool(told) and not (conflict(one, other, left, right) or turned_round(one, other, found))


def _names_alone(one: Unit, other: Unit, left: Profile, right: Profile) -> bool:
    if one.names == other.names:
        return False
    return bool(foreign_names(one, other, left, right) or foreign_names(other, one, right, left))


# The list


def every_way() -> tuple[Way, ...]:
    """All that are listed, in the order of the list."""
    return _ways()


@cache
def asking_words() -> frozenset[str]:
    """The terms of all ways of asking."""
    return frozenset(one for way in _ways() for one in way.takes)


@prepared
def _by_key() -> Mapping[str, tuple[int, ...]]:
    """The places of the ways of asking by their rarest term, and by what it may be said for."""
    counts, found = _counts(), dict[str, list[int]]()
    for place, way in enumerate(_ways()):
        rarest = _rarest(way, counts)
        for key in (rarest, *(_keys(rarest) if len(way.takes) > 1 else ())):
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
        for way in _ways()
        for rarest in [_rarest(way, counts)]
    )


@cache
def _by_second(one: str) -> NDArray[np.int64]:
    """The places of the ways that take more than a term for which this may be said, and the rarest; above each the bit
    of the rarest of the others."""
    others, by_key = _others(), _by_key()
    # The more ways a term is part of, the lower is its bit.
    places = [place for key in _keys(one) for place in by_key.get(key, ()) if others[place]]
    return np.array([others[place].bit_length() - 1 << _PLACE | place for place in places], np.int64)


@prepared
def _bits() -> Mapping[str, int]:
    """The terms of all ways as a bit each, and what they may be said for as the bits of all of them: a way has the bits
    of what it takes, and of most ways it is told from these that a question does not have all."""
    found: dict[str, int] = {}
    for bit, (one, _) in enumerate(_counts().most_common()):
        for key in (one, *_keys(one)):
            found[key] = found.get(key, 0) | 1 << bit
    return found


@cache
def _width() -> int:
    """How many bits there are."""
    return max(map(int.bit_length, _bits().values()), default=0)


@prepared
def _bits_of_lines() -> Mapping[int, int]:
    """Of each line the bits of all that its ways take."""
    bits, found = _bits(), dict[int, int]()
    for way in _ways():
        found[way.line] = reduce(or_, map(bits.__getitem__, way.takes), found.get(way.line, 0))
    return found


@cache
def _said_by(one: str) -> int:
    """The bits of what a term may say, by itself or as another word of the lists."""
    bits = _bits()
    return reduce(or_, (bits.get(key, 0) for key in (one, *_keys(one))))


@cache
def _bits_said_by(one: str) -> NDArray[np.intp]:
    """The same by their numbers."""
    said = _said_by(one)
    return np.array([bit for bit in range(said.bit_length()) if said >> bit & 1], np.intp)


def _counts() -> Counter[str]:
    return Counter(one for way in _ways() for one in way.takes)


@cache
def _keys(one: str) -> tuple[str, ...]:
    return tuple("=" + concept for concept in sorted(term(one).stands_for))


@cache
def _ways() -> tuple[Way, ...]:
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
