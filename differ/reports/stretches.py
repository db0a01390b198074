"""The changes of a text -> stretches that stand level on both sides: paragraphs that changed, and runs that did not.

Each begins and ends between paragraphs of both texts, so that it can be shown, or folded, by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from differ.model import LEFT, RIGHT, Change, Op, TextDiff

_BETWEEN = "\n\n"


@dataclass(frozen=True)
class Stretch:
    """Paragraphs in a row; the texts of all stretches joined are those of the whole, but for empty lines between."""

    diff: TextDiff

    @property
    def stayed(self) -> bool:
        """Whether nothing changed in it."""
        return self.diff.all_equal

    @property
    def paragraphs(self) -> int:
        """How many there are; of one that changed, on the side that has most."""
        return max(_count(self.diff.left), _count(self.diff.right))


def stretches(diff: TextDiff) -> list[Stretch]:
    """The stretches of a text in reading order. What stayed is joined; so is what stands on one side alone, that one
    paragraph in the place of another is seen beside it. Linear in the number of changes."""
    cut = _cut([piece for change in diff.changes for piece in _pieces(change)])
    found = (Stretch(replace(diff, changes=tuple(group))) for group in cut)
    spoken = [one for one in found if one.diff.left.strip() or one.diff.right.strip()]
    joined: list[Stretch] = []
    for kind, run in groupby(spoken, _kind):
        own = list(run)
        joined += own if kind == "edited" else [Stretch(replace(diff, changes=tuple(_together(own))))]
    return joined


def _kind(one: Stretch) -> str:
    if one.stayed:
        return "stayed"
    return "edited" if one.diff.left.strip() and one.diff.right.strip() else "alone"


def _together(run: Sequence[Stretch]) -> Iterator[Change]:
    before: Change | None = None
    for one in run:
        if before and not before.text.endswith(_BETWEEN) and not one.diff.changes[0].text.startswith(_BETWEEN):
            yield Change("equal", _BETWEEN)
        yield from one.diff.changes
        before = one.diff.changes[-1]


def _pieces(change: Change) -> Iterator[Change]:
    """A change cut before each empty line: nowhere else can a stretch end within it."""
    if _BETWEEN not in change.text:
        yield change
        return
    first, *others = change.text.split(_BETWEEN)
    yield from (replace(change, text=text) for text in (first, *(_BETWEEN + other for other in others)) if text)


def _cut(changes: Sequence[Change]) -> Iterator[list[Change]]:
    ends = [left and right for left, right in zip(_ends(changes, LEFT), _ends(changes, RIGHT), strict=True)]
    group: list[Change] = []
    for change, is_end in zip(changes, ends, strict=True):
        if is_end and group:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _ends(changes: Sequence[Change], ops: frozenset[Op]) -> list[bool]:
    """Before each change, whether one text is between two paragraphs there."""
    after = list(_next_begins(changes, ops))
    found, before = [], True
    for change, is_next in zip(changes, after, strict=True):
        found.append(before or is_next)
        if change.op in ops:
            before = change.text.endswith(_BETWEEN)
    return found


def _next_begins(changes: Sequence[Change], ops: frozenset[Op]) -> Iterable[bool]:
    """Before each change, whether what comes next in one text is an empty line, or nothing."""
    found, begins = [], True
    for change in reversed(changes):
        if change.op in ops:
            begins = change.text.startswith(_BETWEEN)
        found.append(begins)
    return reversed(found)


def _count(text: str) -> int:
    return sum(1 for own in text.split(_BETWEEN) if own.strip())
