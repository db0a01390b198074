"""Which sentences were cut in two, and which two became one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from differ.sentences.likeness import Words
from differ.sentences.pairing import Link

GAIN_BY_JOINING = 5.0
"""Two sentences became one (or one two) when both together are this much more alike than either alone."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences on the left that became those on the right: as a rule one and one. Half-open ranges of positions."""

    left: range
    right: range


def joined(
    ours: Sequence[str],
    theirs: Sequence[str],
    stayed: Sequence[Link],
    moved: tuple[Iterable[int], Iterable[int]],
    words: Words,
) -> list[Pair]:
    """The pairs that stayed, each with the free neighbours that it was cut from or swallowed."""
    taken_left = {i for i, _ in stayed} | set(moved[0])
    taken_right = {j for _, j in stayed} | set(moved[1])
    found: list[Pair] = []
    for i, j in stayed:
        pair = Pair(range(i, i + 1), range(j, j + 1))
        while ours[i] != theirs[j]:
            options = [*_options(pair, (taken_left, len(ours)), (taken_right, len(theirs)))]
            wider = _best(ours, theirs, [pair, *options], words)
            if wider == pair:
                break
            pair = wider
            taken_left.update(pair.left)
            taken_right.update(pair.right)
        found.append(pair)
    return found


def _options(alone: Pair, left: tuple[set[int], int], right: tuple[set[int], int]) -> Iterator[Pair]:
    for run in _wider(alone.left, *left):
        yield Pair(run, alone.right)
    for run in _wider(alone.right, *right):
        yield Pair(alone.left, run)


def _wider(run: range, taken: set[int], count: int) -> Iterator[range]:
    if run.start > 0 and run.start - 1 not in taken:
        yield range(run.start - 1, run.stop)
    if run.stop < count and run.stop not in taken:
        yield range(run.start, run.stop + 1)


def _best(ours: Sequence[str], theirs: Sequence[str], options: Sequence[Pair], words: Words) -> Pair:
    """The first, unless another is clearly more alike."""
    if len(options) == 1:
        return options[0]
    alike = [words.likeness(_text(ours, one.left), _text(theirs, one.right)) for one in options]
    best = max(range(1, len(options)), key=lambda n: alike[n])
    return options[best] if alike[best] >= alike[0] + GAIN_BY_JOINING else options[0]


def _text(sentences: Sequence[str], run: range) -> str:
    return " ".join(sentences[run.start : run.stop])
