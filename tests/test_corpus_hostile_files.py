"""Files that are made to do harm: each ends in one line that names it, and the next file is read as if nothing was."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from corpus.errors import FileRefused
from corpus.guarded import contained
from corpus.guarded.contained import Limits
from corpus.ingest import Reading, read_file

SMALL = Limits(memory=500 * 2**20, cpu=3, seconds=4)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
ELSEWHERE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def packed(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str) -> bytes:
    return packed({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def claiming(data: bytes, size: int) -> bytes:
    """A zip file of which the directory says that each member unpacks to so many bytes."""
    altered, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        altered[at + 24 : at + 28] = struct.pack("<I", size)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(altered)


def pdf(*objects: bytes) -> bytes:
    """A file with these objects, numbered from 1; the first one is its root."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        out,
        len(places) + 1,
        table,
        len(places) + 1,
        len(out),
    )


def page_of(stream: bytes, filters: bytes = b"", resources: bytes = b"") -> bytes:
    """A file with one page that shows a stream."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(stream), stream),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>>stream\n/F Do /F Do\nendstream",
    )


FILES = {
    "an archive that says it holds 2 GB.docx": (claiming(docx(""), 2**31 - 1), "unpacks to 1 files of 2047 MB"),
    "an archive that says it holds little.docx": (claiming(docx("a" * 2**20), 10), "the file is damaged"),
    "an archive of many.docx": (packed({f"word/{n}.xml": "" for n in range(3000)}), "unpacks to 3000 files"),
    "an archive of blanks.docx": (packed({"word/document.xml": bytes(300 * 2**20)}), "unpacks to 1 files of 300 MB"),
    "an archive of nothing.docx": (b"PK\x03\x04" + bytes(10**5), "the file is damaged"),
    "deep.docx": (docx("<w:sdt>" * 10**5 + "</w:sdt>" * 10**5), "is not well-formed XML"),
    "a wide attribute.xml": (b'<?xml version="1.0"?><a b="' + b"x" * 11 * 2**20 + b'"/>', "is not well-formed XML"),
    "laughs.xml": (f'<?xml version="1.0"?>{LAUGHS}'.encode(), "has a DOCTYPE"),
    "another file.xml": (f'<?xml version="1.0"?>{ELSEWHERE}'.encode(), "has a DOCTYPE"),
    "laughs.odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": LAUGHS}),
        "has a DOCTYPE",
    ),
    "deep.html": (b"<html><body>" + b"<div>" * 10**5, "the page has no text"),
    "wide cells.html": (
        b"<table>" + b"<tr><td colspan=99999 rowspan=99999>a</td><td>b</td></tr>" * 2000 + b"</table>",
        "no question found",
    ),
    "its own child.pdf": (
        pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "page 1 has no text",
    ),
    "its own parent.pdf": (
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>",
            b"<</Type/Page/Parent 3 0 R>>",
        ),
        "the PDF is damaged",
    ),
    "a form within itself.pdf": (page_of(b"/F Do", resources=b"/XObject<</F 5 0 R>>"), "page 1 has no text"),
    "a stream of a gigabyte.pdf": (
        page_of(zlib.compress(zlib.compress(bytes(2**29), 9), 9), b"/Filter[/FlateDecode/FlateDecode]"),
        "",
    ),
    "rectangles without end.pdf": (page_of(b"0 0 5 5 re f " * 10**5), "reading it takes"),
    "nul.txt": (b"Vraag 1\x00\nKlopt dat?\n", "byte 7 is not text"),
    "nul.pdf": (b"%PDF-1.4\n" + bytes(10**5), ""),
    "a word without end.txt": (b"Vraag 1 " + b"a" * 20 * 2**20, ""),
}
"""By their names: the file, and what is said of it; '' where that differs by the machine."""


@pytest.mark.parametrize(("name", "data", "says"), [(n, *file) for n, file in FILES.items()], ids=FILES)
def test_a_file_made_to_do_harm_is_one_line(name: str, data: bytes, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        contained.run(name, read_file, (name, data), Reading, SMALL)
    line = str(refused.value)
    assert line.startswith(f"{name}: {says}")
    assert line.isprintable()
    good = contained.read_file("een.md", b"## Vraag 1\nWie?\n### Antwoord\nHij.\n")
    assert good.nota.pairs[0].question.text == "Wie?"
