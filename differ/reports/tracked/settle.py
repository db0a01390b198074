"""A document with tracked changes of its own -> the state of it that was read, without them."""

from __future__ import annotations

from corpus.blocks import Options
from differ.reports.tracked.ooxml import Element, W, child

_FORMAT = tuple(
    f"{W}{name}"
    for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange")
)
_RANGES = tuple(f"{W}{way}Range{end}" for way in ("moveFrom", "moveTo") for end in ("Start", "End"))


def settle(body: Element, options: Options) -> bool:
    """Accept or undo all changes that a document brings; tells whether it had any."""
    new, gone = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
    kept, dropped = (new, gone) if options.revisions == "accept" else (gone, new)
    found = list(body.iter(*new, *gone, *_FORMAT, *_RANGES))
    for element in found:
        parent = element.getparent()
        if parent is None:
            continue
        if parent.tag == f"{W}rPr":
            _settle_mark(element, parent, element.tag in dropped)
        elif parent.tag == f"{W}trPr":
            _settle_row(element, parent, element.tag in dropped)
        elif element.tag in kept:
            _unwrap(element, parent)
        else:
            parent.remove(element)
    for text in body.iter(f"{W}delText", f"{W}delInstrText"):
        text.tag = f"{W}t" if text.tag == f"{W}delText" else f"{W}instrText"
    return bool(found)


def _unwrap(element: Element, parent: Element) -> None:
    for own in list(element):
        element.addprevious(own)
    parent.remove(element)


def _settle_mark(element: Element, properties: Element, drop: bool) -> None:
    """A paragraph without its mark runs on into the next one."""
    paragraph = next(properties.iterancestors(f"{W}p"), None)
    properties.remove(element)
    following = paragraph.getnext() if paragraph is not None else None
    if drop and paragraph is not None and following is not None and following.tag == f"{W}p":
        at = 0 if child(following, "pPr") is None else 1
        for own in reversed([own for own in paragraph if own.tag != f"{W}pPr"]):
            following.insert(at, own)
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)


def _settle_row(element: Element, properties: Element, drop: bool) -> None:
    row = properties.getparent()
    properties.remove(element)
    table = row.getparent() if row is not None else None
    if drop and row is not None and table is not None:
        table.remove(row)
