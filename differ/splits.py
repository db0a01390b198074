"""Questions that were cut in two, or put together: a neighbour that holds what its question lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from differ.anchors import Matched
from differ.evidence import Bag, Evidence, Weights, shared

GAIN = 0.03
"""How much more alike a question and its pieces together must be than the question and one piece: a question
that was put beside it and only comes from the same mould makes it less alike."""
OWN = 0.6
"""Of a piece, the least share (by weight) that comes from the question it was cut from."""


def split_from(evidence: Evidence, matched: Matched) -> Matched:
    """Right positions that are matched with none -> the left question they were cut from. Linear in the matches."""
    return dict(_pieces(*evidence.questions, matched, evidence.of_questions))


def merged_into(evidence: Evidence, matched: Matched) -> Matched:
    """Left positions that are matched with none -> the right question they became a part of."""
    left, right = evidence.questions
    return dict(_pieces(right, left, {j: i for i, j in matched.items()}, evidence.of_questions))


def _pieces(
    wholes: Sequence[Bag], parts: Sequence[Bag], matched: Matched, weights: Weights
) -> Iterator[tuple[int, int]]:
    taken = set(matched.values())
    for whole, part in sorted(matched.items()):
        if wholes[whole] == parts[part]:
            continue
        joined = parts[part]
        for step in (1, -1):
            piece = part + step
            while (
                0 <= piece < len(parts)
                and piece not in taken
                and _was_cut(wholes[whole], joined, parts[piece], weights)
            ):
                yield piece, whole
                taken.add(piece)
                joined = joined + parts[piece]
                piece += step


def _was_cut(whole: Bag, joined: Bag, piece: Bag, weights: Weights) -> bool:
    """Whether a piece belongs to a question of which other pieces were found."""
    own = shared(piece, whole, weights)
    if own.both < OWN * own.left:
        return False
    without, together = shared(whole, joined, weights), shared(whole, joined + piece, weights)
    return together.alike >= without.alike + GAIN
