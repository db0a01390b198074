"""The text of a question or an answer edited where it stands in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Answer, Question, plain
from differ.model import TextDiff
from differ.reports.tracked.merge import Grid, Para, Row, Run, merge
from differ.reports.tracked.ooxml import Element, W, child, paragraph, set_row
from differ.reports.tracked.places import Misplaced, Places, Region, ancestor
from differ.reports.tracked.segments import Segment, segments
from differ.reports.tracked.writer import SPACE, Writer, move_of


def edit(writer: Writer, region: Region, diff: TextDiff, right: Question | Answer) -> None:
    """Change the text of a region where it stands."""
    if all(change.op == "equal" for change in diff.changes):
        return
    _InPlace(writer, region).write(merge(diff.changes, region.segments, segments(right.blocks)))


class _InPlace:
    """The text of one region while it is changed."""

    def __init__(self, writer: Writer, region: Region) -> None:
        self._writer = writer
        self._editor = writer.editor
        self._region = region
        self._place = Places(region, plain(region.part.blocks))
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
            self._editor.delete(start, end, move_of(run))
        elif run.op in ("insert", "move-to"):
            self._editor.insert(start, element, SPACE.sub(" ", run.text).replace("\\|", "|"), move_of(run))

    def _open(self, para: Para, segment: Segment) -> None:
        """A paragraph that is new before the first: what is printed before that, as its number, stays in front."""
        element = self._element(segment)
        place = self._place(segment.start, segment)
        for run in para.runs:
            self._editor.insert(place, element, SPACE.sub(" ", run.text).strip(), move_of(run))
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
            text = SPACE.sub(" ", run.text)
            text = text.lstrip() if number == 0 else text
            text = text.rstrip() if number == len(runs) - 1 else text
            if text:
                made.append(self._editor.text(text, texts, move_of(run)))
        self._editor.mark(made, "ins")
        self._put(made)

    def _put(self, made: Element) -> None:
        if self._behind is not None:
            self._behind.addnext(made)
        else:
            first = self._editor.glyphs.all[self._region.text].paragraph
            (ancestor(first, "tbl") if self._region.segments[0].kind == "cell" else first).addprevious(made)
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
                    self._editor.insert(end, first, SPACE.sub(" ", run.text).replace("\\|", "|"), move_of(run))
        if row.right is None:
            set_row(element, self._editor.stamp.element("del"))

    def _table(self, table: int) -> Element:
        for one in self._region.segments:
            if one.table == table and any(one.start <= place < one.end for place in self._region.at):
                return ancestor(self._element(one), "tbl")
        raise Misplaced("a table of the text is not found in the document")


def _by_column(row: Element) -> list[Element]:
    """The cell at each column; one that spans several stands at each of them."""
    found: list[Element] = []
    for cell in row.findall(f"{W}tc"):
        properties = child(cell, "tcPr")
        span = child(properties, "gridSpan") if properties is not None else None
        found += [cell] * int((span.get(f"{W}val") if span is not None else "") or 1)
    return found
