"""What a page shows of a comparison: its rows, with their texts as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.messages import Message
from differ.kinds import kind_of
from differ.model import Fact, Kind, Located, NotaDiff, Op, PairDiff
from differ.reports.html_parts import NOT_THERE, Part, Parts, View
from differ.reports.left_behind import MovedRow, with_places_left
from differ.reports.markup import Marker, Say
from differ.reports.rows import End, Fold, Row, move_ends, row, rows
from differ.reports.said import OUTSIDE, outside

FoldPage = Callable[[str, str], str | None]
"""The anchors of the first and the last of a fold -> the address of the page that shows their texts; None: this one."""
Ends = Mapping[tuple[Op, int], End]


@dataclass(frozen=True)
class PairRow:
    """A question in two versions."""

    anchor: str
    number: str
    kind: Kind
    moved: bool
    notes: tuple[Message, ...]
    facts: tuple[Fact, ...]
    left: Located | None
    right: Located | None
    question: Part
    answer: Part
    form: Literal["pair"] = "pair"


@dataclass(frozen=True)
class FoldRow:
    """Unchanged questions in a row, folded to a line."""

    anchor: str
    """Of the first."""
    called: Message
    were: str | None
    """The numbers they had, where those were others."""
    rows: tuple[PairRow, ...]
    page: str | None = None
    """Where the texts are to be asked for; there are no rows then."""
    form: Literal["fold"] = "fold"


AnyRow = PairRow | FoldRow | MovedRow


@dataclass(frozen=True)
class OutsideRow:
    """What changed outside the questions."""

    title: Message
    kind: Kind
    part: Part


def outside_row(diff: NotaDiff, say: Say, view: View = "sides") -> OutsideRow | None:
    """The paragraphs that changed outside the questions; None where none did."""
    text = outside(diff)
    if text is None:
        return None
    return OutsideRow(OUTSIDE, kind_of(text), Parts(Marker(say, "outside"), view).of(text))


def diff_rows(
    pairs: Iterable[PairDiff],
    say: Say,
    view: View = "sides",
    *,
    folding: bool = True,
    fold_page: FoldPage = lambda *_: None,
    ends: Ends | None = None,
    positions: Mapping[str, int] | None = None,
) -> list[AnyRow]:
    """These pairs of a comparison in reading order; with `folding`, what is unchanged as a line.

    `ends` are those of the moves between texts, where some stand on other pages; with `positions`, see
    `with_places_left`, a line stands where a question was that moved.
    """
    shown = list(pairs)
    writer = _Writer(say, view, move_ends(shown) if ends is None else ends, fold_page)
    runs = [shown] if positions is None else with_places_left(shown, positions)
    found: list[AnyRow] = []
    for run in runs:
        if isinstance(run, MovedRow):
            found.append(run)
        else:
            chosen = rows(run) if folding else map(row, run)
            found += [writer.fold(one) if isinstance(one, Fold) else writer.row(one) for one in chosen]
    return found


@dataclass(frozen=True)
class _Writer:
    say: Say
    view: View
    ends: Ends
    fold_page: FoldPage

    def fold(self, fold: Fold) -> FoldRow:
        first, last = fold.rows[0].anchor, fold.rows[-1].anchor
        page = self.fold_page(first, last)
        return FoldRow(first, fold.called, fold.were, () if page else tuple(map(self.row, fold.rows)), page)

    def row(self, one: Row) -> PairRow:
        pair = one.pair
        return PairRow(
            anchor=one.anchor,
            number=one.number,
            kind=pair.kind,
            moved=pair.moved,
            notes=one.notes,
            facts=pair.facts,
            left=pair.left,
            right=pair.right,
            question=self._parts(one, "q").of_pair(pair, pair.question, NOT_THERE),
            answer=self._parts(one, "a").of_pair(pair, pair.answer, None),
        )

    def _parts(self, one: Row, part: str) -> Parts:
        return Parts(Marker(self.say, f"{one.anchor}-{part}", elsewhere=self.ends), self.view)
