"""Lines and tables of all pages -> blocks in reading order, footnotes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from corpus.blocks import Removal, SourceBlock, SourceNote
from corpus.readers.assembly import Line, whole_words
from corpus.readers.layout import MARK, PrintedLine, body_size
from corpus.readers.pdf_footnotes import take_foot_notes
from corpus.readers.pdf_paragraphs import BULLET, Place, opens_item, paragraphs, places
from corpus.readers.tables import PageTable, joined_tables

_LARGE = 1.15
"""Size of a heading, in that of most of the text."""
_SMALL = 0.93
"""Size of a footnote, at most, in that of most of the text."""
_LONGEST_HEADING = 3
"""Lines."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, from top to bottom."""

    number: int
    lines: list[PrintedLine]
    tables: list[PageTable]


@dataclass(frozen=True, slots=True)
class Text:
    """What the pages hold."""

    blocks: tuple[SourceBlock, ...]
    notes: tuple[SourceNote, ...]
    removed: tuple[Removal, ...]
    loose: tuple[Line, ...]
    """Lines at the foot of a page that are no known note: they stand in `blocks`."""


def assembled(pages: Sequence[Page]) -> Text:
    """The text of pages of which the furniture is gone."""
    size = body_size(line for page in pages for line in page.lines)
    lines, tables = _numbered(pages)
    where = dict(zip((line.number for line in lines), places([page.lines for page in pages]), strict=True))
    text, notes, removed, loose = take_foot_notes(lines, _foot(lines, where, size), MARK)
    text = [replace(line, text=line.text.replace(MARK, "")) for line in text]
    made: list[SourceBlock] = []
    for paragraph in paragraphs(text, where, list(tables)):
        block, broken = _block(paragraph, where, size)
        made.append(block)
        removed += broken
    for _, table in (joined := joined_tables(tables))[0]:
        block, broken = _whole_cells(table)
        made.append(block)
        removed += broken
    blocks = sorted(made, key=lambda block: block.line)
    return Text(tuple(blocks), tuple(notes), (*removed, *joined[1]), tuple(loose))


def _numbered(pages: Sequence[Page]) -> tuple[list[Line], dict[int, tuple[int, PageTable]]]:
    """The lines of all pages, and the tables by the number that a line in their place would have."""
    lines: list[Line] = []
    tables: dict[int, tuple[int, PageTable]] = {}
    number = 0
    for page in pages:
        below = sorted(page.tables, key=lambda table: table.top)
        for printed in [*page.lines, None]:
            while below and (printed is None or below[0].top < printed.top):
                number += 1
                tables[number] = (page.number, below.pop(0))
            if printed:
                number += 1
                lines.append(Line(printed.text, number, page.number))
    return lines, tables


def _foot(lines: Sequence[Line], where: dict[int, Place], size: float) -> Set[int]:
    """The lines in small type below which nothing on their page is larger."""
    found: set[int] = set()
    page = 0
    for line in reversed(lines):
        if line.page != page:
            page, at_foot = line.page, True
        at_foot = at_foot and where[line.number].printed.size <= size * _SMALL
        if at_foot:
            found.add(line.number)
    return found


def _block(lines: list[Line], where: dict[int, Place], size: float) -> tuple[SourceBlock, list[Removal]]:
    first = where[lines[0].number].printed
    removed: list[Removal] = []
    item = opens_item(lines[0], where[lines[0].number])
    if item:
        bare = BULLET.sub("", lines[0].text, count=1)
        removed.append(Removal("layout", lines[0].text[: len(lines[0].text) - len(bare)].strip()))
        lines = [replace(lines[0], text=bare), *lines[1:]]
    bold = all(where[line.number].printed.bold > 0.9 for line in lines)
    whole, broken = whole_words(lines)
    heading = not item and first.size > size * _LARGE and len(lines) <= _LONGEST_HEADING
    return SourceBlock(
        "item" if item else "heading" if heading else "paragraph",
        lines[0].number,
        tuple(line.text for line in whole),
        bold="all" if bold else "start" if first.starts_bold else "none",
        level=2 if heading else 0,
        pages=tuple(line.page for line in whole),
        numbers=tuple(line.number for line in whole),
    ), [*_told(removed), *broken]


def _told(removed: Sequence[Removal]) -> Iterator[Removal]:
    """A bullet is no word, unless the PDF has no letter for it and it reads '(cid:127)'."""
    return (removal for removal in removed if removal.text[0] == "(")


def _whole_cells(table: SourceBlock) -> tuple[SourceBlock, list[Removal]]:
    """A table with the words whole that a line broke in its cells."""
    removed: list[Removal] = []
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            lines = [Line(piece, table.line, table.pages[0]) for piece in re.split(r"(?<=\w-) ", cell)]
            whole, broken = whole_words(lines)
            cells.append(" ".join(line.text for line in whole))
            removed += broken
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows)), removed
