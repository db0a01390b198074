"""A stored text in normal form -> the nota in it, without a Markdown parser: for who reads a thousand versions.

`corpus.normal.load` is the rule, and tells what is wrong with a text; it takes some 10 ms for a nota. A text that was
stored is known to be in normal form, and that is so narrow that its lines tell everything: one that begins with `#` is
a heading, one with `- ` or `* ` an item; a table is told by its second line; all else are sentences, in which every
other sign of Markdown is escaped. What is here gives the same nota for every text that `render` gives; of a text that
is not in normal form it may give something where `load` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from operator import attrgetter

from corpus.model import PASSAGE, Answer, Block, BulletList, Paragraph, QAPair, Question, Table, plain
from corpus.normal import NUMBER

_QUESTION = re.compile(rf"(?:Vraag ({NUMBER})|Passage (\d{{1,4}}))")
_ANSWER = "Antwoord "
_FRONT, _NEXT = "\n---\n", "\n## "
"""Where the front matter ends, and where the next heading begins."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
_CELLS = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_MARKED = re.compile(r"[\\&|*]")
"""Signs without which the Markdown of a part is its plain text."""
_RULE = re.compile(r"\|(?: --+ \|)+")
"""The second line of a table."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A heading and what stands under it, as Markdown; of a question also its answer.

    Of texts that have one in common it is the same object: so that what stayed is told without a look at its words.
    """

    heading: str
    """As Markdown; empty for what stands before the first heading and under the title."""
    text: str
    number: str | None = None
    """Of a question: `12`, `12a`, `p12`."""
    numbers: tuple[str, ...] = ()
    """The questions that the answer serves."""
    answer: str | None = None

    @cached_property
    def is_alone(self) -> bool:
        """Of a question: whether the answer under it serves it, and no other."""
        return self.numbers == (self.number,)

    @cached_property
    def pair(self) -> QAPair:
        """Of a question: with the answer that stands under it."""
        answer = Answer(self.numbers, blocks(self.answer)) if self.answer is not None else None
        return QAPair(Question(self.number or "", blocks(self.text), answer), answer)


_ALONE = attrgetter("is_alone")


def pieces(text: str) -> tuple[Piece, ...]:
    """A text in normal form cut at its headings, in reading order: the introduction, then each section and question.

    Linear, in some 50 microseconds; what is new in it takes somewhat longer.
    """
    body = text.partition(_FRONT)[2]
    introduction, *rest = ("\n" + body).split(_NEXT)
    return (_introduction(introduction), *map(_piece, rest))


def successive(texts: Iterable[str]) -> Iterator[tuple[Piece, ...]]:
    """The `pieces` of each of these texts, of which each has most in common with the one before it.

    What stayed is compared and not cut again: of 1,000 texts of 50 questions 90 ms, where `pieces` takes 105.
    """
    chunks: list[str] = []
    cut: tuple[Piece, ...] = ()
    for text in texts:
        start = text.find(_FRONT) + len(_FRONT) - 1
        first = text.find(_NEXT, start)
        if start < len(_FRONT) or first < 0:
            chunks, cut = [], pieces(text)
        else:
            found = list(_cut_again(text, first, chunks, cut))
            chunks = [chunk for chunk, _ in found]
            cut = (_introduction(text[start:first]), *(piece for _, piece in found))
        yield cut


def _cut_again(text: str, at: int, chunks: Sequence[str], cut: Sequence[Piece]) -> Iterator[tuple[str, Piece]]:
    """From the first heading on: each chunk, its heading mark too, and its piece; those of the text before, where they
    stand again."""
    place = new = 0
    while at < len(text):
        again = next((n for n in (place + new, place, place + new + 1) if _stands(chunks, n, text, at)), None)
        if again is None:
            end = text.find(_NEXT, at + 1)
            chunk = text[at : end if end > 0 else len(text)]
            yield chunk, _piece(chunk[len(_NEXT) :])
            at += len(chunk)
            new += 1
            continue
        # Where something was edited, what comes after it follows; where it was put in, nothing was passed over.
        place, new = again, 0
        while place < len(chunks) and text.startswith(chunk := chunks[place], at):
            if not text.startswith(_NEXT, at + len(chunk)) and at + len(chunk) < len(text):
                break
            yield chunk, cut[place + 1]
            at += len(chunk)
            place += 1


def _stands(chunks: Sequence[str], place: int, text: str, at: int) -> bool:
    if place >= len(chunks) or not text.startswith(chunks[place], at):
        return False
    end = at + len(chunks[place])
    return end == len(text) or text.startswith(_NEXT, end)


@lru_cache(maxsize=1 << 14)
def _introduction(chunk: str) -> Piece:
    """What stands before the title, and under it."""
    before, _, under = chunk.partition("\n# ")
    return Piece("", f"{before}\n\n{under.partition(chr(10))[2]}".strip("\n"))


@lru_cache(maxsize=1 << 15)
def _piece(chunk: str) -> Piece:
    heading, _, under = chunk.partition("\n")
    text, has_answer, rest = under.partition(f"\n### {_ANSWER}")
    found = _QUESTION.fullmatch(heading)
    if not found:
        return Piece(heading, under.strip("\n"))
    number = found[1] or PASSAGE + found[2]
    if not has_answer:
        return Piece(heading, text.strip("\n"), number)
    served, _, answer = rest.partition("\n")
    passage = PASSAGE if found[2] else ""
    numbers = tuple(passage + one for one in served.replace(" en ", ", ").split(", "))
    return Piece(heading, text.strip("\n"), number, numbers, answer.strip("\n"))


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


def spoken_text(markdown: str) -> str:
    """The plain text (`corpus.model.plain`) of a part of a text in normal form, at no cost where it is that already."""
    if _MARKED.search(markdown):
        return plain(blocks(markdown))
    return markdown


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
