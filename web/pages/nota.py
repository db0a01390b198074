"""One version of a nota."""

from __future__ import annotations

from flask import Response, make_response, render_template

from corpus.model import Version
from web.asked import download, version_of
from web.nota_rows import NotaRows
from web.pinned import pinned
from web.visit import library


def nota(nota: str, version: str | None = None) -> Response:
    """One version of a nota: the newest, or the one asked for."""
    shown = version_of(nota, version)
    # Newer versions, repetitions and links to other nota's are shown too.
    return pinned((shown.commit, library().store.head), lambda: _page(shown))


def _page(shown: Version) -> str:
    versions = library().store.versions(shown.nota)
    before = library().before(shown)
    document = library().store.document(shown)
    made = NotaRows(document, frozenset(library().store.notas()))
    return render_template(
        "nota.html",
        document=document,
        introduction=made.introduction,
        rows=made.rows(
            library().compare(before, shown) if before else None,
            library().clusters(shown.nota) if shown == versions[-1] else (),
        ),
        referred=made.referred,
        version=shown,
        versions=versions,
        before=before,
    )


def markdown(nota: str, version: str) -> Response:
    """The text of a version as the corpus holds it."""
    shown = version_of(nota, version)
    response = make_response(library().store.text(shown))
    response.headers["Content-Type"] = "text/markdown; charset=utf-8"
    return download(response, f"{shown.nota}.v{shown.number}.md")
