"""A report as DOCX, in styles that Word and LibreOffice know, so that headings make a table of contents."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from differ.audit.reporting.outline import Contents, Element, Grid, Heading, Note, Outline, Points, Said, Step, Steps
from differ.bilingual.language import Translator
from differ.model import LEFT, RIGHT, Change
from differ.reports.layout import Bullets, Line, Prose, apart, blocks, raised
from differ.reports.layout import Grid as Rows

_OLD, _NEW, _QUIET = RGBColor(0xA3, 0x15, 0x1C), RGBColor(0x0B, 0x5C, 0x2E), RGBColor(0x55, 0x55, 0x55)
_PAGE, _MARGIN = (Mm(297), Mm(210)), Mm(20)
_SIGN = Pt(4.5)
"""As wide as a sign of 8 points is."""
_LONGEST_WORD, _LONGEST_LINE, _SIDES = 40, 64, 4
"""Signs: of a commit, which is not broken; of a SHA-256, more than which asks for no more room; of the white beside."""
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_THEN = datetime(2000, 1, 1, tzinfo=UTC)
"""Of every report: the same corpus gives the same bytes."""


def report(outline: Outline, say: Translator) -> bytes:
    """The whole report; the same outline gives the same bytes."""
    document = docx.Document()
    document.core_properties.title = outline.title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = _THEN
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LOCALES[outline.language])
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    _turn(document)
    _foot(document, outline.title, say("page"))
    writer = _Writer(document)
    for own in outline.elements:
        if isinstance(own, Contents):
            writer.contents(outline.contents, say("Contents"))
        else:
            writer.write(own)
    return _bytes(document)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self._marks = count(1)

    def write(self, own: Element) -> None:
        match own:
            case Heading():
                self._heading(own)
            case Note(text):
                self.document.add_paragraph().add_run(text).font.color.rgb = _QUIET
            case Points(lines):
                for line in lines:
                    self.document.add_paragraph(style="List Bullet").add_run(line).bold = True
            case Said(text):
                for block in blocks(text.changes):
                    self._block(block)
            case Grid(head, rows):
                self._table([head, *rows])
            case Steps(steps):
                self._steps(steps)

    def contents(self, headings: Iterable[Heading], title: str) -> None:
        """A list that leads to the headings."""
        self.document.add_paragraph().add_run(title).bold = True
        for own in headings:
            line = self.document.add_paragraph()
            line.paragraph_format.left_indent = Pt(14 * (own.level - 2))
            line.paragraph_format.space_after = Pt(0)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), _anchor(own))
            run = line.add_run(own.text)
            run.underline = True
            link.append(run._r)
            line._p.append(link)

    def _heading(self, own: Heading) -> None:
        made = self.document.add_heading(own.text, 0 if own.level == 1 else own.level - 1)
        begin, end, number = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd"), str(next(self._marks))
        begin.set(qn("w:name"), _anchor(own))
        for mark in (begin, end):
            mark.set(qn("w:id"), number)
            made._p.append(mark)

    def _block(self, block: Prose | Bullets | Rows) -> None:
        match block:
            case Prose(sentences):
                _sentences(self.document.add_paragraph(), sentences)
            case Bullets(items):
                for item in items:
                    _sentences(self.document.add_paragraph(style="List Bullet"), item)
            case Rows(rows):
                table = self.document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
                for line, row in zip(table.rows, rows, strict=True):
                    for cell, own in zip(line.cells, row, strict=False):
                        _marked(cell.paragraphs[0], own)

    def _table(self, rows: list[tuple[str, ...]]) -> None:
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        widths = _widths(rows)
        for number, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
            line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text, width in zip(line.cells, row, widths, strict=True):
                cell.width = width
                run = cell.paragraphs[0].add_run(text)
                run.font.size = Pt(8)
                run.bold = number == 0
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        head = table.rows[0]._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _steps(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self._typed(f"$ {step.command}", bold=True)
            for line in (step.prints or "").splitlines():
                self._typed(line)

    def _typed(self, text: str, bold: bool = False) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.name, run.font.size, run.bold = "Courier New", Pt(8), bold


def _sentences(paragraph: Paragraph, lines: list[Line]) -> None:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run(" ")
        _marked(paragraph, line)


def _marked(paragraph: Paragraph, line: Line) -> None:
    for change in apart(line):
        _run(paragraph, change)


def _run(paragraph: Paragraph, change: Change) -> None:
    if change.op == "move-to":
        paragraph.add_run("← ")
    for text, is_note in raised(change.text):
        run = paragraph.add_run(text)
        run.font.superscript = is_note or None
        if change.op in LEFT - RIGHT:
            run.font.strike, run.font.color.rgb = True, _QUIET if change.why else _OLD
        elif change.op in RIGHT - LEFT:
            run.font.underline, run.font.color.rgb = True, _QUIET if change.why else _NEW
    if change.op == "move-from":
        paragraph.add_run(" →")


def _anchor(own: Heading) -> str:
    """A name as Word takes it: letters, figures and underscores."""
    return "n_" + "".join(sign if sign.isalnum() else "_" for sign in own.anchor)


def _turn(document: Document) -> None:
    """Broad pages: a commit and a SHA-256 stand in a table."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _MARGIN


def _foot(document: Document, title: str, page: str) -> None:
    """The title and the number of the page, which Word and LibreOffice count."""
    foot = document.sections[0].footer.paragraphs[0]
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(_PAGE[0] - 2 * _MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{title}\t{page} ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    # What a reader shows that does not count.
    shown = foot.add_run("1")
    number.append(shown._r)
    foot._p.append(number)
    for run in (*foot.runs, shown):
        run.font.size, run.font.color.rgb = Pt(8), _QUIET


def _widths(rows: list[tuple[str, ...]]) -> list[Length]:
    """Each column has what its longest word asks for, and of the rest what its text does."""
    columns = list(zip(*rows, strict=True))
    words = [max(len(word) for cell in column for word in (*cell.split(), "")) for column in columns]
    least = [min(own, _LONGEST_WORD) + _SIDES for own in words]
    wanted = [min(max(map(len, column)), _LONGEST_LINE) for column in columns]
    room = _PAGE[0] - 2 * _MARGIN
    spare = max(room / _SIGN - sum(least), 0)
    shares = [own + spare * more / max(sum(wanted), 1) for own, more in zip(least, wanted, strict=True)]
    return [Length(int(room * share / sum(shares))) for share in shares]


def _bytes(document: Document) -> bytes:
    """The package with the times of its parts set: python-docx puts in those of the clock."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name), before.read(name), ZIP_DEFLATED)
    return out.getvalue()
