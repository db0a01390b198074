"""Questions and answers in a document: edited where they stand, taken out, put in, moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.model import Answer, Question, plain
from corpus.normal import enumerate_numbers
from differ.model import LEFT, Change, TextDiff
from differ.reports.tracked.editor import Editor, Move
from differ.reports.tracked.look import Look
from differ.reports.tracked.merge import Grid, Para, Row, Run, merge
from differ.reports.tracked.ooxml import Element, W, child, paragraph, set_row
from differ.reports.tracked.places import Misplaced, Region
from differ.reports.tracked.segments import Segment, segments

_SPACE = re.compile(r"\s*\n\s*")


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

    def edit(self, region: Region, diff: TextDiff, right: Question | Answer) -> None:
        """Change the text of a region where it stands."""
        if all(change.op == "equal" for change in diff.changes):
            return
        items = merge(diff.changes, region.segments, segments(right.blocks))
        _InPlace(self, region).write(items)

    def remove(self, region: Region, diff: TextDiff, move: Move | None = None) -> None:
        """Take out a region with its mark; with a move it goes elsewhere, but for what of it goes for good."""
        glyphs = self.editor.glyphs
        self.editor.delete(region.start, region.text, move)
        place = _Places(region, diff.left)
        position = 0
        for change in diff.changes:
            if change.op in LEFT:
                ends = place(position), place(position + len(change.text))
                self.editor.delete(*ends, move if change.op == "equal" else _move(change))
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
        return list(dict.fromkeys(_ancestor(self.editor.glyphs.all[sign].paragraph, "tbl") for sign in signs))

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
        texts = [(_SPACE.sub(" ", run.text), run) for run in runs]
        for number, (text, run) in enumerate(texts):
            shown = text.lstrip() if number == 0 else text
            shown = shown.rstrip() if number == len(texts) - 1 else shown
            if shown:
                element.append(self.editor.text(shown, look, _move(run) or (move if run.op == "move-to" else None)))

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


def _move(run: Run | Change) -> Move | None:
    """Both ends of a move have its number, which is unique in a comparison."""
    return None if run.move is None else ("text", run.move)


@dataclass(frozen=True)
class _Places:
    """A place in the plain text of a region -> the place in the document."""

    region: Region
    text: str

    def __call__(self, place: int, within: Segment | None = None) -> int:
        """White space belongs to what stands before it."""
        at = self.region.at
        keys = self._keys(within)
        if not keys:
            raise Misplaced("'%(text)s' is not found in the document", text=self.text[:60])
        behind = bisect_left(keys, place)
        if behind == 0:
            return at[keys[0]]
        spaced = place > 0 and self.text[place - 1].isspace()
        return at[keys[behind]] if spaced and behind < len(keys) else at[keys[behind - 1]] + 1

    def _keys(self, within: Segment | None) -> list[int]:
        if within is None:
            return sorted(self.region.at)
        return sorted(place for place in self.region.at if within.start <= place < within.end)


class _InPlace:
    """The text of one region while it is changed."""

    def __init__(self, writer: Writer, region: Region) -> None:
        self._writer = writer
        self._editor = writer.editor
        self._region = region
        self._place = _Places(region, plain(region.part.blocks))
        self._behind: Element | None = None
        """The block after which what is new comes."""

    def write(self, items: Sequence[Para | Grid]) -> None:
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            if isinstance(item, Grid):
                self._grid(item)
            else:
                self._paragraph(item, following)

    # Paragraphs

    def _paragraph(self, para: Para, following: Para | Grid | None) -> None:
        if (segment := para.left) is not None:
            self._edit(para, segment, following)
        elif self._behind is None and isinstance(following, Para) and following.left:
            self._open(para, following.left)
        else:
            self._add(para)

    def _edit(self, para: Para, segment: Segment, following: Para | Grid | None) -> None:
        element = self._element(segment)
        for run in para.runs:
            self._run(run, segment, element)
        if isinstance(following, Para) and following.left == segment:
            self._editor.split(self._place(following.runs[0].start, segment), element)
            return
        if para.mark == "delete":
            self._delete_mark(segment)
        self._behind = element

    def _run(self, run: Run, segment: Segment, element: Element) -> None:
        place = min(max(run.start, segment.start), segment.end)
        start = self._place(place, segment)
        if run.op in ("delete", "move-from"):
            end = self._place(run.start + len(run.text), segment)
            self._editor.delete(start, end, _move(run))
        elif run.op in ("insert", "move-to"):
            self._editor.insert(start, element, _SPACE.sub(" ", run.text).replace("\\|", "|"), _move(run))

    def _open(self, para: Para, segment: Segment) -> None:
        """A paragraph that is new before the first: what is printed before that, as its number, stays in front."""
        element = self._element(segment)
        place = self._place(segment.start, segment)
        for run in para.runs:
            self._editor.insert(place, element, _SPACE.sub(" ", run.text).strip(), _move(run))
        self._editor.split(place, element)

    def _add(self, para: Para) -> None:
        look = self._writer.look
        properties = child(self._behind, "pPr") if self._behind is not None and self._behind.tag == f"{W}p" else None
        if properties is None or para.kind == "item" or look.is_item(self._behind):
            properties = look.paragraph(self._region, para.kind)
        made = paragraph(properties)
        runs = [replace(run, move=None) if run.move is None else run for run in para.runs]
        texts = look.text(self._region, para.kind)
        for number, run in enumerate(runs):
            text = _SPACE.sub(" ", run.text)
            text = text.lstrip() if number == 0 else text
            text = text.rstrip() if number == len(runs) - 1 else text
            if text:
                made.append(self._editor.text(text, texts, _move(run)))
        self._editor.mark(made, "ins")
        self._put(made)

    def _put(self, made: Element) -> None:
        if self._behind is not None:
            self._behind.addnext(made)
        else:
            first = self._editor.glyphs.all[self._region.text].paragraph
            (_ancestor(first, "tbl") if self._region.segments[0].kind == "cell" else first).addprevious(made)
        self._behind = made

    def _element(self, segment: Segment) -> Element:
        return self._editor.glyphs.all[self._place(segment.start, segment)].paragraph

    def _delete_mark(self, segment: Segment) -> None:
        """The end of a paragraph goes, and the empty paragraphs behind it."""
        glyphs = self._editor.glyphs
        element = self._element(segment)
        self._editor.mark(element, "del")
        place = glyphs.end_of(element) + 1
        while place < self._region.end and glyphs.all[place].run is None:
            self._editor.mark(glyphs.all[place].paragraph, "del")
            place += 1

    # Tables

    def _grid(self, grid: Grid) -> None:
        if grid.table is None:
            made = self._writer.new_table(grid)
            if self._behind is not None and self._behind.tag == f"{W}tbl":
                # Two tables without a paragraph between them are one.
                between = paragraph(None)
                self._editor.mark(between, "ins")
                self._put(between)
            self._put(made)
            return
        table = self._table(grid.table)
        rows = table.findall(f"{W}tr")
        behind: Element | None = None
        for row in grid.rows:
            if row.left is None:
                made = self._writer.new_row(row, rows[0] if behind is None else behind, grid.columns)
                rows[0].addprevious(made) if behind is None else behind.addnext(made)
                behind = made
                continue
            if row.left >= len(rows):
                raise Misplaced("a table of the text has more rows than that of the document")
            behind = rows[row.left]
            self._row(row, behind)
        self._behind = table

    def _row(self, row: Row, element: Element) -> None:
        cells = _by_column(element)
        for column, runs in row.cells.items():
            if column >= len(cells):
                raise Misplaced("a table of the text has more columns than that of the document")
            for run in runs:
                segment = next((own.left for own in runs if own.left), None)
                if segment:
                    self._run(run, segment, self._element(segment))
                else:
                    first = next(cells[column].iter(f"{W}p"))
                    end = self._editor.glyphs.end_of(first)
                    self._editor.insert(end, first, _SPACE.sub(" ", run.text).replace("\\|", "|"), _move(run))
        if row.right is None:
            set_row(element, self._editor.stamp.element("del"))

    def _table(self, table: int) -> Element:
        for one in self._region.segments:
            if one.table == table and any(one.start <= place < one.end for place in self._region.at):
                return _ancestor(self._element(one), "tbl")
        raise Misplaced("a table of the text is not found in the document")


def _ancestor(element: Element, name: Literal["tbl", "tr"]) -> Element:
    found = next(element.iterancestors(f"{W}{name}"), None)
    if found is None:
        raise Misplaced("a table of the text is not found in the document")
    return found


def _by_column(row: Element) -> list[Element]:
    """The cell at each column; one that spans several stands at each of them."""
    found: list[Element] = []
    for cell in row.findall(f"{W}tc"):
        properties = child(cell, "tcPr")
        span = child(properties, "gridSpan") if properties is not None else None
        found += [cell] * int((span.get(f"{W}val") if span is not None else "") or 1)
    return found
