"""How much two texts share, when a word weighs by how few questions have it.

In a nota of many questions from one mould the mould weighs next to nothing, and what fills it decides; in another the
same words may be what a question is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, repeat
from operator import contains

from rapidfuzz import fuzz

from differ.common import common_stems, stopwords
from differ.folding import stem

WHOLE, PART = 0.25, 0.75
"""Of what is held of two texts: for what both have of all they have, and for what both have of the shorter one. The
second counts most, because a question that was cut in two, or got a part more, is still that question."""
LEAST_RARE = 0.3
"""The weight of a word that every question has: without it two questions of the mould alone would share nothing."""
SMALL_WORD = 0.3
"""Of a stop word against another word as rare: which ones a small nota repeats is chance."""
COMMON_WORD = 0.5
"""Of a word that is common in Dutch ('beschikbaar', 'middelen'; a frozen list): editors replace it by another, and
then each stands in one question only; what a question is about ('kazernes') they leave."""
FEWEST = 10
"""Questions. In a shorter nota every word is rare; it is weighed as if there were so many."""
SAME_WORD = 78.0
"""Two words of which one is mistyped, or another form: 'middelen' / 'middeln' (93), 'verwacht' / 'verwachte'
(94); not 'instroom' / 'uitstroom' (71)."""
LEAST_WORD = 5
"""Letters. Shorter words are alike by chance."""

_FEW_WORDS = 100
"""Words of which it is cheaper to look in each question than to count those of all."""
_NO_WORDS = str.maketrans(dict.fromkeys("?.,;:!()[]{}|\"'“”„‘’«»–—…", " "))

Bag = frozenset[str]
"""The words of a text."""


@lru_cache(maxsize=1 << 13)
def words(text: str) -> Bag:
    """The words of a text; quick, for whole nota's, and once for what successive versions have in common."""
    return frozenset(text.lower().translate(_NO_WORDS).split())


class Weights(dict[str, float]):
    """Word -> how much it tells; each is worked out when it is first asked for."""

    def __init__(self, *sides: list[Bag]) -> None:
        super().__init__()
        self._sides = sides
        self._count = max(FEWEST, *map(len, sides))
        self._totals: dict[Bag, float] = {}

    @cached_property
    def _bearers(self) -> Counter[str]:
        bearers: Counter[str] = Counter()
        for side in self._sides:
            bearers |= Counter(chain.from_iterable(side))
        return bearers

    def _borne_by(self, word: str) -> int:
        # Of two versions of one nota a question or two are weighed: to count the words of all would cost more.
        if len(self) < _FEW_WORDS:
            return max(sum(map(contains, side, repeat(word))) for side in self._sides)
        return self._bearers[word]

    def __missing__(self, word: str) -> float:
        weight = math.log(self._count / max(self._borne_by(word), 1)) + LEAST_RARE
        if word in stopwords():
            weight *= SMALL_WORD
        elif stem(word) in common_stems():
            weight *= COMMON_WORD
        self[word] = weight
        return weight

    def total(self, bag: Bag) -> float:
        """Of a text, worked out once."""
        total = self._totals.get(bag)
        if total is None:
            total = self._totals[bag] = self.sum(bag)
        return total

    def sum(self, found: Iterable[str]) -> float:
        """Of some words."""
        return sum(map(self.__getitem__, found))


@dataclass(frozen=True, slots=True)
class Shared:
    """How much two texts share, and how much each has: weights."""

    both: float
    left: float
    right: float

    @property
    def alike(self) -> float:
        """What both have of all they have (Dice), 0 to 1."""
        return 2 * self.both / (self.left + self.right) if self.both else 0.0

    def held(self, least: float = 0.0) -> float:
        """How far the one holds the other, 0 to 1; a text of less weight than `least` is not a whole witness."""
        shorter = max(min(self.left, self.right), least)
        return WHOLE * self.alike + PART * self.both / shorter if self.both else 0.0


def shared(left: Bag, right: Bag, weights: Weights, mistyped: bool = True) -> Shared:
    """What two texts share; a mistyped word is the word.

    Linear, but for mistyped words, which cost the product of those that stand on one side only: of an answer
    there are too many, and enough are left.
    """
    both = weights.sum(left & right)
    if mistyped:
        both += sum(min(weights[a], weights[b]) for a, b in _same_words(left - right, right - left))
    return Shared(both, weights.total(left), weights.total(right))


def _same_words(ours: Bag, theirs: Bag) -> list[tuple[str, str]]:
    mine, others = (sorted(w for w in bag if len(w) >= LEAST_WORD and w.isalpha()) for bag in (ours, theirs))
    found: list[tuple[str, str]] = []
    for word in mine:
        other = next((o for o in others if fuzz.ratio(word, o, score_cutoff=SAME_WORD)), None)
        if other:
            found.append((word, other))
            others.remove(other)
    return found
