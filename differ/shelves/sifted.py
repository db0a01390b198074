"""What is held of a question to tell from arrays what it cannot be the same as, see differ.repeating.sieve.

Made once, where the question is read: to find the ways in which it is asked takes longer than all else.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from differ.pairs.asked_alike import may_ask
from differ.pairs.aspects import aspects
from differ.pairs.constructions import has_negated_way, lines_of
from differ.pairs.ways import telling
from differ.questions.concepts import CLASSES, term, words_of
from differ.questions.letters import letter_of
from differ.questions.negations import denials
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root

TERMS, NUMBERS = 20, 4
"""So many terms and numbers of a question are looked at, as bits of one number: the terms by what they say, once more
by whether they stand in both and by whether they may be slips, then the numbers. What is beyond is held to match."""
SHARED, SLIPS, FIGURES = TERMS, 2 * TERMS, 3 * TERMS
_HELD = 1 << 13
"""Ways to ask of which it is remembered what they may ask, .7 kB each: many questions differ in their subject alone."""
MAY_BE = 2
"""Negated, but perhaps by a way of asking, or by what is asked about; see profile.Unit."""
TERM, BEFORE, COMPOUND, WORD, NUMBER, WAY, SHORT, LETTER = "tbcwn~sl"
"""Kinds of what has traits: a term, one of what leads up to a question, a compound, a word, a number, a way to ask,
what may be an abbreviation, the first letter of a word (of no word: of any)."""


class Sifted(NamedTuple):
    """A question in a few plain values, so that it is put away and read in microseconds."""

    sought: str
    """Its terms and its numbers, and of each way of asking each term it takes: lines that `named` reads, ..."""
    places: bytes
    """... and of each which bit it is, a byte."""
    offered: str
    """What may stand for a term of another, likewise."""
    kinds: bytes
    """Its terms by kind in the order of `CLASSES`, and its numbers: as bits, 8 bytes each."""
    beyond: int
    """Terms that are not looked at."""
    negated: int
    parts: tuple[int, ...]
    """The terms and numbers of each question in it, as bits; of a single one none."""
    unlisted: int
    """Its terms that are no part of a way of asking and may not be left over by one, as bits, ..."""
    strange: int
    """... and those of weight that are no part of it but may be."""


def named(line: str) -> tuple[str, str, list[str]]:
    """A kind, a name, and the parts of a compound."""
    kind, name, *parts = line.split("\t")
    return kind, name, parts


def sifted(own: Profile) -> Sifted:
    """What is held of a question."""
    whole, parts = own.whole, {name: "\t".join((name, *of)) for name, of in own.compounds}
    parts |= {root(told.short): "\t".join(map(root, (told.short, *told.tokens))) for told in own.told}
    terms, figures = whole.terms[:TERMS], whole.numbers[:NUMBERS]
    ways = _ways(own, terms)
    shorts = {short: terms.index(root(short)) for short in own.shorts if root(short) in terms}
    named = [f"{TERM}\t{parts.get(name, name)}" for name in whole.terms]
    sought = named[:TERMS]
    sought += [f"{NUMBER}\t{figure}" for figure in figures]
    letters = _letters(own.tokens, terms)
    sought += [f"{SHORT}\t{short}" for short in shorts]
    sought += [f"{LETTER}\t{letter}" for _, letter in letters]
    sought += filter(None, (ways.sought,))
    offered = named
    offered += [f"{BEFORE}\t{parts.get(name, name)}" for name in own.context]
    offered += [f"{COMPOUND}\t{parts[name]}" for name, _ in own.compounds]
    offered += [f"{WORD}\t{token}" for token in own.tokens]
    offered += [f"{NUMBER}\t{figure}" for figure in (*whole.numbers, *own.context)]
    offered += [f"{SHORT}\t{short}" for short in own.shorts]
    offered.append(f"{LETTER}\t")
    offered += filter(None, (ways.offered,))
    return Sifted(
        "\n".join(sought),
        bytes((*range(len(terms)), *range(len(figures)), *shorts.values(), *(place for place, _ in letters)))
        + ways.places,
        "\n".join(offered),
        _kinds(whole),
        max(0, len(whole.terms) - TERMS),
        MAY_BE if whole.negated == 1 and _may_be_otherwise(own) else whole.negated,
        tuple(_places(whole, unit) for unit in own.units) if len(own.units) > 1 else (),
        *_unlisted(terms),
    )


def _may_be_otherwise(own: Profile) -> bool:
    """Whether what a question denies may be part of a way of asking, or is what it is about."""
    return any(map(has_negated_way, own.units)) or not denials(" ".join(own.tokens))


def _letters(tokens: Iterable[str], terms: Sequence[str]) -> list[tuple[int, str]]:
    """The places of terms, each with the first letter of a word of it."""
    places = {one: place for place, name in enumerate(terms) for one in (words_of(name) if " " in name else (name,))}
    said = ((root(token), token) for token in tokens)
    return [*dict.fromkeys((places[one], letter_of(token)) for one, token in said if one in places)]


def _unlisted(terms: Iterable[str]) -> tuple[int, int]:
    model, found = aspects(), [0, 0]
    for place, one in enumerate(terms):
        if not model.knows(one) and term(one).kind != "weak":
            found[may_ask(one, model)] |= 1 << place
    return found[False], found[True]


class _Ways(NamedTuple):
    """The ways in which a question may be put, as lines that `named` reads."""

    sought: str
    """Of each way each term it takes, ..."""
    places: bytes
    """... and the place of that term."""
    offered: str


def _ways(own: Profile, terms: Sequence[str]) -> _Ways:
    """`terms`: those that have a place."""
    if len(own.units) > 1 or len(own.units[0].terms) > len(terms):
        return _several_ways(own, terms)
    names = telling(terms)
    found = _ways_of(names)
    return found._replace(places=found.places.translate(bytes(map(terms.index, names)).ljust(256)))


@lru_cache(maxsize=_HELD)
def _ways_of(names: tuple[str, ...]) -> _Ways:
    """Of a question with these terms that tell its ways, by their places among these."""
    return _named(lines_of(names), names)


def _several_ways(own: Profile, terms: Sequence[str]) -> _Ways:
    found: dict[int, set[str]] = {}
    for names in dict.fromkeys(telling(unit.terms) for unit in (own.whole, *own.units)):
        for line, taken in lines_of(names).items():
            found.setdefault(line, set()).update(taken)
    return _named(found, terms)


def _named(ways: Mapping[int, Iterable[str]], terms: Sequence[str]) -> _Ways:
    places = {name: place for place, name in enumerate(terms)}
    taken = [(f"{WAY}\t{line}", places[name]) for line, names in ways.items() for name in names if name in places]
    sought, offered = "\n".join(line for line, _ in taken), "\n".join(f"{WAY}\t{line}" for line in ways)
    return _Ways(sought, bytes(place for _, place in taken), offered)


def _kinds(unit: Unit) -> bytes:
    found = dict.fromkeys(CLASSES, 0)
    for place, name in enumerate(unit.terms[:TERMS]):
        found[term(name).kind] |= 1 << place
    return array("Q", (*found.values(), (1 << min(len(unit.numbers), NUMBERS)) - 1)).tobytes()


def _places(whole: Unit, unit: Unit) -> int:
    terms = sum(1 << place for place, name in enumerate(whole.terms[:TERMS]) if name in unit.terms)
    return terms | sum(1 << place + FIGURES for place, n in enumerate(whole.numbers[:NUMBERS]) if n in unit.numbers)
