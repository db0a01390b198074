"""A stored text in normal form -> the nota in it, without a Markdown parser: for who reads a thousand versions.

`corpus.normal.load` is the rule, and tells what is wrong with a text; it takes some 10 ms for a nota. A text that was
stored is known to be in normal form, and that is so narrow that its lines tell everything: one that begins with `#` is
a heading, one with `- ` or `* ` an item; a table is told by its second line; all else are sentences, in which every
other sign of Markdown is escaped. What is here gives the same nota for every text that `render` gives; of a text that
is not in normal form it may give something where `load` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from operator import attrgetter
from typing import NamedTuple

from corpus.errors import DamagedText
from corpus.model import PASSAGE, Answer, Asked, Block, BulletList, Paragraph, QAPair, Question, Table, plain
from corpus.normal import NUMBER

_QUESTION = re.compile(rf"(?:Vraag ({NUMBER})|Passage (\d{{1,4}}))")
FRONT, NEXT, _ANSWER = b"\n---\n", b"\n## ", b"\n### Antwoord "
"""Where the front matter ends, where the next heading begins, and where an answer."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
_CELLS = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_RULE = re.compile(r"\|(?: --+ \|)+")
"""The second line of a table."""


class Piece(NamedTuple):
    """A heading and what stands under it, as Markdown; of a question also its answer.

    Of texts that have one in common it is the same object: so that what stayed is told without a look at its words.
    (Of all that holds a few values Python makes a tuple soonest, and a thousand versions are cut into thousands.)
    """

    heading: str
    """As Markdown; empty for what stands before the first heading and under the title."""
    text: str
    number: str | None = None
    """Of a question: `12`, `12a`, `p12`."""
    numbers: tuple[str, ...] = ()
    """The questions that the answer serves."""
    answer: str | None = None

    @property
    def is_alone(self) -> bool:
        """Of a question: whether the answer under it serves it, and no other."""
        return self.numbers == (self.number,)

    @property
    def asked(self) -> Asked:
        """Of a question: with the answer that stands under it, as they are compared."""
        return asked_of(self.text, self.answer)

    @property
    def pair(self) -> QAPair:
        """Of a question: with the answer that stands under it; the same object each time."""
        return _pair(self)


@lru_cache(maxsize=1 << 14)
def _pair(piece: Piece) -> QAPair:
    answer = Answer(piece.numbers, blocks(piece.answer)) if piece.answer is not None else None
    return QAPair(Question(piece.number or "", blocks(piece.text), answer), answer)


_ALONE = attrgetter("is_alone")


def pieces(text: str) -> tuple[Piece, ...]:
    """A text in normal form cut at its headings, in reading order: the introduction, then each section and question.

    Linear, in some 50 microseconds; what is new in it takes somewhat longer.
    """
    body = text.encode().partition(FRONT)[2]
    before, *rest = (b"\n" + body).split(NEXT)
    return (introduction(before), *map(_piece, rest))


def decoded(content: bytes) -> str:
    """The text that a content is. Raises DamagedText, which tells where it is none."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise DamagedText("byte %(place)s of the text is not UTF-8", place=error.start) from None


@lru_cache(maxsize=1 << 14)
def introduction(chunk: bytes) -> Piece:
    """Of what stands between the front matter and the first heading: what stands before the title, and under it."""
    before, _, under = chunk.decode().partition("\n# ")
    return Piece("", f"{before}\n\n{under.partition(chr(10))[2]}".strip("\n"))


@lru_cache(maxsize=1 << 13)
def _piece(chunk: bytes) -> Piece:
    return piece_of(chunk, _part)


def piece_of(chunk: bytes, part: Callable[[bytes], str]) -> Piece:
    """Of a heading, without the signs that make it one, and what stands under it; `part` makes a text of a part."""
    heading, _, under = chunk.partition(b"\n")
    text, has_answer, rest = under.partition(_ANSWER)
    number = _number(title := heading.decode())
    if not number:
        return Piece(title, part(under))
    if not has_answer:
        return Piece(title, part(text), number)
    served, _, answer = rest.partition(b"\n")
    return Piece(title, part(text), number, _served(served.decode(), number.startswith(PASSAGE)), part(answer))


@lru_cache(maxsize=1 << 12)
def _served(heading: str, are_passages: bool) -> tuple[str, ...]:
    passage = PASSAGE if are_passages else ""
    return tuple(passage + one for one in heading.replace(" en ", ", ").split(", "))


@lru_cache(maxsize=1 << 12)
def _number(heading: str) -> str | None:
    """Of a question the number that stands in its heading."""
    found = _QUESTION.fullmatch(heading)
    return (found[1] or PASSAGE + found[2]) if found else None


def text_of(part: bytes) -> str:
    """What a question or an answer says, of the bytes under its heading."""
    return part.decode().strip("\n")


_part = lru_cache(maxsize=1 << 13)(text_of)


def pairs(text: str) -> tuple[QAPair, ...]:
    """The questions of a text in normal form, each with the answer that serves it: the `pairs` of its nota."""
    return pairs_of(tuple(piece for piece in pieces(text) if piece.number))


def pairs_of(questions: Sequence[Piece]) -> tuple[QAPair, ...]:
    """The same of pieces that are questions. Where each stands above its own answer, the same objects each time."""
    if all(map(_ALONE, questions)):
        return tuple(piece.pair for piece in questions)
    serving = {number: piece.pair.answer for piece in questions for number in piece.numbers}
    return tuple(
        piece.pair
        if (answer := serving.get(piece.pair.number)) is piece.pair.answer
        else QAPair(piece.pair.question, answer)
        for piece in questions
    )


def pair_of(questions: Sequence[Piece], place: int) -> QAPair:
    """The one of `pairs_of` at this position."""
    own = questions[place]
    if all(map(_ALONE, questions)):
        return own.pair
    return next(pair for pair in pairs_of(questions) if pair.number == own.number)


def question_in(content: bytes, number: str, place: int) -> QAPair:
    """The question with this number at this position, of a text in which each stands above its own answer.

    Of the others nothing is read, but where two have one number. In a few microseconds.
    """
    named = b"Passage " + number[1:].encode() if number.startswith(PASSAGE) else b"Vraag " + number.encode()
    mark = NEXT + named + b"\n"
    start = content.find(mark)
    if start < 0 or content.find(mark, start + 1) > 0:
        return [piece for piece in pieces(content.decode()) if piece.number][place].pair
    end = content.find(NEXT, start + len(mark) - 1)
    return _piece(content[start + len(NEXT) : end if end > 0 else len(content)]).pair


def spoken_text(markdown: str) -> str:
    """The plain text (`corpus.model.plain`) of a part of a text in normal form, at no cost where it is that already:
    where there are no signs of Markdown in it."""
    if "\\" in markdown or "&" in markdown or "|" in markdown or "*" in markdown:
        return plain(blocks(markdown))
    return markdown


@lru_cache(maxsize=1 << 14)
def asked_of(text: str, answer: str | None) -> Asked:
    """A question and its answer as they are compared, of their Markdown; the same object whatever their number."""
    return Asked(spoken_text(text), spoken_text(answer or ""))


@lru_cache(maxsize=16384)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks in a part of a text in normal form. What was read before is not read again."""
    return tuple(_block(block.split("\n")) for block in text.split("\n\n")) if text else ()


def _block(lines: list[str]) -> Block:
    if lines[0].startswith(("- ", "* ")):
        return BulletList(tuple(_items(lines)))
    if len(lines) > 1 and lines[0].startswith("|") and _RULE.fullmatch(lines[1]):
        return Table(tuple(map(_cells, (lines[0], *lines[2:]))))
    return Paragraph(tuple(map(unescaped, lines)))


def _items(lines: list[str]) -> Iterator[tuple[str, ...]]:
    item: list[str] = []
    for line in lines:
        if not line.startswith("  ") and item:
            yield tuple(item)
            item = []
        item.append(unescaped(line[2:]))
    yield tuple(item)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(unescaped(cell.strip(" ")) for cell in _CELLS.sub("\\1\n", line).split("\n")[1:-1])


def unescaped(text: str) -> str:
    """A line of a text in normal form without its escapes."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda sign: sign[1] or unescape(sign[0]), text)
