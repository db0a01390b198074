"""A file becomes a nota that may be stored, or is refused with one line that says what is wrong, where, and what to do."""

from __future__ import annotations

import codecs
import io
import zipfile
from datetime import date

import pytest

from corpus.errors import FileRefused
from corpus.ingest import read_file, read_nota
from corpus.normal import render

TEXT = "**1. Hoeveel procent is voor Zoë – ‘één’ of meer?**\n\nDat is 50% à € 3 miljoen."


def stored_answer(data: bytes) -> str:
    answer = read_file("nota.md", data).nota.pairs[0].answer
    assert answer
    return answer.text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), None),
        (TEXT.encode("utf-8-sig"), None),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_an_encoding_is_recognised_and_said(data: bytes, encoding: str | None) -> None:
    reading = read_file("nota.md", data)
    assert reading.nota == read_file("nota.md", TEXT.encode()).nota
    assert stored_answer(data) == "Dat is 50% à € 3 miljoen."
    expected = [f"nota.md: is not UTF-8; read as {encoding}"] if encoding else []
    assert [str(warning) for warning in reading.warnings] == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    assert read_file("nota.md", TEXT.replace("\n", end).encode()).nota == read_file("nota.md", TEXT.encode()).nota


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "inhoud")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\n ", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        (codecs.BOM_UTF16_LE, "the file is empty"),
        (b"1. Wat?\n\nDat\x81 is zo.", "byte 12 is not text"),
        (b"1. Wat?\n\nDat\x00 is zo.", "byte 12 is not text"),
        # Damaged UTF-8 that Windows-1252 could read, as 'coÃ¶rdinatie' or '€Ã‚'.
        ("1. Wat?\n\nDe coördinatie ".encode() + b"\xc3( is zo.", "byte 25 is not text"),
        (b"1. Wat?\n\nEen plan" + b"\xe9 " + "‘zo’ is het.".encode(), "byte 17 is not text"),
        ("1. Wát?\n\nDat\x07 is zo.".encode(), "byte 13 is not text"),
        (codecs.BOM_UTF8 + b"1. Wat?\x00", "byte 10 is not text"),
        (codecs.BOM_UTF16_LE + "1. Wat".encode("utf-16-le") + b"\x00\xd8\x20\x00", "byte 14 is not text"),
        (codecs.BOM_UTF16_LE + "1.\x07".encode("utf-16-le"), "byte 6 is not text"),
        (b"%PDF-1.7\n", "the PDF is damaged"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>\n<p>Dit is een pagina.</p>", "no question found"),
        (b'<?xml version="1.0"?>\n<kamerstuk>', "is not well-formed XML"),
        (b"PK\x03\x04\x14\x00", "the file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1", "this is DOC (OLE)"),
        (
            b"\xd0\xcf\x11\xe0\xa1" + "EncryptedPackage".encode("utf-16-le"),
            "is locked with a password; save it without one",
        ),
        (zipped("xl/workbook.xml"), "this is XLSX, which is not read; save it as DOCX, ODT or PDF"),
        (zipped("ppt/presentation.xml"), "this is PPTX, which is not read"),
        (zipped("brief.txt"), "a zip file that is neither DOCX nor ODT; unpack it"),
        (b"{\\rtf1\\ansi", "this is RTF"),
        (b"Een brief zonder vragen.\n", "no question found; questions begin with 'Vraag 1'"),
        (b"---\nschema: nota/1\nid: [\n---\n\n## Vraag 1\n\nWat?\n", "the front matter is not YAML"),
        (
            b"## Vraag 1\n\nWat?\n\n## Vraag 2\n\nWie?\n\n## Vraag 1\n\nWaar?\n",
            "question 1 stands twice, on line 1 and line 9; number them apart, as 12 and 12a",
        ),
        (
            b"## Vraag 1\n\nWat?\n\n### Antwoord 1\n\nDat.\n\n## Vraag 2\n\nWie?\n\n### Antwoord 1\n\nZij.\n",
            "question 1 is answered twice, under question 1 and question 2",
        ),
    ],
)
def test_a_file_that_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_nota("nota.md", data, id="een-nota")
    line = str(refused.value)
    assert line.startswith("nota.md: ")
    assert problem in line
    assert "\n" not in line


def test_an_answer_to_a_question_that_is_not_there_is_said() -> None:
    reading = read_file("nota.md", b"## Vraag 1\n\nWat?\n\n### Antwoord 1 en 7\n\nDat.\n")
    assert [str(w) for w in reading.warnings] == ["nota.md: an answer names question 7, which is not in the paper"]


# The id and the date

PRINTED = f"**36 800 K** Vaststelling van de begroting\n\n**D** **NOTA**\nOntvangen 21 mei 2026\n\n{TEXT}".encode()


def test_the_id_and_the_date_as_printed() -> None:
    reading = read_nota("nota.md", PRINTED)
    assert (reading.nota.meta.id, reading.nota.meta.ontvangen) == ("kst-36800-K-D", date(2026, 5, 21))
    assert reading.warnings == ()


def test_what_is_given_wins_and_a_difference_is_said() -> None:
    reading = read_nota("nota.md", PRINTED, id="kst-36800-K-E", received=date(2026, 6, 1))
    assert (reading.nota.meta.id, reading.nota.meta.ontvangen) == ("kst-36800-K-E", date(2026, 6, 1))
    assert [str(warning) for warning in reading.warnings] == [
        "nota.md: the paper says kst-36800-K-D; stored as kst-36800-K-E",
        "nota.md: the paper says 2026-05-21; stored as 2026-06-01",
    ]


def test_what_is_given_and_printed_alike_needs_no_word() -> None:
    assert read_nota("nota.md", PRINTED, id="kst-36800-K-D", received=date(2026, 5, 21)).warnings == ()


def test_what_the_paper_does_not_tell_is_given_without_a_warning() -> None:
    reading = read_nota("nota.md", TEXT.encode(), id="een-nota", received=date(2026, 6, 1))
    assert (reading.nota.meta.id, reading.nota.meta.ontvangen) == ("een-nota", date(2026, 6, 1))
    assert reading.warnings == ()


def test_a_paper_that_does_not_tell_its_id_needs_one() -> None:
    assert read_file("nota.md", TEXT.encode()).nota.meta.id == ""
    with pytest.raises(FileRefused, match=r"nota.md: .*name it with --id, as in --id kst-36800-K-D"):
        read_nota("nota.md", TEXT.encode())


@pytest.mark.parametrize("given", ["../elders", "een nota", "--id", "een/nota", "nota@2", ""])
def test_an_id_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(FileRefused, match=r"^nota.md: "):
        read_nota("nota.md", TEXT.encode(), id=given)


# A file that already is in normal form


def test_a_stored_text_is_taken_as_it_is() -> None:
    """Its sentences are its lines, also where we would cut them otherwise by now."""
    text = render(read_nota("nota.md", PRINTED).nota).replace(
        "Dat is 50% à € 3 miljoen.", "Dat is 50%. Voor\n€ 3 miljoen."
    )
    again = read_nota("nota.md", text.encode())
    assert (again.reader, again.warnings, again.removed) == ("nota/1", (), ())
    assert render(again.nota) == text


def test_a_stored_text_that_was_edited_is_read_as_any_other() -> None:
    text = render(read_nota("nota.md", PRINTED).nota).replace("Dat is", "Dat  is *zeker*")
    again = read_nota("nota.md", text.encode())
    assert again.reader == "markdown/1"
    assert again.nota.meta == read_nota("nota.md", PRINTED).nota.meta
    assert "\nDat is zeker 50% à € 3 miljoen.\n" in render(again.nota)
