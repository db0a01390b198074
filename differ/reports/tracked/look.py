"""How new text looks in a document: like what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby
from typing import Literal

from lxml import etree

from corpus.model import PASSAGE, Answer, Question
from corpus.normal import enumerate_numbers
from corpus.references import expand_numbers
from differ.reports.tracked.glyphs import NOTE, Glyphs
from differ.reports.tracked.ooxml import Element, W, child, paragraph, value
from differ.reports.tracked.package import Package
from differ.reports.tracked.places import Region

NUMBERING = "word/numbering.xml"
Kind = Literal["prose", "item", "cell"]
Text = tuple[str, Element | None]
"""A text and the properties of its run."""
Opening = tuple[Element | None, list[Text]]
"""The properties of a paragraph, and the texts in it."""


class Look:
    """Finds, for what is new, something like it that is there."""

    def __init__(self, glyphs: Glyphs, body: Element, package: Package) -> None:
        self._glyphs = glyphs
        self._body = body
        self._package = package

    def numbers(self, printed: str) -> tuple[str, ...]:
        """The numbers in a mark as it is printed."""
        return expand_numbers(" ".join(printed.lower().split()))

    def mark(self, like: Region | None, part: Question | Answer) -> tuple[list[Opening], list[Text]]:
        """The mark of a question or an answer like that of another: paragraphs of it, and what opens its text."""
        if like is None:
            return [_heading(part)], []
        numbers = part.numbers if isinstance(part, Answer) else (part.number.removeprefix("p"),)
        signs = self._signs(like, numbers)
        paragraphs: list[Opening] = []
        opening: list[Text] = []
        for element, group in groupby(signs, lambda own: own[0]):
            texts = [
                ("".join(text for _, text, _ in run), properties)
                for properties, run in groupby(group, lambda own: own[2])
            ]
            texts = [(text, properties) for text, properties in texts if text]
            if element is self._glyphs.all[like.text].paragraph:
                opening = texts
            elif texts:
                paragraphs.append((child(element, "pPr"), texts))
        return paragraphs, opening

    def _signs(self, like: Region, numbers: Sequence[str]) -> list[tuple[Element, str, Element | None]]:
        """The signs of a mark, with other numbers: their paragraph, themselves, the properties of their run."""
        start, end = like.numbers or (like.text, like.text)
        found = []
        for place in range(like.start, like.text):
            glyph = self._glyphs.all[place]
            if glyph.run is None:
                continue
            text = enumerate_numbers(numbers) if place == start else "" if start < place < end else glyph.sign
            found.append((glyph.paragraph, text.replace(NOTE, ""), child(glyph.run, "rPr")))
        if not like.numbers and len(numbers) > 1 and found:
            # 'Antwoord' alone serves the question above it; several are to be named.
            last = max(n for n, (_, text, _) in enumerate(found) if text.isalpha())
            element, text, properties = found[last]
            found[last] = element, f"{text} {enumerate_numbers(numbers)}", properties
        return found

    def paragraph(self, like: Region | None, kind: Kind) -> Element | None:
        """The properties of a paragraph of this kind."""
        place = self._place(like, kind)
        if place is None and kind == "item":
            return bullet(self._package)
        return child(self._glyphs.all[place].paragraph, "pPr") if place is not None else None

    def text(self, like: Region | None, kind: Kind) -> Element | None:
        """The properties of a run of text of this kind."""
        place = self._place(like, kind)
        if place is None and like is not None and kind == "item":
            place = self._place(like, "prose")
        run = self._glyphs.all[place].run if place is not None else None
        return child(run, "rPr") if run is not None else None

    def _place(self, like: Region | None, kind: Kind) -> int | None:
        if like is None:
            return None
        return next(
            (
                like.at[p]
                for own in like.segments
                if own.kind == kind
                for p in range(own.start, own.end)
                if p in like.at
            ),
            None,
        )

    def is_item(self, element: Element | None) -> bool:
        """Whether a paragraph is an item of a list."""
        properties = child(element, "pPr") if element is not None else None
        return properties is not None and (child(properties, "numPr") is not None or _is_list_style(properties))

    def table(self, columns: int) -> Element:
        """A table without rows, like another of the document."""
        made = etree.Element(f"{W}tbl")
        other = next((own for own in self._body.iter(f"{W}tbl") if child(own, "tblPr") is not None), None)
        properties = child(other, "tblPr") if other is not None else None
        made.append(_bordered() if properties is None else deepcopy(properties))
        grid = etree.SubElement(made, f"{W}tblGrid")
        for _ in range(columns):
            etree.SubElement(grid, f"{W}gridCol")
        return made

    def row(self, like: Element | None, columns: int) -> Element:
        """A row of empty cells, like another row if that has as many."""
        made = etree.Element(f"{W}tr")
        others = like.findall(f"{W}tc") if like is not None else []
        for column in range(columns):
            cell = etree.SubElement(made, f"{W}tc")
            other = others[column] if len(others) == columns else None
            own = child(other, "p") if other is not None else None
            if other is not None and (properties := child(other, "tcPr")) is not None:
                cell.append(deepcopy(properties))
            cell.append(paragraph(child(own, "pPr") if own is not None else None))
        return made


def bullet(package: Package) -> Element:
    """The properties of an item of a bulleted list, as the document has it; added to it where it has none."""
    made = etree.Element(f"{W}pPr")
    styles = package.read("word/styles.xml")
    for style in styles.iter(f"{W}style") if styles is not None else ():
        if value(style, "name").lower() == "list bullet":
            etree.SubElement(made, f"{W}pStyle").set(f"{W}val", style.get(f"{W}styleId") or "")
            return made
    numbering = etree.SubElement(made, f"{W}numPr")
    etree.SubElement(numbering, f"{W}ilvl").set(f"{W}val", "0")
    etree.SubElement(numbering, f"{W}numId").set(f"{W}val", _bullets(package))
    return made


def _bullets(package: Package) -> str:
    """The number of a bulleted list; a new one, where the document has none."""
    root = package.part(NUMBERING)
    if root is None:
        root = etree.Element(f"{W}numbering", nsmap={"w": W.strip("{}")})
        package.add(NUMBERING, root, "numbering")
    forms = {own.get(f"{W}abstractNumId"): value(own, "lvl/numFmt") for own in root.iter(f"{W}abstractNum")}
    for number in root.iter(f"{W}num"):
        if forms.get(value(number, "abstractNumId")) == "bullet" and child(number, "lvlOverride") is None:
            return number.get(f"{W}numId") or ""
    free = str(1 + max((int(own or 0) for own in forms), default=0))
    abstract = root.makeelement(f"{W}abstractNum", {f"{W}abstractNumId": free})
    level = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": "0"})
    for name, text in (("start", "1"), ("numFmt", "bullet"), ("lvlText", "•"), ("lvlJc", "left")):
        etree.SubElement(level, f"{W}{name}").set(f"{W}val", text)
    etree.SubElement(etree.SubElement(level, f"{W}pPr"), f"{W}ind", {f"{W}left": "720", f"{W}hanging": "360"})
    # All definitions stand before all lists.
    root.insert(len(forms), abstract)
    used = str(1 + max((int(own.get(f"{W}numId") or 0) for own in root.iter(f"{W}num")), default=0))
    number = etree.SubElement(root, f"{W}num", {f"{W}numId": used})
    etree.SubElement(number, f"{W}abstractNumId").set(f"{W}val", free)
    return used


def _heading(part: Question | Answer) -> Opening:
    """A mark as the plain document has it."""
    if isinstance(part, Answer):
        text, style = f"Antwoord {enumerate_numbers(n.removeprefix(PASSAGE) for n in part.numbers)}", "Heading3"
    else:
        is_passage = part.number.startswith(PASSAGE)
        text, style = f"{'Passage' if is_passage else 'Vraag'} {part.number.removeprefix(PASSAGE)}", "Heading2"
    properties = etree.Element(f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", style)
    return properties, [(text, None)]


def _is_list_style(properties: Element) -> bool:
    style = child(properties, "pStyle")
    return style is not None and "List" in (style.get(f"{W}val") or "")


def _bordered() -> Element:
    """The properties of a table with lines."""
    made = etree.Element(f"{W}tblPr")
    etree.SubElement(made, f"{W}tblW", {f"{W}w": "0", f"{W}type": "auto"})
    borders = etree.SubElement(made, f"{W}tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        etree.SubElement(
            borders, f"{W}{side}", {f"{W}val": "single", f"{W}sz": "4", f"{W}space": "0", f"{W}color": "auto"}
        )
    return made
