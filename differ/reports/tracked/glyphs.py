"""The body of a DOCX as one row of signs: letters, spaces, objects and the ends of paragraphs, each with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from corpus.text import clean
from differ.reports.tracked.ooxml import FALLBACK, XML_SPACE, Element, W, child

NOTE = "\ue000"
"""Stands for the mark of a note, whatever its number."""

_GAPS = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab", "softHyphen", "lastRenderedPageBreak"))
_NOTES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
_SILENT = frozenset(f"{W}{name}" for name in ("rPr", "instrText", "delInstrText", "fldChar", "footnoteRef"))


@dataclass(slots=True)
class Glyph:
    """One sign."""

    sign: str
    """A letter or figure in NFC; `NOTE`; a space for all white space; '' for an object or the end of a paragraph."""
    paragraph: Element
    run: Element | None
    """None for the end of a paragraph."""
    node: Element | None = None
    """The element in the run."""
    offset: int = 0
    """Of it in the text of the node."""


class Glyphs:
    """The signs of a body in reading order. Text boxes come after the paragraph that holds them."""

    def __init__(self, body: Element) -> None:
        self.all: list[Glyph] = []
        for paragraph in body.iter(f"{W}p"):
            if next(paragraph.iterancestors(FALLBACK), None) is None:
                self.all += _of_paragraph(paragraph)
        self.letter_at = [place for place, glyph in enumerate(self.all) if glyph.sign and not glyph.sign.isspace()]
        """Where each letter stands among all."""
        self.letters = "".join(self.all[place].sign[0] for place in self.letter_at)
        self._ends: dict[Element, int] = {}
        for place, glyph in enumerate(self.all):
            if glyph.run is None:
                self._ends[glyph.paragraph] = place

    def end_of(self, paragraph: Element) -> int:
        """Where the end of a paragraph stands."""
        return self._ends[paragraph]

    def cut(self, places: set[int]) -> None:
        """Divide runs, so that each of these places has none on both sides of it."""
        for place in sorted(places, reverse=True):
            if 0 < place < len(self.all):
                before, after = self.all[place - 1], self.all[place]
                if before.run is not None and before.run is after.run:
                    self._divide(place)

    def runs(self, start: int, end: int) -> list[Element]:
        """The runs that the signs of this range stand in, in order, each once."""
        found: dict[Element, None] = {}
        for glyph in self.all[start:end]:
            if glyph.run is not None:
                found[glyph.run] = None
        return list(found)

    def _divide(self, place: int) -> None:
        """Put a sign, and what follows it in its run, into a run of its own."""
        glyph = self.all[place]
        run, node = glyph.run, glyph.node
        assert run is not None and node is not None, "only the end of a paragraph is in no run"
        rest = etree.Element(f"{W}r")
        if (properties := child(run, "rPr")) is not None:
            rest.append(deepcopy(properties))
        following = list(node.itersiblings())
        moved = node
        if glyph.offset:
            moved = deepcopy(node)
            moved.text, node.text = (node.text or "")[glyph.offset :], (node.text or "")[: glyph.offset]
            for own in (moved, node):
                own.set(XML_SPACE, "preserve")
        rest.extend([moved, *following])
        run.addnext(rest)
        cut, old = glyph.offset, node
        for later in self.all[place:]:
            if later.run is not run:
                break
            later.run = rest
            if later.node is old:
                later.node, later.offset = moved, later.offset - cut


def _of_paragraph(paragraph: Element) -> Iterator[Glyph]:
    for run in _runs(paragraph):
        hidden = _is_hidden(run)
        for node in run:
            if node.tag == f"{W}t":
                yield from _of_text(paragraph, run, node, hidden)
            elif node.tag in _GAPS:
                yield Glyph(" ", paragraph, run, node)
            elif node.tag in _NOTES:
                yield Glyph(NOTE, paragraph, run, node)
            elif node.tag == f"{W}noBreakHyphen":
                yield Glyph("-", paragraph, run, node)
            elif node.tag not in _SILENT:
                yield Glyph("", paragraph, run, node)
    yield Glyph("", paragraph, None)


def _of_text(paragraph: Element, run: Element, node: Element, hidden: bool) -> Iterator[Glyph]:
    text = node.text or ""
    for offset, sign in enumerate(text):
        if unicodedata.combining(sign) and offset:
            continue
        end = offset + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield Glyph("" if hidden else clean(text[offset:end]) or " ", paragraph, run, node, offset)


def _runs(parent: Element) -> Iterator[Element]:
    """The runs of a paragraph, also those in a link or a field; not those of a text box in it."""
    for own in parent:
        if own.tag == f"{W}r":
            yield own
        elif own.tag not in (f"{W}pPr", FALLBACK, f"{W}p") and isinstance(own.tag, str):
            yield from _runs(own)


def _is_hidden(run: Element) -> bool:
    properties = child(run, "rPr")
    toggle = child(properties, "vanish") if properties is not None else None
    return toggle is not None and toggle.get(f"{W}val") not in ("0", "false", "off")
