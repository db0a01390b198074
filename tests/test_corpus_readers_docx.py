"""Drafts in DOCX: every text that a reader of the paper sees, in the state of the draft that was asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Literal

import docx
import pytest
from docx.document import Document

from corpus.blocks import Options, Source
from corpus.errors import FileRefused
from corpus.ingest import read_file
from corpus.model import Section, Signatory, plain
from corpus.readers import read
from corpus.readers.xmltree import parse_xml
from tests.helpers import shared
from tests.readings import lost_and_new, shown, told

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = (
    f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> NOS, 2024.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
COMMENTS = f'<w:comments {W}><w:comment w:id="1"><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>'


def made(write: Callable[[Document], None]) -> bytes:
    """A file that python-docx writes."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def nothing(document: Document) -> None:
    """A file without a text."""


def with_body(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A file with this XML as its body, and other parts besides."""
    base = made(nothing)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, text if name == "word/document.xml" else old.read(name))
        for name, xml in (parts or {}).items():
            new.writestr(name, xml)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def whole(data: bytes, options: Options | None = None) -> Source:
    """Read, and no word lost."""
    source = read("brief.docx", data, options)
    assert not any(lost_and_new(source)), lost_and_new(source)
    return source


TRACKED = (
    '<w:p><w:r><w:t xml:space="preserve">Het kost </w:t></w:r>'
    '<w:del w:id="1"><w:r><w:delText>76</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>81</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> miljoen euro.</w:t></w:r></w:p>'
)


def test_tracked_changes_are_read_as_accepted() -> None:
    source = whole(with_body(TRACKED))
    assert shown(source) == ["paragraph: Het kost 81 miljoen euro."]
    assert told(source, "revision") == ["76"]
    assert "has tracked changes; read as if all were accepted" in str(source.warnings[0])
    assert source.reader == "docx/1"


def test_a_change_within_a_word() -> None:
    body = (
        "<w:p><w:r><w:t>beant</w:t></w:r><w:del w:id='1'><w:r><w:delText>woord</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>woording</w:t></w:r></w:ins></w:p>"
    )
    source = whole(with_body(body))
    assert shown(source) == ["paragraph: beantwoording"]
    assert told(source, "revision") == ["woord"]


def test_tracked_changes_are_read_as_it_was_before_them() -> None:
    source = whole(with_body(TRACKED), Options(revisions="original"))
    assert shown(source) == ["paragraph: Het kost 76 miljoen euro."]
    assert told(source, "revision") == ["81"]
    assert source.reader == "docx/1 original"


MOVED = (
    '<w:p><w:moveFrom w:id="1"><w:r><w:t>Dat is veel.</w:t></w:r></w:moveFrom></w:p>'
    + p("Het kost geld.")
    + '<w:p><w:moveTo w:id="2"><w:r><w:t>Dat is veel.</w:t></w:r></w:moveTo></w:p>'
)


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (Options("accept"), ["paragraph: Het kost geld.", "paragraph: Dat is veel."]),
        (Options("original"), ["paragraph: Dat is veel.", "paragraph: Het kost geld."]),
    ],
    ids=["accept", "original"],
)
def test_a_moved_paragraph_stands_once(options: Options, texts: list[str]) -> None:
    assert shown(whole(with_body(MOVED), options)) == texts


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    assert shown(whole(with_body(p("Het kost", deleted) + p("veel geld.")))) == ["paragraph: Het kost / veel geld."]


def test_a_comment_stands_apart() -> None:
    source = whole(with_body(p("Ja."), {"word/comments.xml": COMMENTS}))
    assert shown(source) == ["paragraph: Ja."]
    assert told(source, "comment") == ["Klopt dit?"]


def test_a_footnote_stands_where_its_mark_stands() -> None:
    body = '<w:p><w:r><w:t>Dat is gemeld</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    source = whole(with_body(body, {"word/footnotes.xml": FOOTNOTES}))
    assert shown(source) == ["paragraph: Dat is gemeld[^1]."]
    assert [(note.mark, note.text) for note in source.notes] == [("1", "NOS, 2024.")]


def test_a_footnote_to_which_no_mark_leads_is_reported() -> None:
    source = whole(with_body(p("Ja."), {"word/footnotes.xml": FOOTNOTES}))
    assert told(source, "layout") == ["NOS, 2024."]


def test_a_word_over_several_runs_is_one_word_and_tabs_and_breaks_part_words() -> None:
    body = (
        "<w:p><w:r><w:t>beant</w:t></w:r><w:r><w:t>woord</w:t><w:tab/><w:t>nu</w:t><w:br/><w:t>hier</w:t></w:r></w:p>"
    )
    assert shown(whole(with_body(body))) == ["paragraph: beantwoord nu / hier"]


def test_numbers_that_the_format_counts_are_text() -> None:
    def write(document: Document) -> None:
        for text in ("Bent u bekend met het bericht?", "Wat vindt u ervan?"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Een punt.", style="List Bullet")

    source = whole(made(write))
    assert shown(source) == [
        "item: 1. Bent u bekend met het bericht?",
        "item: 2. Wat vindt u ervan?",
        "item: Een punt.",
    ]
    assert told(source, "numbering") == [" -> 1.", " -> 2."]


def test_bold_is_that_of_the_text_or_of_its_style() -> None:
    def write(document: Document) -> None:
        document.add_paragraph().add_run("Vraag 1").bold = True
        mixed = document.add_paragraph()
        mixed.add_run("Antwoord").bold = True
        mixed.add_run(" ja")
        document.add_heading("Bijlage", level=2)

    assert shown(whole(made(write))) == [
        "paragraph: **Vraag 1**",
        "paragraph: *Antwoord ja",
        "heading2: **Bijlage**",
    ]


def test_a_table_is_kept_and_one_that_only_places_text_is_not() -> None:
    def write(document: Document) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (c for row in table.rows for c in row.cells), ("Jaar", "Bedrag", "2026", "76,2"), strict=True
        ):
            cell.text = text
        letterhead = document.add_table(rows=2, cols=2)
        letterhead.cell(0, 0).text = "Postbus 20701"
        letterhead.cell(1, 1).text = "Den Haag"

    assert shown(whole(made(write))) == [
        "table: Jaar | Bedrag // 2026 | 76,2",
        "paragraph: Postbus 20701",
        "paragraph: Den Haag",
    ]


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells, each a run of paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.mark.parametrize(("revisions", "amount"), [("accept", "81"), ("original", "76")])
def test_tracked_changes_within_a_table_leave_it_a_table(revisions: Literal["accept", "original"], amount: str) -> None:
    source = whole(with_body(table((p("Jaar"), p("Bedrag")), (p("2026"), TRACKED))), Options(revisions))
    assert shown(source) == [f"table: Jaar | Bedrag // 2026 | Het kost {amount} miljoen euro."]


def test_a_row_that_was_inserted_is_there_in_one_state_and_not_in_the_other() -> None:
    inserted = f'<w:tr><w:trPr><w:ins w:id="3"/></w:trPr><w:tc>{p("2027")}</w:tc><w:tc>{p("81")}</w:tc></w:tr>'
    body = table((p("Jaar"), p("Bedrag")), (p("2026"), p("76"))).replace("</w:tbl>", f"{inserted}</w:tbl>")
    assert shown(whole(with_body(body))) == ["table: Jaar | Bedrag // 2026 | 76 // 2027 | 81"]
    assert shown(whole(with_body(body), Options("original"))) == ["table: Jaar | Bedrag // 2026 | 76"]


def test_a_footnote_within_a_table_stands_where_its_mark_stands() -> None:
    marked = '<w:p><w:r><w:t>76</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    source = whole(with_body(table((p("Jaar"), p("Bedrag")), (p("2026"), marked)), {"word/footnotes.xml": FOOTNOTES}))
    assert shown(source) == ["table: Jaar | Bedrag // 2026 | 76[^1]"]
    assert [(note.mark, note.text) for note in source.notes] == [("1", "NOS, 2024.")]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('In een kader')}</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>Naast</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
        "</w:r></w:p>"
    )
    assert shown(whole(with_body(body))) == ["paragraph: Naast", "paragraph: In een kader"]


def test_headers_are_furniture_and_hidden_text_is_reported() -> None:
    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Ministerie van Voorbeelden"
        run = document.add_paragraph("Zichtbaar.").add_run(" Onzichtbaar.")
        run.font.hidden = True

    source = whole(made(write))
    assert shown(source) == ["paragraph: Zichtbaar."]
    assert told(source, "furniture") == ["Ministerie van Voorbeelden"]
    assert told(source, "layout") == ["Onzichtbaar."]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 niets", "the file is damaged"),
        (made(nothing)[:500], "the file is damaged"),
        (with_body("<w:p>"), "is not well-formed XML"),
        (with_body("").replace(b"<w:body>", b""), "the file is damaged"),
    ],
)
def test_a_damaged_file_is_one_line(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        read("brief.docx", data)


def test_a_doctype_is_refused_before_anything_reads_it() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(FileRefused, match="has a DOCTYPE"):
        read("brief.docx", with_body(p("Ja."), {"word/footnotes.xml": bomb}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_doctype_is_refused_also_where_what_follows_it_is_not_xml(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!-- é --><!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;'
    with pytest.raises(FileRefused, match="has a DOCTYPE"):
        parse_xml("nota.xml", bomb.encode(encoding))


def test_a_sentence_and_a_title_that_were_typed_in_two_paragraphs_are_one() -> None:
    def write(document: Document) -> None:
        for text in (
            "In antwoord op uw brief van 6 december 2030 deel ik u mede",
            "dat de vragen van het lid Voorbeeld (VVB) over het fonds worden beantwoord.",
            "De minister van Voorbeelden,",
            "A. de Vries",
        ):
            document.add_paragraph(text)
        for text in ("Antwoorden van de minister van Voorbeelden op vragen", "van het lid Voorbeeld (VVB)", "Vraag 1"):
            document.add_paragraph().add_run(text).bold = True
        document.add_paragraph("Klopt het dat het fonds twee dingen doet, zoals hier staat:")
        document.add_paragraph("a. verzamelen en b. bewaren?")

    nota = read_file("brief.docx", made(write)).nota
    assert plain(nota.introduction) == (
        "In antwoord op uw brief van 6 december 2030 deel ik u mede dat de vragen van het lid Voorbeeld (VVB) over het"
        " fonds worden beantwoord."
    )
    assert [item.heading for item in nota.body if isinstance(item, Section)] == [
        "Antwoorden van de minister van Voorbeelden op vragen van het lid Voorbeeld (VVB)"
    ]
    assert nota.meta.ondertekend == (Signatory("De minister van Voorbeelden", "A. de Vries"),)
    assert nota.meta.indieners == ("Voorbeeld (VVB)",)


@pytest.mark.parametrize("name", ["01", "03", "05", "07"])
def test_no_word_of_a_real_letter_is_lost(name: str) -> None:
    whole(shared(f"letters-docx/letter-{name}.docx").read_bytes())
