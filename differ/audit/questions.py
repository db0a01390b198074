"""The questions of a version as they are compared with those of the next, and whether they are surely the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count, starmap
from operator import attrgetter, is_not
from typing import cast

from corpus.cutting import Piece, asked_of
from corpus.model import Asked
from differ.alignment.anchors import TELLING
from differ.audit.inherited import likeness

_TEXT, _ANSWER, _NUMBER, _NUMBERS, _QUESTION = map(attrgetter, ("text", "answer", "number", "numbers", "question"))
STILL = 0.8
"""Of the words of a question and of its answer, the share that is kept by one that was edited in its place."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Those of one version, in reading order."""

    pieces: Sequence[Piece] = ()
    numbers: tuple[str, ...] = ()
    asked: Sequence[Asked] = ()
    are_alone: bool = True
    """Whether each stands above its own answer."""
    are_distinct: bool = True
    """Whether each asks something else."""

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Questions:
        """Of pieces that are questions."""
        numbers = cast(tuple[str, ...], tuple(map(_NUMBER, pieces)))
        # `is_alone` and `asked` of all of them, in a third of the time that asking each takes.
        if are_alone := list(zip(numbers, strict=True)) == list(map(_NUMBERS, pieces)):
            asked = tuple(map(asked_of, map(_TEXT, pieces), map(_ANSWER, pieces)))
        else:
            serving = {number: piece for piece in pieces for number in piece.numbers}
            asked = tuple(_asked(piece, serving.get(piece.number or "")) for piece in pieces)
        return cls(pieces, numbers, asked, are_alone, _are_distinct(asked))

    def followed(self, pieces: Sequence[Piece]) -> Questions:
        """Of the next version: the same as `of`, for which only what changed is looked at where that can be told."""
        if not self.are_alone or len(pieces) != len(self.pieces):
            return Questions.of(pieces)
        changed = list(compress(count(), map(is_not, self.pieces, pieces)))
        if not all(pieces[at].is_alone and pieces[at].number == self.numbers[at] for at in changed):
            return Questions.of(pieces)
        asked = list(self.asked)
        for at in changed:
            asked[at] = pieces[at].asked
        ask_the_same = all(asked[at].question == self.asked[at].question for at in changed)
        are_distinct = self.are_distinct if ask_the_same else _are_distinct(asked)
        return Questions(pieces, self.numbers, asked, True, are_distinct)


def _asked(piece: Piece, under: Piece | None) -> Asked:
    """Of a question whose answer stands under another one, or under itself."""
    return asked_of(piece.text, under.answer if under else None)


def _are_distinct(asked: Iterable[Asked]) -> bool:
    questions = list(map(_QUESTION, asked))
    return len(set(questions)) == len(questions)


def stayed(before: Questions, now: Questions) -> bool:
    """Whether each question stands where it stood, and those that were edited are still beyond doubt the same.

    Most versions are so, and weighing costs a hundred times as much. Each is told by what it kept: the question, or
    most of its words and most of those of the answer. And none that was edited may be another one that stands there.
    """
    if len(before.asked) != len(now.asked):
        return False
    # Most that reads the same is the same object (see `corpus.cutting.asked_of`), which is told at once.
    others = compress(zip(before.asked, now.asked, strict=True), map(is_not, before.asked, now.asked))
    edited = [(old, new) for old, new in others if old != new]
    if not edited:
        return True
    if not (before.are_distinct and now.are_distinct):
        return False
    answers = {own.answer for own, _ in edited if len(own.answer) >= TELLING}
    if any(new.answer in answers and new.answer != old.answer for old, new in edited):
        return False
    return all(starmap(_is_edited, edited))


def _is_edited(old: Asked, new: Asked) -> bool:
    if old.question == new.question:
        return True
    # Words in common cost most: not of what is the same, unless nothing is said there.
    stays = old.answer == new.answer != "" or likeness(old.answer, new.answer) >= STILL
    return stays and likeness(old.question, new.question) >= STILL
