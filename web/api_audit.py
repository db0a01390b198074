"""What an auditor asks, as JSON: what changed and when, since when a phrase stands where, what stood on a day."""

from __future__ import annotations

from datetime import date

from flask import Response, request

from differ.audit import documents
from differ.audit.at import at as at_day
from differ.audit.days import day_of
from differ.audit.log import Wanted
from differ.audit.log import log as log_of
from differ.audit.moment import By
from differ.audit.when import MOST
from differ.audit.when import Wanted as Looked
from differ.audit.when import when as when_said
from web.asked import count
from web.openapi import TEXT, Call, Query, Schema
from web.paging import BadQuery
from web.pinned import pinned
from web.visit import library

_MOST_ENTRIES = 1000
"""Versions in one answer: each is compared with the one before it."""


def log() -> Response:
    """What each version changed, the newest first: `nota.log/1`. Raises NoDay."""
    wanted = Wanted(
        _day("since"),
        _day("until"),
        _said("author"),
        _said("nota"),
        _said("dossier"),
        bool(request.args.get("facts")),
        count("limit", 100, most=_MOST_ENTRIES),
    )
    store = library().store
    return pinned([store.head], lambda: documents.log(log_of(store, wanted)))


def when() -> Response:
    """Since when a phrase stands where: `nota.when/1`. Raises NoPhrase."""
    wanted = Looked(
        bool(request.args.get("fuzzy")), _said("nota"), _said("dossier"), count("limit", MOST, most=_MOST_ENTRIES)
    )
    store, phrase = library().store, _needed("text")
    return pinned([store.head], lambda: documents.when(when_said(store, phrase, wanted)))


def at(address: str) -> Response:
    """What stood on a day: `nota.at/1`. Raises NoDay."""
    store, day = library().store, day_of(_needed("date"))
    by: By = "import" if request.args.get("by") == "import" else "legal"
    return pinned([store.head], lambda: documents.at(store, at_day(store, day, address, by)))


def _day(name: str) -> date | None:
    text = _said(name)
    return day_of(text) if text else None


def _said(name: str) -> str | None:
    return request.args.get(name, "").strip() or None


def _needed(name: str) -> str:
    if text := _said(name):
        return text
    raise BadQuery("?%(name)s= is missing", name=name)


_DAY: Schema = {"type": "string", "format": "date"}
_LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": _MOST_ENTRIES}
_NOTA = Query("nota", "Only of this nota.", {"type": "string"})
_DOSSIER = Query("dossier", "Only of this dossier: 36800-K.", {"type": "string"})
CALLS = (
    Call(
        "/api/v1/log",
        log,
        "log",
        "What each version changed, the newest first.",
        (
            Query("since", "From this day on.", _DAY),
            Query("until", "Up to this day, with it.", _DAY),
            Query("author", "Only by authors of whom the name or address has this in it.", {"type": "string"}),
            _NOTA,
            _DOSSIER,
            Query("facts", "1: only versions in which a fact changed.", {"enum": ["1"]}),
            Query("limit", "How many at most.", _LIMIT),
        ),
    ),
    Call(
        "/api/v1/when",
        when,
        "when",
        "Since when a phrase stands where, and until when.",
        (
            Query("text", "The phrase.", TEXT, required=True),
            _NOTA,
            _DOSSIER,
            Query("fuzzy", "1: what comes close too.", {"enum": ["1"]}),
            Query("limit", "Of what comes close, so many.", _LIMIT),
        ),
    ),
    Call(
        "/api/v1/at/<address>",
        at,
        "at",
        "What stood on a day, of a nota or a dossier.",
        (
            Query("date", "The day: 2026-05-21.", _DAY, required=True),
            Query("by", "The legal date (as without it), or that of the import.", {"enum": ["legal", "import"]}),
        ),
    ),
)
