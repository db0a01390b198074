"""A stored text in normal form -> the nota in it, without a Markdown parser: for who reads a thousand versions.

`corpus.normal.load` is the rule, and tells what is wrong with a text; it takes some 10 ms for a nota. A text that was
stored is known to be in normal form, and that is so narrow that its lines tell everything: one that begins with `#` is
a heading, one with `- ` or `* ` an item; a table is told by its second line; all else are sentences, in which every
other sign of Markdown is escaped. What is here gives the same nota for every text that `render` gives; of a text that
is not in normal form it may give something where `load` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from corpus.model import PASSAGE, Answer, Block, BulletList, Paragraph, QAPair, Question, Table
from corpus.normal import NUMBER

_QUESTION = re.compile(rf"(?:Vraag ({NUMBER})|Passage (\d{{1,4}}))")
_ANSWER = "Antwoord "
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
_CELLS = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_HEADING = re.compile(r"\n#(?=#{0,2} )")
_RULE = re.compile(r"\|(?: --+ \|)+")
"""The second line of a table."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading and what stands under it, as Markdown; of a question also its answer."""

    heading: str
    """As Markdown; empty for what stands before the first heading and under the title."""
    text: str
    number: str | None = None
    """Of a question: `12`, `12a`, `p12`."""
    numbers: tuple[str, ...] = ()
    """The questions that the answer serves."""
    answer: str | None = None


@lru_cache(maxsize=64)
def pieces(text: str) -> tuple[Piece, ...]:
    """A text in normal form cut at its headings, in reading order: the introduction, then each section and question.

    Linear, in a fraction of a millisecond.
    """
    return tuple(_pieces(text[text.index("\n---\n", 3) + 5 :]))


def _pieces(body: str) -> Iterator[Piece]:
    introduction, *rest = _HEADING.split("\n" + body)
    if rest and rest[0].startswith(" "):
        introduction += "\n\n" + _under(rest.pop(0))[1]
    yield Piece("", introduction.strip("\n"))
    open_: Piece | None = None
    for chunk in rest:
        heading, under = _under(chunk)
        if heading.startswith("# "):
            if open_:
                yield open_
            found = _QUESTION.fullmatch(heading, 2)
            number = (found[1] or PASSAGE + found[2]) if found else None
            open_ = Piece(heading[2:], under, number)
        elif open_:
            passage = PASSAGE if (open_.number or "").startswith(PASSAGE) else ""
            numbers = heading.removeprefix("## " + _ANSWER).replace(" en ", ", ").split(", ")
            yield Piece(open_.heading, open_.text, open_.number, tuple(passage + n for n in numbers), under)
            open_ = None
    if open_:
        yield open_


def _under(chunk: str) -> tuple[str, str]:
    heading, _, under = chunk.partition("\n")
    return heading, under.strip("\n")


def pairs(text: str) -> tuple[QAPair, ...]:
    """The questions of a text in normal form, each with the answer that serves it: the `pairs` of its nota."""
    answers = {piece: _answer(piece.numbers, piece.answer) for piece in pieces(text) if piece.answer is not None}
    serving = {number: answers[piece] for piece in answers for number in piece.numbers}
    return tuple(
        QAPair(Question(p.number, blocks(p.text), answers.get(p)), serving.get(p.number))
        for p in pieces(text)
        if p.number
    )


@lru_cache(maxsize=8192)
def _answer(numbers: tuple[str, ...], text: str) -> Answer:
    return Answer(numbers, blocks(text))


@lru_cache(maxsize=16384)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks in a part of a text in normal form. What was read before is not read again."""
    return tuple(_block(block.split("\n")) for block in text.split("\n\n")) if text else ()


def _block(lines: list[str]) -> Block:
    if lines[0].startswith(("- ", "* ")):
        return BulletList(tuple(_items(lines)))
    if len(lines) > 1 and lines[0].startswith("|") and _RULE.fullmatch(lines[1]):
        return Table(tuple(map(_cells, (lines[0], *lines[2:]))))
    return Paragraph(tuple(map(_plain, lines)))


def _items(lines: list[str]) -> Iterator[tuple[str, ...]]:
    item: list[str] = []
    for line in lines:
        if not line.startswith("  ") and item:
            yield tuple(item)
            item = []
        item.append(_plain(line[2:]))
    yield tuple(item)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_plain(cell.strip(" ")) for cell in _CELLS.sub("\\1\n", line).split("\n")[1:-1])


def _plain(text: str) -> str:
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda sign: sign[1] or unescape(sign[0]), text)
