"""One version of a nota, its text and its source."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from flask import Response, make_response, render_template

from corpus.errors import AddressError
from corpus.model import plain
from differ.reports.markup import unmarked
from web.asked import addresses, download, version_of
from web.nota_rows import NotaRows, linked_notes
from web.visit import library


def nota(nota: str, version: str | None = None) -> str:
    """One version of a nota: the newest, or the one asked for."""
    shown = version_of(nota, version)
    versions = library().store.versions(shown.nota)
    before = library().before(shown)
    document = library().store.document(shown)
    return render_template(
        "nota.html",
        document=document,
        introduction=unmarked(plain(document.nota.introduction), linked_notes(document)),
        version=shown,
        versions=versions,
        before=before,
        rows=NotaRows(document, frozenset(library().store.notas())).rows(
            library().compare(before, shown) if before else None,
            library().clusters(shown.nota) if shown == versions[-1] else (),
        ),
        others=addresses(),
    )


def markdown(nota: str, version: str) -> Response:
    """The text of a version as the corpus holds it."""
    shown = version_of(nota, version)
    response = make_response(library().store.text(shown))
    response.headers["Content-Type"] = "text/markdown; charset=utf-8"
    return download(response, f"{shown.nota}.v{shown.number}.md")


def source(nota: str, version: str) -> Response:
    """The file as it was received."""
    shown = version_of(nota, version)
    data = library().store.source(shown)
    if data is None:
        raise AddressError("the source of %(address)s was not kept", address=shown.address)
    name = PurePath(shown.source_name or shown.address).name
    response = make_response(data)
    response.headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return download(response, name)
