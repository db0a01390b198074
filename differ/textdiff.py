"""Texts in pairs -> what changed in each: sentences first, then the words of those that became one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from differ.model import Change, TextDiff
from differ.sentences.draft import Draft, Side
from differ.sentences.joining import Pair
from differ.sentences.moves import Move, Texts
from differ.sentences.plan import Plan, plan
from differ.sentences.renumbering import Renumbering
from differ.sentences.script import End, Script
from differ.sentences.wording import segments

NO_RENUMBERING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """What changed between two texts, as it is shown, and as its facts are told."""

    shown: TextDiff
    in_place: TextDiff
    """What came from another text stands here as if it had always, with its edits; what went to another is left
    out. The same as `shown` where nothing came or went."""


def diff(left: str, right: str, renumbered: Mapping[str, str] = NO_RENUMBERING) -> TextDiff:
    """What changed from the left text to the right (plain texts), in whole words and numbers.

    `renumbered` tells which question numbers of the left became which of the right: a reference to a question
    that only follows its new number is marked `why="renumbered"`. Deterministic; `diff(a, a)` is all equal;
    `diff(b, a)` is the mirror image. What the two have in common costs next to nothing; what not, the product of the
    sentences that changed in one place, and in each pair of these that of its words and its changed words.
    """
    return diff_all([(left, right)], renumbered, count(1))[0].shown


def diff_all(texts: Texts, renumbered: Mapping[str, str], numbers: Iterator[int]) -> list[Found]:
    """The same of several pairs at once, each told by itself; a sentence may have moved from any to any other.

    Each move takes the next of the numbers, in the order of the left. Costs the sum of the pairs, and for moves the
    words of the sentences that found no place.
    """
    renumbering = Renumbering.of(renumbered)
    found = plan(texts, renumbering)
    moves: list[list[_Numbered]] = [[] for _ in found.drafts]
    for move, number in zip(found.moves, numbers, strict=False):
        for text in {move.left_text, move.right_text}:
            moves[text].append((number, move))
    written = (_written(found, text, moves[text], renumbering) for text in range(len(found.drafts)))
    return [_all_equal(left) if left == right else next(written) for left, right in texts]


def _all_equal(text: str) -> Found:
    same = TextDiff((Change("equal", text),) if text else ())
    return Found(same, same)


# Writing

_Numbered = tuple[int, Move]
_Ends = Mapping[int, tuple[int, Move]]
"""Where a move begins in one text -> its number, and the move."""


def _written(found: Plan, text: int, moves: Sequence[_Numbered], renumbering: Renumbering) -> Found:
    shown = _Writer(found, text, renumbering).write(moves)
    if all(move.left_text == move.right_text for _, move in moves):
        return Found(shown, shown)
    return Found(shown, _Writer(found, text, renumbering, in_place=True).write(moves))


class _Writer:
    """All of both texts: what stayed in order, and between that what is gone or left, what is new or came."""

    def __init__(self, found: Plan, text: int, renumbering: Renumbering, in_place: bool = False) -> None:
        self._drafts = found.drafts
        self._text = text
        self._draft: Draft = found.drafts[text]
        self._pairs: Sequence[Pair] = found.pairs[text]
        self._renumbering = renumbering
        self._in_place = in_place
        self._script = Script()

    def write(self, moves: Sequence[_Numbered]) -> TextDiff:
        leaving = {move.left.start: (n, move) for n, move in moves if move.left_text == self._text}
        coming = {move.right.start: (n, move) for n, move in moves if move.right_text == self._text}
        if self._draft.rewritten:
            self._whole(leaving, coming)
        else:
            self._in_order(leaving, coming)
        return TextDiff(self._script.changes(), self._draft.complete)

    def _whole(self, leaving: _Ends, coming: _Ends) -> None:
        """First all of the left, then all of the right: nothing stayed, also not what both happen to begin with."""
        self._all_of(self._draft.left, leaving, "left")
        self._all_of(self._draft.right, coming, "right")

    def _all_of(self, side: Side, moves: _Ends, end: End) -> None:
        self._alone(self._draft.head, end)
        self._one_side(range(len(side.sentences)), moves, end)
        self._alone(self._draft.tail, end)
        self._script.part()

    def _in_order(self, leaving: _Ends, coming: _Ends) -> None:
        ours, theirs = self._draft.left.sentences, self._draft.right.sentences
        self._script.keep(self._draft.head)
        i = j = 0
        for pair in self._pairs:
            self._one_side(range(i, pair.left.start), leaving, "left")
            self._one_side(range(j, pair.right.start), coming, "right")
            self._edit("".join(ours[_slice(pair.left)]), "".join(theirs[_slice(pair.right)]))
            i, j = pair.left.stop, pair.right.stop
        self._one_side(range(i, len(ours)), leaving, "left")
        self._one_side(range(j, len(theirs)), coming, "right")
        self._script.keep(self._draft.tail)

    def _alone(self, text: str, end: End) -> None:
        self._script.replace(*((text, "") if end == "left" else ("", text)))

    def _edit(self, left: str, right: str) -> None:
        self._script.edit(segments(left, right, self._renumbering))

    def _one_side(self, between: range, moves: _Ends, end: End) -> None:
        """What stands on one side only at this place: gone or new, or one end of a move with the edits inside it."""
        own = (self._draft.left if end == "left" else self._draft.right).sentences
        at = between.start
        while at < between.stop:
            if at in moves:
                self._end(*moves[at], end)
                at = (moves[at][1].left if end == "left" else moves[at][1].right).stop
            else:
                self._alone(own[at], end)
                at += 1

    def _end(self, number: int, move: Move, end: End) -> None:
        left = "".join(self._drafts[move.left_text].left.sentences[_slice(move.left)])
        right = "".join(self._drafts[move.right_text].right.sentences[_slice(move.right)])
        if not self._in_place or move.left_text == move.right_text:
            self._script.move(segments(left, right, self._renumbering), number, end)
        elif end == "right":
            # On lines of their own: of two sentences that touch, what changed in one would be told of both.
            self._script.keep("\n")
            self._edit(left, right)
            self._script.keep("\n")


def _slice(run: range) -> slice:
    return slice(run.start, run.stop)
