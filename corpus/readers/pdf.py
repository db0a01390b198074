"""PDF: pdfplumber tells where each word stands; what the page adds is taken out, what it broke is joined."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.readers.assembly import Line, ends_sentence, whole_words
from corpus.readers.blocks import Removal, Source, SourceBlock
from corpus.readers.footnotes import take_notes
from corpus.readers.furniture import repeated
from corpus.readers.layout import MARK, PrintedLine, Word, body_size, is_apart, lines_of, usual_distance
from corpus.readers.tables import PageTable, joined_tables
from corpus.text import clean, words

READER = "pdf/1"

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BULLET = re.compile(r"[•▪‣◦·●\uf0b7]\s*(?=\S)|[-–]\s+(?=\S)")
_LARGE = 1.15
"""Size of a heading, in that of most of the text."""
_YEAR = re.compile(r"[Vv]ergaderjaar (\d{4})[-–](\d{4})")
_KAMER = re.compile(r"\b(Eerste|Tweede) Kamer\b")


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, from top to bottom."""

    number: int
    lines: list[PrintedLine]
    tables: list[PageTable]


def read(name: str, data: bytes) -> Source:
    """The blocks of a PDF, each line with its page. Raises FileRefused for a scan, a locked and a damaged file."""
    pages = _pages(name, data)
    if not any(page.lines for page in pages):
        raise FileRefused("%(file)s: has no text, only pictures of it; make it searchable (OCR) first", file=name)
    raw = words("\n".join(line.text.replace(MARK, "") for page in pages for line in page.lines))
    raw += words("\n".join(cell for page in pages for table in page.tables for row in table.rows for cell in row))
    gone = repeated([[line.text.replace(MARK, "") for line in page.lines] for page in pages])
    furniture = [pages[page].lines[line].text for page, line in sorted(gone)]
    pages = [
        replace(page, lines=[line for i, line in enumerate(page.lines) if (at, i) not in gone])
        for at, page in enumerate(pages)
    ]
    blocks, notes, removed = _Assembly(pages).blocks()
    return Source(
        name=name,
        reader=READER,
        torn=True,
        blocks=tuple(blocks),
        words=raw,
        removed=(*(Removal("furniture", text.replace(MARK, "")) for text in furniture), *removed),
        warnings=tuple(_scans(name, pages)),
        notes=tuple(notes),
        fields=_fields(furniture),
    )


def _pages(name: str, data: bytes) -> list[_Page]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_page(page) for page in document.pages]
    except (PDFPasswordIncorrect, PdfminerException) as error:
        if isinstance(error, PDFPasswordIncorrect) or isinstance(error.args[:1], tuple) and _is_locked(error):
            raise FileRefused("%(file)s: is locked with a password; save it without one", file=name) from None
        raise _damaged(name, error) from None
    # A file that was cut off or put together wrong fails at any place within the library.
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError) as error:
        raise _damaged(name, error) from None


def _is_locked(error: Exception) -> bool:
    return any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__))


def _damaged(name: str, error: Exception) -> FileRefused:
    return FileRefused(
        "%(file)s: the PDF is damaged (%(why)s); save it again from the program that made it",
        file=name,
        why=" ".join(str(error).split())[:100] or type(error).__name__,
    )


def _page(page: Any) -> _Page:  # noqa: ANN401 - pdfplumber has no types
    tables = [PageTable.of(table) for table in page.find_tables()] if page.rects or page.lines else []
    tables = [table for table in tables if table.is_table]
    found = [
        Word(clean(w["text"]), w["x0"], w["x1"], w["top"], w["bottom"], w["size"], bool(_BOLD.search(w["fontname"])))
        for w in page.extract_words(extra_attrs=["fontname", "size"])
    ]
    loose = [word for word in found if word.text and not any(table.holds(word) for table in tables)]
    page.close()
    return _Page(page.page_number, lines_of(loose), tables)


def _scans(name: str, pages: Sequence[_Page]) -> Iterator[Message]:
    for page in pages:
        if not page.lines and not page.tables:
            yield Message("%(file)s: page %(page)s has no text", {"file": name, "page": page.number})


def _fields(furniture: Sequence[str]) -> dict[str, object]:
    """What running headers tell of the paper."""
    text = " ".join(furniture)
    fields: dict[str, object] = {}
    if year := _YEAR.search(text):
        fields["vergaderjaar"] = f"{year[1]}-{year[2]}"
    if kamer := _KAMER.search(text):
        fields["kamer"] = "EK" if kamer[1] == "Eerste" else "TK"
    return fields


class _Assembly:
    """Lines and tables of all pages, in reading order, to blocks."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._printed: dict[int, PrintedLine] = {}
        self._tables: dict[int, tuple[int, PageTable]] = {}
        """By the line before which they stand."""
        self._lines: list[Line] = []
        self._distance = {page.number: usual_distance(page.lines) for page in pages}
        self._right = {page.number: max((line.x1 for line in page.lines), default=0.0) for page in pages}
        self._size = body_size(line for page in pages for line in page.lines)
        number = 0
        for page in pages:
            for thing in sorted([*page.lines, *page.tables], key=lambda thing: self._order(page, thing)):
                number += 1
                if isinstance(thing, PageTable):
                    self._tables[number] = (page.number, thing)
                else:
                    self._printed[number] = thing
                    self._lines.append(Line(thing.text, number, page.number))

    def _order(self, page: _Page, thing: PrintedLine | PageTable) -> tuple[float, int]:
        """Lines keep their order, in which columns follow each other; a table stands after the lines above it."""
        if isinstance(thing, PageTable):
            return (max((i for i, line in enumerate(page.lines) if line.top < thing.top), default=-1) + 0.5, 0)
        return (page.lines.index(thing), 0)

    def blocks(self) -> tuple[list[SourceBlock], list[object], list[Removal]]:
        """The blocks, the notes, and what was taken out."""
        lines, notes, removed = take_notes(self._lines, MARK)
        lines = [replace(line, text=line.text.replace(MARK, "")) for line in lines]
        made: list[tuple[int, SourceBlock]] = []
        for paragraph in self._paragraphs(lines):
            block, broken = self._block(paragraph)
            removed += broken
            made.append((paragraph[0].number, block))
        tables, repeated_heads = joined_tables(self._tables)
        removed += repeated_heads
        made += tables
        return [block for _, block in sorted(made, key=lambda pair: pair[0])], list(notes), removed

    def _paragraphs(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        run: list[Line] = list(lines[:1])
        for before, after in pairwise(lines):
            if self._is_apart(before, after):
                yield run
                run = []
            run.append(after)
        if run:
            yield run

    def _is_apart(self, before: Line, after: Line) -> bool:
        left, right = self._printed[before.number], self._printed[after.number]
        if any(before.number < number < after.number for number in self._tables) or self._opens_item(after):
            return True
        if before.page != after.page:
            same_type = (left.bold > 0.9) == (right.bold > 0.9) and abs(left.size - right.size) <= 1
            return not same_type or (ends_sentence(before.text) and not after.text[:1].islower())
        return is_apart(left, right, self._distance[before.page], self._right[before.page])

    def _opens_item(self, line: Line) -> bool:
        return _BULLET.match(line.text) is not None and (line.text[0] not in "-–" or self._is_indented(line))

    def _is_indented(self, line: Line) -> bool:
        """A dash within a paragraph stands at its margin when it comes to open a line."""
        others = [self._printed[other.number].x0 for other in self._lines if other.page == line.page]
        return self._printed[line.number].x0 > min(others) + 5

    def _block(self, lines: list[Line]) -> tuple[SourceBlock, list[Removal]]:
        first = self._printed[lines[0].number]
        item = self._opens_item(lines[0])
        if item:
            bare = _BULLET.sub("", lines[0].text, count=1)
            lines = [replace(lines[0], text=bare), *lines[1:]]
        share = [self._printed[line.number].bold for line in lines]
        whole, broken = whole_words(lines)
        heading = first.size > self._size * _LARGE and len(lines) <= 3
        return SourceBlock(
            "item" if item else "heading" if heading else "paragraph",
            lines[0].number,
            tuple(line.text for line in whole),
            bold="all" if min(share) > 0.9 else "start" if first.starts_bold else "none",
            level=2 if heading and not item else 0,
            pages=tuple(line.page for line in whole),
        ), broken
