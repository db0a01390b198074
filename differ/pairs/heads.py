"""What two questions ask for, whatever their subject: a person by what he does, a rule, a purpose, an effect, a cost.

'Welke bedrijven zijn betrokken bij X' and 'Wie houdt toezicht op X' both ask who, about one subject; that they ask for
others is told by `lexicon/heads.txt`: classes, and the words that show each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.pairs.compared import Compared
from differ.questions.concepts import GAP, rooted, term
from differ.questions.profile import Unit

Heads = frozenset[str]
"""Classes of what is asked for."""
_SOMEBODY = "?who"


def asked_apart(one: Unit, other: Unit, found: Compared) -> bool:
    """Whether what is left over of both says what is asked for, and nothing of the one is of a class of the other."""
    ours, theirs = heads(one, other, found)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def heads(one: Unit, other: Unit, found: Compared) -> tuple[Heads, Heads]:
    """The classes that are shown of each of two questions, as they were compared, by what is left over of it.

    So is what says who: 'welke bedrijven' and 'welke bewindspersoon' both ask for somebody, and stand for each other.
    """
    asked = [pair for pair in found.synonyms if all(_SOMEBODY in term(name).concepts for name in pair)]
    mine, others = (*found.left, *(name for name, _ in asked)), (*found.right, *(name for _, name in asked))
    return shown(mine, one.terms), shown(others, other.terms)


@lru_cache(maxsize=1 << 14)
def shown(alone: tuple[str, ...], terms: tuple[str, ...]) -> Heads:
    """The classes that words left over show, among all terms of their question."""
    said, forms = _pieces(terms), _forms()
    return frozenset(
        name
        for piece in _pieces(alone)
        for name, needs in forms.get(piece, ())
        if said.issuperset(needs) and (needs or term(piece).kind != "weak")
    )


def _pieces(names: Iterable[str]) -> set[str]:
    """These terms, and of phrases the words that carry something."""
    return {piece for name in names for piece in name.split() if piece == name or piece not in _small()}


@prepared
def _forms() -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Of each root the classes that it shows, and what must be said beside it."""
    found: dict[str, dict[tuple[str, tuple[str, ...]], None]] = {}
    for line in entries("heads"):
        name, _, listed = line.partition(": ")
        for form in listed.split(" / "):
            roots = _meant(form)
            for one in roots:
                found.setdefault(one, {})[name, tuple(other for other in roots if other != one)] = None
    return {one: tuple(own) for one, own in found.items()}


@cache
def _small() -> frozenset[str]:
    """Words that show nothing as a part of a phrase."""
    return frozenset((GAP, *(one for word in entries("stopwords") for one in rooted(word))))


def _meant(form: str) -> tuple[str, ...]:
    """The roots that a form needs; the phrase itself where it has but one that is not small."""
    roots = rooted(form)
    telling = tuple(one for one in roots if one not in _small())
    return telling if len(telling) > 1 else (" ".join(roots),)
