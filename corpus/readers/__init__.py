"""One file a format: bytes in, blocks out. `read` chooses by content, never by the name of the file."""

from __future__ import annotations

import codecs

from corpus.errors import FileRefused
from corpus.readers import markdown
from corpus.readers.blocks import Source
from corpus.readers.decoding import decode

# How formats begin that people have these papers in, and that are not read; in lower case, as markup has no case.
_SIGNATURES = {
    b"%pdf-": "PDF",
    b"pk\x03\x04": "DOCX/ODT (zip)",
    b"\xd0\xcf\x11\xe0": "DOC (OLE)",
    b"{\\rtf": "RTF",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
    b"<?xml": "XML",
}


def read(name: str, data: bytes) -> Source:
    """The blocks of a file. Raises FileRefused when it cannot be read as Markdown or plain text."""
    beginning = data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for signature, kind in _SIGNATURES.items():
        if beginning.startswith(signature):
            raise FileRefused(
                "%(file)s: this is %(kind)s, and only Markdown and plain text can be read; save it as text first",
                file=name,
                kind=kind,
            )
    text, warnings = decode(name, data)
    return markdown.read(name, text, warnings)
