"""HTML, as officielebekendmakingen.nl serves it and as word processors save it (also under the name `.doc`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import Literal

from lxml import etree
from lxml import html as lxml_html

from corpus.blocks import Removal, Source, SourceBlock, SourceNote
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.readers.metadata import fields_of
from corpus.readers.runs import Runs, numbered
from corpus.text import Words, clean

READER = "html/1"

_SILENT = frozenset({"script", "style", "template", "noscript"})
_HEAD = frozenset({"head", "title"})
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th
    thead tr ul""".split()
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_LIGHT_STYLE = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
_HIDDEN = re.compile(r"display:\s*none")
_WORD_BULLET = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,3}|\*)[\])]?")


def read(name: str, text: str, warnings: tuple[Message, ...] = ()) -> Source:
    """The blocks of a page of HTML. Raises FileRefused where it has no text."""
    # A declaration of an encoding is true of the bytes, not of this text, and lxml would believe it.
    bare = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml_html.document_fromstring(bare, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise FileRefused("%(file)s: is not HTML that can be read: %(why)s", file=name, why=str(error)) from None
    reading = _Reading(root)
    reading.walk()
    if not reading.blocks:
        raise FileRefused("%(file)s: the page has no text; save the paper itself, not the page around it", file=name)
    meta = ((el.get("name") or "", el.get("content") or "") for el in root.iter("meta"))
    return Source(
        name=name,
        reader=READER,
        text=text,
        blocks=tuple(reading.blocks),
        words=Words.of(_raw(root, reading.marks)),
        removed=tuple(reading.removed),
        warnings=warnings,
        notes=tuple(reading.notes),
        fields=fields_of(meta),
    )


def _raw(root: etree._Element, marks: Container[etree._Element] = ()) -> str:
    """All text, as a browser without style would part its words; `marks` of notes are words of their own."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        parts = "\n" if tag in _BLOCKS or tag == "br" or element in marks else ""
        if event == "start":
            pieces += [parts, element.text or "" if tag not in _SILENT else ""]
        else:
            pieces += [parts, element.tail or ""]
    return "".join(pieces)


class _Reading:
    """One walk through the page, without recursion: nesting may be as deep as the parser lets it."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self.blocks: list[SourceBlock] = []
        self.removed: list[Removal] = []
        self.notes: list[SourceNote] = []
        self._runs = Runs()
        self._count = 0
        self.marks = _notes(root)
        self._bodies = {body for _, body in self.marks.values()}
        self._bold: list[bool] = [False]
        self._lists: list[Iterator[str]] = []
        self._label = ""
        self._kind: tuple[Literal["heading", "paragraph", "item"], int] = ("paragraph", 0)
        self._whole: set[etree._Element] = set()
        """Elements that were read at once."""

    def walk(self) -> None:
        """Gather the blocks."""
        steps = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            if event == "start":
                if self._read_whole(element):
                    self._whole.add(element)
                    steps.skip_subtree()
                else:
                    self._enter(element)
                continue
            if event == "end" and element not in self._whole:
                self._leave(element)
            self._add(element.tail)
        self._flush()

    def _add(self, text: str | None) -> None:
        self._runs.add(re.sub(r"\s+", " ", text) if text else None, self._bold[-1])

    def _flush(self) -> None:
        kind, level = self._kind
        self._count += 1
        block = self._runs.take(kind, self._count, level, self._label)
        if block:
            self.blocks.append(block)
            if self._label:
                self.removed.append(Removal("numbering", "", self._label))
            self._label = ""
            self._kind = ("paragraph", 0)

    def _read_whole(self, element: etree._Element) -> bool:
        """Elements of which nothing stands in the running text, or all of it in another form."""
        tag, style = element.tag, element.get("style") or ""
        if tag in _SILENT:
            return True
        if tag in _HEAD or _HIDDEN.search(style):
            self._remove("header" if tag in _HEAD else "layout", element)
            return True
        if element in self._bodies:
            return True
        if element in self.marks:
            self._runs.add(self._note(element), self._bold[-1])
            return True
        if _WORD_BULLET.search(style):
            self._read_label(element)
            return True
        return tag == "table" and self._read_table(element)

    def _remove(self, why: Literal["header", "layout"], element: etree._Element) -> None:
        if text := clean(_raw(element)):
            self.removed.append(Removal(why, text))

    def _note(self, element: etree._Element) -> str:
        """The sign of a note in the place of its mark; the note is told."""
        mark, body = self.marks[element]
        printed = clean("".join(map(str, element.itertext())))
        text = clean(_raw(body))
        number = re.match(rf"[\[(]?{re.escape(printed.strip('[]()'))}[\])]?\.?\s*", text)
        bare = text[number.end() :] if number else text
        self.removed += [Removal("note", printed)] + ([Removal("note", number[0].strip())] if number else [])
        self.notes.append(SourceNote(mark, bare))
        return f"[^{mark}]"

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell, with the signs of notes where their marks stand."""
        pieces: list[str] = []
        steps = etree.iterwalk(cell, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            tag = element.tag if isinstance(element.tag, str) else ""
            gap = "\n" if tag in _BLOCKS or tag == "br" else ""
            if event != "start":
                pieces += [gap, "" if element is cell else element.tail or ""]
            elif element in self.marks or element in self._bodies:
                pieces.append(self._note(element) if element in self.marks else "")
                steps.skip_subtree()
            else:
                pieces += [gap, element.text or "" if tag not in _SILENT else ""]
        return clean("".join(pieces))

    def _read_label(self, element: etree._Element) -> None:
        """The number or bullet of a list item of a word processor."""
        label = clean("".join(map(str, element.itertext())))
        if re.search(r"\w", label):
            self._runs.add(f"{label} ", self._bold[-1])
        elif not self._runs.lines():
            self._kind = ("item", 0)

    def _read_table(self, table: etree._Element) -> bool:
        """A table of rows and columns; one that only places text is read as paragraphs."""
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if len(rows) < 2 or max(map(len, cells), default=0) < 2 or table.find(".//table") is not None:
            return False
        self._flush()
        self._count += 1
        self.blocks.append(SourceBlock("table", self._count, (), rows=_grid(cells, self._cell)))
        for caption in table.iter("caption"):
            self._remove("layout", caption)
        return True

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag == "br":
            self._runs.add("\n")
        elif tag in ("ul", "ol"):
            self._lists.append(_labels(element))
        elif tag == "li":
            self._kind = ("item", 0)
            self._label = next(self._lists[-1], "") if self._lists else ""
        elif re.fullmatch("h[1-6]", tag):
            self._kind = ("heading", int(tag[1]))
        style = element.get("style") or ""
        bold = tag in _BOLD or self._bold[-1]
        self._bold.append(bool(_BOLD_STYLE.search(style)) or (bold and not _LIGHT_STYLE.search(style)))
        self._add(element.text)

    def _leave(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
            self._kind = ("paragraph", 0)
        if element.tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._bold.pop()


def _labels(element: etree._Element) -> Iterator[str]:
    """The labels of the items of a list, as a browser counts them; of bullets ''."""
    number = _integer(element.get("start"), 1)
    for item in element:
        if item.tag == "li":
            number = _integer(item.get("value"), number)
            yield numbered(number, element.get("type") or "1") if element.tag == "ol" else ""
            number += 1


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else default


def _grid(cells: list[list[etree._Element]], text: Callable[[etree._Element], str]) -> tuple[tuple[str, ...], ...]:
    """The text of cells, each at its place; a place that another cell spans is ''."""
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(cells):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            across = min(_integer(cell.get("colspan"), 1), 100)
            down = min(_integer(cell.get("rowspan"), 1), len(cells) - y)
            grid |= {(y + j, x + i): "" for i in range(across) for j in range(down)}
            grid[y, x] = text(cell)
            x += across
    width = max(x for _, x in grid) + 1
    return tuple(tuple(grid.get((y, x), "") for x in range(width)) for y in range(len(cells)))


def _notes(root: etree._Element) -> dict[etree._Element, tuple[str, etree._Element]]:
    """The links that are marks of notes, each with its mark and the element that has the note.

    A mark links to a place further on that begins with the same number, or that is an item of a list.
    """
    order = {element: at for at, element in enumerate(root.iter())}
    places = {value: element for element in order for key in ("id", "name") if (value := element.get(key))}
    found: dict[etree._Element, tuple[str, etree._Element]] = {}
    used: set[str] = set()
    for link in root.iter("a"):
        number = _NOTE_NUMBER.fullmatch(clean("".join(map(str, link.itertext()))))
        target = places.get((link.get("href") or "").removeprefix("#"))
        if not number or target is None or order[target] < order[link]:
            continue
        body = next((e for e in (target, *target.iterancestors()) if e.tag in ("p", "li", "div", "dd", "td")), target)
        text = clean(_raw(body))
        if body is root or not (body.tag == "li" or re.match(rf"[\[(]?{re.escape(number[1])}(?!\d)", text)):
            continue
        mark = number[1] if number[1] not in used else f"{number[1]}-{len(used)}"
        used.add(mark)
        found[link] = (mark, body)
    return found
