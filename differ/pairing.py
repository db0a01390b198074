"""Two runs of sentences -> which sentence became which: in order, then out of order.

In order: what stands once on both sides and is equal holds the texts together, as in patience diff (Bram Cohen);
between two such sentences the pairs are those that keep most words (Needleman and Wunsch, 1970).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from differ.likeness import LEAST_SENTENCE, likeness
from differ.order import heaviest_in_order
from differ.tokens import identity

SAME_SENTENCE = 45.0
"""A sentence of which less than this stays was not edited but replaced: two sentences of Dutch officialese share
30 to 40 of their small words whatever they say. 'Het kabinet streeft ernaar de Kamer in de loop van 2032 te
informeren.' and 'Het kabinet zal de Kamer uiterlijk in het najaar van 2031 informeren.' share 56."""
MOVED_SENTENCE = 70.0
"""A sentence that is found elsewhere has no neighbours to vouch for it, so it must be more alike."""
GAIN_BY_JOINING = 5.0
"""Two sentences became one (or one two) when both together are this much more alike than either alone."""
MOST_COMPARED = 40_000
"""Pairs of sentences in one gap: 200 replaced by 200 others. A larger gap is compared half by half."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences on the left that became those on the right: as a rule one and one. Half-open ranges of positions."""

    left: range
    right: range
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every sentence stands in at most one pair; the pairs that did not move are in order on both sides."""

    pairs: tuple[Pair, ...]
    """In order of the left."""
    complete: bool
    """False where there was too much to compare all with all."""


def pair(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """Which sentence became which.

    Costs the product of the sentences between two that stayed, up to MOST_COMPARED for each piece of a gap.
    """
    ours, theirs = [identity(s) for s in left], [identity(s) for s in right]
    anchors = _anchors(ours, theirs)
    stayed, complete = list(anchors), True
    for own, other in _gaps(anchors, len(ours), len(theirs)):
        pieces = list(_pieces(own, other))
        stayed += [found for piece in pieces for found in _aligned(ours, theirs, *piece)]
        complete = complete and len(pieces) == 1
    moved, all_compared = _moves(ours, theirs, stayed)
    pairs = [*_joined(ours, theirs, sorted(stayed), moved), *_runs(ours, theirs, stayed, moved)]
    return Pairing(tuple(sorted(pairs, key=lambda p: p.left.start)), complete and all_compared)


# In order


def _anchors(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """What stands once on both sides and is equal, but for what left the common order."""
    where = {sentence: j for j, sentence in enumerate(theirs)}
    once = _once(ours) & _once(theirs)
    pairs = [(i, where[sentence]) for i, sentence in enumerate(ours) if sentence in once]
    return heaviest_in_order(pairs, [len(ours[i]) + 1 for i, _ in pairs])


def _once(sentences: Sequence[str]) -> set[str]:
    return {sentence for sentence, count in Counter(sentences).items() if count == 1}


def _gaps(anchors: Sequence[tuple[int, int]], lefts: int, rights: int) -> Iterator[tuple[range, range]]:
    """What stands between the anchors, where it does on both sides."""
    i = j = 0
    for next_i, next_j in (*anchors, (lefts, rights)):
        if i < next_i and j < next_j:
            yield range(i, next_i), range(j, next_j)
        i, j = next_i + 1, next_j + 1


def _pieces(own: range, other: range) -> Iterator[tuple[range, range]]:
    """A gap, or where it is too large its halves: an edited sentence rarely leaves its part of a text."""
    if len(own) * len(other) <= MOST_COMPARED:
        yield own, other
    else:
        left, right = (len(own) + 1) // 2, (len(other) + 1) // 2
        yield from _pieces(own[:left], other[:right])
        yield from _pieces(own[left:], other[right:])


def _aligned(ours: Sequence[str], theirs: Sequence[str], own: range, other: range) -> list[tuple[int, int]]:
    """The pairs, in order, that keep most words."""
    worth = [[_worth(ours[i], theirs[j]) for j in other] for i in own]
    # best[i][j]: what can be kept of all from i and from j onwards.
    best = [[0.0] * (len(other) + 1) for _ in range(len(own) + 1)]
    for i in reversed(range(len(own))):
        for j in reversed(range(len(other))):
            paired = worth[i][j] and worth[i][j] + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(own) and j < len(other) and best[i][j]:
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            found.append((own[i], other[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _worth(left: str, right: str) -> float:
    """How much is kept if the one became the other; nothing where that is not to be believed."""
    alike = _alike(left, right)
    return alike * (len(left) + len(right)) if alike >= SAME_SENTENCE else 0.0


def _alike(left: str, right: str) -> float:
    # Sentences of punctuation alone have no words to be alike in.
    return likeness(left, right) if left == right or (_has_words(left) and _has_words(right)) else 0.0


def _has_words(sentence: str) -> bool:
    return any(sign.isalnum() for sign in sentence)


def _joined(
    ours: Sequence[str], theirs: Sequence[str], stayed: Sequence[tuple[int, int]], moved: Mapping[int, int]
) -> Iterator[Pair]:
    """The pairs that stayed, each with the free neighbour that it was cut from or swallowed."""
    taken_left = {i for i, _ in stayed} | set(moved)
    taken_right = {j for _, j in stayed} | set(moved.values())
    for i, j in stayed:
        options = [
            (range(i - before, i + 1 + after), range(j, j + 1))
            for before, after in ((1, 0), (0, 1))
            if _is_free(i - before + after, taken_left, len(ours))
        ] + [
            (range(i, i + 1), range(j - before, j + 1 + after))
            for before, after in ((1, 0), (0, 1))
            if _is_free(j - before + after, taken_right, len(theirs))
        ]
        alone = _alike(ours[i], theirs[j])
        scored = [(_alike(_text(ours, own), _text(theirs, other)), own, other) for own, other in options]
        gain, own, other = max(scored, key=lambda s: s[0], default=(0.0, range(0), range(0)))
        if gain < alone + GAIN_BY_JOINING:
            own, other = range(i, i + 1), range(j, j + 1)
        taken_left.update(own)
        taken_right.update(other)
        yield Pair(own, other)


def _is_free(position: int, taken: set[int], count: int) -> bool:
    return 0 <= position < count and position not in taken


def _text(sentences: Sequence[str], run: range) -> str:
    return " ".join(sentences[run.start : run.stop])


# Out of order


def _moves(
    ours: Sequence[str], theirs: Sequence[str], stayed: Sequence[tuple[int, int]]
) -> tuple[dict[int, int], bool]:
    """Left to right positions of the sentences found elsewhere, the most alike first; and whether all were compared.

    Only a sentence that is long enough to be somebody's own, and stands once: 'Zie het antwoord op vraag 1.' is
    said anywhere, and has not moved because it is said elsewhere too.
    """
    left = _movable(ours, {i for i, _ in stayed})
    right = _movable(theirs, {j for _, j in stayed})
    where = {theirs[j]: j for j in right}
    moved = {i: where[ours[i]] for i in left if ours[i] in where}
    left, right = [i for i in left if i not in moved], sorted(set(right) - set(moved.values()))
    all_compared = len(left) * len(right) <= MOST_COMPARED
    scored = sorted(
        (-alike, abs(i - j), i, j)
        for i in left
        for j in (right if all_compared else [])
        if (alike := _alike(ours[i], theirs[j])) >= MOVED_SENTENCE
    )
    taken = set(moved.values())
    for _, _, i, j in scored:
        if i not in moved and j not in taken:
            moved[i] = j
            taken.add(j)
    return moved, all_compared


def _movable(sentences: Sequence[str], taken: set[int]) -> list[int]:
    once = _once(sentences)
    return [i for i, s in enumerate(sentences) if i not in taken and s in once and len(s.split()) >= LEAST_SENTENCE]


def _runs(
    ours: Sequence[str], theirs: Sequence[str], stayed: Sequence[tuple[int, int]], moved: Mapping[int, int]
) -> Iterator[Pair]:
    """Sentences that moved side by side are one move; what is equal between or beside them moved along."""
    free_left = set(range(len(ours))) - {i for i, _ in stayed}
    free_right = set(range(len(theirs))) - {j for _, j in stayed}
    free_right -= set(moved.values())
    done = 0

    def goes_along(i: int, j: int) -> bool:
        if moved.get(i) == j:
            return True
        equal = i in free_left and i not in moved and j in free_right
        return equal and ours[i] == theirs[j]

    for i, j in sorted(moved.items()):
        if i < done:
            continue
        length = 1
        while i + length < len(ours) and j + length < len(theirs) and goes_along(i + length, j + length):
            length += 1
        done = i + length
        free_right -= set(range(j, j + length))
        yield Pair(range(i, i + length), range(j, j + length), moved=True)
