"""What a page shows of the history of an answer: its wordings on a time line, and two of them beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from differ.facts import changed_facts
from differ.kinds import kind_of
from differ.model import Fact, Kind, Thread, Wording
from differ.reports.markup import BOTH, LEFT, RIGHT, Marker, Say, unmarked
from differ.textdiff import diff
from web.places import Place, place


@dataclass(frozen=True)
class WordingRow:
    """One wording of an answer and what it changed in the one before."""

    number: int
    """On the page: 1, 2, 3 … in time order; its id is `w2`."""
    wording: Wording
    place: Place
    answer: Markup
    question: Markup | None
    """None where it is the wording itself: of a passage in which nothing is asked."""
    compared_with: int | None
    """The wording against which its changes are marked, where that is not the one above it."""
    returns_to: int | None
    """The earlier wording that said the same."""


@dataclass(frozen=True)
class Stretch:
    """The part of a thread that is in one nota: the question's numbers there, in time order."""

    nota: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """Two wordings beside each other."""

    left: WordingRow
    right: WordingRow
    kind: Kind
    facts: tuple[Fact, ...]
    said: tuple[Markup, Markup]


def wording_rows(thread: Thread, say: Say) -> list[WordingRow]:
    """The wordings of a thread, the oldest first."""
    return [_row(number, wording, say) for number, wording in enumerate(thread.wordings, start=1)]


def stretches(rows: Sequence[WordingRow]) -> list[Stretch]:
    """The nota's of a thread, in time order, with the numbers that the question has in each."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.place.number:
            found.setdefault(row.place.nota, []).append(row.place.number)
    return [Stretch(nota, tuple(dict.fromkeys(numbers))) for nota, numbers in found.items()]


def compared(rows: Sequence[WordingRow], left: str | None, right: str | None, say: Say) -> Compared | None:
    """The two wordings that were chosen by their numbers; None where these are not two of the thread."""
    chosen = [row for wanted in (left, right) for row in rows if str(row.number) == wanted]
    if len(chosen) != 2 or chosen[0] == chosen[1]:
        return None
    old, new = chosen
    changes = diff(_said(old), _said(new))
    marker = Marker(say, "c")
    return Compared(
        left=old,
        right=new,
        kind=kind_of(changes),
        facts=changed_facts(changes),
        said=(marker.show(changes, LEFT), marker.show(changes, RIGHT)),
    )


def _row(number: int, wording: Wording, say: Say) -> WordingRow:
    before = wording.before + 1 if wording.before is not None else None
    return WordingRow(
        number,
        wording,
        place(wording.located.address),
        Marker(say, f"w{number}").show(wording.answer_diff, BOTH),
        None if wording.located.is_alone else unmarked(wording.located.question),
        compared_with=before if before != number - 1 else None,
        returns_to=wording.returns_to + 1 if wording.returns_to is not None else None,
    )


def _said(row: WordingRow) -> str:
    return row.wording.answer_diff.right
