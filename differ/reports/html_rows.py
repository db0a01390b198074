"""What a page shows of a comparison: its rows, with their texts as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from corpus.messages import Message
from differ.kinds import kind_of
from differ.model import Fact, Kind, Located, NotaDiff, Op, PairDiff, TextDiff
from differ.reports.markup import BOTH, LEFT, RIGHT, Marker, Say, unmarked
from differ.reports.rows import End, Fold, Row, move_ends, row, rows
from differ.reports.said import OUTSIDE, outside


@dataclass(frozen=True)
class Part:
    """A question or an answer in two texts: once where both are the same, else side by side."""

    same: Markup | None
    left: Markup | None
    right: Markup | None


@dataclass(frozen=True)
class PairRow:
    """A question in two versions."""

    anchor: str
    number: str
    kind: Kind
    notes: tuple[Message, ...]
    facts: tuple[Fact, ...]
    question: Part
    answer: Part
    left: Located | None
    right: Located | None


@dataclass(frozen=True)
class FoldRow:
    """Unchanged questions in a row, folded to a line."""

    called: Message
    were: str | None
    """The numbers they had, where those were others."""
    rows: tuple[PairRow, ...]


@dataclass(frozen=True)
class OutsideRow:
    """What changed outside the questions."""

    title: Message
    kind: Kind
    part: Part


def outside_row(diff: NotaDiff, say: Say) -> OutsideRow | None:
    """The paragraphs that changed outside the questions; None where none did."""
    text = outside(diff)
    if text is None:
        return None
    marker = Marker(say, "outside")
    return OutsideRow(OUTSIDE, kind_of(text), Part(None, marker.show(text, LEFT), marker.show(text, RIGHT)))


def diff_rows(diff: NotaDiff, say: Say, kind: str | None = None) -> list[PairRow | FoldRow]:
    """The pairs of a comparison in reading order, what is unchanged folded; with `kind` only those, none folded."""
    shown = [pair for pair in diff.pairs if kind is None or pair.kind == kind]
    writer = _Writer(say, move_ends(shown))
    if kind is not None:
        return [writer.row(row(pair)) for pair in shown]
    return [writer.fold(one) if isinstance(one, Fold) else writer.row(one) for one in rows(shown)]


@dataclass(frozen=True)
class _Writer:
    say: Say
    ends: Mapping[tuple[Op, int], End]

    def fold(self, fold: Fold) -> FoldRow:
        return FoldRow(fold.called, fold.were, tuple(map(self.row, fold.rows)))

    def row(self, one: Row) -> PairRow:
        pair = one.pair
        return PairRow(
            anchor=one.anchor,
            number=one.number,
            kind=pair.kind,
            notes=one.notes,
            facts=pair.facts,
            question=_part(pair, pair.question, Marker(self.say, f"{one.anchor}-q", elsewhere=self.ends)),
            answer=_part(pair, pair.answer, Marker(self.say, f"{one.anchor}-a", elsewhere=self.ends)),
            left=pair.left,
            right=pair.right,
        )


def _part(pair: PairDiff, diff: TextDiff, marker: Marker) -> Part:
    if not (pair.left and pair.right):
        # The whole stands on one side: to strike it all through would only make it hard to read.
        left, right = (
            _alone(diff, marker, text) if side else None
            for side, text in ((pair.left, diff.left), (pair.right, diff.right))
        )
        return Part(None, left, right)
    if all(change.op == "equal" for change in diff.changes):
        return Part(marker.show(diff, BOTH), None, None)
    return Part(None, marker.show(diff, LEFT), marker.show(diff, RIGHT))


def _alone(diff: TextDiff, marker: Marker, text: str) -> Markup:
    """A text that one side alone has; marked only where some of it went elsewhere, or came from there."""
    moves = any(change.move is not None for change in diff.changes)
    return marker.show(diff, BOTH) if moves else unmarked(text)
