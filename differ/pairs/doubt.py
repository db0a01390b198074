"""What is told of two questions about one subject that may ask the same: counts and logarithms, to be weighed.

By a model of what is asked (differ.pairs.aspects, differ.pairs.swaps), in the words that are left over of each, and by
what both ask for (differ.pairs.heads). How much each thing weighs stands in `lexicon/aspects.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, fsum, log
from typing import NamedTuple

from differ.pairs.answers import answered_apart, kind_of
from differ.pairs.aspects import Aspects, Likely
from differ.pairs.compared import Compared
from differ.pairs.heads import heads
from differ.pairs.swaps import Swaps
from differ.questions.concepts import term
from differ.questions.profile import Profile, Unit

LEAST_ALIKE = 0.00001
"""No less likely than this is it held to be that both are one line of the list."""
_LEAST_SURE = 1e-4


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
    fit_bare: float
    """`fit` and `fit_more` where the words that both say around their subject may be of its name, ..."""
    fit_bare_more: float
    alike_bare: float
    """... and `alike`."""
    headed: float
    """1 where what is left over of both says what is asked for (differ.pairs.heads), ..."""
    kin: float
    """... and how often the one class is asked for in words of the other: a logarithm."""


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


def left_over(names: Iterable[str]) -> list[str]:
    """Of these terms those of weight."""
    return [name for name in names if term(name).kind != "weak"]


def own_terms(own: Unit, other: Unit) -> set[str]:
    """The terms of a question that the other does not say in the same word."""
    return set(own.terms).difference(other.terms)


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
    both_ways = (pair.one, pair.other), (pair.other, pair.one)
    bare = [model.likely(beside(own.terms, other.terms), own.negated) for own, other in both_ways]
    fit_bare = fsum((*(model.fit(name, bare[1]) for name in mine), *(model.fit(name, bare[0]) for name in others)))
    asked = heads(pair.one, pair.other, pair.found)
    swapped = fsum((*(said.swapped(name, others) for name in mine), *(said.swapped(name, mine) for name in others)))
    spare = fsum(map(said.spare, every))
    both = bool(mine and others)
    sure = min(max(pair.sure, _LEAST_SURE), 1.0 - _LEAST_SURE)
    return Told(
        before=log(sure / (1.0 - sure)),
        alike=log(max(likeness(ours, theirs), LEAST_ALIKE)),
        closed=answered_apart(pair.left, pair.right),
        answered=kind_of(pair.one, pair.left) != kind_of(pair.other, pair.right),
        otherwise=max(len(own_terms(pair.one, pair.other)), len(own_terms(pair.other, pair.one))),
        replaced=both,
        fit=fit * both,
        fit_more=fit * (not both),
        swapped=swapped * both,
        spare=spare * both,
        spare_more=spare * (not both),
        alone=len(every),
        alone_both=min(len(mine), len(others)),
        seldom=fsum(map(model.seldom, every)),
        fit_bare=fit_bare * both,
        fit_bare_more=fit_bare * (not both),
        alike_bare=log(max(likeness(bare[0], bare[1]), LEAST_ALIKE)),
        headed=all(asked),
        kin=said.kin(*asked),
    )


@lru_cache(maxsize=1 << 13)
def beside(terms: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of a question without the longest row of them that another has too: what both are about, by its name,
    and words beside it."""
    match = SequenceMatcher(None, terms, others, autojunk=False).find_longest_match()
    return (*terms[: match.a], *terms[match.a + match.size :])


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
