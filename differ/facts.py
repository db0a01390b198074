"""Two texts -> the facts that changed, in the literal words of both sides. Nothing is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from differ.model import Fact, FactKind, Op, TextDiff
from differ.stated import Stated, stated
from differ.textdiff import diff
from differ.tokens import sentences

Side = Literal["left", "right"]

ANYWHERE: frozenset[FactKind] = frozenset(("number", "date", "reference", "refusal"))
"""Told of every sentence, also one that is new, gone or replaced. The other kinds (a 'niet', a 'zal', a name) mean
something beside the words that stayed; of a sentence nothing of which stayed they would only be a list of words."""

NO = frozenset(("nee", "neen"))
"""The answer itself, and so told anywhere too."""

Place = tuple[int, int]
"""How much was kept before it (letters and figures), in which move (0: none): the same on both sides of one change."""


@dataclass(frozen=True, slots=True)
class _Touched:
    """Something stated in words that changed."""

    said: Stated
    start: int
    """Of it in the whole text."""
    change: Place
    edited: bool
    """Its sentence was edited: words of it stayed."""
    sentence: tuple[Place, Place]
    """What was kept before it and within it."""


def changed_facts(left: str, right: str) -> tuple[Fact, ...]:
    """What one text (plain) states and the other does not, in the reading order of the left, then of the right.

    What stands in one change, of one kind, is one fact with two sides ('76,2 miljoen euro', '81,4 miljoen euro');
    the same value in other words or at another place is none. The cost is that of `differ.textdiff.diff`.
    """
    text = diff(left, right)
    ours, theirs = _touched(text, "left"), _touched(text, "right")
    _take_matches(ours, theirs, _value_in_change)
    both = _take_matches(ours, theirs, _unit_in_edit)
    # Only now: in 'A is 3 en B is 4' -> 'A is 4 en B is 3' both numbers changed, though both are still there.
    _take_matches(ours, theirs, _value_elsewhere)
    both += _take_matches(ours, theirs, _kind_in_edit) + _take_matches(ours, theirs, _unit_in_replacement)
    facts = [(0, a.start, Fact(a.said.kind, a.said.words, b.said.words)) for a, b in both]
    facts += [(0, one.start, Fact(one.said.kind, one.said.words, None)) for one in ours]
    facts += [(1, one.start, Fact(one.said.kind, None, one.said.words)) for one in theirs]
    return tuple(fact for _, _, fact in sorted(facts, key=lambda f: f[:2]))


# Matching the sides


def _value_in_change(one: _Touched) -> Hashable:
    return one.change, one.said.kind, one.said.value


def _value_elsewhere(one: _Touched) -> Hashable:
    """A number that moved is the same number; a 'niet' is the same only in its own sentence."""
    where = None if one.said.kind in ANYWHERE else one.sentence
    return where, one.said.kind, one.said.value


def _unit_in_edit(one: _Touched) -> Hashable:
    return (one.change, one.said.kind, one.said.unit) if one.edited else None


def _kind_in_edit(one: _Touched) -> Hashable:
    return (one.change, one.said.kind) if one.edited else None


def _unit_in_replacement(one: _Touched) -> Hashable:
    # '24 bladzijden' and '3 brieven' of two unlike sentences have only in common that they are numbers.
    told = one.said.unit or one.said.kind != "number"
    return (one.change, one.said.kind, one.said.unit) if told else None


def _take_matches(
    ours: list[_Touched], theirs: list[_Touched], key: Callable[[_Touched], Hashable]
) -> list[tuple[_Touched, _Touched]]:
    """Take from both sides what has the same key (None matches nothing), in reading order."""
    waiting: defaultdict[Hashable, list[_Touched]] = defaultdict(list)
    for one in reversed(theirs):
        waiting[key(one)].append(one)
    found = [(one, waiting[key(one)].pop()) for one in ours if key(one) is not None and waiting[key(one)]]
    taken = {id(one) for match in found for one in match}
    ours[:] = [one for one in ours if id(one) not in taken]
    theirs[:] = [one for one in theirs if id(one) not in taken]
    return found


# What was touched


@dataclass(slots=True)
class _Marks:
    """One side of a diff, marked at every position (the end too)."""

    changed: list[bool]
    place: list[Place]
    added_before: set[int]
    """Where the other side alone has something."""


def _touched(text: TextDiff, side: Side) -> list[_Touched]:
    """What one side states in words that changed, and that is to be told."""
    marks = _marks(text, side)
    found: list[_Touched] = []
    begin = 0
    for sentence in sentences(text.left if side == "left" else text.right):
        end = begin + len(sentence)
        if any(marks.changed[begin:end]) or not marks.added_before.isdisjoint(range(begin + 1, end)):
            kept = marks.place[begin], marks.place[end]
            edited = kept[0] != kept[1]
            for said in stated(sentence):
                at = _first_touch(said, begin, marks)
                if at is not None and (edited or said.kind in ANYWHERE or said.words.lower() in NO):
                    found.append(_Touched(said, begin + said.start, marks.place[at], edited, kept))
        begin = end
    return found


def _first_touch(said: Stated, begin: int, marks: _Marks) -> int | None:
    """Where something within it (its sentence begins at `begin`) is changed, or was put between its words."""
    start = begin + said.start
    inside = range(start, begin + said.end)
    return next((p for p in inside if marks.changed[p] or (p > start and p in marks.added_before)), None)


def _marks(text: TextDiff, side: Side) -> _Marks:
    marks = _Marks([], [], set())
    kept: defaultdict[int, int] = defaultdict(int)
    move = 0
    for change in text.changes:
        if change.op in _OPS[side]:
            stays = change.op not in ("delete", "insert")
            move = (change.move or 0) if stays else move
            counts = list(accumulate(map(str.isalnum, change.text if stays else ""), initial=kept[move]))
            kept[move] = counts.pop()
            marks.changed += [not stays] * len(change.text)
            marks.place += [(count, move) for count in counts] if stays else [(kept[move], move)] * len(change.text)
        elif change.op in ("delete", "insert"):
            marks.added_before.add(len(marks.place))
    marks.changed.append(False)
    marks.place.append((kept[move], move))
    return marks


_OPS: Mapping[Side, tuple[Op, ...]] = {
    "left": ("equal", "delete", "move-from"),
    "right": ("equal", "insert", "move-to"),
}
