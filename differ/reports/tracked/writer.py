"""Questions and answers in a document: renumbered, taken out, put in, moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Answer, Question
from corpus.normal import enumerate_numbers
from differ.model import LEFT, Change, TextDiff
from differ.reports.tracked.editor import Editor, Move
from differ.reports.tracked.look import Look
from differ.reports.tracked.merge import Grid, Para, Row, Run, merge
from differ.reports.tracked.ooxml import Element, W, child, paragraph, set_row
from differ.reports.tracked.places import Places, Region, ancestor
from differ.reports.tracked.segments import segments

SPACE = re.compile(r"\s*\n\s*")
"""Where a sentence begins on a new line: in a document a space."""


@dataclass(frozen=True)
class Writer:
    """Writes changes of regions into a document."""

    editor: Editor
    look: Look

    def renumber(self, region: Region, numbers: Sequence[str]) -> None:
        """Change the numbers in the mark of a region, where they are printed and others."""
        if not region.numbers:
            return
        start, end = region.numbers
        glyphs = self.editor.glyphs
        new = enumerate_numbers(numbers)
        old = "".join(glyph.sign for glyph in glyphs.all[start:end])
        if self.look.numbers(old) != tuple(numbers):
            self.editor.delete(start, end)
            self.editor.insert(end, glyphs.all[start].paragraph, new)

    def remove(self, region: Region, diff: TextDiff, move: Move | None = None) -> None:
        """Take out a region with its mark; with a move it goes elsewhere, but for what of it goes for good."""
        glyphs = self.editor.glyphs
        self.editor.delete(region.start, region.text, move)
        place = Places(region, diff.left)
        position = 0
        for change in diff.changes:
            if change.op in LEFT:
                ends = place(position), place(position + len(change.text))
                self.editor.delete(*ends, move if change.op == "equal" else move_of(change))
                position += len(change.text)
        self.editor.delete(max(region.at.values()) + 1, region.end)
        for glyph in glyphs.all[region.start : region.end]:
            parent = glyph.paragraph.getparent()
            # A cell ends with its row.
            if glyph.run is None and (parent is None or parent.tag != f"{W}tc"):
                self.editor.mark(glyph.paragraph, "del")
        for table in self._tables(region):
            for row in table.findall(f"{W}tr"):
                set_row(row, self.editor.stamp.element("del"))

    def _tables(self, region: Region) -> list[Element]:
        """The tables of a region, each once."""
        cells = {place for one in region.segments if one.kind == "cell" for place in range(one.start, one.end)}
        signs = (sign for place, sign in region.at.items() if place in cells)
        return list(dict.fromkeys(ancestor(self.editor.glyphs.all[sign].paragraph, "tbl") for sign in signs))

    def put(
        self, part: Question | Answer, like: Region | None, changes: Sequence[Change], move: Move | None = None
    ) -> list[Element]:
        """The paragraphs of a question or an answer that is new here, with a mark like that of another."""
        marks, prefix = self.look.mark(like, part)
        made: list[Element] = []
        for properties, runs in marks:
            own = paragraph(properties)
            own.extend(self.editor.text(text, look, move) for text, look in runs)
            self.editor.mark(own, "ins")
            made.append(own)
        items = merge(changes, (), segments(part.blocks))
        for item in items:
            made += self._new_item(item, like, move)
        first = next((own for own in made[len(marks) :] if own.tag == f"{W}p"), None)
        if prefix and first is not None:
            opening = child(first, "pPr")
            for text, look in reversed(prefix):
                own = self.editor.text(text, look, move)
                first.insert(0, own) if opening is None else opening.addnext(own)
        return made

    def _new_item(self, item: Para | Grid, like: Region | None, move: Move | None) -> list[Element]:
        if isinstance(item, Grid):
            return [self.new_table(item)]
        return [self.new_paragraph(item, self.look.paragraph(like, item.kind), self.look.text(like, item.kind), move)]

    def new_paragraph(
        self, para: Para, properties: Element | None, look: Element | None, move: Move | None = None
    ) -> Element:
        """A paragraph of what is new."""
        made = paragraph(properties)
        self.fill(made, para.runs, look, move)
        self.editor.mark(made, "ins")
        return made

    def fill(self, element: Element, runs: Sequence[Run], look: Element | None, move: Move | None = None) -> None:
        """Put new texts into a paragraph; edges of white space are no text."""
        texts = [(SPACE.sub(" ", run.text), run) for run in runs]
        for number, (text, run) in enumerate(texts):
            shown = text.lstrip() if number == 0 else text
            shown = shown.rstrip() if number == len(texts) - 1 else shown
            if shown:
                element.append(self.editor.text(shown, look, move_of(run) or (move if run.op == "move-to" else None)))

    def new_table(self, grid: Grid) -> Element:
        """A table that is new, all its rows."""
        table = self.look.table(grid.columns)
        for row in grid.rows:
            table.append(self.new_row(row, None, grid.columns))
        return table

    def new_row(self, row: Row, like: Element | None, columns: int) -> Element:
        """A row that is new, with cells like those of another."""
        made = self.look.row(like, columns)
        for column, cell in enumerate(made.findall(f"{W}tc")):
            own = child(cell, "p")
            assert own is not None, "a cell has a paragraph"
            runs = [replace(run, text=run.text.replace("\\|", "|")) for run in row.cells.get(column, [])]
            self.fill(own, runs, self.look.text(None, "cell"))
        set_row(made, self.editor.stamp.element("ins"))
        return made


def move_of(run: Run | Change) -> Move | None:
    """Both ends of a move have its number, which is unique in a comparison."""
    return None if run.move is None else ("text", run.move)
