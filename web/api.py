"""The JSON under /api/v1: the documents that the command gives with --json, made by the same code."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from corpus.located import places
from corpus.model import Version
from differ.audit.provenance import blame as blame_of
from differ.audit.threads import history as thread_of
from differ.bilingual.words import MATCHES
from differ.command import exporting
from differ.gathered.repeats import ORDERS
from differ.model import GRADES
from differ.output import serial
from differ.output.serial_shown import shown as shown_document
from differ.search.documents import document
from differ.search.find import PAGE, SORTS
from differ.search.query import PARTS
from web.asked import count
from web.openapi import PAGES, TEXT, Call, Query, Schema
from web.paging import BadQuery, next_by_offset, page
from web.pinned import pinned, streamed
from web.repeated import MOST_CLUSTERS, chosen_clusters, found_repeats
from web.searched import MOST, wanted
from web.visit import library, say


def notas() -> Response:
    """Every nota: `nota.list/1`."""
    store = library().store

    def made() -> ResponseReturnValue:
        ids, link = page(store.notas())
        return serial.listed(store, ids), link

    return pinned([store.head], made)


def nota(address: str) -> Response:
    """One version of a nota: `nota.show/1`."""
    store = library().store
    version = store.resolve(address)
    # Which citations lead to a nota here depends on what else is.
    return pinned(
        [*_ids(version), store.head],
        lambda: shown_document(store.document(version), frozenset(store.notas()), places(store, version)),
    )


def diff(left: str, right: str) -> Response:
    """Two versions compared: `nota.diff/1`."""
    old, new = map(library().store.resolve, (left, right))
    return pinned([*_ids(old), *_ids(new)], lambda: serial.diff(library().compare(old, new)))


def duplicates() -> Response:
    """The questions that repeat, all or a page of those that are chosen: `nota.duplicates/1`. Raises NotYet."""
    limit, offset = count("limit", -1, most=MOST_CLUSTERS), count("offset", 0, least=0)

    def made() -> ResponseReturnValue:
        chosen = chosen_clusters()
        with found_repeats() as (repeats, _):
            clusters = list(repeats.page(chosen, limit, offset))
            link = next_by_offset(limit, offset, repeats.count(chosen))
        return serial.duplicates(clusters, say()), link

    return pinned([library().store.head, library().repeats.head], made)


def search() -> Response:
    """The questions and answers in which something stands: `nota.search/1`."""
    limit, offset = count("limit", PAGE, most=MOST), count("offset", 0, least=0)
    return pinned([library().store.head], lambda: document(library().finder.find(wanted(), limit, offset)))


def history(nota: str, version: str, question: str) -> Response:
    """The wordings of an answer: `nota.history/1`."""
    store, address = library().store, f"{nota}@{version}#{question}"
    return pinned([store.head], lambda: serial.history(thread_of(store, address)))


def blame(nota: str, version: str, question: str) -> Response:
    """The version that brought each sentence: `nota.blame/1`."""
    store, address = library().store, f"{nota}@{version}#{question}"
    return pinned([store.head], lambda: serial.blame(address, blame_of(store, address)))


def export_jsonl() -> Response:
    """Every question with its answer, a line of JSON each."""
    return _export(exporting.as_jsonl, "jsonl", JSONL)


def export_csv() -> Response:
    """Every question with its answer, a row each."""
    return _export(exporting.as_csv, "csv", CSV)


def _export(form: exporting.Form, suffix: str, media: str) -> Response:
    versions = request.args.get("versions", "newest")
    if versions not in exporting.WHICH:
        raise BadQuery("versions: '%(versions)s' is neither newest nor all", versions=versions)
    store = library().store
    chosen = exporting.chosen(store, request.args.get("dossier"), request.args.get("nota"), versions == "all")
    told = say()
    response = streamed([store.head], lambda: form(exporting.rows(store, chosen), told), media)
    response.headers.set("Content-Disposition", "attachment", filename=f"nota.{suffix}")
    return response


def _ids(version: Version) -> tuple[str, str, str]:
    return version.address, version.text_id, version.commit


def _count(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


JSONL = "application/x-ndjson"
CSV = "text/csv; charset=utf-8"
_SELECTION = (
    Query("dossier", "Only nota's of this dossier: 36800-K.", TEXT),
    Query("nota", "Only this nota.", TEXT),
    Query("versions", "The newest of each nota (as without it), or all.", {"enum": list(exporting.WHICH)}),
)
_SEARCH = (
    Query("q", "The words; between quotes a phrase.", {"type": "string"}),
    Query("dossier", "Only nota's of this dossier: 36800-K.", {"type": "string"}),
    Query("kind", "Only in papers of this kind: nota naar aanleiding van het verslag.", {"type": "string"}),
    Query("nota", "Only this nota.", {"type": "string"}),
    Query("part", "Where the words stand.", {"enum": list(PARTS)}),
    Query("asked_by", "Only questions of this party.", {"type": "string"}),
    Query("year", "Only of this year.", _count(1, 9999)),
    Query("changed", "1: only answers that changed.", {"enum": ["1"]}),
    Query("all", "1: in all versions, not the newest alone.", {"enum": ["1"]}),
    Query("sort", "In which order.", {"enum": list(SORTS)}),
    Query("limit", "How many at most.", _count(1, MOST)),
    Query("offset", "How many to pass over.", _count(0, 1_000_000)),
)
_REPEATS = (
    Query("nota", "Only those with a question of this nota.", {"type": "string"}),
    Query("dossier", "Only those with a question of this dossier: 36800-K.", {"type": "string"}),
    Query("kind", "How they repeat.", {"enum": list(MATCHES)}),
    Query("grade", "How alike they are.", {"enum": list(GRADES)}),
    Query("differ", "1: only those asked again and answered differently.", {"enum": ["1"]}),
    Query("sort", "In which order.", {"enum": list(ORDERS)}),
    Query("limit", "How many at most; Link leads to the next.", _count(1, MOST_CLUSTERS)),
    Query("offset", "How many to pass over.", _count(0, 1_000_000)),
)
CALLS = (
    Call("/api/v1/notas", notas, "list", "Every nota.", PAGES),
    Call("/api/v1/notas/<address>", nota, "show", "One version of a nota, with all its questions."),
    Call("/api/v1/diff/<left>/<right>", diff, "diff", "Two versions, question by question."),
    Call(
        "/api/v1/duplicates",
        duplicates,
        "duplicates",
        "The questions that repeat in the newest versions.",
        _REPEATS,
        may_take_long=True,
    ),
    Call("/api/v1/search", search, "search", "Questions, answers and other text in which words stand.", _SEARCH),
    Call("/api/v1/history/<nota>/<version>/<question>", history, "history", "The wordings of an answer."),
    Call("/api/v1/blame/<nota>/<version>/<question>", blame, "blame", "The version that brought each sentence."),
    Call("/api/v1/export.jsonl", export_jsonl, "", "Every question, a line of JSON each.", _SELECTION, JSONL),
    Call("/api/v1/export.csv", export_csv, "", "Every question, a row each.", _SELECTION, CSV),
)
"""The API: what each address takes and answers with. `openapi.json` is made of it."""
