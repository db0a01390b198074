"""How much two texts share, when a word weighs by how few questions have it.

In a nota of many questions from one mould the mould weighs next to nothing, and what fills it decides; in another the
same words may be what a question is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import chain, repeat
from operator import contains

from rapidfuzz import fuzz

from differ.questions.common import common_stems, stopwords
from differ.questions.folding import stem

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
_SHORT = 30
"""Words. Of texts as short as questions are those of all are counted at once."""
_FEW_LONG = 12
"""Words that are looked for in all questions, before all are counted."""
_SIGNS, _OTHER_SIGNS = b"?.,;:!()[]{}|\"'", "“”„‘’«»–—…"
_NO_SIGNS = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))

Bag = frozenset[str]
"""The words of a text."""


@lru_cache(maxsize=1 << 13)
def words(text: str) -> Bag:
    """The words of a text; quick, for whole nota's, and once for what successive versions have in common."""
    lowered = _lowered(text)
    if not lowered.isascii():
        for sign in _OTHER_SIGNS:
            lowered = lowered.replace(sign, " ")
    # `str.translate` would look each letter up, which takes longer than all the rest.
    return Bag(lowered.encode(errors="surrogatepass").translate(_NO_SIGNS).decode(errors="surrogatepass").split())


def _beyond(own: Sequence[str], other: Sequence[str]) -> list[str]:
    """What is in the one and not in the other, as often as it is."""
    mine, theirs = set(own), set(other)
    if len(mine) == len(own):
        return list(mine - theirs)
    return list((Counter(own) - Counter(other)).elements())


_lowered = lru_cache(maxsize=1 << 13)(str.lower)


class Weights(dict[str, float]):
    """Word -> how much it tells, by the text in which more questions bear it; each is worked out when it is first asked
    for."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Of the same part of each question of two texts."""
        super().__init__()
        self._count = max(FEWEST, len(left), len(right))
        # Most questions of two versions are the same: they are looked through once.
        self._left, self._came, self._went = left, _beyond(right, left), _beyond(left, right)
        self._totals: dict[Bag, float] = {}

    @cached_property
    def _bags(self) -> tuple[list[Bag], ...]:
        return tuple(list(map(words, texts)) for texts in (self._left, self._came, self._went))

    @cached_property
    def _are_long(self) -> bool:
        return sum(map(len, self._bags[0])) > _SHORT * len(self._left)

    @cached_property
    def _bearers(self) -> tuple[Counter[str], ...]:
        return tuple(Counter(chain.from_iterable(bags)) for bags in self._bags)

    def _borne_by(self, word: str) -> int:
        # Of two versions of one nota a question or two are weighed: to count all words of the answers would cost more.
        if self._are_long and len(self) < _FEW_WORDS:
            left, came, went = (sum(map(contains, bags, repeat(word))) for bags in self._bags)
        else:
            left, came, went = (own[word] for own in self._bearers)
        return left + max(0, came - went)

    def __missing__(self, word: str) -> float:
        weight = self[word] = (_rarity(self._count, self._borne_by(word)) + LEAST_RARE) * _standing(word)
        return weight

    def reaches(self, bag: Bag, least: float) -> bool:
        """Whether the words of a text surely weigh so much; where it is not sure without counting all, it is not said.

        In no text a word stands in more questions than it occurs, and long ones are rare: a few of them will do.
        """
        found = LEAST_RARE * sum(map(_standing, bag))
        for word in nlargest(_FEW_LONG, bag, key=len):
            if found >= least:
                break
            found += _rarity(self._count, self._all.count(word)) * _standing(word)
        return found >= least

    @cached_property
    def _all(self) -> str:
        return "\n".join(map(_lowered, (*self._left, *self._came)))

    def total(self, bag: Bag) -> float:
        """Of a text, worked out once."""
        total = self._totals.get(bag)
        if total is None:
            total = self._totals[bag] = self.sum(bag)
        return total

    def sum(self, found: Iterable[str]) -> float:
        """Of some words."""
        return sum(map(self.__getitem__, found))


def _rarity(questions: int, bearers: int) -> float:
    return math.log(questions / min(max(bearers, 1), questions))


@lru_cache(maxsize=1 << 14)
def _standing(word: str) -> float:
    if word in stopwords():
        return SMALL_WORD
    return COMMON_WORD if stem(word) in common_stems() else 1.0


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
