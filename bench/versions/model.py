"""What a pair of versions is made of, and the truth about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from corpus.model import Answer, Paragraph, QAPair, Question

Sentences = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One thing that is asked, and what is answered to it."""

    question: Sentences
    answer: Sentences
    recipe: object = None
    """What the style made it from, so that it can say it in other words."""


@dataclass(frozen=True)
class Asked:
    """A numbered question: what comes before, and one or more parts."""

    parts: tuple[Part, ...]
    preamble: Sentences = ()

    @property
    def question(self) -> Sentences:
        """All that is asked."""
        return self.preamble + tuple(s for part in self.parts for s in part.question)

    @property
    def answer(self) -> Sentences:
        """All that is answered."""
        return tuple(s for part in self.parts for s in part.answer)

    def each(self, question: Callable[[str], str] = str, answer: Callable[[str], str] = str) -> Asked:
        """With each sentence changed."""
        parts = tuple(
            replace(p, question=tuple(map(question, p.question)), answer=tuple(map(answer, p.answer)))
            for p in self.parts
        )
        return Asked(parts, tuple(map(question, self.preamble)))

    def pair(self, number: str) -> QAPair:
        """As it stands in a nota."""
        answer = Answer((number,), (Paragraph(self.answer),)) if self.answer else None
        return QAPair(Question(number, (Paragraph(self.question),), answer), answer)


class Style(Protocol):
    """A hand that writes questions, and that edits them."""

    def fresh(self, chance: Random) -> Asked:
        """A question that it did not write before."""

    def similar(self, asked: Asked, chance: Random, elsewhere: bool = True) -> Asked:
        """Another question in the same mould, with an answer of its own.

        Not elsewhere, but in the place of the first: then about something else, for another year in the same
        place is the first one corrected, to any reader.
        """

    def reworded(self, asked: Asked, chance: Random) -> Asked:
        """The same question in other words, with the same answer."""

    def word(self, sentence: str, chance: Random) -> str:
        """A sentence with a word or a clause put otherwise."""

    def sentence(self, chance: Random) -> str:
        """A sentence that can stand in any answer."""


def has_word(sentence: str, word: str) -> bool:
    """Whether a word, not a piece of one, stands in a sentence."""
    return re.search(rf"\b{re.escape(word)}\b", sentence) is not None


def with_word(sentence: str, old: str, new: str) -> str:
    """A sentence with the first such word replaced."""
    return re.sub(rf"\b{re.escape(old)}\b", new, sentence, count=1)


@dataclass(frozen=True)
class Link:
    """A question on the left that became one on the right (positions), or a piece of it; and what was done to it."""

    left: int
    right: int
    edits: frozenset[str]


@dataclass(frozen=True)
class Versions:
    """Two versions of a nota, and which question became which."""

    left: tuple[QAPair, ...]
    right: tuple[QAPair, ...]
    truth: tuple[Link, ...]
    alone: tuple[tuple[int, frozenset[str]], ...] = ()
    """Positions on the right that came from nowhere, and how they came."""


def numbered(asked: Sequence[Asked], letters: frozenset[int] = frozenset()) -> tuple[QAPair, ...]:
    """In order 1, 2, 3 …; those in `letters` (positions) and the one before share a number: 12a, 12b."""
    pairs: list[QAPair] = []
    number = 0
    letter = ""
    for position, one in enumerate(asked):
        continues = position in letters
        number += not continues
        letter = chr(ord(letter) + 1) if continues else "a" if position + 1 in letters else ""
        pairs.append(one.pair(f"{number}{letter}"))
    return tuple(pairs)
