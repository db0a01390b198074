"""The wordings of an answer through time."""

from __future__ import annotations

from flask import render_template

from differ.audit.threads import blame, find
from differ.audit.threads import history as thread_of
from differ.model import Located
from differ.reports.markup import unmarked
from web.asked import version_of
from web.history_rows import origins, wording_rows
from web.visit import library, say


def history(nota: str, version: str, question: str) -> str:
    """The wordings of an answer through time, and which version brought each sentence of it."""
    shown = version_of(nota, version)
    address = f"{shown.address}#{question}"
    _, pair = find(library().store, address)
    alone = Located(address, pair).is_alone
    return render_template(
        "history.html",
        version=shown,
        number=pair.number,
        question=None if alone else unmarked(pair.question.text),
        wordings=wording_rows(thread_of(library().store, address), say()),
        origins=origins(blame(library().store, address), "question" if alone else "answer"),
    )
