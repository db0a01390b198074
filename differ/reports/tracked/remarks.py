"""Remarks in the margin of a document: the facts that changed in a question."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from differ.reports.tracked.ooxml import Element, Stamp, W, child
from differ.reports.tracked.package import COMMENTS, MAIN, Package


class Remarks:
    """Adds remarks to a document."""

    def __init__(self, package: Package, stamp: Stamp) -> None:
        self._package = package
        self._stamp = stamp
        root = package.part(COMMENTS)
        if root is None:
            document = package.part(MAIN)
            assert document is not None, "a document has a main part"
            root = etree.Element(f"{W}comments", nsmap={"w": W.strip("{}")})
        self._root: Element = root
        used = [int(number) for own in root if (number := own.get(f"{W}id") or "").isdigit()]
        self._next = max(used, default=-1) + 1

    def add(self, paragraph: Element, lines: Sequence[str]) -> None:
        """A remark at a paragraph."""
        if not len(self._root) and self._package.part(COMMENTS) is None:
            self._package.add(COMMENTS, self._root, "comments")
        number = {f"{W}id": str(self._next)}
        self._next += 1
        self._root.append(self._remark(number[f"{W}id"], lines))
        start = etree.Element(f"{W}commentRangeStart", number)
        properties = child(paragraph, "pPr")
        paragraph.insert(0, start) if properties is None else properties.addnext(start)
        etree.SubElement(paragraph, f"{W}commentRangeEnd", number)
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference", number)

    def _remark(self, number: str, lines: Sequence[str]) -> Element:
        made = self._stamp.element("comment")
        made.set(f"{W}id", number)
        made.set(f"{W}initials", "nota")
        for line in lines:
            text = etree.SubElement(etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r"), f"{W}t")
            text.text = line
        return made
