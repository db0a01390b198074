"""How far a thing has come, what it needs or has, what it costs or yields: states that exclude each other
(`lexicon/states.txt`).

Beside the opposites of `lexicon/opposites.txt`, which are two words of any question: the words here may be weak ones,
several for one state, and may be told apart of some things only: 'lopende' and 'afgeronde' of lawsuits. Held against
pairs that are otherwise the same, which are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from differ.lexicon import entries
from differ.pairs.conflicts import Conflict
from differ.questions.negations import negations
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root

WIDE = "*"
"""Ends a form that may say a state but does not tell it: it never speaks against a match."""
WRITTEN = "="
"""Begins a form that counts only as it is written, in no other form of the word."""
_GAP = " …"
_ANY = r"(?: \w+){0,8}"
_COMPARING = frozenset(
    "dan minder weinig niets nauwelijks boven onder lager lagere verschil verhouden moeilijk".split()
)
_LASTING = frozenset("lang langer tijd snel duurt".split())
"""'Hoe lang staat een vacature open' is 'hoe lang duurt het om haar te vervullen'."""
_LEAST_LAST = 4
"""Letters of a thing that may be the last part of a compound: 'rechtszaak'."""


class Line(NamedTuple):
    """A line of the list."""

    things: tuple[str, ...]
    """Roots of what the states are told of; of anything where there are none."""
    states: tuple[tuple[str, ...], ...]
    """The forms that say each."""


def other_state(one: Unit, other: Unit, left: Profile, right: Profile) -> Conflict | None:
    """The first line of which each question tells another state; symmetric but for which is told first.

    `left`, `right`: the texts that ask them. What both say tells nothing, but may say either state where it is wide.
    Nothing is told where one of them denies, nor where one compares: 'minder uitgegeven dan begroot' is
    'onderuitputting'. Linear in the list, by sets.
    """
    ours, theirs = said_in(one, left), said_in(other, right)
    if ours.denies != theirs.denies or ours.compares or theirs.compares or (ours.lasts and theirs.lasts):
        return None
    mine, its = ours.forms - theirs.forms, theirs.forms - ours.forms
    if not mine or not its:
        return None
    shared = {form for form in ours.forms & theirs.forms if form.endswith(WIDE)}
    for number in _numbers(mine) & _numbers(its):
        line = lines()[number]
        if not (_is_of(line, ours) and _is_of(line, theirs)):
            continue
        here, there = _told(line, mine), _told(line, its)
        if here and there and not (here & _said(line, its | shared) or there & _said(line, mine | shared)):
            return Conflict("opposite", _first(line, mine, here), _first(line, its, there))
    return None


class Said(NamedTuple):
    """What a question says of the list."""

    forms: frozenset[str]
    words: frozenset[str]
    """All its words, by their roots."""
    denies: bool
    compares: bool
    lasts: bool


@lru_cache(maxsize=4096)
def said_in(one: Unit, own: Profile) -> Said:
    """The forms of the list that a question says. What leads up to it and what only frames it ('kunt u ingaan op') are
    none of its terms, and say nothing but by words as they are written."""
    words = {word for name in one.terms for word in name.split()}
    text, things = "", words
    if len(own.units) == 1 or one == own.whole:
        text = " ".join(own.tokens)
        things = words | set(map(root, own.tokens))
    known = _forms()
    found = {form for word in words for form in known.by_root.get(word, ())}
    found |= {form for word in text.split() for form in known.as_written.get(word, ())}
    found |= {form for form, pattern in known.phrases.items() if pattern.search(text)}
    return Said(
        frozenset(found),
        frozenset(things),
        one.negated == 1 or bool(negations(text)),
        not _COMPARING.isdisjoint(own.tokens),
        not _LASTING.isdisjoint(own.tokens),
    )


@cache
def lines() -> tuple[Line, ...]:
    """The list."""
    return tuple(map(_line, entries("states")))


def _line(entry: str) -> Line:
    things, _, states = entry.rpartition(":")
    roots = tuple(root(thing.strip()) for thing in things.split(",") if thing.strip())
    return Line(roots, tuple(tuple(form.strip() for form in side.split(",")) for side in states.split("/")))


class _Forms(NamedTuple):
    by_root: Mapping[str, frozenset[str]]
    as_written: Mapping[str, frozenset[str]]
    phrases: Mapping[str, re.Pattern[str]]


@cache
def _forms() -> _Forms:
    """How the forms of the list are found."""
    by_root: dict[str, set[str]] = {}
    as_written: dict[str, set[str]] = {}
    phrases: dict[str, re.Pattern[str]] = {}
    for form in {form for line in lines() for side in line.states for form in side}:
        plain = form.removesuffix(WIDE)
        if " " in plain:
            phrases[form] = re.compile(rf"\b{re.escape(plain).replace(re.escape(_GAP), _ANY)}\b")
        elif plain.startswith(WRITTEN):
            as_written.setdefault(plain.removeprefix(WRITTEN), set()).add(form)
        else:
            by_root.setdefault(root(plain), set()).add(form)
    return _Forms(_frozen(by_root), _frozen(as_written), phrases)


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(own) for name, own in found.items()}


def _numbers(forms: Iterable[str]) -> set[int]:
    return {number for form in forms for number in _lines_with().get(form, ())}


@cache
def _lines_with() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines()):
        for form in dict.fromkeys(form for side in line.states for form in side):
            found.setdefault(form, []).append(number)
    return {form: tuple(own) for form, own in found.items()}


def _is_of(line: Line, said: Said) -> bool:
    """Whether a question is about what the states of a line are told of."""
    return not line.things or any(
        word == thing or (len(thing) >= _LEAST_LAST and word.endswith(thing))
        for thing in line.things
        for word in said.words
    )


def _told(line: Line, forms: frozenset[str]) -> set[int]:
    """The states that forms tell."""
    return {
        place
        for place, side in enumerate(line.states)
        if any(form in forms for form in side if not form.endswith(WIDE))
    }


def _said(line: Line, forms: frozenset[str]) -> set[int]:
    """The states that forms may say."""
    return {place for place, side in enumerate(line.states) if not forms.isdisjoint(side)}


def _first(line: Line, forms: frozenset[str], told: set[int]) -> tuple[str]:
    side = line.states[min(told)]
    return (next(form.removeprefix(WRITTEN) for form in side if form in forms and not form.endswith(WIDE)),)
