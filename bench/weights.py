"""Makes differ/lexicon/weights.toml from labelled pairs: `python -m bench.weights`. Some minutes; the same every time.

Pairs of the world `learn` (never of the others), of the ways of asking in differ/lexicon/constructions.txt, and of
these narrowed to a part: the list has not all there are, and those it has teach what others are like. What stands
against a match (see differ.pairs.conflicts) is not weighed, so such pairs teach nothing and are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.matching.real import PAPERS, Papers, answered_odds
from bench.questions import labelled
from differ.lexicon import entries
from differ.pairs.features import Features, measured
from differ.pairs.weights import weights as known_weights
from differ.questions.profile import profile
from differ.similarity import held

SIZE = 3_500
"""Questions of `learn`."""
NEAR = 12_000
"""Pairs of them on one subject that ask different things; each stands for as many as there are more."""
STRANGERS = 14_000
"""Pairs of wordings that ask different things."""
LISTED = 0.35
"""For how many pairs a pair of ways of asking stands: there are many of them, and the same ways seldom meet."""
FITTED = Path(__file__).parents[1] / "differ" / "lexicon" / "weights.toml"
FOR = {"synonyms", "compounds", "alike"}
"""Features that may speak for a match: they never speak against one, nor any other for it, whatever the pairs say."""
SUBJECTS = ("de uitrol van glasvezel in krimpgebieden", "het keuringsregime", "de aanpak van wolvenschade", "jeugdzorg")
PLACES = {"{Y}": "2023", "{A}": "4 miljoen euro", "{G}": "mantelzorgers", "{B}": "de Gezondheidsraad"}
NARROWED = (
    "voor studenten|onder jongeren|bij nieuwbouw|in de zomer|door vrijwilligers|op zondag|in de nacht|per spoor"
    "|voor kleine ondernemers|in het basisonderwijs|op het platteland|voor alleenstaande ouders|in kleine kernen"
    "|via de post|door de overheid|in de landbouw|aan particulieren"
).split("|")
HEAD = """\
# How much each feature of a pair weighs (see differ/pairs/features.py): two questions are the same where the logistic
# function of the weighed sum is at least SAME. Made by bench/weights.py from the world `learn` of bench/questions and
# from the ways of asking in constructions.txt, by logistic regression; what is missing never speaks for a match.
# What the own answers to both weigh (`answered`) was counted on the real pairs of bench/matching.
"""


class Example(NamedTuple):
    """Two texts, whether they ask the same, and for how many pairs they stand."""

    left: str
    right: str
    same: bool
    weight: float


def main() -> None:
    examples = [*of_world(), *of_wordings()]
    weighed = [(example, features) for example in examples if (features := _features(example)) is not None]
    start, weights = fitted(
        np.array([features for _, features in weighed], float),
        np.array([example.same for example, _ in weighed], float),
        np.array([example.weight for example, _ in weighed], float),
    )
    told = dict(zip(Features._fields, weights.tolist(), strict=True)) | {"answered": _of_answers()}
    lines = [f"{name} = {value:.2f}" for name, value in told.items()]
    FITTED.write_text("\n".join((f"{HEAD}start = {start:.2f}", "", "[features]", *lines, "")), "utf-8")


def _of_answers() -> float:
    """What answers weigh: made questions have none, so it is counted on real ones; without these it stays as it is."""
    return answered_odds(Papers(PAPERS)) if PAPERS.exists() else known_weights()[1].answered


def of_world() -> Iterator[Example]:
    """Rewordings, traps, and other questions on the same subject."""
    questions, chance = list(labelled("learn", SIZE, 1)), Random(1)
    asked, subjects = defaultdict(list), defaultdict(list)
    for question in questions:
        for ask in question.asks:
            asked[ask].append(question.text)
            subjects[ask.subject].append(question)
    for texts in asked.values():
        yield from (Example(*pair, True, 1.0) for pair in combinations(texts, 2))
    for question in questions:
        texts = asked.get(question.looks_like, []) if question.looks_like else []
        yield from (Example(question.text, other, False, 1.0) for other in texts if question.asks[0].frame)
    near = [own for own in subjects.values() if len(own) > 1]
    total = sum(len(own) * (len(own) - 1) / 2 for own in near)
    for own in chance.choices(near, [len(own) ** 2 for own in near], k=NEAR):
        one, other = chance.sample(own, 2)
        if not set(one.asks) & set(other.asks):
            yield Example(one.text, other.text, False, max(1.0, total / NEAR))


def of_wordings() -> Iterator[Example]:
    """Wordings of one question, of two questions, and of a question and a part of it."""
    chance = Random(1)
    lines = [[way.strip() + "?" for way in line.split(" / ")] for line in entries("constructions")]
    for line in lines:
        for one, other in combinations(line, 2):
            subject, part = chance.choice(SUBJECTS), chance.choice(NARROWED)
            yield Example(_about(one, subject), _about(other, subject), True, LISTED)
            yield Example(_about(one, f"{subject} {part}"), _about(other, subject), False, LISTED)
    for _ in range(STRANGERS):
        (one, *_), (other, *_) = (chance.sample(line, 1) for line in chance.sample(lines, 2))
        subject = chance.choice(SUBJECTS)
        yield Example(_about(one, subject), _about(other, subject), False, 3.0)


def _about(wording: str, subject: str) -> str:
    for place, text in {"{S}": subject, **PLACES}.items():
        wording = wording.replace(place, text)
    return wording


def _features(example: Example) -> Features | None:
    left, right = profile(example.left), profile(example.right)
    one, other = left.whole, right.whole
    found, against = held(one, other, left, right)
    if against or len(left.units) > 1 or len(right.units) > 1:
        return None
    return measured(found, one, other, left, right)


def fitted(
    features: NDArray[np.float64], same: NDArray[np.float64], weight: NDArray[np.float64], steps: int = 4_000
) -> tuple[float, NDArray[np.float64]]:
    """The start and the weights of the logistic function that fits best, by Adam, each weight held to its sign."""
    scale = np.maximum(features.std(0), 0.15)
    rows = np.hstack((features / scale, np.ones((len(features), 1))))
    held = np.array([name not in FOR for name in Features._fields] + [False])
    speaking = np.array([name in FOR for name in Features._fields] + [False])
    values, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, steps + 1):
        sure = 1 / (1 + np.exp(-(rows @ values)))
        slope = 20 * (rows.T @ (weight * (sure - same)) + 0.3 * values) / len(rows)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values -= 0.02 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        values[held] = np.minimum(values[held], 0)
        values[speaking] = np.maximum(values[speaking], 0)
    return float(values[-1]), values[:-1] / scale


if __name__ == "__main__":
    main()
