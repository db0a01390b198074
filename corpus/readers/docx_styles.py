"""What the styles and the numbering of a DOCX file say: bold, levels of headings, labels of list items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from lxml import etree

from corpus.readers.runs import numbered

_DEEPEST = 20
"""Parents of a style; more is a circle."""
_HEADING = re.compile(r"(?:heading|kop|titel|title)\s*(\d)?", re.IGNORECASE)
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style, its parents taken into account."""

    bold: bool = False
    level: int = 0
    """Of a heading: 1 to 6; else 0."""
    numbering: etree._Element | None = None
    """Its `w:numPr`."""


class Styles:
    """The styles of a document by id."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        default = next((s for s in document.styles if s.type == WD_STYLE_TYPE.PARAGRAPH and s.element.default), None)
        self._default = default.style_id if default else None
        self._known: dict[str | None, Style] = {}

    def of(self, style_id: str | None) -> Style:
        """The style with this id; the default one for None and for an id that is not there."""
        if style_id not in self._known:
            self._known[style_id] = self._read(self._styles.get(style_id or self._default or ""))
        return self._known[style_id]

    def _read(self, style: BaseStyle | None) -> Style:
        bold, level, numbering = None, 0, None
        for _ in range(_DEEPEST):
            if style is None:
                break
            if bold is None and isinstance(style, CharacterStyle):
                bold = style.font.bold
            if not level and (match := _HEADING.fullmatch(style.name or "")):
                level = min(int(match[1] or 1), 6)
            if numbering is None:
                numbering = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            style = style.base_style if isinstance(style, CharacterStyle | ParagraphStyle) else None
        return Style(bool(bold), level, numbering)


class Numbering:
    """The labels of numbered paragraphs, counted as they come."""

    def __init__(self, part: etree._Element | None) -> None:
        self._abstract: dict[str, str] = {}
        self._levels: dict[tuple[str, int], etree._Element] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        for abstract in part.iter(qn("w:abstractNum")) if part is not None else ():
            for level in abstract.iter(qn("w:lvl")):
                self._levels[_value(abstract, "abstractNumId"), int(_value(level, "ilvl") or 0)] = level
        for number in part.iter(qn("w:num")) if part is not None else ():
            self._add_number(number)

    def _add_number(self, number: etree._Element) -> None:
        name, abstract = _value(number, "numId"), number.find(qn("w:abstractNumId"))
        self._abstract[name] = _value(abstract, "val") if abstract is not None else ""
        for override in number.iter(qn("w:startOverride")):
            level = override.getparent()
            at = int(_value(level, "ilvl") or 0) if level is not None else 0
            self._starts[name, at] = int(_value(override, "val") or 1)

    def label(self, properties: etree._Element | None) -> str | None:
        """What is printed before a paragraph with these `w:numPr`: '3.', '' for a bullet; None where it is no item."""
        name, at = _child(properties, "numId"), int(_child(properties, "ilvl") or 0)
        level = self._levels.get((self._abstract.get(name, ""), at))
        if level is None or name == "0":
            return None
        form = _child(level, "numFmt")
        if form in ("bullet", "none"):
            return "" if form == "bullet" else None
        counts = self._counted(name, at)
        return re.sub(r"%(\d)", lambda match: self._shown(name, int(match[1]) - 1, counts), _child(level, "lvlText"))

    def _counted(self, name: str, at: int) -> list[int]:
        """Lists that share their definition go on counting, unless one begins anew."""
        key = name if any(number == name for number, _ in self._starts) else self._abstract[name]
        counts = self._counts.setdefault(key, [])
        while len(counts) <= at:
            counts.append(self._start(name, len(counts)) - 1)
        counts[at] += 1
        del counts[at + 1 :]
        return counts

    def _start(self, name: str, at: int) -> int:
        level = self._levels.get((self._abstract[name], at))
        return self._starts.get((name, at)) or int((_child(level, "start") if level is not None else "") or 1)

    def _shown(self, name: str, at: int, counts: list[int]) -> str:
        level = self._levels.get((self._abstract[name], at))
        form = _child(level, "numFmt") if level is not None else ""
        number = max(counts[at] if at < len(counts) else 1, 1)
        return numbered(number, _FORMS.get(form, "1"), suffix="")


def _child(element: etree._Element | None, name: str) -> str:
    found = element.find(qn(f"w:{name}")) if element is not None else None
    return _value(found, "val") if found is not None else ""


def _value(element: etree._Element, name: str) -> str:
    return element.get(qn(f"w:{name}")) or ""
