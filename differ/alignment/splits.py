"""Questions that were cut in two, or put together: a neighbour that holds what its question lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from differ.alignment.anchors import Matched
from differ.alignment.evidence import Evidence
from differ.alignment.rarity import Bag, shared

GAIN = 0.03
"""How much more alike a question and its pieces together must be than the question and one piece: a question
that was put beside it and only comes from the same mould makes it less alike."""
OWN = 0.6
"""Of a piece, the least share (by weight) that comes from the question it was cut from."""


def split_from(evidence: Evidence, matched: Matched) -> Matched:
    """Right positions that are matched with none -> the left question they were cut from.

    Linear in the matches; only where an edited question stands beside one that is matched with none anything is
    weighed.
    """
    return dict(_pieces(evidence, matched, 0))


def merged_into(evidence: Evidence, matched: Matched) -> Matched:
    """Left positions that are matched with none -> the right question they became a part of."""
    return dict(_pieces(evidence, {j: i for i, j in matched.items()}, 1))


def _pieces(evidence: Evidence, matched: Matched, side: int) -> Iterator[tuple[int, int]]:
    """Of the side of the wholes (0: left) to the other: free positions there, each with the whole here."""
    texts = evidence.left, evidence.right
    wholes, parts = texts[side], texts[1 - side]
    taken = set(matched.values())
    for whole, part in sorted(matched.items()):
        if wholes[whole].question == parts[part].question:
            continue
        joined = [part]
        for step in (1, -1):
            piece = part + step
            while 0 <= piece < len(parts) and piece not in taken and _was_cut(evidence, side, whole, joined, piece):
                yield piece, whole
                taken.add(piece)
                joined.append(piece)
                piece += step


def _was_cut(evidence: Evidence, side: int, whole: int, joined: Sequence[int], piece: int) -> bool:
    """Whether a piece belongs to a question of which other pieces were found."""
    weights = evidence.of_questions
    question, parts = evidence.questions[side][whole], evidence.questions[1 - side]
    own = shared(parts[piece], question, weights)
    if own.both < OWN * own.left:
        return False
    found = Bag().union(*(parts[part] for part in joined))
    without, together = shared(question, found, weights), shared(question, found | parts[piece], weights)
    return together.alike >= without.alike + GAIN
