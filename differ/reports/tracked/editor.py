"""Edits of a document, gathered by place and then made all at once, because each divides what the others point to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from differ.reports.tracked.glyphs import Glyphs
from differ.reports.tracked.ooxml import Change, Element, Stamp, W, as_deleted, child, paragraph, run, set_mark
from differ.reports.tracked.places import Misplaced

Move = Hashable
"""What the two ends of one move have in common."""


@dataclass(slots=True)
class _Gone:
    start: int
    end: int
    move: Move | None


@dataclass(slots=True)
class _New:
    place: int
    paragraph: Element
    text: str
    move: Move | None
    split: bool = False
    """Not a text, but the end of a paragraph."""


class Editor:
    """What is to be changed in a document."""

    def __init__(self, glyphs: Glyphs, stamp: Stamp) -> None:
        self.glyphs = glyphs
        self.stamp = stamp
        self._gone: list[_Gone] = []
        self._new: list[_New] = []
        self._made: list[tuple[Element, bool, Move]] = []
        """New elements that stand at one end of a move, and whether it is the end that it came to."""
        self._last: dict[tuple[int, Element], Element] = {}

    # Gathering

    def delete(self, start: int, end: int, move: Move | None = None) -> None:
        """What stands between two places goes; with a move, it goes elsewhere. Ends of paragraphs stay."""
        if start < end:
            self._gone.append(_Gone(start, end, move))

    def insert(self, place: int, inside: Element, text: str, move: Move | None = None) -> None:
        """A text comes at a place in a paragraph."""
        if text:
            self._new.append(_New(place, inside, text, move))

    def split(self, place: int, inside: Element) -> None:
        """A paragraph ends at a place in it, and the rest is the next."""
        self._new.append(_New(place, inside, "", None, split=True))

    def mark(self, element: Element, change: Change) -> None:
        """The end of a paragraph goes or is new."""
        set_mark(element, self.stamp.element(change))

    def text(self, text: str, properties: Element | None, move: Move | None = None) -> Element:
        """A new text, to stand in a new paragraph."""
        made = self.stamp.element("ins")
        made.append(run(text, properties))
        if move is not None:
            self._made.append((made, True, move))
        return made

    # Making

    def finish(self) -> None:
        """Make the edits. Raises Misplaced where one cannot be made."""
        places = {place for gone in self._gone for place in (gone.start, gone.end)}
        self.glyphs.cut(places | {new.place for new in self._new})
        for gone in self._gone:
            for wrapper in self._wrap(gone):
                if gone.move is not None:
                    self._made.append((wrapper, False, gone.move))
        splits = [made for new in self._new if (made := self._put(new)) is not None]
        for split in splits:
            self._divide(split)
        self._name_moves()

    def _wrap(self, gone: _Gone) -> Iterable[Element]:
        wrapper: Element | None = None
        for own in self.glyphs.runs(gone.start, gone.end):
            if wrapper is None or own.getprevious() is not wrapper:
                wrapper = self.stamp.element("del")
                own.addprevious(wrapper)
                yield wrapper
            wrapper.append(own)
            as_deleted(own)

    def _put(self, new: _New) -> Element | None:
        """Put a text at its place, behind what already came there; the end of a paragraph is returned."""
        before = self._before(new)
        made = self.stamp.element("ins") if not new.split else new.paragraph.makeelement("split", {})
        if not new.split:
            made.append(run(new.text, self._properties(new)))
            if new.move is not None:
                self._made.append((made, True, new.move))
        if before is not None:
            before.addnext(made)
        else:
            properties = child(new.paragraph, "pPr")
            new.paragraph.insert(0, made) if properties is None else properties.addnext(made)
        self._last[new.place, new.paragraph] = made
        return made if new.split else None

    def _before(self, new: _New) -> Element | None:
        """The element after which a text comes; None: it opens its paragraph."""
        if (known := self._last.get((new.place, new.paragraph))) is not None:
            return known
        glyph = self.glyphs.all[new.place - 1] if new.place else None
        if glyph is None or glyph.run is None or glyph.paragraph is not new.paragraph:
            return None
        following = self.glyphs.all[new.place].run
        element = glyph.run
        while (parent := element.getparent()) is not None and parent is not new.paragraph:
            # Out of a link or a change that ends here.
            if following is not None and parent in following.iterancestors() and parent.tag != f"{W}del":
                break
            element = parent
        return element

    def _properties(self, new: _New) -> Element | None:
        """The look of what stands before it in its paragraph, else after it."""
        for place in (new.place - 1, new.place):
            if 0 <= place < len(self.glyphs.all):
                glyph = self.glyphs.all[place]
                if glyph.paragraph is new.paragraph and glyph.run is not None and glyph.sign:
                    return child(glyph.run, "rPr")
        return None

    def _divide(self, split: Element) -> None:
        """What stands before the end of a paragraph, into a paragraph before it that ends in a new mark."""
        parent = split.getparent()
        if parent is None or parent.tag != f"{W}p":
            raise Misplaced("a paragraph would end inside a link")
        before = paragraph(child(parent, "pPr"))
        before.extend([own for own in split.itersiblings(preceding=True) if own.tag != f"{W}pPr"][::-1])
        self.mark(before, "ins")
        parent.addprevious(before)
        parent.remove(split)

    # Moves

    def _name_moves(self) -> None:
        """Both ends of a move become one; an end whose other end is not in the document stays gone, or new."""
        ends: dict[Move, tuple[list[Element], list[Element]]] = {}
        for element, is_to, move in self._made:
            ends.setdefault(move, ([], []))[is_to].append(element)
        for number, (gone, new) in enumerate((own for own in ends.values() if all(own)), start=1):
            self._as_move("moveFrom", gone, f"move{number}")
            self._as_move("moveTo", new, f"move{number}")

    def _as_move(self, name: str, elements: list[Element], title: str) -> None:
        start = self.stamp.element(f"{name}RangeStart")
        start.set(f"{W}name", title)
        end = start.makeelement(f"{W}{name}RangeEnd", {f"{W}id": start.get(f"{W}id") or ""})
        elements[0].addprevious(start)
        elements[-1].addnext(end)
        for own in elements:
            own.tag = f"{W}{name}"
            if name == "moveFrom":
                # Text that went elsewhere is not deleted text.
                for text in own.iter(f"{W}delText"):
                    text.tag = f"{W}t"
