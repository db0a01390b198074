"""Two texts -> TextDiff: sentences first, then the words of those that became one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from diff_match_patch import diff_match_patch

from corpus.references import NUMBERS
from differ.cleanup import Segment, Segments, clean
from differ.model import Change, Op, TextDiff
from differ.pairing import Pair, pair
from differ.tokens import identity, sentences, tokenise

NO_RENUMBERING: Mapping[str, str] = MappingProxyType({})

_MENTION = re.compile(rf"\b[Vv]ra(?:ag|gen) {NUMBERS}(?![\w%])")
# 'vraag 5 van letter B': its numbers are those of that paper.
_OTHER_PAPER = re.compile(
    r"\s+(?:van|uit|in)\s+(?:(?:de|het|onze|mijn)\s+)?(?:letter|nota|kamerstuk|brief|beantwoording)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+[a-z]?")
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800


def diff(left: str, right: str, renumbered: Mapping[str, str] = NO_RENUMBERING) -> TextDiff:
    """What changed from the left text to the right (plain texts), in whole words and numbers.

    `renumbered` tells which question numbers of the left became which of the right: a reference to a question
    that only follows its new number is marked `why="renumbered"`. Deterministic; `diff(a, a)` is all equal.
    Costs the product of the sentences that changed in one place, and in each pair of these the product of its
    words and its changed words (Myers, 1986).
    """
    if left == right:
        return TextDiff((Change("equal", left),) if left else ())
    ours, theirs = sentences(left), sentences(right)
    pairing = pair(ours, theirs)
    pairs = [
        _Edit("".join(ours[p.left.start : p.left.stop]), "".join(theirs[p.right.start : p.right.stop]), p, renumbered)
        for p in pairing.pairs
    ]
    return TextDiff(_written(ours, theirs, pairs), pairing.complete)


# Words


def _segments(left: str, right: str, renumbered: Mapping[str, str]) -> Segments:
    """The readable edit of one text into the other."""
    ours, theirs = tokenise(left), tokenise(right)
    code = _Code()
    old = code.encode(tokenise(_follow(left, right, renumbered)))
    return clean(tuple(_runs(ours, theirs, _differ().diff_main(old, code.encode(theirs), checklines=False))))


@cache
def _differ() -> diff_match_patch:
    differ = diff_match_patch()
    # With the second that it takes by default it gives up without a word, and calls the whole text replaced.
    differ.Diff_Timeout = 0
    return differ


class _Code:
    """One code point for each distinct token, so that a diff of characters is one of tokens."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def encode(self, tokens: Sequence[str]) -> str:
        return "".join(map(self._sign, map(identity, tokens)))

    def _sign(self, word: str) -> str:
        number = self._number.setdefault(word, len(self._number))
        return chr(number if number < _FIRST_SURROGATE else number + _SURROGATES)


def _runs(ours: Sequence[str], theirs: Sequence[str], edits: Sequence[tuple[int, str]]) -> Iterator[Segment]:
    i = j = 0
    for edit, signs in edits:
        own = len(signs) if edit != diff_match_patch.DIFF_INSERT else 0
        other = len(signs) if edit != diff_match_patch.DIFF_DELETE else 0
        yield Segment(tuple(ours[i : i + own]), tuple(theirs[j : j + other]), edit == diff_match_patch.DIFF_EQUAL)
        i, j = i + own, j + other


def _follow(left: str, right: str, renumbered: Mapping[str, str]) -> str:
    """The left text with its references to questions as they are numbered on the right, where they followed."""

    def follow(mention: re.Match[str]) -> str:
        if _OTHER_PAPER.match(left, mention.end()):
            return mention[0]
        new = _NUMBER.sub(lambda number: renumbered.get(number[0], number[0]), mention[0])
        return new if new in right else mention[0]

    return _MENTION.sub(follow, left) if renumbered else left


# Writing


@dataclass(frozen=True, slots=True)
class _Edit:
    """Sentences that became others."""

    left: str
    right: str
    where: Pair
    renumbered: Mapping[str, str]

    def segments(self) -> Segments:
        if self.left == self.right:
            return (Segment((self.left,), (self.right,), stayed=True),)
        return _segments(self.left, self.right, self.renumbered)


def _written(ours: Sequence[str], theirs: Sequence[str], edits: Sequence[_Edit]) -> tuple[Change, ...]:
    """All of both texts: what stayed in order, and between that what is gone or left, what is new or came."""
    moves = [edit for edit in edits if edit.where.moved]
    leaving = {edit.where.left.start: (number, edit) for number, edit in enumerate(moves, 1)}
    coming = {edit.where.right.start: (number, edit) for number, edit in enumerate(moves, 1)}
    script = _Script()
    i = j = 0
    for edit in edits:
        if not edit.where.moved:
            _write_one_side(script, ours, range(i, edit.where.left.start), leaving, "left")
            _write_one_side(script, theirs, range(j, edit.where.right.start), coming, "right")
            _write_edit(script, edit)
            i, j = edit.where.left.stop, edit.where.right.stop
    _write_one_side(script, ours, range(i, len(ours)), leaving, "left")
    _write_one_side(script, theirs, range(j, len(theirs)), coming, "right")
    return script.changes()


def _write_edit(script: _Script, edit: _Edit) -> None:
    for segment in edit.segments():
        if segment.stayed:
            for old, new in zip(segment.left, segment.right, strict=True):
                _write_stayed(script, old, new)
        else:
            script.replace("".join(segment.left), "".join(segment.right))


def _write_stayed(script: _Script, old: str, new: str) -> None:
    """A token that is the same, but perhaps for the white space after it, its accents, or its new number."""
    if old == new:
        return script.keep(old)
    word, other = old.rstrip(), new.rstrip()
    if identity(old) != identity(new):
        script.renumber(word, other)
    elif word == other:
        script.keep(word)
    else:
        script.replace(word, other)
    return script.replace(old[len(word) :], new[len(other) :])


Side = Literal["left", "right"]


def _write_one_side(
    script: _Script, own: Sequence[str], between: range, moves: Mapping[int, tuple[int, _Edit]], side: Side
) -> None:
    """What stands on one side only at this place: gone or new, or one end of a move with the edits inside it."""
    position = between.start
    while position < between.stop:
        if move := moves.get(position):
            number, edit = move
            _write_move(script, edit, number, side)
            position = (edit.where.left if side == "left" else edit.where.right).stop
        else:
            gone, new = (own[position], "") if side == "left" else ("", own[position])
            script.replace(gone, new)
            position += 1


def _write_move(script: _Script, edit: _Edit, number: int, side: Side) -> None:
    for segment in edit.segments():
        if not segment.stayed:
            gone, new = (segment.left, ()) if side == "left" else ((), segment.right)
            script.replace("".join(gone), "".join(new))
        elif side == "left":
            script.move("move-from", "".join(segment.left), number)
        else:
            script.move("move-to", "".join(segment.right), number)


class _Script:
    """The changes as they are found, written so that both texts are kept to the letter."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._gone = self._new = ""

    def keep(self, text: str) -> None:
        self._flush()
        self._add("equal", text)

    def replace(self, gone: str, new: str) -> None:
        self._gone += gone
        self._new += new

    def renumber(self, old: str, new: str) -> None:
        self._flush()
        self._changes += [Change("delete", old, why="renumbered"), Change("insert", new, why="renumbered")]

    def move(self, op: Op, text: str, number: int) -> None:
        self._flush()
        self._add(op, text, number)

    def changes(self) -> tuple[Change, ...]:
        self._flush()
        return tuple(self._changes)

    def _flush(self) -> None:
        """White space that both sides have at an edge of a change is no part of it."""
        gone, new, self._gone, self._new = self._gone, self._new, "", ""
        head, gone, new = _common_space(gone, new)
        tail, gone, new = (text[::-1] for text in _common_space(gone[::-1], new[::-1]))
        self._add("equal", head)
        if gone == new:
            self._add("equal", gone)
        else:
            self._add("delete", gone)
            self._add("insert", new)
        self._add("equal", tail)

    def _add(self, op: Op, text: str, move: int | None = None) -> None:
        if not text:
            return
        last = self._changes[-1] if self._changes else None
        if last and (last.op, last.move, last.why) == (op, move, None):
            self._changes[-1] = Change(op, last.text + text, move)
        else:
            self._changes.append(Change(op, text, move))


def _common_space(left: str, right: str) -> tuple[str, str, str]:
    """The white space that both begin with, and the rest of each."""
    length = 0
    for own, other in zip(left, right, strict=False):
        if own != other or not own.isspace():
            break
        length += 1
    return left[:length], left[length:], right[length:]
