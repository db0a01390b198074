"""The wordings of an answer through time."""

from __future__ import annotations

from flask import Response, render_template, request, url_for
from markupsafe import Markup

from corpus.model import Document, QAPair, Version
from differ.audit.asking import find
from differ.audit.threads import history as thread_of
from differ.model import Located
from differ.reports.markup import unmarked
from web.asked import version_of
from web.history_rows import compared, stretches, wording_rows
from web.links import Links
from web.nota_rows import Part
from web.pages.audit import asked_form, report
from web.pages.nota import margins_of
from web.pinned import pinned
from web.told import Teller
from web.visit import library, say


def history(nota: str, version: str, question: str) -> Response:
    """The wordings of an answer through time, two of them beside each other, and the origin of each sentence of it."""
    shown = version_of(nota, version)
    _, pair = find(library().store, f"{shown.address}#{question}")
    if form := asked_form():
        return report(f"{shown.address}#{pair.number}", form)
    # The question may come back in any nota.
    return pinned((shown.commit, library().store.head), lambda: _page(shown, pair))


def _page(shown: Version, pair: QAPair) -> str:
    store = library().store
    located = Located(f"{shown.address}#{pair.number}", pair)
    rows = wording_rows(thread_of(store, located.address), say())
    chosen = request.args.get("from"), request.args.get("to")
    return render_template(
        "history.html",
        version=shown,
        number=pair.number,
        question=None if located.is_alone else unmarked(pair.question.text),
        wordings=rows,
        stretches=stretches(rows),
        compared=compared(rows, *chosen, say()),
        choice=chosen if all(chosen) else (str(len(rows) - 1), str(len(rows))),
        badly_chosen=any(chosen),
        provenance=_provenance(store.document(shown), shown, pair),
    )


def _provenance(document: Document, shown: Version, pair: QAPair) -> dict[Part, Markup]:
    """The question and its answer as they stand in this version, with the versions that brought their sentences."""
    links = Links(document, frozenset(library().store.notas()), url_for("nota", nota=shown.nota, version=shown.number))
    teller, margins = Teller(links), margins_of("provenance", shown)
    found: dict[Part, Markup] = {"q": teller.tell(pair.question.blocks, "q", margins(pair.number, "q"))}
    if answer := pair.answer:
        # An answer to several questions stands under the last of them.
        found["a"] = teller.tell(answer.blocks, "a", margins(answer.numbers[-1], "a"))
    return found
