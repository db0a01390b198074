"""The elements of WordprocessingML that tracking changes needs: made, and found."""

from __future__ import annotations

from copy import deepcopy
from typing import Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

Element = etree._Element
Change = Literal["ins", "del", "moveFrom", "moveTo"]
# What stands in the properties of a paragraph behind those of its mark.
_AFTER_MARK = (f"{W}sectPr", f"{W}pPrChange")


class Stamp:
    """Who made the changes, and when; gives each change an id of its own."""

    def __init__(self, author: str, date: str | None, first: int) -> None:
        self._author = author
        self._date = date
        self._next = first

    def element(self, name: str) -> Element:
        """An element of a change, with an id that no other has."""
        made = etree.Element(f"{W}{name}")
        made.set(f"{W}id", str(self._next))
        made.set(f"{W}author", self._author)
        if self._date:
            made.set(f"{W}date", self._date)
        self._next += 1
        return made


def child(parent: Element, name: str) -> Element | None:
    """The first child of this name."""
    return parent.find(f"{W}{name}")


def value(parent: Element, path: str) -> str:
    """The value of a property that stands below an element, as `lvl/numFmt`; '' where it is not there."""
    found = parent.find("/".join(f"{W}{name}" for name in path.split("/")))
    return (found.get(f"{W}val") or "") if found is not None else ""


def run(text: str, properties: Element | None) -> Element:
    """A run of text, formatted as the run that these properties are of."""
    made = etree.Element(f"{W}r")
    if properties is not None:
        made.append(deepcopy(properties))
    own = etree.SubElement(made, f"{W}t")
    own.text = text
    own.set(XML_SPACE, "preserve")
    return made


def as_deleted(element: Element) -> None:
    """Rename the texts in a run that goes, as the format wants it."""
    for name, gone in (("t", "delText"), ("instrText", "delInstrText")):
        for own in element.iter(f"{W}{name}"):
            own.tag = f"{W}{gone}"
            own.set(XML_SPACE, "preserve")


def paragraph(properties: Element | None) -> Element:
    """An empty paragraph, with the properties of another but not its own changes or the end of its section."""
    made = etree.Element(f"{W}p")
    if properties is not None:
        own = deepcopy(properties)
        for name in ("sectPr", "pPrChange"):
            for gone in own.findall(f"{W}{name}"):
                own.remove(gone)
        mark = child(own, "rPr")
        if mark is not None:
            for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
                for gone in mark.findall(f"{W}{name}"):
                    mark.remove(gone)
        made.append(own)
    return made


def set_mark(element: Element, change: Element) -> None:
    """Track the mark of a paragraph: it is new, or it goes."""
    properties = child(element, "pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        element.insert(0, properties)
    mark = child(properties, "rPr")
    if mark is None:
        mark = etree.Element(f"{W}rPr")
        behind = next((own for own in properties if own.tag in _AFTER_MARK), None)
        if behind is None:
            properties.append(mark)
        else:
            behind.addprevious(mark)
    mark.insert(0, change)


def set_row(row: Element, change: Element) -> None:
    """Track a row of a table: it is new, or it goes."""
    properties = child(row, "trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        before = child(row, "tblPrEx")
        row.insert(0, properties) if before is None else before.addnext(properties)
    behind = child(properties, "trPrChange")
    properties.append(change) if behind is None else behind.addprevious(change)
