"""A report as PDF: real text in fonts of its own, bookmarks, a table of contents, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from xml.sax.saxutils import escape, quoteattr, unescape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, LongTable, PageTemplate, Paragraph, Spacer
from reportlab.platypus.tableofcontents import TableOfContents

from differ.audit.reporting.outline import Contents, Element, Grid, Heading, Note, Outline, Points, Said, Step, Steps
from differ.bilingual.language import Translator
from differ.model import Change
from differ.reports.layout import Bullets, Line, Prose, apart, blocks, raised
from differ.reports.layout import Grid as Rows

_FONTS = {"Said": "DejaVuSerif", "Ours": "DejaVuSans", "Ours-Bold": "DejaVuSans-Bold", "Typed": "DejaVuSansMono"}
"""Letters of Europe; those of reportlab itself are of the West alone."""
_OLD, _NEW, _QUIET, _LINE = "#a3151c", "#0b5c2e", "#555555", colors.HexColor("#cccccc")
_MARKS = {
    "delete": (_OLD, "<strike>{}</strike>"),
    "move-from": (_OLD, "<strike>{}</strike> →"),
    "insert": (_NEW, "<u>{}</u>"),
    "move-to": (_NEW, "← <u>{}</u>"),
}
_MARGIN = 2 * cm
_WIDTH = A4[0] - 2 * _MARGIN
_APART = 7
"""Points between columns: 6 that the table keeps, and what rounding takes."""
_WORD = 24
"""Signs: a name, a file or a commit cut short has fewer, a whole commit more."""
_TAG = re.compile(r"<[^<>]+>")


def report(outline: Outline, say: Translator) -> bytes:
    """The whole report; the same outline gives the same bytes."""
    _load_fonts()
    out = io.BytesIO()
    # Twice, because the table of contents comes before the pages that it names.
    _Document(out, outline, say).multiBuild(list(_flowables(outline, say)))
    return out.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    def __init__(self, out: io.BytesIO, outline: Outline, say: Translator) -> None:
        super().__init__(
            out, pagesize=A4, title=outline.title, author="", lang=outline.language, invariant=1, displayDocTitle=1
        )
        self._say = say
        frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=self._foot))

    def _foot(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setFont("Ours", 8)
        canvas.setFillColor(colors.HexColor(_QUIET))
        canvas.drawString(_MARGIN, 1.2 * cm, self.title)
        page = self._say("page") + f" {canvas.getPageNumber()}"
        canvas.drawRightString(A4[0] - _MARGIN, 1.2 * cm, page)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  reportlab calls it so
        heading = getattr(flowable, "heading", None)
        if heading is None:
            return
        self.canv.bookmarkPage(heading.anchor)
        level = heading.level - 1
        self.canv.addOutlineEntry(heading.text, heading.anchor, level, closed=level > 0)
        if heading.level in (2, 3):
            self.notify("TOCEntry", (heading.level - 2, escape(heading.text), self.page, heading.anchor))


def _flowables(outline: Outline, say: Translator) -> Iterator[Flowable]:
    for own in outline.elements:
        yield from _written(own, say)


def _written(own: Element, say: Translator) -> Iterator[Flowable]:
    match own:
        case Contents():
            contents = TableOfContents(levelStyles=[_style("Ours", indent=12 * n, space=1) for n in (0, 1)])
            yield from (Spacer(1, 8), Paragraph(escape(say("Contents")), _style("Ours-Bold")), contents)
        case Heading():
            yield _heading(own)
        case Note(text):
            yield Paragraph(escape(text), _style("Ours", colour=_QUIET))
        case Points(lines):
            yield from (Paragraph(f"• {escape(line)}", _style("Ours-Bold", indent=12)) for line in lines)
        case Said(text):
            for block in blocks(text.changes):
                yield from _block(block)
        case Grid(head, rows):
            yield _table([head, *rows], "Ours")
        case Steps(steps):
            yield from _steps(steps)


def _steps(steps: tuple[Step, ...]) -> Iterator[Flowable]:
    for step in steps:
        yield Paragraph(escape(f"$ {step.command}"), _style("Typed", space=0, size=7))
        for line in (step.prints or "").splitlines():
            yield Paragraph(escape(line), _style("Typed", colour=_QUIET, space=0, size=7))
        yield Spacer(1, 4)


def _heading(own: Heading) -> Flowable:
    size = {1: 18, 2: 14, 3: 11.5}.get(own.level, 9.5)
    style = ParagraphStyle(
        f"h{own.level}", fontName="Ours-Bold", fontSize=size, leading=size * 1.3, spaceBefore=size, spaceAfter=3,
        keepWithNext=1, splitLongWords=1,
    )  # fmt: skip
    made = Paragraph(f"<a name={quoteattr(own.anchor)}/>{escape(own.text)}", style)
    made.heading = own
    return made


def _block(block: Prose | Bullets | Rows) -> Iterator[Flowable]:
    match block:
        case Prose(sentences):
            yield Paragraph(_sentences(sentences), _style("Said", size=10))
        case Bullets(items):
            for item in items:
                yield Paragraph(f"• {_sentences(item)}", _style("Said", indent=12, size=10))
        case Rows(rows):
            yield _table([tuple(_marked(cell) for cell in row) for row in rows], "Said", is_marked=True)


def _sentences(lines: list[Line]) -> str:
    return " ".join(map(_marked, lines))


def _marked(line: Line) -> str:
    return "".join(map(_run, apart(line)))


def _run(change: Change) -> str:
    text = "".join(f"<super>{escape(own)}</super>" if is_note else escape(own) for own, is_note in raised(change.text))
    if change.op == "equal":
        return text
    colour, mark = _MARKS[change.op]
    return f'<font color="{_QUIET if change.why else colour}">{mark.format(text)}</font>'


def _table(rows: list[tuple[str, ...]], font: str, is_marked: bool = False) -> Flowable:
    head, *body = [[cell if is_marked else escape(cell) for cell in row] for row in rows]
    size = 7 if len(head) > 4 else 8
    cells = [
        [Paragraph(cell, _style("Ours-Bold", size=size)) for cell in head],
        *([Paragraph(cell, _style(font, size=size)) for cell in row] for row in body),
    ]
    made = LongTable(cells, colWidths=_widths(rows, size), repeatRows=1, hAlign="LEFT", spaceBefore=4, spaceAfter=8)
    made.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                   ("LEFTPADDING", (0, 0), (-1, -1), 0)])  # fmt: skip
    return made


def _widths(rows: list[tuple[str, ...]], size: float) -> list[float]:
    """As wide as what stands in the columns asks for, within bounds: a sentence wraps, a commit breaks, a word not.

    Where there is no room for all words each column has its share, and words break.
    """
    columns = list(zip(*rows, strict=True))
    longest = [min(max(10, *map(len, column)), 60) + 4 for column in columns]
    least = [max(_word_width(cell, size) for cell in column) + _APART for column in columns]
    spare = _WIDTH - sum(least)
    if spare < 0:
        least, spare = [0.0] * len(columns), _WIDTH
    return [own + spare * share / sum(longest) for own, share in zip(least, longest, strict=True)]


def _word_width(cell: str, size: float) -> float:
    """Points that its widest word takes; what is longer than a word may be broken."""
    words = (word for word in unescape(_TAG.sub("", cell)).split() if len(word) <= _WORD)
    return max((pdfmetrics.stringWidth(word, "Ours-Bold", size) for word in words), default=0.0)


@cache
def _style(font: str, colour: str = "#000000", indent: float = 0, space: float = 4, size: float = 9) -> ParagraphStyle:
    return ParagraphStyle(
        font, fontName=font, fontSize=size, leading=size * 1.35, textColor=colour, leftIndent=indent, spaceAfter=space,
        splitLongWords=1,
    )  # fmt: skip


@cache
def _load_fonts() -> None:
    for name, file in _FONTS.items():
        with as_file(files(__package__) / "fonts" / f"{file}.ttf") as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    for name in _FONTS:
        bold = "Ours-Bold" if name == "Ours" else name
        pdfmetrics.registerFontFamily(name, normal=name, bold=bold, italic=name, boldItalic=bold)
