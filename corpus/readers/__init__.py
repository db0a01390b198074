"""One file a format: bytes in, blocks out. `read` chooses by content, never by the name of the file."""

from __future__ import annotations

import re

from corpus.blocks import Options, Source
from corpus.errors import FileRefused
from corpus.readers.archive import Archive
from corpus.readers.decoding import decode

NAMES = frozenset("docx/1 html/1 markdown/1 nota/1 odt/1 official/1 pdf/1 text/1".split())
"""The readers there are, with the version of each: what it reads differs from one to the next. `nota/1` is a text in
normal form."""

_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a DOCX with a password has within: it is stored in the form of a DOC."""
_OTHERS = {"xl/workbook.xml": "XLSX", "ppt/presentation.xml": "PPTX"}
"""By a file that stands in them: what Office makes beside DOCX."""
_PICTURES = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"GIF8": "GIF", b"BM": "BMP",
}  # fmt: skip
"""How each begins: what a scanner makes."""
_BINARY = (b"PK\x03\x04", _OLE, b"{\\rtf")
_ODT = b"application/vnd.oasis.opendocument.text"
# How a text begins that is markup: declarations and comments before its first element.
_MARKUP = re.compile(
    r"\ufeff?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>\[]*(?:\[.*?\]\s*)?>\s*)*<([a-z][\w.:-]*)", re.I | re.S
)
_HTML = frozenset("html head body div p table h1 h2 span meta title".split())


def read(name: str, data: bytes, options: Options | None = None) -> Source:
    """The blocks of a file. Raises FileRefused, with one line, for what cannot be read."""
    # Each reader is loaded when it is needed: a library for PDF is no burden on who reads Markdown.
    if b"%PDF-" in data[:1024]:
        from corpus.readers import pdf

        return pdf.read(name, data)
    if data.startswith(b"PK\x03\x04"):
        return _read_archive(name, data, options or Options())
    if data.startswith(_OLE) and _LOCKED in data:
        raise FileRefused("%(file)s: is locked with a password; save it without one", file=name)
    for signature, kind in ((_OLE, "DOC (OLE)"), (b"{\\rtf", "RTF")):
        if data.startswith(signature):
            raise _not_read(name, kind)
    if picture := _picture(data):
        raise FileRefused(
            "%(file)s: this is a picture (%(kind)s), of which no words are read; make it a searchable PDF first (OCR)",
            file=name,
            kind=picture,
        )
    return _read_text(name, data)


def _not_read(name: str, kind: str) -> FileRefused:
    return FileRefused(
        "%(file)s: this is %(kind)s, which is not read; save it as DOCX, ODT or PDF", file=name, kind=kind
    )


def _picture(data: bytes) -> str | None:
    # 'BM' begins words too; no text has what is never in one.
    return next((kind for own, kind in _PICTURES.items() if data.startswith(own) and b"\0" in data[:64]), None)


def _read_archive(name: str, data: bytes, options: Options) -> Source:
    archive = Archive(name, data)
    if "word/document.xml" in archive.names:
        from corpus.readers import docx

        return docx.read(name, data, options)
    if archive.read("mimetype").startswith(_ODT):
        from corpus.readers import odt

        return odt.read(name, data)
    for part, kind in _OTHERS.items():
        if part in archive.names:
            raise _not_read(name, kind)
    raise FileRefused("%(file)s: a zip file that is neither DOCX nor ODT; unpack it and add what is in it", file=name)


def is_bare_text(name: str, data: bytes) -> bool:
    """Whether a file is Markdown or plain text: no library that was not written in Python has a part in reading it.

    Raises FileRefused.
    """
    is_binary = b"%PDF-" in data[:1024] or data.startswith(_BINARY) or _picture(data)
    return not is_binary and not _MARKUP.match(decode(name, data)[0])


def _read_text(name: str, data: bytes) -> Source:
    text, warnings = decode(name, data)
    if (markup := _MARKUP.match(text)) and markup[1].lower() in _HTML:
        from corpus.readers import html

        return html.read(name, text, warnings)
    if markup and (text.lstrip("\ufeff \t\r\n").startswith("<?xml") or f"</{markup[1]}>" in text):
        from corpus.readers import official

        return official.read(name, data)
    from corpus.readers import markdown

    if markdown.is_markdown(text):
        return markdown.read(name, text, warnings)
    from corpus.readers import plaintext

    return plaintext.read(name, text, warnings)
