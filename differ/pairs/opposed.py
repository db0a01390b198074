"""Which words turn a question into another one where one takes the place of the other: opposites, and two of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.concepts import THING, rooted, term, words_of
from differ.questions.roots import root

CONCEPT = "="
"""Begins a concept among opposites: each word of it is an opposite of each of the other."""
_NEGATING = {"on": 4, "in": 6, "niet": 4, "wan": 4, "mis": 4}
"""What denies the word before which it stands, and the letters of that word, at least: 'onder' is no opposite of 'der',
and 'in' stands before many a verb: 'indienen', 'instabiel'."""
_DENYING = frozenset(map(root, ("niet", "geen", "zonder", "nooit")))
_IN_FORCE = {root("invoering"), root("uitvoering")}
"""'Invoering' and 'uitvoering' of a policy are no opposites, as 'invoer' and 'uitvoer' of goods are."""
_PART = 3
"""Letters that a part of a word has, at least: that which is replaced, and that which is the same."""
_BY_CHANCE = 4
"""Letters by which the parts that were replaced may begin or end alike: 'minimum' / 'maximum'."""
_TURNING = (
    ("in", "uit"),
    ("in", "ex"),
    ("im", "ex"),
    ("op", "af"),
    ("aan", "af"),
    ("bij", "af"),
    ("toe", "af"),
    ("voor", "na"),
    ("voor", "achter"),
    ("mee", "tegen"),
    ("mede", "tegen"),
    ("heen", "terug"),
    ("intra", "extra"),
    ("ver", "ont"),
    ("aan", "ont"),
    ("toe", "uit"),
)
"""What turns a verb or a noun round where it stands before the same word: 'aanmelden' / 'afmelden'. Others, such as
'boven' / 'onder', are words of the list."""


def opposites_in(left: Sequence[str], right: Sequence[str]) -> tuple[str, str] | None:
    """The first two terms, one of each side, that are opposites or of one line of many ('wolf' / 'vos').

    What has a word of its own meaning on the other side is not replaced by another: 'hoe wordt de opbrengst besteed' /
    'waaraan worden de inkomsten uitgegeven' says the same of money that comes and goes.
    """
    # Hardly any are opposed, so that is asked first.
    opposed = [(one, other) for one in left for other in right if are_opposed(one, other)]
    return next((own for own in opposed if not _have_partner(*own, left, right)), None)


def _have_partner(one: str, other: str, left: Sequence[str], right: Sequence[str]) -> bool:
    return _has_partner(one, left, right) or _has_partner(other, right, left)


def _has_partner(one: str, side: Sequence[str], others: Sequence[str]) -> bool:
    """Whether another side has a term that says the same, and the same of nothing else on its own side. A wide one
    does not tell: 'het bedrag dat is begroot' is not 'het bedrag dat is uitgegeven'."""
    if any(part in others for part in _known_as(one)):
        return True
    return bool(term(one).stands_for) and any(
        _alike(one, other) and not are_opposed(one, other) and not any(_alike(o, other) for o in side if o != one)
        for other in others
    )


def _alike(one: str, other: str) -> bool:
    """Whether two terms say the same. That both ask for a time makes 'vanaf wanneer' none of 'wanneer'."""
    both = term(one).stands_for & term(other).stands_for
    return bool(both) and not term(one).kind == term(other).kind == "asked"


@lru_cache(maxsize=1 << 15)
def are_opposed(one: str, other: str) -> bool:
    """Whether one term is an opposite of the other: by the list, or by a part of it."""
    if not _opposed(one).isdisjoint(_known_as(other)):
        return True
    if one.endswith(other) or other.endswith(one):
        return _negated(one, other)
    return (one[:_PART] == other[:_PART] or one[-_PART:] == other[-_PART:]) and _turned(one, other)


@prepared
def _opposites() -> Mapping[str, frozenset[str]]:
    """Each root, and each concept of the lines that begin with '=', with its opposites."""
    found: dict[str, set[str]] = {}
    for entry in entries("opposites"):
        words = map(str.strip, entry.split("/"))
        names = {word if word.startswith(CONCEPT) else " ".join(rooted(word)) for word in words}
        for name in names:
            found.setdefault(name, set()).update(names - {name})
    return {word: frozenset(own) for word, own in found.items()}


@cache
def _opposed(one: str) -> frozenset[str]:
    """What the opposites of a term are known as by the list."""
    return frozenset(opposite for name in _known_as(one) for opposite in _opposites().get(name, ()))


@cache
def _known_as(one: str) -> tuple[str, ...]:
    """A term, the only word that a phrase says ('begroot voor'), and what these stand for."""
    asks = term(one).kind in ("asked", "soft")
    said = words_of(one) if " " in one and not asks and _DENYING.isdisjoint(one.split()) else ()
    return (
        one,
        *(said if len(said) == 1 else ()),
        *(CONCEPT + concept.removeprefix(THING) for concept in sorted(term(one).stands_for)),
    )


# Parts of words


def _negated(one: str, other: str) -> bool:
    """'onrechtmat' / 'rechtmat', but not 'inschatt' / 'schatt'."""
    short, long = sorted((one, other), key=len)
    least = _NEGATING.get(long.removesuffix(short))
    return least is not None and len(short) >= least and not _alike(one, other)


@lru_cache(maxsize=1 << 14)
def _turned(one: str, other: str) -> bool:
    """Whether a part of a word is an opposite of what stands in its place in the other: 'huurstijging' / 'huurdaling',
    'overdiagnose' / 'onderdiagnose', 'waterinlaat' / 'wateruitlaat'. Not of words that say the same."""
    whole = " " not in one + other and not _alike(one, other) and {one, other} != _IN_FORCE
    return whole and any(_parts_opposed(mine, theirs) for mine, theirs in _replaced(one, other))


def _replaced(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What stands before an ending that both have, or after a beginning."""
    behind = _equal(one[::-1], other[::-1])
    for same in range(behind, max(_PART, behind - _BY_CHANCE) - 1, -1):
        yield one[:-same], other[:-same]
    ahead = _equal(one, other)
    for same in range(ahead, max(_PART, ahead - _BY_CHANCE) - 1, -1):
        yield one[same:], other[same:]


def _equal(one: str, other: str) -> int:
    """Letters that both begin with."""
    return next((i for i, (own, their) in enumerate(zip(one, other, strict=False)) if own != their), len(one))


def _parts_opposed(mine: str, theirs: str) -> bool:
    for own, turned in _TURNING:
        if mine.endswith(own) and theirs == mine.removesuffix(own) + turned:
            return True
        if theirs.endswith(own) and mine == theirs.removesuffix(own) + turned:
            return True
    return min(len(mine), len(theirs)) >= _PART and not _opposed(root(mine)).isdisjoint(_known_as(root(theirs)))
