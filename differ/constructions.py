"""Questions put quite otherwise: the ways of asking one thing about any subject, as a list knows them.

'Wat kost X?' and 'Welk bedrag is met X gemoeid?' share no word but X. Which ways of asking are one is told by
`lexicon/constructions.txt`, a line a question; a question that is asked in one of these ways is the same as one that is
asked in another of the same line, where the rest of both is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from differ.compared import Compared, compare
from differ.concepts import GAP, term
from differ.conflicts import conflict, foreign_names
from differ.lexicon import entries
from differ.profile import Profile, Unit, asked_in, cleaned
from differ.roots import root

_ANYTHING = "xanadu"
"""Stands for what is asked about while a list is read: no word of Dutch, so it is no part of a way of asking."""
_SHORT, _LONG = _ANYTHING, " ".join([_ANYTHING] * 5)
"""A subject of one word and of more than a gap in a phrase: the words around it may be read otherwise."""
_SUBJECT = "{S}"
_PLACES = {"{Y}": "2024", "{A}": "3 miljoen euro", "{G}": _ANYTHING, "{B}": _ANYTHING}
_OF_PLACES = frozenset((_ANYTHING, "miljoen", "euro"))

MOST_WAYS = 2
"""Ways of asking that a question is put in at once: what is asked, and of what ('waarom' / 'X loopt achter')."""
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


@lru_cache(maxsize=1 << 16)
def ways_of(terms: tuple[str, ...]) -> Mapping[int, tuple[Taken, ...]]:
    """The ways of asking that a question may be put in, by their line. Costs the ways that share its rarest term."""
    said = {one: one for one in terms}
    for one in terms:
        for concept in term(one).stands_for:
            said.setdefault("=" + concept, one)
    found: dict[int, dict[Taken, None]] = {}
    for key in said:
        for way in _by_key().get(key, ()):
            if (taken := _taken(way, said)) is not None:
                found.setdefault(way.line, {})[Taken(taken, way.negated)] = None
    return {line: tuple(own) for line, own in found.items()}


def _taken(way: Way, said: Mapping[str, str]) -> frozenset[str] | None:
    if len(way.takes) == 1 and term(way.takes[0]).kind in ("asked", "soft"):
        return frozenset(way.takes) if way.takes[0] in said else None
    found = []
    for one in way.takes:
        place = said.get(one) or next((said[key] for key in _keys(one) if key in said), None)
        if place is None:
            return None
        found.append(place)
    return frozenset(found)


def asked_otherwise(one: Unit, other: Unit, left: Profile, right: Profile, most: int = MOST_WAYS) -> Compared | None:
    """What stands for what in two questions that are put in ways known to ask the same; `left`, `right`: the texts.

    None where they are not, or where the rest of them is not the same, to the last number and name. At most `most` ways
    are taken from each.
    """
    ours, theirs = ways_of(one.terms), ways_of(other.terms)
    for line in ours.keys() & theirs.keys():
        for mine, others in product(ours[line], theirs[line]):
            rests = _rest(one, mine), _rest(other, others)
            found = _same_rest(*rests, left, right)
            if found is None and most > 1:
                found = asked_otherwise(*rests, left, right, most - 1)
            if found:
                found.synonyms.append((_in_order(one, mine), _in_order(other, others)))
                return found
    return None


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


def _same_rest(one: Unit, other: Unit, left: Profile, right: Profile) -> Compared | None:
    if set(one.numbers) != set(other.numbers) or _names_alone(one, other, left, right):
        return None
    if conflict(one, other, left, right):
        return None
    found = compare(one, other, left, right)
    told = found.shared or found.compounds or found.synonyms
    alone = any(term(name).kind != "weak" for name in (*found.left, *found.right))
    return None if found.opposites or alone or not told else found


def _names_alone(one: Unit, other: Unit, left: Profile, right: Profile) -> bool:
    if one.names == other.names:
        return False
    return bool(foreign_names(one, other, left, right) or foreign_names(other, one, right, left))


# The list


@cache
def asking_words() -> frozenset[str]:
    """The terms of all ways of asking."""
    return frozenset(one for way in _ways() for one in way.takes)


@cache
def _by_key() -> Mapping[str, tuple[Way, ...]]:
    """The ways of asking by their rarest term, and by what that may be said for."""
    ways = _ways()
    counts = Counter(one for way in ways for one in way.takes)
    found: dict[str, list[Way]] = {}
    for way in ways:
        rarest = min(way.takes, key=lambda one: (len(term(one).concepts) > 0, counts[one]))
        for key in (rarest, *_keys(rarest)):
            found.setdefault(key, []).append(way)
    return {key: tuple(own) for key, own in found.items()}


@cache
def _keys(one: str) -> tuple[str, ...]:
    return tuple("=" + concept for concept in sorted(term(one).stands_for))


@cache
def _ways() -> tuple[Way, ...]:
    texts = ((line, text.strip()) for line, entry in enumerate(entries("constructions")) for text in entry.split(" / "))
    return tuple(dict.fromkeys(way for line, text in texts for way in _ways_in(line, text)))


def _ways_in(line: int, text: str) -> Iterator[Way]:
    """As it reads around a subject of one word and, where a phrase spans it, of several."""
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
