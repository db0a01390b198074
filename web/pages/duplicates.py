"""The questions that repeat."""

from __future__ import annotations

from flask import render_template, request

from differ.words import MATCHES
from web.asked import chosen
from web.cluster_rows import cluster_row
from web.visit import library, say


def duplicates() -> str:
    """The questions that repeat: in the whole corpus, or with a member in one nota."""
    wanted, kind = request.args.get("nota"), chosen("kind", MATCHES)
    nota = library().store.resolve(wanted).nota if wanted else None
    found = [cluster_row(c, say()) for c in library().clusters(nota) if kind is None or kind in c.kinds]
    return render_template(
        "duplicates.html",
        nota=nota,
        kind=kind,
        # What asks for a reader's judgement first; the sort is stable, so the order of reading stays.
        clusters=sorted(found, key=lambda row: not row.answered_differently),
        notas=library().store.notas(),
        dates={own: versions[-1].date for own, versions in library().versions().items()},
    )
