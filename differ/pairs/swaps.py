"""Which words are said for which when one question is put otherwise, and which may be left out, by the ways of asking.

'Wat wordt er gedaan om X te verbeteren' / 'Op welke wijze wordt X verbeterd': that the one may be said for the other is
told by many lines, whatever they ask. As in translation by words (IBM's first model; Jeon, Croft and Lee, 2005, for
questions), but counted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log
from typing import NamedTuple, TypeVar

from differ.keeping.prepared import prepared
from differ.pairs.aspects import bag_of, said_alike
from differ.pairs.heads import Heads, shown
from differ.pairs.ways import Way, every_way

Key = TypeVar("Key")

DOUBT = 0.05
"""Swaps that are thought to have been seen beside those that were, whatever the words: few tell little."""
SELDOM = 0.3
"""Times that a word is thought to have been left over beside those that it was, as spare in a part of them, `DOUBT`."""
FEW = 0.02
"""The same of classes."""
UNTOLD = -1.5
"""What is told of a word of a side where nothing is left over on the other."""


class Left(NamedTuple):
    """What is left over between two wordings of one line, in plain values; each line counts for one at most."""

    both: dict[tuple[str, str], float]
    """How often two words were left over on either side, each word shared among those on the other."""
    alone: dict[str, float]
    """How often a word was left over, ..."""
    spare: dict[str, float]
    """... and nothing on the other side."""
    kin: dict[tuple[str, str], float]
    """How often two classes of what is asked for (differ.pairs.heads) were left over on either side, ..."""
    heads: dict[str, float]
    """... and how often each."""


class Swaps:
    """What is said for what, and what may be left out."""

    def __init__(self, left: Left) -> None:
        self._both, self._alone, self._spare, self._kin, self._heads = left
        self._all = sum(self._alone.values()) or 1.0
        self._all_heads = sum(self._heads.values()) or 1.0

    def swapped(self, name: str, others: Sequence[str]) -> float:
        """How much oftener a word is said for one of these than by chance, the best of them: a logarithm."""
        return max((self._swapped(name, other) for other in others), default=UNTOLD)

    def _swapped(self, name: str, other: str) -> float:
        by_chance = 2.0 * self._alone.get(name, 0.0) * self._alone.get(other, 0.0) / self._all
        return log((self._both.get((name, other), 0.0) + DOUBT) / (by_chance + DOUBT))

    def kin(self, ours: Heads, theirs: Heads) -> float:
        """How much oftener a class is asked for in the words of another than by chance, the best two: a logarithm."""
        return max((self._akin(one, other) for one in ours for other in theirs), default=0.0)

    def _akin(self, one: str, other: str) -> float:
        by_chance = self._heads.get(one, 0.0) * self._heads.get(other, 0.0) / self._all_heads
        return log((self._kin.get((one, other), 0.0) + FEW) / (by_chance + FEW))

    def spare(self, name: str) -> float:
        """In what part of the cases in which a word was left over nothing was left on the other side: a logarithm."""
        return log((self._spare.get(name, 0.0) + DOUBT * SELDOM) / (self._alone.get(name, 0.0) + SELDOM))


def left_over(made_of: Iterable[Way]) -> Left:
    """What is left over between ways of asking. Costs the square of the wordings of each line."""
    lines: dict[int, dict[frozenset[str], None]] = defaultdict(dict)
    for way in made_of:
        lines[way.line][frozenset(bag_of(way.takes, way.negated))] = None
    alike = said_alike(name for bags in lines.values() for bag in bags for name in sorted(bag))
    found = Left({}, {}, {}, {}, {})
    for bags in lines.values():
        for one, other in combinations(bags, 2):
            mine, others = _left(one, other, alike), _left(other, one, alike)
            share = 1.0 / (len(bags) * (len(bags) - 1))
            _add(found, mine, others, share)
            _add_heads(found, shown(tuple(mine), tuple(one)), shown(tuple(others), tuple(other)), share)
    return found


def _left(own: frozenset[str], other: frozenset[str], alike: Mapping[str, frozenset[str]]) -> list[str]:
    return sorted(name for name in own - other if alike[name].isdisjoint(other))


def _add(found: Left, mine: Sequence[str], others: Sequence[str], share: float) -> None:
    for name in (*mine, *others):
        _more(found.alone, name, share)
    for name in (*mine, *others) if not mine or not others else ():
        _more(found.spare, name, share)
    for name in mine:
        for said in others:
            each = share * (1.0 / len(mine) + 1.0 / len(others))
            _more(found.both, (name, said), each)
            _more(found.both, (said, name), each)


def _add_heads(found: Left, ours: Heads, theirs: Heads, share: float) -> None:
    if not ours or not theirs:
        return
    for one in ours:
        _more(found.heads, one, share / len(ours))
    for other in theirs:
        _more(found.heads, other, share / len(theirs))
    for one in ours:
        for other in theirs:
            each = share / (len(ours) * len(theirs))
            _more(found.kin, (one, other), each)
            _more(found.kin, (other, one), each)


def _more(counts: dict[Key, float], key: Key, share: float) -> None:
    counts[key] = counts.get(key, 0.0) + share


@cache
def swaps() -> Swaps:
    """Of all ways of asking that are listed."""
    return Swaps(Left._make(_listed()))


@prepared
def _listed() -> tuple[object, ...]:
    return tuple(left_over(every_way()))
