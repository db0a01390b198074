"""ODT, the format of LibreOffice and of officielebekendmakingen.nl."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from corpus.blocks import Removal, Source, SourceBlock, SourceNote
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.readers.archive import Archive
from corpus.readers.odt_styles import Styles
from corpus.readers.runs import Runs
from corpus.readers.xmltree import parse_xml
from corpus.text import Words, clean

READER = "odt/1"

_OFFICE, _TEXT, _TABLE, _DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "table", "drawing")
)
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_CONTAINERS = frozenset({f"{_TEXT}section", f"{_TEXT}table-of-content", f"{_TEXT}index-body", f"{_TEXT}list-header"})
_FRAMES = frozenset({f"{_DRAW}frame", f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}g"})


def read(name: str, data: bytes) -> Source:
    """The blocks of an ODT file, tracked insertions accepted. Raises FileRefused."""
    archive = Archive(name, data)
    content = parse_xml(name, archive.read("content.xml"))
    styles = archive.read("styles.xml")
    styled = parse_xml(name, styles) if styles else None
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise FileRefused("%(file)s: an ODT file without a text; add the text document itself", file=name)
    reading = _Reading(Styles(content, styled))
    reading.walk(body)
    furniture = list(_furniture(styled)) if styled is not None else []
    raw = "\n".join([_raw(body), *furniture])
    return Source(
        name=name,
        reader=READER,
        typed=True,
        blocks=tuple(reading.blocks),
        words=Words.of(raw),
        removed=(*reading.removed, *(Removal("furniture", text) for text in furniture)),
        warnings=tuple(_warnings(name, body)),
        notes=tuple(reading.notes),
    )


def _warnings(name: str, body: etree._Element) -> Iterator[Message]:
    if body.find(f"{_TEXT}tracked-changes") is not None:
        yield Message("%(file)s: has tracked changes; read as if all were accepted", {"file": name})


def _furniture(styles: etree._Element) -> Iterator[str]:
    """Headers and footers of the page styles."""
    for element in styles.iter(f"{{{styles.nsmap.get('style', '')}}}*") if "style" in styles.nsmap else ():
        if etree.QName(element).localname.startswith(("header", "footer")) and (text := clean(_raw(element))):
            yield text


def _raw(root: etree._Element) -> str:
    """All text below an element; paragraphs, cells and breaks part words, spans do not."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        gap = "\n" if event in ("start", "end") and _parts_words(element) else ""
        pieces += [gap, (element.text if event == "start" else "" if element is root else element.tail) or ""]
    return "".join(pieces)


def _parts_words(element: etree._Element) -> bool:
    own = etree.QName(element)
    inline = {"span", "a", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break", "change", "change-start"}
    return not (own.namespace == _TEXT[1:-1] and own.localname in inline | {"change-end", "reference-mark"})


class _Reading:
    """One walk through the text."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.blocks: list[SourceBlock] = []
        self.removed: list[Removal] = []
        self.notes: list[SourceNote] = []
        self._count = 0
        self._counts: dict[tuple[str, int], int] = {}
        """How far each numbered list has come, by its style and level."""

    def walk(self, parent: etree._Element) -> None:
        """Gather the blocks below an element."""
        for element in parent.iterchildren(tag=etree.Element):
            tag = element.tag
            if tag in _PARAGRAPHS:
                self._paragraph(element)
            elif tag == f"{_TEXT}list":
                self._list(element, element.get(f"{_TEXT}style-name") or "", 1)
            elif tag == f"{_TABLE}table":
                self._table(element)
            elif tag == f"{_TEXT}tracked-changes":
                self._remove("revision", element)
            elif tag in _CONTAINERS or tag in _FRAMES:
                self.walk(element)
            elif text := clean(_raw(element)):
                # Sequence declarations, forms and what else may stand here: rarely text, never lost.
                self.removed.append(Removal("layout", text))

    def _remove(self, why: Literal["revision", "comment", "layout"], element: etree._Element) -> None:
        if text := clean(_raw(element)):
            self.removed.append(Removal(why, text))

    def _paragraph(self, element: etree._Element, label: str = "", item: bool = False) -> None:
        runs = Runs()
        frames: list[etree._Element] = []
        self._inline(element, runs, self._styles.is_bold(element.get(f"{_TEXT}style-name"), False), frames)
        heading = element.tag == f"{_TEXT}h"
        level = min(int(element.get(f"{_TEXT}outline-level") or 1), 6) if heading else 0
        self._count += 1
        kind: Literal["heading", "paragraph", "item"] = "heading" if heading else "item" if item else "paragraph"
        if block := runs.take(kind, self._count, level, label):
            self.blocks.append(block)
            self.removed += [Removal("numbering", "", label)] if label else []
        for frame in frames:
            self.walk(frame)

    def _inline(self, element: etree._Element, runs: Runs, bold: bool, frames: list[etree._Element]) -> None:
        runs.add(_squeezed(element.text), bold)
        for child in element:
            if isinstance(child.tag, str):
                self._inline_child(child, runs, bold, frames)
            runs.add(_squeezed(child.tail), bold)

    def _inline_child(self, child: etree._Element, runs: Runs, bold: bool, frames: list[etree._Element]) -> None:
        match child.tag.removeprefix(_TEXT):
            case "s" | "tab":
                runs.add(" ")
            case "line-break":
                runs.add("\n")
            case "note":
                self._note(child, runs)
            case "span":
                self._inline(child, runs, self._styles.is_bold(child.get(f"{_TEXT}style-name"), bold), frames)
            case _ if child.tag in _FRAMES:
                frames.append(child)
            case _ if child.tag in (f"{_OFFICE}annotation", f"{_OFFICE}annotation-end"):
                self._remove("comment", child)
            case _ if etree.QName(child).localname in ("ruby", "title", "desc"):
                self._remove("layout", child)
            case _:
                self._inline(child, runs, bold, frames)

    def _note(self, note: etree._Element, runs: Runs) -> None:
        mark = str(len(self.notes) + 1)
        citation = note.find(f"{_TEXT}note-citation")
        printed = clean(_raw(citation)) if citation is not None else ""
        body = note.find(f"{_TEXT}note-body")
        self.notes.append(SourceNote(mark, clean(_raw(body)) if body is not None else ""))
        self.removed += [Removal("note", printed)] if printed else []
        runs.add(f"[^{mark}]")

    def _list(self, element: etree._Element, style: str, level: int) -> None:
        if element.get(f"{_TEXT}continue-numbering") != "true":
            self._counts[style, level] = self._styles.start(style, level)
        for item in element.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
            if start := item.get(f"{_TEXT}start-value"):
                self._counts[style, level] = int(start) if start.isdigit() else 1
            label = self._styles.label(style, level, self._counts[style, level]) if item.tag.endswith("item") else ""
            self._counts[style, level] += 1
            self._item(item, style, level, label)

    def _item(self, item: etree._Element, style: str, level: int, label: str) -> None:
        for child in item.iterchildren(tag=etree.Element):
            if child.tag == f"{_TEXT}list":
                self._list(child, child.get(f"{_TEXT}style-name") or style, level + 1)
            elif child.tag in _PARAGRAPHS:
                self._paragraph(child, label, item=child is item[0])
                label = ""
            else:
                self.walk(item)
                return

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table]
        cells = [list(row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")) for row in rows]
        filled = [row for row in cells if any(clean(_raw(cell)) for cell in row)]
        nested = table.find(f".//{_TABLE}table") is not None
        if len(filled) < 2 or max(map(len, filled), default=0) < 2 or nested:
            for cell in (cell for row in cells for cell in row):
                self.walk(cell)
            return
        width = max(map(len, filled))
        grid = tuple(tuple(map(self._cell, row)) + ("",) * (width - len(row)) for row in filled)
        self._count += 1
        self.blocks.append(SourceBlock("table", self._count, (), rows=grid))

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell, read as that of the body is: notes and labels of lists are where they belong."""
        count, outside, self.blocks = self._count, self.blocks, []
        self.walk(cell)
        text = " ".join(block.text for block in self.blocks)
        self._count, self.blocks = count, outside
        return text


def _squeezed(text: str | None) -> str | None:
    r"""A newline in the file is a space; only an element breaks a line."""
    return text.replace("\n", " ") if text else None
