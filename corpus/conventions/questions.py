"""What belongs to a question and what to its answer, where the paper does not say it in so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

from corpus.blocks import SourceBlock
from corpus.references import NUMBERS, expand_numbers
from corpus.sentences import split

_ANNOUNCED = re.compile(
    rf"\bvragen (?P<numbers>{NUMBERS})\b[^.?!]*"
    r"\b(?:beide|gezamenlijk|tezamen|samen|tegelijk|in samenhang|in één keer)\b",
    re.IGNORECASE,
)
_MOST_BETWEEN = 1
"""Sentences that ask nothing between two that do: 'Klopt dat? De minister schreef iets anders. Hoe kan dat?'"""


@dataclass
class AnswerDraft:
    """An answer while it is read."""

    numbers: tuple[str, ...]
    """Of the questions that its heading names; () where it names none."""
    blocks: list[SourceBlock] = field(default_factory=list)


@dataclass
class Draft:
    """A question while it is read."""

    number: str
    line: int
    text: list[SourceBlock] = field(default_factory=list)
    """What stands under it before a mark of an answer: the question, and where none is marked the answer too."""
    answers: list[AnswerDraft] = field(default_factory=list)
    """Those that stand under it, mostly one; in papers that answer after the last question, all."""
    joint: tuple[str, ...] = ()
    """The numbers that are printed over one text: 'Vraag 16, 17 en 18'."""

    @property
    def current(self) -> list[SourceBlock]:
        """Where the next block belongs."""
        return self.answers[-1].blocks if self.answers else self.text

    @property
    def is_alone(self) -> bool:
        """Whether it has to do with no other question: a text of its own, and one answer at most, to it alone."""
        return (
            not self.joint
            and len(self.answers) <= 1
            and all(self.served_by(answer, frozenset()) == (self.number,) for answer in self.answers)
        )

    def begin_answer(self, numbers: tuple[str, ...]) -> None:
        """Another answer, or the same one again where it names no other questions."""
        if not self.answers or (numbers and numbers != self.answers[-1].numbers and self.answers[-1].blocks):
            self.answers.append(AnswerDraft(numbers))
        elif numbers:
            self.answers[-1].numbers = numbers

    def owners(self, answer: AnswerDraft) -> tuple[str, ...]:
        """The questions that an answer stands under: those that its heading names, or else its own."""
        return answer.numbers or self.joint or (self.number,)

    def served_by(self, answer: AnswerDraft, elsewhere: Set[str]) -> tuple[str, ...]:
        """The questions that an answer serves.

        Rule 'announced': 'De vragen 3 en 4 worden hier beide beantwoord' opens the answer to both, also where its
        heading names one; a question that is answered `elsewhere` keeps that answer, which may be 'Zie vraag 3'.
        """
        own, announced = self.owners(answer), _announced(answer)
        if not set(own) < set(announced):
            return own
        return tuple(number for number in announced if number in own or number not in elsewhere)


def _announced(answer: AnswerDraft) -> tuple[str, ...]:
    return _announced_in(next((text for block in answer.blocks if (text := block.text)), ""))


@lru_cache(maxsize=1024)
def _announced_in(text: str) -> tuple[str, ...]:
    first = next(iter(split(text)), "")
    # Nearly no sentence has the word: to look for that is ten times cheaper than for the pattern.
    match = _ANNOUNCED.search(first) if "beantwoord" in first.lower() else None
    return expand_numbers(match["numbers"].lower()) if match else ()


def divide(text: Sequence[SourceBlock], marked: bool) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """The question and its answer in what stands under a number without a mark between them.

    Rule 'printed apart': what is bold as the question is, belongs to it. Rule 'answers are marked': where the
    paper marks its answers (`marked`), a question without a mark has none. Rule 'asking ends': else the question
    is what asks, with one block before it at most, and lists that it introduces.
    """
    if not text:
        return [], []
    if text[0].bold != "none":
        end = next((i for i, block in enumerate(text) if block.bold == "none"), len(text))
    elif marked:
        end = len(text)
    elif len(text) == 1:
        return _within(text[0])
    else:
        end = _asking_ends(text)
    return list(text[:end]), list(text[end:])


def _asking_ends(text: Sequence[SourceBlock]) -> int:
    end = 2 if "?" not in text[0].text and text[1].text.endswith("?") and text[1].kind == "paragraph" else 1
    while end < len(text):
        block, before = text[end], text[end - 1]
        introduced = block.kind == "item" and before.text.endswith((":", ";", ","))
        if not introduced and not all(sentence.endswith("?") for sentence in split(block.text) or ("",)):
            break
        end += 1
    return end


def _within(block: SourceBlock) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """A block that is all there is: its answer begins after the first run of sentences that ask."""
    sentences = split(block.text)
    asking = [i for i, sentence in enumerate(sentences) if sentence.endswith("?")]
    if not asking or block.kind != "paragraph":
        return [block], []
    end = asking[0]
    for i in asking[1:]:
        if i - end - 1 > _MOST_BETWEEN:
            break
        end = i
    question, answer = " ".join(sentences[: end + 1]), " ".join(sentences[end + 1 :])
    parts = [replace(block, lines=(part,), pages=block.pages[:1]) for part in (question, answer) if part]
    return parts[:1], parts[1:]


def joint_texts(numbers: Sequence[str], blocks: list[SourceBlock]) -> dict[str, list[SourceBlock]]:
    """Rule 'as many texts as numbers': under 'Vraag 16, 17 en 18' three paragraphs are three questions.

    Otherwise the whole text stands under the first of the numbers, and nothing is guessed.
    """
    if len(blocks) == len(numbers):
        return {number: [block] for number, block in zip(numbers, blocks, strict=True)}
    return {number: blocks if number == numbers[0] else [] for number in numbers}
