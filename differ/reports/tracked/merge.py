"""The changes of a text -> paragraphs and rows of tables that are kept, gone, or new: what a word processor tracks.

A paragraph ends in a mark of its own, which stays, goes (then it runs on into the next), or is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from differ.model import LEFT, RIGHT, Change, Op
from differ.reports.tracked.segments import Segment

Mark = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class Run:
    """Part of one segment: of the left text, of the right text, or of both."""

    op: Op
    left: Segment | None
    right: Segment | None
    start: int
    """In the left text, in characters; where it belongs, if it is on the right alone."""
    text: str
    move: int | None = None


@dataclass(slots=True)
class Para:
    """One paragraph of the tracked document."""

    runs: list[Run] = field(default_factory=list)
    mark: Mark = "equal"

    @property
    def left(self) -> Segment | None:
        """The segment of the left text in it; several paragraphs have the same where it was cut in two."""
        return next((run.left for run in self.runs if run.left), None)

    @property
    def right(self) -> Segment | None:
        """The segment of the right text in it."""
        return next((run.right for run in self.runs if run.right), None)

    @property
    def kind(self) -> Literal["prose", "item"]:
        """What it is; on the right, if it is there."""
        segment = self.right or self.left
        return "item" if segment and segment.kind == "item" else "prose"


@dataclass(slots=True)
class Row:
    """A row of a table: its cells on both sides, each with its runs."""

    cells: dict[int, list[Run]]
    """By column."""
    left: int | None
    """Which row of the left table; None: the row is new."""
    right: int | None
    """None: the row is gone."""


@dataclass(slots=True)
class Grid:
    """A table, or two of which one came in the place of the other."""

    rows: list[Row]
    table: int | None
    """Which table of the left text; None: it is new."""
    columns: int
    """Of the right table; of the left, if it is gone."""


def merge(changes: Sequence[Change], left: Sequence[Segment], right: Sequence[Segment]) -> list[Para | Grid]:
    """The paragraphs and tables of both sides in one order. Linear in both texts."""
    merged: list[Para | Grid] = []
    runs = _runs(changes, left, right)
    for is_table, group in groupby(runs, _is_cell):
        together = list(group)
        merged += _grids(together) if is_table else _paragraphs(together)
    return merged


# Runs


def _runs(changes: Sequence[Change], left: Sequence[Segment], right: Sequence[Segment]) -> Iterator[Run]:
    """The changes cut where a segment of either side begins or ends; what only parts segments is left out."""
    ours, theirs = _places(left), _places(right)
    i = j = 0
    for change in changes:
        on_left, on_right = change.op in LEFT, change.op in RIGHT
        pairs = [
            (ours.get(i + k) if on_left else None, theirs.get(j + k) if on_right else None)
            for k in range(len(change.text))
        ]
        at = 0
        for (own, other), group in groupby(pairs):
            text = change.text[at : at + len(list(group))]
            yield from _of(change, own, other, i + (at if on_left else 0), text)
            at += len(text)
        i += len(change.text) if on_left else 0
        j += len(change.text) if on_right else 0


def _is_cell(run: Run) -> bool:
    return any(side is not None and side.kind == "cell" for side in (run.left, run.right))


def _places(segments: Sequence[Segment]) -> dict[int, Segment]:
    return {place: segment for segment in segments for place in range(segment.start, segment.end)}


def _of(change: Change, own: Segment | None, other: Segment | None, start: int, text: str) -> Iterator[Run]:
    if change.op != "equal":
        if own or other:
            yield Run(change.op, own, other, start, text, change.move)
    elif own and other and own.kind == other.kind:
        yield Run("equal", own, other, start, text)
    else:
        # The same letters, that are text on one side and only structure on the other, or in another kind of block.
        if own:
            yield Run("delete", own, None, start, text)
        if other:
            yield Run("insert", None, other, start + (len(text) if own else 0), text)


# Paragraphs


def _paragraphs(runs: list[Run]) -> list[Para]:
    found = [Para()]
    own: Segment | None = None
    other: Segment | None = None
    for run in runs:
        breaks = bool(own and run.left and run.left != own), bool(other and run.right and run.right != other)
        if any(breaks):
            found[-1].mark = "equal" if all(breaks) else "delete" if breaks[0] else "insert"
            found.append(Para())
        own, other = run.left or own, run.right or other
        found[-1].runs.append(run)
    if not other:
        found[-1].mark = "delete"
    return _settled(_joined(list(_of_one_kind(found))))


def _of_one_kind(found: list[Para]) -> Iterator[Para]:
    """What was an item and became prose (or the other way round) is one paragraph that goes and one that is new."""
    carried: list[Run] = []
    for one in found:
        one.runs, carried = carried + one.runs, []
        if not one.left or not one.right or one.left.kind == one.right.kind:
            yield one
            continue
        gone, new = [run for run in one.runs if run.left], [run for run in one.runs if run.right]
        if one.mark == "insert":
            carried = gone
        else:
            yield Para(gone, "delete")
        if one.mark == "delete":
            carried = new
        else:
            yield Para(new, "insert")
    if carried:
        yield Para(carried)


def _joined(found: list[Para]) -> list[Para]:
    """A mark that goes and one that comes, with nothing but what goes (or comes) between them, are one that stays."""
    position = 0
    while position < len(found):
        first = found[position].mark
        second: Mark = "insert" if first == "delete" else "delete"
        end = position + 1
        while end < len(found) - 1 and found[end].mark == first and _only(found[end], first):
            end += 1
        if first != "equal" and end < len(found) - 1 and found[end].mark == second and _only(found[end], first):
            found[position].mark = "equal"
            found[end : end + 2] = [Para(found[end].runs + found[end + 1].runs, found[end + 1].mark)]
        position += 1
    return found


def _settled(found: list[Para]) -> list[Para]:
    """A paragraph that came whole after another has the new mark, and leaves the other its own; so of one that went."""
    for before, after in zip(found[-2::-1], found[:0:-1], strict=True):
        if before.mark != "equal" and after.mark == "equal" and _only(after, before.mark):
            before.mark, after.mark = after.mark, before.mark
    for one in found:
        if not one.left:
            one.mark = "insert"
    return found


def _only(one: Para, mark: Mark) -> bool:
    """Whether nothing of it stays."""
    ops = ("delete", "move-from") if mark == "delete" else ("insert", "move-to")
    return all(run.op in ops for run in one.runs)


# Tables


def _grids(runs: list[Run]) -> list[Grid]:
    """One table, if it kept its shape; else the left tables, which are gone, and the right ones, which are new."""
    ours = {run.left.table for run in runs if run.left}
    theirs = {run.right.table for run in runs if run.right}
    if len(ours) == len(theirs) == 1 and _columns(runs, "left") == _columns(runs, "right"):
        rows = _rows(runs)
        if _is_regular(rows):
            return [Grid(rows, ours.pop(), _columns(runs, "right"))]
    gone = {n: [_as(run, "delete") for run in runs if run.left and run.left.table == n] for n in sorted(ours)}
    new = {n: [_as(run, "insert") for run in runs if run.right and run.right.table == n] for n in sorted(theirs)}
    return [
        *(Grid(_rows(own), n, _columns(own, "left")) for n, own in gone.items()),
        *(Grid(_rows(own), None, _columns(own, "right")) for own in new.values()),
    ]


def _is_regular(rows: list[Row]) -> bool:
    """Whether each row and each cell of one side became one of the other, in order."""
    numbers = [[n for row in rows if (n := getattr(row, side)) is not None] for side in ("left", "right")]
    tied = [run for row in rows for own in row.cells.values() for run in own if run.left and run.right]
    return all(own == sorted(set(own)) for own in numbers) and all(
        run.left and run.right and run.left.column == run.right.column for run in tied
    )


def _as(run: Run, op: Literal["delete", "insert"]) -> Run:
    if op == "delete":
        return Run("delete", run.left, None, run.start, run.text)
    return Run("insert", None, run.right, run.start, run.text)


def _columns(runs: list[Run], side: Literal["left", "right"]) -> int:
    return 1 + max((own.column for run in runs if (own := getattr(run, side))), default=-1)


def _rows(runs: list[Run]) -> list[Row]:
    """The rows in order. Cells that stay, or change within, tie a row of the left to one of the right."""
    pairs: dict[tuple[int | None, int | None], list[Run]] = {}
    tied = {run.left.row: run.right.row for run in runs if run.left and run.right}
    back = {other: own for own, other in tied.items()}
    for run in runs:
        own = run.left.row if run.left else back.get(run.right.row) if run.right else None
        other = run.right.row if run.right else tied.get(run.left.row) if run.left else None
        pairs.setdefault((own, other), []).append(run)
    return [_row(own, other, group) for (own, other), group in pairs.items()]


def _row(left: int | None, right: int | None, runs: list[Run]) -> Row:
    cells: dict[int, list[Run]] = {}
    for run in runs:
        segment = run.right or run.left
        assert segment is not None, "a run is on one side at least"
        cells.setdefault(segment.column, []).append(run)
    return Row(cells, left, right)
