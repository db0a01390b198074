"""A reader is chosen by what a file is, and the same nota is the same nota in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pytest

from corpus.errors import FileRefused
from corpus.ingest import read_file
from corpus.model import Block, Table, sentences
from corpus.readers import read
from tests.helpers import shared

FORMATS = {
    "nota.pdf": "pdf/1",
    "nota.docx": "docx/1",
    "nota.odt": "odt/1",
    "nota.html": "html/1",
    "nota.xml": "official/1",
}


def squeezed(blocks: Iterable[Block]) -> str:
    """Running text; the files have a table and a mark of a note besides, of which the list of answers does not tell."""
    text = " ".join(sentences(tuple(block for block in blocks if not isinstance(block, Table))))
    return re.sub(r"33\.279-40\)\.(?:1|\[\^1\])?$", "", " ".join(text.split()))


@pytest.mark.parametrize(("name", "reader"), FORMATS.items())
def test_one_nota_in_five_formats_gives_the_same_questions_and_answers(name: str, reader: str) -> None:
    truth = json.loads(shared("built-from-nota/truth.json").read_text("utf-8"))
    # Called by another name: what it is tells its content.
    reading = read_file("nota.doc", shared(f"built-from-nota/{name}").read_bytes())
    assert reading.reader == reader
    assert not reading.warnings
    expected = [
        (str(q["n"]), *(" ".join(" ".join(t).split()).removesuffix("33.279-40).") for t in (q["q"] + q["bul"], q["a"])))
        for q in truth
    ]
    pairs = reading.nota.pairs
    found = [(p.number, squeezed(p.question.blocks), squeezed(p.answer.blocks if p.answer else ())) for p in pairs]
    assert found == expected
    assert reading.nota.meta.id == "kst-36800-K-D"


CHOSEN = {
    "Markdown": (b"## Vraag 1\n\nJa?\n", "markdown/1"),
    "plain text": (b"Vraag 1\nJa?\n", "text/1"),
    "HTML under another name": (b"<!DOCTYPE html>\n<html><body><p>Vraag 1</p></body></html>", "html/1"),
    "HTML of a word processor": (b'<html xmlns:o="urn:x"><body><p>Vraag 1<o:p></o:p></p></body></html>', "html/1"),
    "XHTML": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Ja</p></body></html>', "html/1"),
    "XML": (b'<?xml version="1.0"?><officiele-publicatie><al>Ja.</al></officiele-publicatie>', "official/1"),
    "XML without its first line": (b"<kamerwrk><al>Ja.</al></kamerwrk>", "official/1"),
    "text that speaks of markup": (b"<br> is een element. Vraag 1", "text/1"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reader"), CHOSEN.values(), ids=CHOSEN)
def test_content_chooses_the_reader(data: bytes, reader: str) -> None:
    assert read("brief.pdf", data).reader == reader


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"this is DOC \(OLE\), which is not read; save it as DOCX, ODT or PDF"),
        (b"{\\rtf1 Vraag 1}", "this is RTF, which is not read; save it as DOCX, ODT or PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", r"this is a picture \(PNG\), .*; make it a searchable PDF first"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", r"this is a picture \(JPEG\)"),
        (b"PK\x03\x04\x14\x00", "the file is damaged"),
        (b"", "the file is empty"),
    ],
)
def test_what_is_not_read_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        read("brief.docx", data)
