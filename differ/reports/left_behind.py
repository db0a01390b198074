"""Where a question stood that now stands elsewhere: without a word there, a reader of the older text would miss it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from corpus.messages import Message
from differ.bilingual.words import called
from differ.model import PairDiff
from differ.reports.rows import row


@dataclass(frozen=True)
class MovedRow:
    """The place that a question left."""

    anchor: str
    """Its own; `from-10`."""
    target: str
    """Anchor of the question."""
    called: Message
    """The question, by its older number."""
    now: Message
    """By its newer one, inside a sentence."""
    form: Literal["moved"] = "moved"


def with_places_left(
    pairs: Iterable[PairDiff], positions: Mapping[str, int]
) -> Iterator[MovedRow | Sequence[PairDiff]]:
    """The pairs in their order, in runs between the places that moved questions left.

    `positions` are those of the questions of the left text, by address. Such a place is before the first question that
    came after it there and did not move itself.
    """
    own = list(pairs)
    moved = [(positions[pair.left.address], pair) for pair in own if pair.moved and pair.left and pair.right]
    left = sorted(moved, key=lambda one: one[0])
    order: list[PairDiff | MovedRow] = []
    for pair in own:
        while left and not pair.moved and pair.left and left[0][0] < positions[pair.left.address]:
            order.append(_place_left(left.pop(0)[1]))
        order.append(pair)
    order += [_place_left(pair) for _, pair in left]
    for is_pair, run in groupby(order, lambda one: isinstance(one, PairDiff)):
        if is_pair:
            yield [one for one in run if isinstance(one, PairDiff)]
        else:
            yield from (one for one in run if isinstance(one, MovedRow))


def _place_left(pair: PairDiff) -> MovedRow:
    assert pair.left is not None, "what moved was there before"
    now = row(pair)
    return MovedRow(f"from-{pair.left.number}", now.anchor, called(pair.left.number), called(now.number, opens=False))
