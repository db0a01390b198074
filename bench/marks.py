"""What a diff marks, told in one way for all: runs of text on either side, and how many clusters a reader meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Literal

Op = Literal["equal", "delete", "insert"]
Piece = tuple[Op, str]
Run = tuple[str, bool]
"""A text, and whether it is marked."""


@dataclass(frozen=True)
class Marks:
    """What a diff shows. Each side is made of texts that stand apart: a run in one never touches one in another."""

    left: tuple[tuple[Run, ...], ...]
    right: tuple[tuple[Run, ...], ...]
    clusters: int
    """Places where something is marked; what is replaced by what counts once."""
    moves: int | None = None
    """Texts told as moved; None where the tool knows no moves."""


def marks_of(texts: Iterable[Sequence[Piece]], moves: int | None = None) -> Marks:
    """The marks of edit scripts, each of one text."""
    scripts = [[piece for piece in script if piece[1]] for script in texts]
    return Marks(
        tuple(_side(script, "delete") for script in scripts),
        tuple(_side(script, "insert") for script in scripts),
        sum(_clusters(script) for script in scripts),
        moves,
    )


def _side(script: Sequence[Piece], own: Op) -> tuple[Run, ...]:
    return tuple((text, op == own) for op, text in script if op in ("equal", own))


def _clusters(script: Sequence[Piece]) -> int:
    """White space alone between two changes keeps them one cluster, and is none by itself."""
    spoken = [piece for piece in script if piece[1].strip()]
    return sum(changed for changed, _ in groupby(op != "equal" for op, _ in spoken))


@dataclass(frozen=True)
class Cuts:
    """How often a mark begins or ends inside a word, and inside a number."""

    words: int
    numbers: int


def cuts(marks: Marks) -> Cuts:
    """Count the edges of marks that no reader would choose, on both sides."""
    joints = [joint for side in (marks.left, marks.right) for runs in side for joint in _joints(runs)]
    numbers = sum(_in_number(before, after) for before, after in joints)
    return Cuts(sum(_in_word(before, after) for before, after in joints), numbers)


def _joints(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Where a mark begins or ends: the two signs before it and the two after, whichever run they are in."""
    text = "".join(run for run, _ in runs)
    ends = accumulate(len(run) for run, _ in runs)
    for end, ((_, marked), (_, also)) in zip(ends, pairwise(runs), strict=False):
        if marked != also:
            yield text[max(end - 2, 0) : end], text[end : end + 2]


def _in_word(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum() and not _in_number(before, after)


def _in_number(before: str, after: str) -> bool:
    """Between two figures, or a figure and the point or comma of its number."""
    return bool(_NUMBER_CUT.search(f"{before}|{after}"))


_NUMBER_CUT = re.compile(r"\d\|\d|\d\|[.,]\d|\d[.,]\|\d")


def marked_letters(marks: Marks) -> int:
    """Letters and figures that are marked, on both sides."""
    runs = (run for side in (marks.left, marks.right) for text in side for run in text)
    return sum(sum(map(str.isalnum, text)) for text, marked in runs if marked)
