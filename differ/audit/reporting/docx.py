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
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from differ.audit.reporting.outline import Element, Grid, Heading, Note, Outline, Points, Said, Step, Steps
from differ.bilingual.language import Translator
from differ.model import Change
from differ.reports.layout import Bullets, Line, Prose, blocks
from differ.reports.layout import Grid as Rows

_OLD, _NEW, _QUIET = RGBColor(0xA3, 0x15, 0x1C), RGBColor(0x0B, 0x5C, 0x2E), RGBColor(0x55, 0x55, 0x55)
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
    writer = _Writer(document)
    for own in outline.elements:
        writer.write(own)
        if isinstance(own, Heading) and own.level == 1:
            writer.contents(outline.contents, say("Contents"))
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
        for number, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, text in zip(line.cells, row, strict=True):
                run = cell.paragraphs[0].add_run(text)
                run.font.size = Pt(8)
                run.bold = number == 0
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
    for change in line:
        _run(paragraph, change)


def _run(paragraph: Paragraph, change: Change) -> None:
    run = paragraph.add_run(change.text)
    if change.why or change.op == "equal":
        return
    if change.op in ("delete", "move-from"):
        run.font.strike, run.font.color.rgb = True, _OLD
    else:
        run.font.underline, run.font.color.rgb = True, _NEW


def _anchor(own: Heading) -> str:
    """A name as Word takes it: letters, figures and underscores."""
    return "n_" + "".join(sign if sign.isalnum() else "_" for sign in own.anchor)


def _turn(document: Document) -> None:
    """Broad pages: a commit and a SHA-256 stand in a table."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _bytes(document: Document) -> bytes:
    """The package with the times of its parts set: python-docx puts in those of the clock."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name), before.read(name), ZIP_DEFLATED)
    return out.getvalue()
