"""What is held of a question to tell from arrays what it cannot be the same as, see differ.repeating.sieve.

Made once, where the question is read: to find the ways in which it is asked takes longer than all else.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from differ.pairs.asked_alike import may_ask
from differ.pairs.aspects import aspects, likely_lines
from differ.pairs.constructions import has_negated_way, lines_of
from differ.questions.concepts import CLASSES, term
from differ.questions.profile import Profile, Unit

TERMS, NUMBERS = 20, 4
"""So many terms and numbers of a question are looked at, as bits of one number: the terms by what they say, once more
by whether they stand in both and by whether they may be slips, then the numbers. What is beyond is held to match."""
SHARED, SLIPS, FIGURES = TERMS, 2 * TERMS, 3 * TERMS
MAY_BE = 2
"""Negated, but perhaps by a way of asking, see profile.Unit."""
TERM, BEFORE, COMPOUND, WORD, NUMBER, WAY = "tbcwn~"
"""Kinds of what has traits: a term, one of what leads up to a question, a compound, a word, a number, a way to ask."""


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
    likely: bytes
    """The lines of differ.pairs.constructions that it, or a question in it, may ask, in order, 4 bytes each, ..."""
    chances: bytes
    """... and how likely, likewise: of several questions that of the likeliest."""


def named(line: str) -> tuple[str, str, list[str]]:
    """A kind, a name, and the parts of a compound."""
    kind, name, *parts = line.split("\t")
    return kind, name, parts


def sifted(own: Profile) -> Sifted:
    """What is held of a question."""
    whole, parts = own.whole, {name: "\t".join((name, *of)) for name, of in own.compounds}
    terms, figures = whole.terms[:TERMS], whole.numbers[:NUMBERS]
    ways, place_of = _ways(own), {name: place for place, name in enumerate(terms)}
    taken = [(line, place_of[name]) for line, names in ways.items() for name in names if name in place_of]
    named = [f"{TERM}\t{parts.get(name, name)}" for name in whole.terms]
    sought = named[:TERMS]
    sought += [f"{NUMBER}\t{figure}" for figure in figures]
    sought += [f"{WAY}\t{line}" for line, _ in taken]
    offered = named
    offered += [f"{BEFORE}\t{parts.get(name, name)}" for name in own.context]
    offered += [f"{COMPOUND}\t{parts[name]}" for name, _ in own.compounds]
    offered += [f"{WORD}\t{token}" for token in own.tokens]
    offered += [f"{NUMBER}\t{figure}" for figure in (*whole.numbers, *own.context)]
    offered += [f"{WAY}\t{line}" for line in ways]
    return Sifted(
        "\n".join(sought),
        bytes((*range(len(terms)), *range(len(figures)), *(place for _, place in taken))),
        "\n".join(offered),
        _kinds(whole),
        max(0, len(whole.terms) - TERMS),
        MAY_BE if whole.negated == 1 and any(map(has_negated_way, own.units)) else whole.negated,
        tuple(_places(whole, unit) for unit in own.units) if len(own.units) > 1 else (),
        *_unlisted(terms),
        *_likely(own),
    )


def _unlisted(terms: Iterable[str]) -> tuple[int, int]:
    model, found = aspects(), [0, 0]
    for place, one in enumerate(terms):
        if not model.knows(one) and term(one).kind != "weak":
            found[may_ask(one, model)] |= 1 << place
    return found[False], found[True]


def _likely(own: Profile) -> tuple[bytes, bytes]:
    found = dict(likely_lines(own.units[0].terms, own.units[0].negated))
    for unit in dict.fromkeys((own.whole, *own.units[1:])) if len(own.units) > 1 else ():
        for line, chance in likely_lines(unit.terms, unit.negated).items():
            found[line] = max(chance, found.get(line, 0.0))
    lines = sorted(found)
    return array("i", lines).tobytes(), array("f", (found[line] for line in lines)).tobytes()


def _ways(own: Profile) -> Mapping[int, Iterable[str]]:
    """The lines of pairs.constructions in one of whose ways a question may be put, each with the terms it takes."""
    if len(own.units) == 1:
        return lines_of(own.units[0])
    found: dict[int, set[str]] = {}
    for unit in dict.fromkeys((own.whole, *own.units)):
        for line, names in lines_of(unit).items():
            found.setdefault(line, set()).update(names)
    return found


def _kinds(unit: Unit) -> bytes:
    found = dict.fromkeys(CLASSES, 0)
    for place, name in enumerate(unit.terms[:TERMS]):
        found[term(name).kind] |= 1 << place
    return array("Q", (*found.values(), (1 << min(len(unit.numbers), NUMBERS)) - 1)).tobytes()


def _places(whole: Unit, unit: Unit) -> int:
    terms = sum(1 << place for place, name in enumerate(whole.terms[:TERMS]) if name in unit.terms)
    return terms | sum(1 << place + FIGURES for place, n in enumerate(whole.numbers[:NUMBERS]) if n in unit.numbers)
