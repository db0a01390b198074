"""PDF: pdfplumber tells where each word stands; what the page adds is taken out, what it broke is joined."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from corpus.blocks import Removal, Source
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.readers.aligned import aligned_tables
from corpus.readers.assembly import Line
from corpus.readers.furniture import repeated
from corpus.readers.layout import MARK, Word, lines_of
from corpus.readers.pdf_assembly import Page, assembled
from corpus.readers.pdf_chars import described
from corpus.readers.tables import PageTable, open_ends
from corpus.text import Words, clean, words

READER = "pdf/1"

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SPACE = 0.15
"""Width of the narrowest space, in the size of the type; the three points that are usual lose those of small type."""
# Within a word a soft hyphen prints nothing; at the end of one it is the hyphen of a broken line.
_HYPHEN = re.compile("[\u00ad\u2010]$")
_YEAR = re.compile(r"[Vv]ergaderjaar (\d{4})[-–](\d{4})")
_KAMER = re.compile(r"\b(Eerste|Tweede) Kamer\b")


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as it was read."""

    page: Page
    words: Words
    """Of the words as pdfplumber gives them."""
    removed: tuple[Removal, ...]


def read(name: str, data: bytes) -> Source:
    """The blocks of a PDF, each line with its page. Raises FileRefused for a scan, a locked and a damaged file."""
    found = _pages(name, data)
    if not any(one.words.total() for one in found):
        raise FileRefused("%(file)s: page 1 has no text: a scan; make it searchable (OCR) first", file=name)
    pages, furniture = _without_furniture([one.page for one in found])
    text = assembled(pages)
    return Source(
        name=name,
        reader=READER,
        torn=True,
        blocks=text.blocks,
        words=Words(tuple(text for one in found for text in one.words.texts)),
        removed=(
            *(removal for one in found for removal in one.removed),
            *(Removal("furniture", line) for line in furniture),
            *text.removed,
        ),
        warnings=(*_scans(name, found), *_unnamed(name, found), *_loose(name, text.loose)),
        notes=text.notes,
        fields=_fields(furniture),
    )


def _pages(name: str, data: bytes) -> list[_Read]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_page(page) for page in document.pages]
    except (MemoryError, PermissionError):  # of the limits under which a file is read, not of the file
        raise
    # A file that was cut off or put together wrong fails at any place within the library, with any exception.
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(arg, PDFPasswordIncorrect) for arg in error.args):
            raise FileRefused("%(file)s: is locked with a password; save it without one", file=name) from None
        raise FileRefused(
            "%(file)s: the PDF is damaged (%(why)s); save it again from the program that made it",
            file=name,
            why=clean(str(error))[:100] or type(error).__name__,
        ) from None


def _page(page: Any) -> _Read:
    page.process_object = partial(described, page)
    found = [
        Word(text, w["x0"], w["x1"], w["top"], w["bottom"], w["size"], bool(_BOLD.search(w["fontname"])))
        for w in page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=_SPACE)
        if (text := clean(_HYPHEN.sub("-", w["text"].replace(MARK, ""))))
    ]
    ruled, unruled = _tables(page, found)
    aligned, loose = aligned_tables(unruled)
    tables = [*ruled, *aligned]
    lines = lines_of(loose)
    page.close()
    raw = Words(tuple(word.text for word in found))
    texts = [line.text.replace(MARK, "") for line in lines]
    kept = words("\n".join([*texts, *(cell for table in tables for cell in _cells(table))]))
    return _Read(Page(page.page_number, lines, tables), raw, tuple(_respaced(raw.counted(), kept)))


def _tables(page: Any, found: Sequence[Word]) -> tuple[list[PageTable], list[Word]]:
    """The tables of a page, and the words that stand in none. One that would lose a letter is text like any other."""
    tables: list[PageTable] = []
    loose = list(found)
    ends = open_ends(page.vertical_edges, page.horizontal_edges) if page.rects or page.lines else []
    ruled = page.find_tables({"explicit_horizontal_lines": ends}) if page.rects or page.lines else ()
    for table in (PageTable.of(one, ends) for one in ruled):
        held = [word for word in loose if table.holds(word)]
        if table.is_table and _letters(word.text for word in held) == _letters(_cells(table)):
            tables.append(table)
            loose = [word for word in loose if not table.holds(word)]
    return tables, loose


def _cells(table: PageTable) -> Iterator[str]:
    return (cell for row in table.rows for cell in row)


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter("".join("".join(words(text).elements()) for text in texts))


def _respaced(raw: Counter[str], kept: Counter[str]) -> Iterator[Removal]:
    """Words of which the parts touch, 'E' 'uropees', or a figure and the word that it marks.

    They are told only where every letter is still there: a lost word stays lost, and shows.
    """
    apart, together = raw - kept, kept - raw
    if apart and Counter("".join(apart.elements())) == Counter("".join(together.elements())):
        yield Removal("layout", " ".join(apart.elements()), " ".join(together.elements()))


def _without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    gone = repeated([[line.text.replace(MARK, "") for line in page.lines] for page in pages])
    furniture = [pages[at].lines[line].text.replace(MARK, "") for at, line in sorted(gone)]
    return [
        replace(page, lines=[line for i, line in enumerate(page.lines) if (at, i) not in gone])
        for at, page in enumerate(pages)
    ], furniture


# What its reader should know


def _scans(name: str, found: Sequence[_Read]) -> Iterator[Message]:
    for one in found:
        if not one.words.total():
            yield Message("%(file)s: page %(page)s has no text", {"file": name, "page": one.page.number})


def _unnamed(name: str, found: Sequence[_Read]) -> Iterator[Message]:
    for one in found:
        if sum(line.text.count("(cid:", 1) for line in one.page.lines):
            yield Message(
                "%(file)s: page %(page)s has signs of which the PDF does not tell the letter; they read '(cid:…)'",
                {"file": name, "page": one.page.number},
            )


def _loose(name: str, lines: Sequence[Line]) -> Iterator[Message]:
    for line in lines:
        yield Message(
            "%(file)s: page %(page)s: '%(line)s' stands at the foot and no mark calls for it; it is left in the text",
            {"file": name, "page": line.page, "line": line.text[:40]},
        )


def _fields(furniture: Sequence[str]) -> dict[str, object]:
    """What running headers tell of the paper."""
    text = " ".join(furniture)
    fields: dict[str, object] = {}
    if year := _YEAR.search(text):
        fields["vergaderjaar"] = f"{year[1]}-{year[2]}"
    if kamer := _KAMER.search(text):
        fields["kamer"] = "EK" if kamer[1] == "Eerste" else "TK"
    return fields
