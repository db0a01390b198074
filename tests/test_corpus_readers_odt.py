"""ODT: text, notes, lists and tables as they are printed."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.blocks import Source
from corpus.errors import FileRefused
from corpus.readers import read
from tests.readings import lost_and_new, shown, told

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "fo": "xsl-fo-compatible"}.items()
)  # fmt: skip
STYLES = """
<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P1" style:parent-style-name="T1"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
"""


def odt(body: str, page_styles: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        file.writestr("styles.xml", f"<office:document-styles {SPACES}>{page_styles}</office:document-styles>")
    return out.getvalue()


def whole(body: str, page_styles: str = "") -> Source:
    source = read("brief.odt", odt(body, page_styles))
    assert source.reader == "odt/1"
    assert not any(lost_and_new(source)), lost_and_new(source)
    return source


CASES = {
    "headings and paragraphs": (
        '<text:h text:outline-level="2">Vraag 1</text:h><text:p>Wat kost het?</text:p>',
        ["heading2: Vraag 1", "paragraph: Wat kost het?"],
    ),
    "bold by a style and by its parent": (
        '<text:p text:style-name="P1">Vraag</text:p><text:p><text:span text:style-name="T1">Ja</text:span> dus</text:p>',
        ["paragraph: **Vraag**", "paragraph: *Ja dus"],
    ),
    "spaces, tabs and line breaks": (
        '<text:p>een<text:s text:c="3"/>twee<text:tab/>drie<text:line-break/>vier\nvijf</text:p>',
        ["paragraph: een twee drie / vier vijf"],
    ),
    "a word over several spans": (
        "<text:p>beant<text:span>woord<text:bookmark/></text:span>ing</text:p>",
        ["paragraph: beantwoording"],
    ),
    "lists": (
        '<text:list text:style-name="L1"><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>diep</text:p>'
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>twee</text:p></text:list-item></text:list>"
        "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>",
        ["item: 1. een", "item: a) diep", "item: 2. twee", "item: punt"],
    ),
    "a table": (
        "<table:table><table:table-row><table:table-cell><text:p>Jaar</text:p></table:table-cell><table:table-cell>"
        "<text:p>Bedrag</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2026</text:p>"
        "</table:table-cell><table:table-cell><text:p>76,2</text:p></table:table-cell></table:table-row></table:table>",
        ["table: Jaar | Bedrag // 2026 | 76,2"],
    ),
    "a text box": (
        "<text:p>Naast<draw:frame><draw:text-box><text:p>In een kader</text:p></draw:text-box></draw:frame></text:p>",
        ["paragraph: Naast", "paragraph: In een kader"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "blocks"), CASES.values(), ids=CASES)
def test_case(body: str, blocks: list[str]) -> None:
    assert shown(whole(body)) == blocks


def test_a_note_is_put_where_its_mark_stands() -> None:
    source = whole(
        "<text:p>gemeld<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>NOS, 2024.</text:p>"
        "</text:note-body></text:note>.</text:p>"
    )
    assert shown(source) == ["paragraph: gemeld[^1]."]
    assert [(note.mark, note.text) for note in source.notes] == [("1", "NOS, 2024.")]


def test_deleted_text_and_comments_stand_apart() -> None:
    source = whole(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Geschrapt.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Ja<text:change-start/>, zeker<text:change-end/>.<office:annotation><text:p>Klopt dit?</text:p></office:annotation></text:p>"
    )
    assert shown(source) == ["paragraph: Ja, zeker."]
    assert told(source, "revision") == ["Geschrapt."]
    assert told(source, "comment") == ["Klopt dit?"]
    assert "has tracked changes" in str(source.warnings[0])


def test_headers_and_footers_are_furniture() -> None:
    header = "<style:master-page><style:header><text:p>Ministerie van Voorbeelden</text:p></style:header></style:master-page>"
    assert told(whole("<text:p>Ja.</text:p>", header), "furniture") == ["Ministerie van Voorbeelden"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (odt("<text:p>"), "is not well-formed XML"),
        (odt("<text:p>Ja.</text:p>")[:-60], "the file is damaged"),
        (odt("").replace(b"mimetype", b"mimetyqe"), "neither DOCX nor ODT"),
    ],
)
def test_a_file_that_is_no_odt_is_one_line(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        read("brief.odt", data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        with file.open("content.xml", "w", force_zip64=True) as member:
            for _ in range(300):
                member.write(bytes(2**20))
    assert len(out.getvalue()) < 2**20
    with pytest.raises(FileRefused, match="unpacks to 2 files of 300 MB"):
        read("brief.odt", out.getvalue())


def test_a_note_within_a_table_stands_where_its_mark_stands() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>In miljoenen.</text:p></text:note-body></text:note>"
    )
    rows = (("Jaar", "Bedrag"), ("2026", f"76{note}"))
    cells = ("".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) for row in rows)
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    source = whole(f"<table:table>{body}</table:table>")
    assert shown(source) == ["table: Jaar | Bedrag // 2026 | 76[^1]"]
    assert [(note.mark, note.text) for note in source.notes] == [("1", "In miljoenen.")]
