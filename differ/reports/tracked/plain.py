"""A nota as a plain DOCX with styles for headings, lists and tables: for changes that have no document of their own."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.shared import Cm, Pt

from corpus.model import Block, BulletList, Nota, Paragraph, Question, Table
from corpus.normal import enumerate_numbers

_NORMAL = "Normal"


def plain_document(nota: Nota, remark: str | None = None) -> bytes:
    """The whole nota, question by question, as `Vraag N` and `Antwoord N`; a remark stands below its title."""
    document = docx.Document()
    _style(document)
    meta = nota.meta
    document.add_paragraph(meta.titel or meta.soort or meta.id or "Nota", style="Title")
    if meta.dossiertitel:
        document.add_paragraph(meta.dossiertitel, style="Subtitle")
    if remark:
        document.add_paragraph(remark, style="Intense Quote")
    _add(document, nota.introduction)
    for item in nota.body:
        if isinstance(item, Question):
            _question(document, item)
        else:
            document.add_heading(item.heading, 1)
            _add(document, item.blocks)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _question(document: Document, question: Question) -> None:
    number = question.number
    document.add_heading(f"Passage {number[1:]}" if number.startswith("p") else f"Vraag {number}", 2)
    _add(document, question.blocks)
    if question.answer:
        numbers = enumerate_numbers(own.removeprefix("p") for own in question.answer.numbers)
        document.add_heading(f"Antwoord {numbers}", 3)
        _add(document, question.answer.blocks)


def _add(document: Document, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        match block:
            case Paragraph(sentences):
                document.add_paragraph(" ".join(sentences))
            case BulletList(items):
                for item in items:
                    document.add_paragraph(" ".join(item), style="List Bullet")
            case Table(rows):
                table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
                for own, row in zip(rows, table.rows, strict=True):
                    for text, cell in zip(own, row.cells, strict=True):
                        cell.text = text


def _style(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles[_NORMAL]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
