"""What an auditor asks: what changed, since when is this said, what stood on that day; and the report to keep."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from corpus.errors import CorpusError
from corpus.messages import Message
from differ.audit.at import At
from differ.audit.at import at as at_day
from differ.audit.days import day_of
from differ.audit.log import Wanted
from differ.audit.log import log as log_of
from differ.audit.moment import By, Then
from differ.audit.reporting.forms import FORMS, made
from differ.audit.reporting.gathered import gather
from differ.audit.told import heading, likeness, shown, spans, stood, summaries, was
from differ.audit.when import Found, Sighting
from differ.audit.when import Wanted as Looked
from differ.audit.when import when as when_said
from differ.bilingual.words import PARTS
from differ.reports.markup import highlighted, unmarked
from web.asked import chosen, download
from web.visit import library, say

MOST = 50
"""Versions on the page of changes: it is read from the newest on, and narrowed by its form."""


def log() -> str:
    """The changes of the corpus, of a nota or of a dossier, newest first."""
    asked = {name: request.args.get(name, "").strip() for name in ("since", "until", "nota", "dossier", "author")}
    entries, trouble = [], None
    try:
        wanted = Wanted(
            _day(asked["since"]),
            _day(asked["until"]),
            asked["author"] or None,
            asked["nota"] or None,
            asked["dossier"] or None,
            facts="facts" in request.args,
            limit=MOST + 1,
        )
        entries = list(log_of(library().store, wanted))
    except CorpusError as error:
        trouble = error.trouble
    return render_template(
        "log.html",
        asked=asked,
        only_facts="facts" in request.args,
        entries=entries[:MOST],
        more=len(entries) > MOST,
        most=MOST,
        trouble=trouble,
        was=was,
        summaries=lambda entry: list(summaries(entry, say())),
    )


def _day(text: str) -> date | None:
    return day_of(text) if text else None


def when() -> str:
    """In which versions a phrase stands, and in which sentences."""
    phrase = request.args.get("q", "").strip()
    found: Found | None = None
    trouble: Message | None = None
    if phrase:
        try:
            found = when_said(library().store, phrase, Looked(fuzzy="fuzzy" in request.args))
        except CorpusError as error:
            trouble = error.trouble
    return render_template(
        "when.html",
        phrase=phrase,
        fuzzy="fuzzy" in request.args,
        found=found,
        told=heading(found) if found else None,
        trouble=trouble,
        spans=lambda stretches: spans(stretches, say()),
        marked=_marked,
        likeness=likeness,
        PARTS=PARTS,
    )


def _marked(own: Sighting) -> Markup:
    begin, end = own.hit
    return highlighted([(own.text[:begin], False), (own.text[begin:end], True), (own.text[end:], False)])


def at() -> str:
    """What a nota, a question or a dossier said on a day."""
    day, address = (request.args.get(name, "").strip() for name in ("date", "address"))
    by = chosen("by", ("legal", "import")) or "legal"
    found: At | None = None
    trouble: Message | None = None
    if day and address:
        try:
            found = at_day(library().store, day_of(day), address, cast(By, by))
        except CorpusError as error:
            trouble = error.trouble
    elif day:
        trouble = Message("Say also of which nota, question or dossier: 36800-K-D, 36800-K-D#12 or 36800-K.")
    elif address:
        trouble = Message("Say also of which day: 2026-05-21, 21-05-2026 or 21 May 2026.")
    return render_template(
        "at.html",
        day=day,
        address=address,
        by=by,
        found=found,
        trouble=trouble,
        stood=stood,
        pairs=lambda own: _pairs(found, own),
        unmarked=unmarked,
    )


def _pairs(found: At | None, own: Then) -> list[tuple[str, Markup, Markup | None]]:
    """The questions to show: of a dossier none, of a question that alone."""
    if found is None or found.is_dossier or own.version is None or (found.number and own.pair is None):
        return []
    document = shown(library().store, own)
    return [
        (pair.number, unmarked(pair.question.text), unmarked(pair.answer.text) if pair.answer else None)
        for pair in document.nota.pairs
    ]


def report(address: str, form: str) -> Response:
    """The audit of a question as a file to keep; `form` is one of `FORMS` without its point."""
    response = make_response(made(f".{form}", gather(library().store, address), say()))
    response.headers["Content-Type"] = FORMS[f".{form}"]
    return download(response, f"{address.replace('@', '.v').replace('#', '.')}.{form}")


def asked_form() -> str | None:
    """The form of a report that the query asks for."""
    return chosen("format", [own.removeprefix(".") for own in FORMS])
