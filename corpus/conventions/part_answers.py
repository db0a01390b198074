"""The parts of an answer that say to which sub-question they are the answer: by its letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.conventions.parts import parts
from corpus.model import Answer, Block, BulletList, Paragraph, Question, Table, sentences

# 'A) Ja.', 'b. Nee.', '(c) Mogelijk.', 'Ad d: zie boven.'
_MARK = re.compile(r"(?:(?:Ad|ad|Sub|sub|Onder|onder|Deel|deel) )?\(?([A-Za-z])\)?[.):](?=\s|$)|\(([A-Za-z])\)(?=\s|$)")


END = 1_000_000
"""Beyond the last sentence of any text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that stand in a row: which of their text, counted from 0, up to but without the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A sub-question and the part of the answer with its letter."""

    part: int
    """The number of the sub-question: 2 of `#15.2`."""
    asked: Run
    answered: Run


def part_starts(question: Question) -> tuple[int, ...]:
    """Which sentence of a question each of its sub-questions begins in, counted from 0."""
    told = tuple(sentences(question.blocks))
    text, begins = " ".join(told), [0]
    for sentence in told:
        begins.append(begins[-1] + len(sentence) + 1)
    found, at = [], 0
    for part in parts(question):
        at = text.index(part, at)
        found.append(max(place for place, begin in enumerate(begins[:-1]) if begin <= at))
        at += len(part)
    return tuple(found)


def part_answers(question: Question, answer: Answer) -> tuple[Beside, ...]:
    """The sub-questions with the parts of the answer that bear their letters, in order.

    () unless question and answer both have the same letters, from a on, each at the begin of a sentence: what an
    answer without marks says to which sub-question is for its reader to judge.
    """
    asked, said = _lettered(question.blocks), _lettered(answer.blocks)
    if len(asked) != len(said) or len(asked) < 2:
        return ()
    starts = part_starts(question)
    if any(start not in starts for start in asked):
        return ()
    # A question behind the letters is none of theirs.
    behind = next((start for start in starts if start > asked[-1]), _count(question.blocks))
    runs = zip(_runs(asked, behind), _runs(said, _last_end(answer.blocks, said)), strict=True)
    return tuple(Beside(starts.index(one.start) + 1, one, other) for one, other in runs)


def cut(blocks: Sequence[Block], run: Run) -> tuple[Block, ...]:
    """The blocks with these sentences alone."""
    found: list[Block] = []
    at = 0
    for block in blocks:
        count = _count((block,))
        if piece := _piece(block, max(0, run.start - at), min(count, run.end - at)):
            found.append(piece)
        at += count
    return tuple(found)


def _piece(block: Block, start: int, end: int) -> Block | None:
    if start >= end:
        return None
    match block:
        case Paragraph(own):
            return Paragraph(own[start:end])
        case Table(rows):
            return replace(block, rows=rows[start:end])
        case BulletList(items):
            return BulletList(tuple(_items(items, start, end)))


def _items(items: Sequence[tuple[str, ...]], start: int, end: int) -> Iterator[tuple[str, ...]]:
    at = 0
    for item in items:
        if kept := item[max(0, start - at) : max(0, end - at)]:
            yield kept
        at += len(item)


def _count(blocks: Sequence[Block]) -> int:
    return sum(1 for _ in sentences(tuple(blocks)))


def _lettered(blocks: Sequence[Block]) -> list[int]:
    """Which sentences begin with a letter, where these are a, b, c … in order; rows of a table never do."""
    found: list[tuple[int, str]] = []
    at = 0
    for block in blocks:
        own = list(sentences((block,)))
        marks = [] if isinstance(block, Table) else [(at + n, _MARK.match(text)) for n, text in enumerate(own)]
        found += [(place, (mark[1] or mark[2]).lower()) for place, mark in marks if mark]
        at += len(own)
    in_order = [letter for _, letter in found] == [chr(ord("a") + n) for n in range(len(found))]
    return [place for place, _ in found] if in_order else []


def _runs(starts: Sequence[int], end: int) -> list[Run]:
    return [Run(start, later) for start, later in zip(starts, (*starts[1:], end), strict=True)]


def _last_end(blocks: Sequence[Block], starts: Sequence[int]) -> int:
    """Where the last part ends: with its block, unless parts before it go on through several."""
    ends, at = [], 0
    for block in blocks:
        at += _count((block,))
        ends.append(at)
    several = any(start < end < later for start, later in pairwise(starts) for end in ends)
    return ends[-1] if several else next(end for end in ends if end > starts[-1])
