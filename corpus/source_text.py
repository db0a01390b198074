"""A source as text with the numbers of its lines or paragraphs, to look at beside the nota that was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.blocks import Options
from corpus.conventions.flattened import LONG, unflatten
from corpus.guarded import contained
from corpus.places import placed
from corpus.readers import read
from corpus.readers.decoding import decode

_BULLETS = {"text": "• ", "markdown": "- ", "nota": "- "}
"""The readers of what is text already, and what each sets before an item that it finds within a line."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a text, or a paragraph of a document, with the number by which `corpus.places` names it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole source."""

    lines: tuple[SourceLine, ...]
    broken: bool = False
    """Whether it has lines that no person typed as one, which are broken here as the reader breaks them, and without
    the headers and footers that stood within them."""


def has_lines(reader: str | None) -> bool:
    """Whether a reader (`text/1`) read lines of a text, not paragraphs of a document."""
    return _kind(reader) in _BULLETS


def source_text(name: str, data: bytes, reader: str | None, options: Options) -> SourceText:
    """A source as text: that of a text file line by line, of any other as its reader reads it. Raises FileRefused."""
    if not has_lines(reader):
        return contained.run(name, paragraphs_in, (name, data, options), SourceText)
    text = decode(name, data)[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if any(len(line) > LONG for line in text.split("\n")):
        return contained.run(name, broken_lines, (text, _BULLETS[_kind(reader)]), SourceText)
    return SourceText(_numbered(text))


def broken_lines(text: str, bullet: str) -> SourceText:
    """A text of which a converter made long lines, with the lines that its reader makes of them."""
    return SourceText(_numbered(unflatten(text, bullet)[0]), broken=True)


def _kind(reader: str | None) -> str:
    return (reader or "").partition("/")[0]


def _numbered(text: str) -> tuple[SourceLine, ...]:
    return tuple(SourceLine(number, line) for number, line in enumerate(text.split("\n"), start=1))


def paragraphs_in(name: str, data: bytes, options: Options) -> SourceText:
    """The paragraphs of a document as its reader reads them, numbered as `corpus.places` does. Raises FileRefused."""
    blocks = read(name, data, options).blocks
    return SourceText(tuple(SourceLine(place.line, text) for block in blocks for text, place in placed(block)))
