"""A source as text with the numbers of its lines or paragraphs, to look at beside the nota that was read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus import contained
from corpus.readers import read
from corpus.readers.blocks import Options, SourceBlock
from corpus.readers.decoding import decode

_OF_LINES = ("text", "markdown")
"""The readers of what is text already: its lines are shown as they are."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a text, or a paragraph of a document, with the number by which `corpus.places` names it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole source."""

    lines: tuple[SourceLine, ...]


def has_lines(reader: str | None) -> bool:
    """Whether a reader (`text/1`) read lines of a text, not paragraphs of a document."""
    return (reader or "").partition("/")[0] in _OF_LINES


def source_text(name: str, data: bytes, reader: str | None, options: Options) -> SourceText:
    """A source as text: that of a text file as it is, of any other as its reader reads it. Raises FileRefused."""
    if has_lines(reader):
        text = decode(name, data)[0].removeprefix("\ufeff")
        lines = text.replace("\r\n", "\n").split("\n")
        return SourceText(tuple(SourceLine(number, line) for number, line in enumerate(lines, start=1)))
    return contained.run(name, paragraphs_in, (name, data, options), SourceText)


def paragraphs_in(name: str, data: bytes, options: Options) -> SourceText:
    """The paragraphs of a document as its reader reads them, numbered as `corpus.places` does. Raises FileRefused."""
    blocks = read(name, data, options).blocks
    return SourceText(
        tuple(SourceLine(block.line + index, text) for block in blocks for index, text in enumerate(_texts(block)))
    )


def _texts(block: SourceBlock) -> Iterator[str]:
    yield from (" | ".join(row) for row in block.rows)
    yield from () if block.rows else block.lines
