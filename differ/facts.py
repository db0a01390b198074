"""Two texts -> the facts that changed, in the literal words of both sides. Nothing is judged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from differ.model import Change, Fact, FactKind, Op, TextDiff
from differ.statements.glance import may_state
from differ.statements.stated import NO, Stated, stated
from differ.textdiff import diff
from differ.tokens import sentences

Side = Literal["left", "right"]

ANYWHERE: frozenset[FactKind] = frozenset(("number", "date", "reference", "refusal"))
"""Told of every sentence, also one that is new, gone or replaced. The other kinds (a 'niet', a 'zal', a name) mean
something beside the words that stayed; of a sentence nothing of which stayed they would only be a list of words."""

Place = tuple[int, int]
"""How much was kept before it, in which move (0: none): the same on both sides of one change."""


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


def facts_between(left: str, right: str) -> tuple[Fact, ...]:
    """`changed_facts` of two texts (plain) that are not compared yet."""
    return changed_facts(diff(left, right))


def changed_facts(*texts: TextDiff) -> tuple[Fact, ...]:
    """What the left of some texts (as of one text, in this order) states and the right does not, and the reverse.

    In the reading order of the left, then of the right. What stands in one change, of one kind, is one fact with two
    sides ('76,2 miljoen euro', '81,4 miljoen euro'); the same value in other words or at another place is none, and so
    is a new number of the same question. Costs the sentences that changed.
    """
    changes = tuple(_joined(texts))
    ours, theirs = _touched(changes, "left"), _touched(changes, "right")
    if not ours and not theirs:
        return ()
    _take_matches(ours, theirs, _value_in_change)
    both = _take_matches(ours, theirs, _unit_in_edit)
    # Only now: in 'A is 3 en B is 4' -> 'A is 4 en B is 3' both numbers changed, though both are still there.
    _take_matches(ours, theirs, _value_elsewhere)
    both += _take_matches(ours, theirs, _kind_in_edit) + _take_matches(ours, theirs, _unit_in_replacement)
    ours, theirs = _gone(ours, changes, "right"), _gone(theirs, changes, "left")
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


def _gone(alone: list[_Touched], changes: Sequence[Change], other: Side) -> list[_Touched]:
    """What one side alone states. A name that the other side still says elsewhere only left a sentence.

    Not so one that made place for another name: there another body acts.
    """
    text = "".join(change.text for change in changes if change.op in _OPS[other])

    def is_said(name: str) -> bool:
        return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None

    return [one for one in alone if one.said.kind != "name" or not is_said(one.said.words)]


# What was touched


def _joined(texts: Sequence[TextDiff]) -> Iterator[Change]:
    """The changes of all texts; a new number of the same question stands on both sides."""
    for number, text in enumerate(text for text in texts if not text.all_equal):
        if number:
            yield Change("equal", "\n\n")
        for change in text.changes:
            if not change.why:
                yield change
            elif change.op == "insert":
                yield Change("equal", change.text)


@dataclass(frozen=True, slots=True)
class _Run:
    """A change as it stands in the text of one side."""

    start: int
    end: int
    changed: bool
    counts_from: int
    """Where in the text its first letter or figure stands, if it was kept: before that nothing is kept."""
    before: int
    """Signs kept before it, in the same move."""
    move: int

    def place(self, at: int) -> Place:
        """That of a position in it."""
        return self.before + max(0, at - self.counts_from), self.move


class _Marked:
    """One side of a diff: its text, what of it changed, and where the other side has something more."""

    def __init__(self, changes: Sequence[Change], side: Side) -> None:
        self.text = "".join(change.text for change in changes if change.op in _OPS[side])
        self.runs: list[_Run] = []
        self.added_before: list[int] = []
        kept: defaultdict[int, int] = defaultdict(int)
        move = at = 0
        for change in changes:
            if change.op in _OPS[side]:
                end = at + len(change.text)
                changed = change.op in ("delete", "insert")
                first = end if changed else next((n for n, sign in enumerate(change.text, at) if sign.isalnum()), end)
                # White space and signs that happen to stay between two changes keep nothing.
                move = (change.move or 0) if first < end else move
                self.runs.append(_Run(at, end, changed, first, kept[move], move))
                kept[move] += end - first
                at = end
            elif change.op in ("delete", "insert"):
                self.added_before.append(at)
        self.runs.append(_Run(at, at, False, at, kept[move], move))
        self._starts = [run.start for run in self.runs]

    def place(self, at: int) -> Place:
        """How much was kept before a position."""
        return self.runs[bisect_right(self._starts, at) - 1].place(at)

    def touches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What changed in a stretch, as its own stretches; an empty one is where something was put within it."""
        inside = bisect_right(self.added_before, start)
        yield from ((at, at) for at in takewhile(lambda at: at < end, self.added_before[inside:]))
        for number in range(bisect_right(self._starts, start) - 1, len(self.runs)):
            run = self.runs[number]
            if run.start >= end:
                return
            if run.changed:
                yield max(run.start, start), min(run.end, end)

    def first_touch(self, start: int, end: int) -> int | None:
        """Where something of a stretch changed, or something was put within it."""
        return min((touch[0] for touch in self.touches(start, end)), default=None)

    def touched_lines(self) -> Iterator[tuple[int, str]]:
        """The lines in which something changed, with the white space after them, each with where it begins."""
        spots = [(run.start, run.end) for run in self.runs if run.changed]
        done = 0
        for start, end in sorted([*spots, *((at, at) for at in self.added_before)]):
            begin = max(done, self.text.rfind("\n", 0, start) + 1)
            stop = self.text.find("\n", max(end - 1, begin))
            done = len(self.text) if stop < 0 else stop + 1
            if begin < done:
                yield begin, self.text[begin:done]


def _touched(changes: Sequence[Change], side: Side) -> list[_Touched]:
    """What one side states in words that changed, and that is to be told."""
    marked = _Marked(changes, side)
    found: list[_Touched] = []
    for line_start, line in marked.touched_lines():
        begin = line_start
        for sentence in sentences(line):
            touches = [(a - begin, b - begin) for a, b in marked.touches(begin, begin + len(sentence))]
            if touches and may_state(sentence, touches):
                found += _told(marked, sentence, begin)
            begin += len(sentence)
    return found


def _told(marked: _Marked, sentence: str, begin: int) -> Iterator[_Touched]:
    kept = marked.place(begin), marked.place(begin + len(sentence))
    edited = kept[0] != kept[1]
    for said in stated(sentence, alone=not edited):
        at = marked.first_touch(begin + said.start, begin + said.end)
        if at is not None and (edited or said.kind in ANYWHERE or said.words.lower() in NO):
            yield _Touched(said, begin + said.start, marked.place(at), edited, kept)


_OPS: Mapping[Side, tuple[Op, ...]] = {
    "left": ("equal", "delete", "move-from"),
    "right": ("equal", "insert", "move-to"),
}
