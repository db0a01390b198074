"""What a page shows of a comparison: the pairs in reading order, what is unchanged folded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from corpus.messages import Message
from differ.model import Fact, Kind, Located, NotaDiff, PairDiff, TextDiff
from differ.words import KINDS, called, called_together, ranges
from web.markup import BOTH, LEFT, RIGHT, Marker, Say, unmarked


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
class Fold:
    """Unchanged questions in a row, folded to a line."""

    called: Message
    were: str | None
    """The numbers they had, where those were others."""
    rows: tuple[PairRow, ...]


def diff_rows(diff: NotaDiff, say: Say, kind: str | None = None) -> list[PairRow | Fold]:
    """The pairs of a comparison in reading order, what is unchanged folded; with `kind` only those, none folded."""
    if kind is not None:
        return [_pair_row(pair, say) for pair in diff.pairs if pair.kind == kind]
    rows: list[PairRow | Fold] = []
    for quiet, run in groupby(diff.pairs, _is_quiet):
        pairs = tuple(run)
        made = tuple(_pair_row(pair, say) for pair in pairs)
        rows += [_fold(pairs, made)] if quiet else made
    return rows


def _fold(pairs: tuple[PairDiff, ...], rows: tuple[PairRow, ...]) -> Fold:
    numbers = [pair.right.number for pair in pairs if pair.right]
    were = [pair.left.number for pair in pairs if pair.left]
    return Fold(called_together(numbers), ranges(were) if were != numbers else None, rows)


def counts(diff: NotaDiff) -> list[tuple[Kind, int]]:
    """How many questions there are of each kind, the weightiest first."""
    weight = list(KINDS)
    return sorted(diff.summary.items(), key=lambda count: weight.index(count[0]))


def _is_quiet(pair: PairDiff) -> bool:
    return pair.kind == "unchanged" and not pair.moved


def _pair_row(pair: PairDiff, say: Say) -> PairRow:
    here = pair.right or pair.left
    assert here is not None, "a pair has at least one side"
    anchor = f"v{here.number}" if pair.right else f"was-{here.number}"
    return PairRow(
        anchor=anchor,
        number=here.number,
        kind=pair.kind,
        notes=tuple(_notes(pair)),
        facts=pair.facts,
        question=_part(pair, pair.question, Marker(say, f"{anchor}-q")),
        answer=_part(pair, pair.answer, Marker(say, f"{anchor}-a")),
        left=pair.left,
        right=pair.right,
    )


def _notes(pair: PairDiff) -> Iterator[Message]:
    if pair.left and pair.right and pair.left.number != pair.right.number:
        yield Message("was %(numbers)s", {"numbers": called(pair.left.number, opens=False)})
    if pair.moved:
        yield Message("moved to another place")
    if not (pair.question.complete and pair.answer.complete):
        yield Message("too long to compare word by word")


def _part(pair: PairDiff, diff: TextDiff, marker: Marker) -> Part:
    if not (pair.left and pair.right):
        # The whole stands on one side: to strike it all through would only make it hard to read.
        left, right = (
            unmarked(text) if side else None for side, text in ((pair.left, diff.left), (pair.right, diff.right))
        )
        return Part(None, left, right)
    if all(change.op == "equal" for change in diff.changes):
        return Part(marker.show(diff, BOTH), None, None)
    return Part(None, marker.show(diff, LEFT), marker.show(diff, RIGHT))
