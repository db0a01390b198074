"""Questions put quite otherwise: the ways of asking one thing about any subject, as a list knows them.

'Wat kost X?' and 'Welk bedrag is met X gemoeid?' share no word but X. Which ways of asking are one is told by
`lexicon/constructions.txt`, a line a question; a question that is asked in one of these ways is the same as one that is
asked in another of the same line, where the rest of both is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from differ.pairs.compared import Compared, compare
from differ.pairs.conflicts import conflict, names_alone, turned_round
from differ.pairs.opposed import are_opposed
from differ.pairs.ways import bits_of_lines, keys, put_in, said_by, said_in, telling
from differ.questions.concepts import term
from differ.questions.denials import is_denial, turns
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root

MOST_WAYS = 2
"""Ways of asking that a question is put in at once: what is asked, and of what ('waarom' / 'X loopt achter')."""


LEAST_TELLING = 2
"""Words of a way, of which one asks: so few hardly deny without a word that does."""
_IN_PLACE = ("in", root("gemeente"))


class Taken(NamedTuple):
    """A way of asking as it was found in a question."""

    terms: frozenset[str]
    """Of the question: those that the way is made of. The others are what is asked about."""
    otherwise: frozenset[str]
    """Of these the ones that are none of its words, but may be said for one."""
    negated: int


_HELD = 1 << 13
"""Sets of words whose ways of asking are remembered, 2 kB each: more than are compared with each other in one go."""


def ways_of(terms: Sequence[str]) -> Mapping[int, tuple[Taken, ...]]:
    """The ways of asking that a question may be put in, by their line. Costs the ways that share their rarest term."""
    return _ways_of(telling(terms))


@lru_cache(maxsize=_HELD)
def _ways_of(terms: tuple[str, ...]) -> Mapping[int, tuple[Taken, ...]]:
    said = {one: one for one in terms}
    for one in terms:
        for key in keys(one):
            said.setdefault(key, one)
    found: dict[int, dict[Taken, None]] = {}
    for way in put_in(terms):
        taken = {one: one if one in said else _said_for(one, said) for one in way.takes}
        otherwise = {one: own for one, own in taken.items() if one != own}
        if not any(are_opposed(*said) or _denied(*said) for said in otherwise.items()):
            own = Taken(frozenset(taken.values()), frozenset(otherwise.values()), way.negated)
            found.setdefault(way.line, {})[own] = None
    return {line: tuple(own) for line, own in found.items()}


def _denied(one: str, other: str) -> bool:
    """Whether one is said with a 'not' and the other by no denial: 'nog niet afgerond' is not said for 'aflopen'."""
    return is_denial(one) != is_denial(other) and not (turns(one) and turns(other))


def _said_for(one: str, said: Mapping[str, str]) -> str:
    """The term of a question that says what a way takes."""
    return next(said[key] for key in keys(one) if key in said)


def lines_of(terms: tuple[str, ...]) -> Mapping[int, frozenset[str]]:
    """Of each line in one of whose ways a question with these `telling` terms may be put, those that its ways may take:
    see repeating.sieve."""
    lines, of_line = {way.line for way in put_in(terms)}, bits_of_lines()
    said = [(one, said_by(one)) for one in terms] if lines else []
    return {line: frozenset([one for one, bits in said if bits & of_line[line]]) for line in lines}


def has_negated_way(unit: Unit) -> bool:
    """Whether a 'not' in a question may be part of a way of asking."""
    return any(way.negated == 1 for way in put_in(telling(unit.terms)))


def asked_otherwise(
    one: Unit, other: Unit, left: Profile, right: Profile, found: Compared, most: int = MOST_WAYS
) -> Compared | None:
    """What stands for what in two questions that are put in ways known to ask the same; `left`, `right`: the texts.

    None where they are not, or where the rest of them is not the same, to the last number and name. At most `most` ways
    are taken from each. `found`: what comparing them told; what stands alone there must be part of a way.
    """
    ours, theirs = ways_of(_without_place(one)), ways_of(_without_place(other))
    lines = ours.keys() & theirs.keys()
    if found.opposites:
        lines = {line for line in lines if said_in()[line].issuperset(found.opposites)}
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
            if not mine.otherwise.isdisjoint(others.otherwise):
                continue  # a word of what both are about: 'tegemoetkoming' may be said for 'subsidie', and is none here
            if mine.negated != others.negated and _hardly_denies(others if mine.negated else mine):
                continue
            if rest := _without(one, other, mine, others, left, right, most):
                rest.synonyms.append((_in_order(one, mine), _in_order(other, others)))
                return rest
    return None


def _hardly_denies(taken: Taken) -> bool:
    """Whether a way that stands for a denial without a 'not' is told by one word beside the one that asks, and that by
    another: 'waarom … betrokken' is no 'waarom … betrekt u er niet bij'."""
    return bool(taken.otherwise) and len(taken.terms) <= LEAST_TELLING


def turns_line(one: str, line: int) -> bool:
    """Whether a term is none of a line's, but an opposite of one of them: 'het draagvlak verzwakken' is no way to ask
    how it is made stronger."""
    said = said_in()[line]
    return one not in said and any(are_opposed(one, other) for other in said)


def _without_place(unit: Unit) -> tuple[str, ...]:
    """The terms of a question without 'gemeente' before a name: 'in de gemeente Stein' is a place, and no
    part of a way of asking."""
    if unit.names and _IN_PLACE in unit.polar:
        return tuple(one for one in unit.terms if one != _IN_PLACE[1])
    return unit.terms


def _of_weight(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if term(name).kind != "weak")


def _taken(ways: Mapping[int, tuple[Taken, ...]]) -> set[str]:
    return {name for own in ways.values() for one in own for name in one.terms}


def _without(
    one: Unit, other: Unit, mine: Taken, others: Taken, left: Profile, right: Profile, most: int
) -> Compared | None:
    """What stands for what in the rest of two questions, if it is the same."""
    ours, theirs = _rest(one, mine), _rest(other, others)
    if set(one.numbers) != set(other.numbers) or names_alone(ours, theirs, left, right):
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
