"""Whether two questions that no list of wordings joins ask the same of one subject, by a model of what is asked.

Held against pairs in doubt only: nothing stands against them, their subject is the same to the last number and name,
and the words that are left over on a side are part of ways of asking (`lexicon/constructions.txt`). See pairs.aspects
and differ.pairs.swaps for what the words tell; what that weighs stands in `lexicon/aspects.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import exp, fsum, log
from typing import NamedTuple

from differ.lexicon import entries
from differ.pairs.answers import OPENS, answered_apart, kind_of
from differ.pairs.aspects import Aspects, Likely, aspects, likely_lines
from differ.pairs.compared import Compared
from differ.pairs.conflicts import names_alone
from differ.pairs.constructions import turns_line, ways_of
from differ.pairs.swaps import Swaps, swaps
from differ.questions.concepts import term
from differ.questions.negations import denials
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root

ALIKE = 0.6
"""The least chance of asking the same of one subject that is called so."""
ALIKE_BY_A_WORD = 0.85
"""The same where little tells it. One word is left over on each side: 'het idee terzijde gelegd' / 'overgenomen',
opposites that no list has. Or one side only has words left over, and one of them asks: 'welke musea' / 'hoeveel …
musea'; or nothing else differs: 'hoeveel klachten' / 'hoeveel klachten zijn gegrond'."""
LEAST_ALIKE = 0.00001
"""No less likely than this is it held to be that both are one line of the list."""
LEAST_NAMED = 0.3
"""How likely it must be that both are one line for it to be named as what they ask: at .15 'welke afwijkingen van de
wet zijn nodig' was told to ask for the difference with an old regulation."""
MOST_ALONE = 6
"""Words left over on both sides together: of more it is not told what each of them does."""
MOST_UNLISTED = 1
"""Of these so many may be no part of any way of asking."""
LEAST_LISTED = 0.01
"""How likely a line must be at least for its having a wording of a question to tell anything: with the words of what is
asked about many a question is put in a way that it is not."""
_LEAST_SURE = 1e-4
_DENYING = frozenset(map(root, "niet geen nooit noch zonder nergens niemand evenmin".split()))
_WITHOUT = root("zonder")
_WHOM = re.compile(r"(?:er|aa?r|ist|[ae]nt|ling|eur|or|kind|vrouw|man)$")
"""How a root may end that names people: 'leraren', 'patiënten', 'ondernemers', 'nieuwkomelingen'."""
_PLACE = re.compile(r"\{\w\}")


class Told(NamedTuple):
    """What is told of a pair in doubt; logarithms, added up over the words left over, unless it says otherwise."""

    before: float
    """The odds that they are the same by the words that both have (differ.pairs.features)."""
    alike: float
    """How likely it is that both are one line of the list."""
    closed: float
    """1 where one can be answered by yes or no and the other cannot."""
    answered: float
    """1 where they ask for answers of two kinds (differ.pairs.answers): a reason, a time, a number, ..."""
    otherwise: float
    """Terms that the other side does not say in the same word, on the side that has more: who asks anew in other words
    seldom changes one alone."""
    replaced: float
    """1 where something is left over on both sides; else 'more', as in what follows."""
    fit: float
    """How well words that are replaced fit what the other side may ask, ..."""
    fit_more: float
    swapped: float
    """... how often each is said for one that is left over on the other side, ..."""
    spare: float
    """... and how often it may be left out."""
    spare_more: float
    alone: float
    """Words that are left over, ..."""
    alone_both: float
    """... and on the side that has fewer."""
    seldom: float
    """How seldom the words that are left over are asked."""


class Pair(NamedTuple):
    """Two questions that may ask the same of one subject."""

    one: Unit
    other: Unit
    left: Profile
    right: Profile
    """The texts that ask them."""
    found: Compared
    """As they were compared."""
    sure: float
    """The chance that they are the same by the words they share."""


class Learnt(NamedTuple):
    """What is known of ways of asking."""

    aspects: Aspects
    swaps: Swaps


class Alike(NamedTuple):
    """Two questions that ask the same of one subject."""

    line: int | None
    """Of the list: the likeliest that both ask; None where none is likely."""
    sure: float


def asked_alike(one: Unit, other: Unit, left: Profile, right: Profile, found: Compared, sure: float) -> Alike | None:
    """Whether two questions of the texts `left` and `right` ask the same, as they were compared; None where not.

    `sure`: the chance that they do by the words they share. Costs the places of their words in the list, remembered.
    """
    if not same_subject(one, other, left, right, found, aspects()):
        return None
    one, other = _without_lack(one), _without_lack(other)
    ours, theirs = likely_lines(one.terms, one.negated), likely_lines(other.terms, other.negated)
    if _told_apart(_listed(one, found.left, ours), _listed(other, found.right, theirs)):
        return None
    pair = Pair(one, other, left, right, found, sure)
    chance = chance_of(told_of(pair, ours, theirs, Learnt(aspects(), swaps())))
    if chance < (ALIKE_BY_A_WORD if _by_a_word(pair) else ALIKE):
        return None
    line = max(ours.keys() & theirs.keys(), key=lambda line: (ours[line] * theirs[line], -line), default=None)
    if line is not None and any(turns_line(name, line) for name in (*left_over(found.left), *left_over(found.right))):
        return None
    return Alike(line if likeness(ours, theirs) >= LEAST_NAMED else None, chance)


def same_subject(one: Unit, other: Unit, left: Profile, right: Profile, found: Compared, model: Aspects) -> bool:
    """Whether what is asked about is the same, and all that is left over is part of a way of asking."""
    alone = left_over(found.left), left_over(found.right)
    return (
        0 < len(alone[0]) + len(alone[1]) <= MOST_ALONE
        and _mostly_listed(alone, model)
        and set(one.numbers) == set(other.numbers)
        and one.negated == other.negated
        and (one.negated != 1 or _both_lack(one, other, left, right))
        and _DENYING.isdisjoint(name for side in alone for name in side)
        and _about_something(found, model)
        and not names_alone(one, other, left, right)
    )


def _both_lack(one: Unit, other: Unit, left: Profile, right: Profile) -> bool:
    """Whether all that is denied is what both are about: 'jongeren zonder diploma'."""
    lacking = [{after for word, after in unit.polar if root(word) == _WITHOUT} for unit in (one, other)]
    return (
        bool(lacking[0])
        and lacking[0] == lacking[1]
        and not any(denials(" ".join(own.tokens)) for own in (left, right))
    )


def _without_lack(unit: Unit) -> Unit:
    """A question without what its subject lacks: that is nothing that it asks."""
    terms = tuple(one for one in unit.terms if one != _WITHOUT)
    return unit._replace(terms=terms, negated=0) if unit.negated == 1 else unit


def _by_a_word(pair: Pair) -> bool:
    """Whether one word stands for one, or one side only has words left over and these ask, or are all that differs."""
    mine, others = left_over(pair.found.left), left_over(pair.found.right)
    if mine and others:
        return len(mine) == len(others) == 1
    if any(word.startswith(OPENS) for name in (*mine, *others) for word in name.split()):
        return True
    return not (_own_terms(pair.one, pair.other) and _own_terms(pair.other, pair.one))


def _own_terms(own: Unit, other: Unit) -> set[str]:
    return set(own.terms).difference(other.terms)


def _told_apart(mine: frozenset[int], others: frozenset[int]) -> bool:
    """Whether the list has the wordings of both, on different lines: then they ask different things."""
    return bool(mine and others) and mine.isdisjoint(others)


def _listed(unit: Unit, alone: Iterable[str], likely: Likely) -> frozenset[int]:
    """The lines in one of whose wordings a question may be put with all that is left over of it; none if nothing is."""
    words = frozenset(left_over(alone))
    lines = ways_of(unit.terms).items() if words else ()
    return frozenset(
        line for line, own in lines if likely.get(line, 0.0) >= LEAST_LISTED and any(words <= way.terms for way in own)
    )


def left_over(names: Iterable[str]) -> list[str]:
    """Of these terms those of weight."""
    return [name for name in names if term(name).kind != "weak"]


def _mostly_listed(alone: tuple[list[str], list[str]], model: Aspects) -> bool:
    """Whether all that is left over is part of a way of asking; one word may say the same as such a word by the lists,
    or be one of no list, where something is left over for which it may stand."""
    unlisted = [name for side in alone for name in side if not model.knows(name)]
    return not unlisted or (
        len(unlisted) <= MOST_UNLISTED and all(alone) and all(may_ask(name, model) for name in unlisted)
    )


def may_ask(name: str, model: Aspects) -> bool:
    """Whether a word of no way of asking may be left over: not if it may say whom it is about, by its ending."""
    kind = term(name).kind
    if _WHOM.search(name):
        return False
    return kind in ("common", "soft") or (kind != "rare" and bool(model.known_as(name)))


def _about_something(found: Compared, model: Aspects) -> bool:
    shared = (*found.shared, *found.compounds, *(name for pair in (*found.synonyms, *found.typos) for name in pair))
    return any(term(name).kind in ("rare", "common") or not model.knows(name) for name in shared)


def likeness(ours: Likely, theirs: Likely) -> float:
    """How likely it is that two questions are one and the same line of the list."""
    return fsum(own * theirs[line] for line, own in ours.items() if line in theirs)


def told_of(pair: Pair, ours: Likely, theirs: Likely, learnt: Learnt) -> Told:
    """What is told of a pair; symmetric. `ours`, `theirs`: the lines that each may be one of."""
    model, said = learnt
    mine, others = left_over(pair.found.left), left_over(pair.found.right)
    mine, others = (
        [_known(name, opposite, likely, model, said) for name in own]
        for own, opposite, likely in ((mine, others, theirs), (others, mine, ours))
    )
    every = (*mine, *others)
    fit = fsum((*(model.fit(name, theirs) for name in mine), *(model.fit(name, ours) for name in others)))
    swapped = fsum((*(said.swapped(name, others) for name in mine), *(said.swapped(name, mine) for name in others)))
    spare = fsum(map(said.spare, every))
    both = bool(mine and others)
    sure = min(max(pair.sure, _LEAST_SURE), 1.0 - _LEAST_SURE)
    return Told(
        before=log(sure / (1.0 - sure)),
        alike=log(max(likeness(ours, theirs), LEAST_ALIKE)),
        closed=answered_apart(pair.left, pair.right),
        answered=kind_of(pair.one, pair.left) != kind_of(pair.other, pair.right),
        otherwise=max(len(_own_terms(pair.one, pair.other)), len(_own_terms(pair.other, pair.one))),
        replaced=both,
        fit=fit * both,
        fit_more=fit * (not both),
        swapped=swapped * both,
        spare=spare * both,
        spare_more=spare * (not both),
        alone=len(every),
        alone_both=min(len(mine), len(others)),
        seldom=fsum(map(model.seldom, every)),
    )


def _known(name: str, opposite: Sequence[str], likely: Likely, model: Aspects, said: Swaps) -> str:
    """A word left over, or the listed one that may be said for it and is told most by the other side."""
    known = model.known_as(name)
    return max(known, key=lambda one: (model.fit(one, likely) + said.swapped(one, opposite), one), default=name)


def chance_of(told: Told) -> float:
    """The chance that a pair asks the same: the logistic function of the weighed sum."""
    start, weigh = weights()
    return 1.0 / (1.0 + exp(-(start + sum(map(float.__mul__, weigh, map(float, told))))))


@cache
def weights() -> tuple[float, Told]:
    """Where the sum starts, and what is added for each thing told."""
    read = tomllib.loads(files("differ.lexicon").joinpath("aspects.toml").read_text(encoding="utf-8"))
    return float(read["start"]), Told(**{name: float(value) for name, value in read["told"].items()})


def question(line: int) -> str:
    """A line of the list by its first wording, as 'Welke kosten zijn gemoeid met …'."""
    return _PLACE.sub("…", entries("constructions")[line].split(" / ")[0])
