"""One version of a nota."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, make_response, render_template, request

from corpus.model import Version
from web.asked import chosen, download, version_of
from web.nota_rows import Margins, NotaRows
from web.pages.duplicates import PAGE
from web.pinned import pinned
from web.provenance import margins
from web.visit import library, say
from web.whereabouts import SourceMargin, Spots


def nota(nota: str, version: str | None = None) -> Response:
    """One version of a nota: the newest, or the one asked for. With `?margin=`, what is beside each sentence."""
    shown = version_of(nota, version)
    margin = _margin()
    places = library().places.known(shown) if library().store.keeps_source(shown) else None
    # Newer versions, repetitions and links to other nota's are shown too, and pages of the source once they are known.
    shows = (shown.commit, library().store.head, library().repeats.head, "places" if places else None)
    return pinned(shows, lambda: _page(shown, margin, Spots(shown, places)))


def _margin() -> str | None:
    """Which margin is asked for; `?provenance=1` is the same as `?margin=provenance`."""
    return "provenance" if request.args.get("provenance") else chosen("margin", MARGINS)


def _page(shown: Version, margin: str | None, spots: Spots) -> str:
    store = library().store
    before, newest = library().before(shown), store.newest(shown.nota)
    document = store.document(shown)
    made = NotaRows(document, frozenset(store.notas()), margins_of(margin, shown) if margin else None)
    return render_template(
        "nota.html",
        document=document,
        introduction=made.introduction,
        rows=made.rows(
            library().compare(before, shown) if before else None,
            library().repeated(shown.nota) if shown == newest else (),
        ),
        referred=made.referred,
        version=shown,
        newest=newest,
        versions=store.versions(shown.nota),
        before=before,
        replacing=store.resolve(shown.replaced_by) if shown.replaced_by else None,
        clusters_on_a_page=PAGE,
        margin=margin,
        kept=store.keeps_source(shown),
        spots=spots,
    )


def margins_of(margin: str, shown: Version) -> Margins:
    """What stands beside the sentences of a version: one of `MARGINS`."""
    return MARGINS[margin](shown)


def _provenance(shown: Version) -> Margins:
    store = library()
    return margins(store.store.document(shown), store.provenance(shown), store.versions(), say())


def _source(shown: Version) -> Margins:
    spots = Spots(shown, library().places.found(shown))
    return lambda number, part: SourceMargin(spots.of_sentences(number, part), say())


MARGINS: Mapping[str, Callable[[Version], Margins]] = {"provenance": _provenance, "source": _source}
"""What can stand beside each sentence: which version brought it, where in the source it is."""


def markdown(nota: str, version: str) -> Response:
    """The text of a version as the corpus holds it."""
    shown = version_of(nota, version)
    response = make_response(library().store.text(shown))
    response.headers["Content-Type"] = "text/markdown; charset=utf-8"
    return download(response, f"{shown.nota}.v{shown.number}.md")
