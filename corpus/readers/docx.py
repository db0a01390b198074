"""DOCX, the format of drafts: text, tracked changes, notes and comments, read from its XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Literal

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from corpus.blocks import Options, Removal, Source, SourceBlock, SourceNote
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.readers.archive import Archive
from corpus.readers.docx_styles import Numbering, Styles
from corpus.readers.runs import Runs
from corpus.readers.xmltree import parse_xml
from corpus.text import Words, clean

READER = "docx/1"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_INSERTED = frozenset({f"{_W}ins", f"{_W}moveTo"})
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_TEXTS = frozenset({f"{_W}t", f"{_W}delText"})
_GAPS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
_FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = ("footnote", "endnote")


def read(name: str, data: bytes, options: Options | None = None) -> Source:
    """The blocks of a DOCX file. Raises FileRefused."""
    accept = (options or Options()).revisions == "accept"
    archive = Archive(name, data)
    parts = {member: parse_xml(name, archive.read(member)) for member in sorted(archive.names) if _is_part(member)}
    reading = _Reading(_opened(name, data), parts, accept)
    body = parts["word/document.xml"].find(f"{_W}body")
    if body is None:
        raise FileRefused("%(file)s: a DOCX file without a text; add the document itself", file=name)
    reading.walk(body)
    reading.finish()
    warnings = tuple(_warnings(name, parts, accept))
    apart = [(why, clean(_raw(part))) for member, part in parts.items() if (why := _why_apart(member))]
    read_parts = [p for member, p in parts.items() if _holds_text(member)]
    return Source(
        name=name,
        reader=READER if accept else f"{READER} original",
        typed=True,
        blocks=tuple(reading.blocks),
        words=Words.of("\n".join(_raw(part, _DELETED if accept else _INSERTED) for part in read_parts)),
        removed=(*reading.removed, *(Removal(why, text) for why, text in apart if text)),
        warnings=warnings,
        revisions=(options or Options()).revisions if warnings else None,
        notes=tuple(reading.notes),
    )


def _is_part(member: str) -> bool:
    return member.endswith(".xml") and member.startswith("word/") and member.count("/") == 1


def _holds_text(member: str) -> bool:
    return member in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml") or bool(_why_apart(member))


def _why_apart(member: str) -> Literal["furniture", "comment"] | None:
    if _FURNITURE.fullmatch(member):
        return "furniture"
    return "comment" if member == "word/comments.xml" else None


def _opened(name: str, data: bytes) -> Document:
    """For the styles; python-docx reads a zip file only, and knows nothing of what was checked before."""
    try:
        return docx.Document(io.BytesIO(data))
    except (OpcError, ValueError, KeyError, AttributeError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise FileRefused(
            "%(file)s: the file is damaged (%(why)s); save it again from the program that made it",
            file=name,
            why=" ".join(str(error).split())[:100],
        ) from None


def _warnings(name: str, parts: dict[str, etree._Element], accept: bool) -> Iterator[Message]:
    body = parts["word/document.xml"]
    if next(body.iter(*_INSERTED, *_DELETED), None) is not None:
        if accept:
            yield Message("%(file)s: has tracked changes; read as if all were accepted", {"file": name})
        else:
            yield Message("%(file)s: has tracked changes; read as it was before them", {"file": name})


def _raw(root: etree._Element, dropped: frozenset[str] = frozenset()) -> str:
    """All text of a part, by its elements alone: paragraphs, tabs and breaks part words, runs do not.

    What stands in `dropped` elements comes after the rest, each on its own: 'beant<del>woord</del><ins>woording</ins>'
    is 'beantwoording' and 'woord'.
    """
    kept: list[str] = []
    apart: dict[etree._Element, list[str]] = {}
    for element in root.iter(tag=etree.Element):
        text = _own_text(element)
        if text:
            out = next((e for e in reversed((element, *element.iterancestors())) if e.tag in dropped), None)
            (kept if out is None else apart.setdefault(out, [])).append(text)
    return "\n".join(["".join(kept), *map("".join, apart.values())])


def _own_text(element: etree._Element) -> str:
    if element.tag in (f"{_W}p", f"{_W}txbxContent") or element.tag in _GAPS:
        return "\n"
    if element.tag in _TEXTS and not _is_fallback(element):
        return element.text or ""
    return "-" if element.tag == f"{_W}noBreakHyphen" else ""


def _is_fallback(element: etree._Element) -> bool:
    """A text box stands in the file twice: for newer programs and for older ones."""
    return next(element.iterancestors(_FALLBACK), None) is not None


class _Reading:
    """One walk through the body."""

    def __init__(self, document: Document, parts: dict[str, etree._Element], accept: bool) -> None:
        self._styles = Styles(document)
        self._numbering = Numbering(parts.get("word/numbering.xml"))
        self._notes = {
            (kind, note.get(f"{_W}id") or ""): note
            for kind in _NOTES
            for note in _notes_of(parts.get(f"word/{kind}s.xml"), kind)
        }
        self._told: set[tuple[str, str]] = set()
        self._dropped = _DELETED if accept else _INSERTED
        self._mark = f"{_W}del" if accept else f"{_W}ins"
        """In the properties of a paragraph or a row: it is not there."""
        self.blocks: list[SourceBlock] = []
        self.removed: list[Removal] = []
        self.notes: list[SourceNote] = []
        self._runs = Runs()
        self._joined = False
        self._count = 0

    def walk(self, parent: etree._Element) -> None:
        """Gather the blocks below an element."""
        for element in parent.iterchildren(tag=etree.Element):
            if element.tag in self._dropped or element.tag == _FALLBACK:
                self._remove("revision", element)
            elif element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            else:
                self.walk(element)

    def finish(self) -> None:
        """Report what stands in the file and is told nowhere: notes that no mark leads to."""
        for key, note in self._notes.items():
            if key not in self._told:
                self._remove("layout", note)

    def _remove(self, why: Literal["revision", "layout"], element: etree._Element) -> None:
        if element.tag != _FALLBACK and (text := clean(_raw(element))):
            self.removed.append(Removal(why, text))

    # Paragraphs

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{_W}pPr")
        style = self._styles.of(_value(properties, "pStyle"))
        boxes: list[etree._Element] = []
        if self._joined:
            self._runs.add("\n")
        self._inline(element, style.bold, boxes)
        # Without its mark a paragraph ends where the next one does.
        self._joined = properties is not None and properties.find(f"{_W}rPr/{self._mark}") is not None
        if not self._joined:
            self._close(properties, style.level, style.numbering)
        for box in boxes:
            self.walk(box)

    def _close(self, properties: etree._Element | None, level: int, numbering: etree._Element | None) -> None:
        own = properties.find(f"{_W}numPr") if properties is not None else None
        if not self._runs.lines():
            self._runs = Runs()
            return
        label = self._numbering.label(own if own is not None else numbering)
        kind: Literal["heading", "paragraph", "item"] = "paragraph" if label is None else "item"
        self._count += 1
        block = self._runs.take("heading" if level else kind, self._count, level, label or "")
        if block:
            self.blocks.append(block)
            self.removed += [Removal("numbering", "", label)] if label else []

    def _inline(self, element: etree._Element, bold: bool, boxes: list[etree._Element]) -> None:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag in self._dropped or child.tag == _FALLBACK:
                self._remove("revision", child)
            elif child.tag == f"{_W}r":
                self._run(child, bold, boxes)
            elif child.tag == f"{_W}txbxContent":
                boxes.append(child)
            elif child.tag != f"{_W}pPr":
                self._inline(child, bold, boxes)

    def _run(self, run: etree._Element, bold: bool, boxes: list[etree._Element]) -> None:
        properties = run.find(f"{_W}rPr")
        if properties is not None and _is_on(properties.find(f"{_W}vanish")):
            self._remove("layout", run)
            return
        bold = _is_bold(properties, bold or self._styles.of(_value(properties, "rStyle")).bold)
        for child in run.iterchildren(tag=etree.Element):
            name = child.tag.removeprefix(_W)
            if child.tag in _TEXTS:
                self._runs.add((child.text or "").replace("\n", " "), bold)
            elif child.tag in _GAPS:
                self._runs.add("\n" if name in ("br", "cr") else " ")
            elif name == "noBreakHyphen":
                self._runs.add("-", bold)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), child)
            elif name not in ("rPr", "instrText", "delInstrText"):
                boxes += [box for box in child.iter(f"{_W}txbxContent") if not _is_fallback(box)]

    def _note(self, kind: str, reference: etree._Element) -> None:
        key = (kind, reference.get(f"{_W}id") or "")
        note = self._notes.get(key)
        if note is None:
            return
        self._told.add(key)
        mark = str(len(self.notes) + 1)
        self.notes.append(SourceNote(mark, clean(_raw(note))))
        self._runs.add(f"[^{mark}]")

    # Tables

    def _table(self, table: etree._Element) -> None:
        rows = []
        for row in table.iterchildren(f"{_W}tr"):
            properties = row.find(f"{_W}trPr")
            if properties is not None and properties.find(self._mark) is not None:
                self._remove("revision", row)
            else:
                rows.append(row)
        cells = [list(_cells(row)) for row in rows]
        several = sum(sum(bool(clean(_raw(cell))) for cell in row) > 1 for row in cells)
        nested = any(cell.find(f".//{_W}tbl") is not None for row in cells for cell in row)
        if several < 2 or nested:
            for cell in (cell for row in cells for cell in row):
                self.walk(cell)
            return
        rows_of_text = _grid([[(_span(cell), self._cell(cell)) for cell in row] for row in cells])
        self._count += 1
        self.blocks.append(SourceBlock("table", self._count, (), rows=rows_of_text))

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell, read as that of the body is: changes, notes and labels of lists are where they belong."""
        count, outside, self.blocks = self._count, self.blocks, []
        self.walk(cell)
        text = " ".join(block.text for block in self.blocks)
        self._count, self.blocks = count, outside
        return text


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row.iterchildren(f"{_W}tc", f"{_W}sdt"):
        yield from [child] if child.tag == f"{_W}tc" else child.iter(f"{_W}tc")


def _span(cell: etree._Element) -> int:
    """The columns that a cell spans."""
    span = _value(cell.find(f"{_W}tcPr"), "gridSpan")
    return min(int(span), 100) if span.isdigit() else 1


def _grid(rows: Iterable[list[tuple[int, str]]]) -> tuple[tuple[str, ...], ...]:
    """The text of cells, each with the columns that it spans, at its place; a place that another spans is ''."""
    grid = [[text for span, cell in row for text in (cell, *[""] * (span - 1))] for row in rows]
    width = max(map(len, grid))
    return tuple((*line, *[""] * (width - len(line))) for line in grid)


def _notes_of(part: etree._Element | None, kind: str) -> Iterator[etree._Element]:
    """The notes of a part, without the lines that separate them from the text."""
    for note in part.iterchildren(f"{_W}{kind}") if part is not None else ():
        if note.get(f"{_W}type") in (None, "normal"):
            yield note


def _value(properties: etree._Element | None, name: str) -> str:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _is_on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(f"{_W}val") not in ("0", "false", "off", "none")


def _is_bold(properties: etree._Element | None, otherwise: bool) -> bool:
    toggle = properties.find(f"{_W}b") if properties is not None else None
    return otherwise if toggle is None else _is_on(toggle)
