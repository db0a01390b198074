"""What reading costs: each format in milliseconds a page, beside the bare library on the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from statistics import median
from time import perf_counter

import docx
import pdfplumber
from docx.document import Document
from lxml import etree, html
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from bench.work import SAMPLE
from corpus import ingest
from corpus.blocks import SourceBlock
from corpus.guarded import contained
from corpus.readers import read

ROUNDS = 5
"""Times that each is read; the median counts."""
PAGE = 400
"""Words of a page, in a format that has no pages."""
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


# The shipped nota in every format


def files() -> dict[str, bytes]:
    """The shipped nota by the names of its files."""
    data = SAMPLE.read_bytes()
    blocks = read(SAMPLE.name, data).blocks
    makers = {"pdf": _pdf, "docx": _docx, "odt": _odt, "html": _html, "xml": _xml}
    return {SAMPLE.name: data} | {f"{SAMPLE.stem}.{suffix}": make(blocks) for suffix, make in makers.items()}


def _pdf(blocks: Iterable[SourceBlock]) -> bytes:
    style = getSampleStyleSheet()["BodyText"]
    flow: list[object] = []
    for block in blocks:
        lines = [Table([list(row) for row in block.rows])] if block.rows else []
        flow += [*lines, *(Paragraph(escape(line), style) for line in block.lines if not block.rows), Spacer(1, 6)]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(flow)
    return out.getvalue()


def _docx(blocks: Iterable[SourceBlock]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if block.rows:
            table = document.add_table(0, len(block.rows[0]))
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(block.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _odt(blocks: Iterable[SourceBlock]) -> bytes:
    def cell(text: str) -> str:
        return f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>"

    body = "".join(
        "<table:table>"
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in block.rows)
        + "</table:table>"
        if block.rows
        else f"<text:p>{escape(block.text)}</text:p>"
        for block in blocks
    )
    spaces = f'xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}" xmlns:table="{_TABLE}"'
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{text}</office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", f"<office:document-styles {spaces}/>")
    return out.getvalue()


def _html(blocks: Iterable[SourceBlock]) -> bytes:
    def rows(block: SourceBlock) -> str:
        return "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in block.rows)

    body = "".join(
        f"<table>{rows(block)}</table>" if block.rows else f"<p>{escape(block.text)}</p>" for block in blocks
    )
    return f"<!DOCTYPE html><html><head><title>Nota</title></head><body>{body}</body></html>".encode()


def _xml(blocks: Iterable[SourceBlock]) -> bytes:
    def rows(block: SourceBlock) -> str:
        return "".join(
            f"<row>{''.join(f'<entry><al>{escape(text)}</al></entry>' for text in row)}</row>" for row in block.rows
        )

    body = "".join(
        f"<table><tgroup cols='{len(block.rows[0])}'><tbody>{rows(block)}</tbody></tgroup></table>"
        if block.rows
        else f"<al>{escape(block.text)}</al>"
        for block in blocks
    )
    return f"<officiele-publicatie><kamerstuk><stuk>{body}</stuk></kamerstuk></officiele-publicatie>".encode()


# The bare libraries: all text out, and nothing made of it


def _bare_pdf(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


def _bare_docx(data: bytes) -> str:
    document: Document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _bare_odt(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(map(str, etree.fromstring(archive.read("content.xml")).itertext()))


def _bare_html(data: bytes) -> str:
    return "".join(map(str, html.document_fromstring(data).itertext()))


def _bare_xml(data: bytes) -> str:
    return "".join(map(str, etree.fromstring(data).itertext()))


_BARE: dict[str, tuple[str, Callable[[bytes], object]]] = {
    ".pdf": ("pdfplumber", _bare_pdf),
    ".docx": ("python-docx", _bare_docx),
    ".odt": ("lxml", _bare_odt),
    ".html": ("lxml", _bare_html),
    ".xml": ("lxml", _bare_xml),
}


# Measured


def _timed(function: Callable[[], object]) -> float:
    """Milliseconds; the first run, which loads the library, is outside the clock."""
    function()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        function()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def _pages(name: str, data: bytes) -> float:
    if Path(name).suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(data)) as document:
            return len(document.pages)
    return max(read(name, data).words.total() / PAGE, 1)


def _given(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    return ((Path(path).name, Path(path).read_bytes()) for path in paths)


def print_reading(paths: Iterable[str] = ()) -> None:
    """A table of the shipped nota in every format, or of the files that are given."""
    print("\nread: milliseconds a page. bare: all text by the library alone; read: our reader; import: read, parsed")
    print("and every word counted; contained: the same in a process of its own, as `nota add` does it.")
    print(f"{'':36}{'pages':>6}  {'':12}{'bare':>8}{'read':>8}{'ratio':>7}{'import':>8}{'contained':>11}")
    for name, data in list(_given(paths)) or files().items():
        pages = _pages(name, data)
        library, bare = _BARE.get(Path(name).suffix, ("", None))
        own = _timed(partial(read, name, data)) / pages
        alone = _timed(partial(bare, data)) / pages if bare else None
        whole = _timed(partial(ingest.read_file, name, data)) / pages
        kept = _timed(partial(contained.read_file, name, data)) / pages
        compared = f"{library:12}{alone:8.2f}{own:8.2f}{own / alone:7.2f}" if alone else f"{'':20}{own:8.2f}{'':7}"
        print(f"{name[:35]:36}{pages:6.1f}  {compared}{whole:8.2f}{kept:11.2f}", flush=True)
