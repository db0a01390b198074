"""Whether so little of a text stayed that it reads better as two whole texts."""

from __future__ import annotations

from collections.abc import Container, Sequence

from differ.sentences.draft import Draft
from differ.sentences.joining import Pair
from differ.sentences.likeness import Words

REWRITTEN = 35.0
"""A text of whose shorter side less than this stays is shown as two whole texts: the words that both happen to have
would only look like something kept. 'Daarover doet het ministerie in het openbaar geen uitspraken.' and 'De
doelstelling is een minimum. …' share 15. Of the shorter side, because what was only added to leaves what was there."""


def is_rewritten(one: Draft, pairs: Sequence[Pair], moved: tuple[Container[int], Container[int]], words: Words) -> bool:
    """Whether less than REWRITTEN of the shorter side stayed; what moved elsewhere counts on neither side."""
    around = len(one.head) + len(one.tail)
    left = around + sum(len(s) for at, s in enumerate(one.left.keys) if at not in moved[0])
    right = around + sum(len(s) for at, s in enumerate(one.right.keys) if at not in moved[1])
    least = min(left, right) * REWRITTEN / 100
    return around < least and around + sum(_kept(one, pair, words) for pair in pairs) < least


def _kept(one: Draft, pair: Pair, words: Words) -> float:
    left = " ".join(one.left.keys[pair.left.start : pair.left.stop])
    right = " ".join(one.right.keys[pair.right.start : pair.right.stop])
    return words.likeness(left, right) / 100 * min(len(left), len(right))
