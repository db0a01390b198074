"""Makes differ/lexicon/aspects.toml from the ways of asking: `python -m bench.aspects`. A minute; the same every time.

Whether a model of what is asked finds a wording that no list has is told by hiding wordings from it: some of each line,
and some lines altogether. Pairs of a hidden wording with others, about one subject, are what the weights are fitted on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.weights import PLACES
from differ import similarity
from differ.lexicon import entries
from differ.pairs import doubt
from differ.pairs.asked_alike import same_subject
from differ.pairs.aspects import Aspects, bag_of, counted
from differ.pairs.features import measured as measured_in
from differ.pairs.heads import asked_apart
from differ.pairs.swaps import Swaps, left_over
from differ.pairs.ways import Way, ways_in
from differ.pairs.weights import chance
from differ.questions.concepts import term
from differ.questions.profile import Profile, profile

ROUNDS = 6
HIDDEN_WORDINGS, HIDDEN_LINES = 0.2, 0.08
"""Of all wordings, and of all lines, in each round."""
SAME, NEAR, STRANGERS = 1_500, 4_000, 2_500
"""Pairs in each round: of one line; of two lines that share a word; of any two lines."""
IN_DOUBT = 0.42
"""Of the pairs of one line, those that no list of words tells to be the same."""
DIFFERENT = 10.0
"""Pairs that ask different things of one subject, for each pair in doubt that asks the same."""
HELD_BACK = 1.0
"""By how much a weight is held to nought."""
FITTED = Path(__file__).parents[1] / "differ" / "lexicon" / "aspects.toml"
SUBJECTS = (
    "de uitrol van glasvezel in krimpgebieden",
    "de aanpak van wolvenschade",
    "jeugdzorg",
    "het toezicht op bijenhouders",
    "de opsporing van witwassen",
    "het verbod op drijfmest",
    "de vergoeding van kraamzorg",
    "de samenwerking van de mariniers",
    "de opleiding van verloskundigen",
    "de vervanging van meetboeien",
    "het onderzoek naar hersenletsel",
    "de inzet van rechercheurs tegen mensensmokkel",
    "de bestrijding van eikenprocessierupsen",
    "de verkoop van oude kazernes",
    "de controle van slachthuizen",
    "de financiering van moskeeën",
    "de registratie van wapens",
    "de voorlichting over hepatitis",
    "de bescherming van grutto's",
    "de hulp aan gedupeerde veehouders",
    "de verlaging van de accijns op diesel",
    "de ontwikkeling van vaccins",
    "het herstel van veenweiden",
    "de aanleg van tramsporen",
)
"""Most have a word that is also asked of others: it should tell nothing of what is doubt."""
HEAD = """\
# How much each thing that is told of a pair in doubt weighs (see differ/pairs/doubt.py): two ask the same of one
# subject where the logistic function of the weighed sum is at least ALIKE. Made by bench/aspects.py from the ways of
# asking in constructions.txt, each hidden in turn, by logistic regression.
"""


class Wording(NamedTuple):
    """A wording of the list."""

    line: int
    text: str
    ways: tuple[Way, ...]

    @property
    def names(self) -> frozenset[str]:
        """Its words, and what they may be said for."""
        terms = [name for way in self.ways for name in bag_of(way.takes, 0)]
        return frozenset((*terms, *("=" + concept for name in terms for concept in term(name).concepts)))


class Pair(NamedTuple):
    """Two wordings about one subject."""

    left: Wording
    right: Wording
    subject: str
    kind: str
    """`same`, `near` or `strangers`."""


@cache
def wordings() -> tuple[Wording, ...]:
    """All of the list."""
    return tuple(
        Wording(line, text.strip(), tuple(ways_in(line, text.strip())))
        for line, entry in enumerate(entries("constructions"))
        for text in entry.split(" / ")
    )


def main() -> None:
    pairs, told = zip(*measured(), strict=True)
    kinds = np.array([pair.kind for pair in pairs])
    start, weights = fitted(np.array(told, float), kinds == "same", weight_of(kinds))
    lines = [f"{name} = {value:.2f}" for name, value in zip(doubt.Told._fields, weights, strict=True)]
    FITTED.write_text("\n".join((f"{HEAD}start = {start:.2f}", "", "[told]", *lines, "")), "utf-8")


def weight_of(kinds: NDArray[np.str_]) -> NDArray[np.float64]:
    """For how many pairs of one subject each stands, a pair that asks the same for one."""
    others = DIFFERENT * SAME * IN_DOUBT
    share = share_near()
    return np.select([kinds == "same", kinds == "near"], [1.0, share * others / NEAR], (1 - share) * others / STRANGERS)


def share_near(pairs: int = 20_000) -> float:
    """In what part of all pairs of wordings that ask different things both share a word."""
    chance = Random(0)
    drawn = [(chance.choice(wordings()), chance.choice(wordings())) for _ in range(pairs)]
    near = [not one.names.isdisjoint(other.names) for one, other in drawn if one.line != other.line]
    return sum(near) / len(near)


def measured() -> Iterator[tuple[Pair, doubt.Told]]:
    """Pairs in doubt with what is told of them."""
    for number in range(ROUNDS):
        yield from _round(Random(number))


def _round(chance: Random) -> Iterator[tuple[Pair, doubt.Told]]:
    lines = {wording.line for wording in wordings()}
    away = {line for line in sorted(lines) if chance.random() < HIDDEN_LINES}
    hidden = [w for w in wordings() if w.line in away or chance.random() < HIDDEN_WORDINGS]
    shown = set(wordings()).difference(hidden)
    listed = [way for wording in wordings() if wording in shown for way in wording.ways]
    model, said = Aspects(counted(listed)), Swaps(left_over(listed))
    for pair in _pairs(hidden, away, chance):
        if (told := _told(pair, model, said)) is not None:
            yield pair, told


def _pairs(hidden: Sequence[Wording], away: set[int], chance: Random) -> Iterator[Pair]:
    for kind, count in (("same", SAME), ("near", NEAR), ("strangers", STRANGERS)):
        yield from islice(_drawn(kind, hidden, away, chance), count)


def _drawn(kind: str, hidden: Sequence[Wording], away: set[int], chance: Random) -> Iterator[Pair]:
    """Pairs of this kind without end, each of a hidden wording and any other."""
    while True:
        one = chance.choice(hidden)
        if kind == "same":
            other = chance.choice(_of_line()[one.line])
        elif kind == "near" and one.names:
            other = chance.choice(_saying()[chance.choice(sorted(one.names))])
        else:
            other = chance.choice(wordings())
        if other is not one and _kind(one, other, away) == kind:
            yield Pair(one, other, chance.choice(SUBJECTS), kind)


def _kind(one: Wording, other: Wording, away: set[int]) -> str | None:
    """What a pair is; None for one of a line that is hidden whole: of that nothing can be known."""
    if one.line == other.line:
        return None if one.line in away else "same"
    return "strangers" if one.names.isdisjoint(other.names) else "near"


@cache
def _of_line() -> Mapping[int, list[Wording]]:
    found: dict[int, list[Wording]] = defaultdict(list)
    for wording in wordings():
        found[wording.line].append(wording)
    return found


@cache
def _saying() -> Mapping[str, list[Wording]]:
    found: dict[str, list[Wording]] = defaultdict(list)
    for wording in wordings():
        for name in sorted(wording.names):
            found[name].append(wording)
    return found


@lru_cache(maxsize=1 << 16)
def _read(text: str, subject: str) -> Profile:
    for place, said in {"{S}": subject, **PLACES}.items():
        text = text.replace(place, said)
    return profile(text + "?")


def _told(pair: Pair, model: Aspects, said: Swaps) -> doubt.Told | None:
    left, right = (_read(one.text, pair.subject) for one in (pair.left, pair.right))
    one, other = left.whole, right.whole
    found, against = similarity.held(one, other, left, right)
    if against or not one.terms or not other.terms:
        return None
    sure = chance(measured_in(found, one, other, left, right))
    if (
        sure >= similarity.SAME
        or not same_subject(one, other, left, right, found, model)
        or asked_apart(one, other, found)
    ):
        return None
    ours, theirs = model.likely(one.terms, one.negated), model.likely(other.terms, other.negated)
    return doubt.told_of(doubt.Pair(one, other, left, right, found, sure), ours, theirs, doubt.Learnt(model, said))


def fitted(
    told: NDArray[np.float64], same: NDArray[np.bool_], weight: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """The start and the weights of the logistic function that fits best, held back a little."""
    rows, sign = np.hstack((told, np.ones((len(told), 1)))), np.where(same, 1.0, -1.0)
    held = np.append(np.full(told.shape[1], HELD_BACK), 0.0)

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (rows @ values)
        slope = rows.T @ (-sign * weight / (1.0 + np.exp(margin))) + held * values
        return float(weight @ np.logaddexp(0.0, -margin) + held @ values**2 / 2.0), slope

    values = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return float(values[-1]), values[:-1]


if __name__ == "__main__":
    main()
