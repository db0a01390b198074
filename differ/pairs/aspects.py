"""What is asked of a subject, as a model made of the ways of asking that are listed.

A list of wordings, however long, has not all there are. But each line of `lexicon/constructions.txt` tells how often a
word is part of one question: from the words of a question it follows which of the listed questions it may be, and from
these which other words it might have been put in. The lines are the classes of a naive Bayes model over sets of words
(McCallum and Nigam, 1998), with one class more: none of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import exp, log, log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from differ.keeping.prepared import prepared
from differ.pairs.ways import Way, every_way
from differ.questions.concepts import term

SAID_FOR = 0.15
"""How far a word that says the same by the lists counts as the word itself."""
SMOOTHING = 1.0
"""Wordings of each line that are made of words as all wordings are: a line of few wordings tells less."""
MISSED = 0.25
"""How much it tells that a question has not a word that its line has. Nothing would make 'Hoeveel klachten over X zijn
gegrond' of 'Hoeveel klachten zijn er over X'; all would want each question to have all words of its line."""
UNLISTED = 0.3
"""How likely it is before anything is known that none of the lines is asked, in lines."""
LEAST_LIKELY = 0.003
"""A line that is less likely is not looked at."""
_MOST = 0.98
"""No word is held to be likelier than this to stand in a line."""
NEGATED = "niet!"
"""Stands among the words of a question that is negated."""

Likely = Mapping[int, float]
"""Of each line that a question may be one of, how likely, 0 to 1; what they lack together is that it is none."""


class Counted(NamedTuple):
    """What is counted of ways of asking, in plain values."""

    wordings: Mapping[int, int]
    """Of each line."""
    common: Mapping[str, float]
    """In what part of all wordings a word stands."""
    places: Mapping[str, Mapping[int, tuple[float, float]]]
    """Of each word in each line where it stands: how much likelier it is there than anywhere, and what it adds to the
    logarithm of how likely the line is."""
    base: Mapping[int, float]
    """That logarithm of a line of which a question has no word, but for the words that the line lacks."""


class Aspects:
    """The model, asked in the places of a question's words."""

    def __init__(self, counted: Counted) -> None:
        self._wordings, self._common, self._places, self._base = counted
        self._unknown = min(self._common.values(), default=1.0)
        self._saying: dict[str, list[str]] = defaultdict(list)
        for name in self._common:
            for concept in term(name).concepts:
                self._saying[concept].append(name)
        self._none = log(UNLISTED * max(1, len(self._wordings)))
        self._lines = max(self._wordings, default=-1) + 1
        self._absent = {line: log(SMOOTHING / (count + SMOOTHING)) for line, count in self._wordings.items()}

    def knows(self, name: str) -> bool:
        """Whether a term is part of a way of asking."""
        return name in self._common

    def known_as(self, name: str) -> tuple[str, ...]:
        """A term that is part of a way of asking, or those that are and say the same as it by the lists."""
        if name in self._common:
            return (name,)
        own = term(name).concepts
        return tuple(dict.fromkeys(other for concept in sorted(own) for other in self._saying.get(concept, ())))

    def seldom(self, name: str) -> float:
        """How seldom a term is asked: the logarithm of one in how many wordings it stands."""
        return -log(self._common.get(name, self._unknown))

    def telling(self, terms: Iterable[str], negated: int) -> tuple[str, ...]:
        """By which of its terms the lines are told that a question may be asked by: many have the same ones and differ
        in what they are about."""
        return tuple([name for name in bag_of(terms, negated) if name in self._common])

    def likely(self, terms: Iterable[str], negated: int) -> Likely:
        """Which lines a question with these terms may be asked by."""
        return self.likely_of(self.telling(terms, negated))

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def likely_of(self, bag: tuple[str, ...]) -> Likely:
        """The same of its `telling` terms, remembered: a question is held against many."""
        if not bag:
            return {}
        told, has_word = self._start(len(bag)).copy(), np.zeros(self._lines, np.bool_)
        for lines, more in map(self._added, bag):
            told[lines] += more
            has_word[lines] = True
        (lines,) = has_word.nonzero()
        told = told[lines]
        most = max(told.max(), self._none)
        chances = np.exp(told - most)
        chances /= chances.sum() + exp(self._none - most)
        (kept,) = (chances >= LEAST_LIKELY).nonzero()
        return dict(zip(lines[kept].tolist(), chances[kept].tolist(), strict=True))

    @cache  # noqa: B019  a model lives as long as its process
    def _start(self, words: int) -> NDArray[np.float64]:
        """Of each line the logarithm of how likely it is of a question of so many words, had it none of them."""
        found = np.zeros(self._lines)
        for line, base in self._base.items():
            found[line] = base + words * self._absent[line]
        return found

    @cache  # noqa: B019
    def _added(self, name: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The lines where a word stands, and what it adds to that of each."""
        places = self._places[name]
        lines = np.fromiter(places, np.intp, len(places))
        return lines, np.array([place[1] - self._absent[line] for line, place in places.items()])

    def fit(self, name: str, likely: Likely) -> float:
        """How much likelier a term is in a question that may be one of these lines than in any: a logarithm."""
        places = self._places.get(name)
        if places is None:
            return 0.0
        listed = (
            own * (places[line][0] if line in places else exp(self._absent[line])) for line, own in likely.items()
        )
        return log(sum(listed) + max(0.0, 1.0 - sum(likely.values())))


def bag_of(terms: Iterable[str], negated: int) -> tuple[str, ...]:
    """The terms by which a question is known: those of weight, all where none is; and whether it is negated."""
    terms = tuple(terms)
    telling = tuple(name for name in terms if term(name).kind != "weak") or terms
    return (*telling, NEGATED) if negated == 1 else telling


def counted(made_of: Iterable[Way]) -> Counted:
    """Ways of asking as they are counted. Linear in their words."""
    bags = [(way.line, bag_of(way.takes, way.negated)) for way in made_of]
    wordings = Counter(line for line, _ in bags)
    base = dict.fromkeys(wordings, 0.0)
    common: dict[str, float] = {}
    places: dict[str, dict[int, tuple[float, float]]] = {}
    for name, lines in _standing(bags).items():
        often = common[name] = (sum(lines.values()) + 0.5) / (len(bags) + 1)
        places[name] = {}
        for line, count in lines.items():
            ratio = (count / often + SMOOTHING) / (wordings[line] + SMOOTHING)
            missing = MISSED * (log1p(-min(ratio * often, _MOST)) - log1p(-min(often, _MOST)))
            places[name][line] = (ratio, log(ratio) - missing)
            base[line] += missing
    return Counted(dict(wordings), common, places, base)


def _standing(bags: Sequence[tuple[int, tuple[str, ...]]]) -> Mapping[str, Mapping[int, float]]:
    """In how many wordings of each line a word stands, or less of one that says the same."""
    alike = said_alike(name for _, bag in bags for name in bag)
    counts: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for line, bag in bags:
        for name in bag:
            counts[name][line] += 1.0
        for other in sorted({other for name in bag for other in alike[name]}.difference(bag)):
            counts[other][line] += SAID_FOR
    return counts


def said_alike(names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Of each of these terms those of the others that may be said for it."""
    known = dict.fromkeys(names)
    saying: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for concept in term(name).concepts:
            saying[concept].append(name)
    return {name: frozenset(_alike(name, saying)) - {name} for name in known}


def _alike(name: str, saying: Mapping[str, list[str]]) -> Iterable[str]:
    own = term(name)
    for concept in own.concepts:
        tells = concept in own.stands_for
        yield from (other for other in saying[concept] if tells or concept in term(other).stands_for)


@cache
def aspects() -> Aspects:
    """The model of all ways of asking that are listed."""
    return Aspects(Counted._make(_listed()))


@prepared
def _listed() -> tuple[object, ...]:
    return tuple(counted(every_way()))
