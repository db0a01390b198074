"""A nota as it is shown -> its JSON document, `nota.show/1`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from corpus.conventions.asked import Asker, who_asks
from corpus.conventions.parts import parts
from corpus.front_matter import SCHEMA, front_matter
from corpus.model import Document, QAPair, Version
from corpus.places import Located, Place, Places
from corpus.references import citations, mentions
from differ.output.serial import Json, as_document


def shown(document: Document, known: frozenset[str] = frozenset(), places: Places | None = None) -> Json:
    """A nota whole; `known` are the ids of the corpus, by which short citations are told apart."""
    version = document.version
    return as_document(
        "show",
        nota=document.nota.meta.id,
        version=version.number if version else None,
        label=version.label if version else None,
        text_id=version.text_id if version else None,
        commit=version.commit if version else None,
        corrections=_corrections(version) if version else None,
        meta=_plain({"schema": SCHEMA, **front_matter(document.nota.meta)}),
        questions=questions(document, known, places),
    )


def _corrections(version: Version) -> Json:
    return {
        "replaces": version.replaces,
        "reason": version.reason,
        "rereads": version.rereads,
        "replaced_by": version.replaced_by,
        "replaced_because": version.replaced_because,
    }


def questions(document: Document, known: frozenset[str] = frozenset(), places: Places | None = None) -> list[Json]:
    """Every question of a nota, with its answer."""
    asking = who_asks(document.nota)
    located = places.of if places else {}
    return [
        question(document, pair, asking[pair.number], known) | {"source": _source(located.get(pair.number, ()))}
        for pair in document.nota.pairs
    ]


def _source(located: Sequence[Located]) -> Json | None:
    """Where a question and its answer begin in the source, and each of their sentences."""
    first = {one.part: one.place for one in reversed(located) if one.place}
    if not first:
        return None
    return {
        **_place(first.get("question") or first["answer"]),
        "answer": _place(first["answer"]) if "answer" in first else None,
        "sentences": [{"part": one.part, **(_place(one.place) if one.place else {})} for one in located],
    }


def _place(place: Place) -> Json:
    return {"page": place.page, "line": place.line}


def question(document: Document, pair: QAPair, asking: Iterable[Asker], known: frozenset[str] = frozenset()) -> Json:
    """One question with its answer."""
    text, answer = pair.question.text, pair.answer.text if pair.answer else None
    meta = document.nota.meta
    with_others = pair.answer.numbers if pair.answer and len(pair.answer.numbers) > 1 else ()
    return {
        "address": document.address_of(pair.number),
        "number": pair.number,
        "text": text,
        "parts": list(parts(pair.question)),
        "answer": answer,
        "answered_with": [number for number in with_others if number != pair.number],
        "refers_to": [
            {"address": f"{m.paper}#{number}" if m.paper else document.address_of(number), "whole": m.whole}
            for m in mentions(answer or "", meta.dossier, known)
            for number in m.numbers
        ],
        "asked_by": [{"name": asker.name, "basis": asker.basis} for asker in asking],
        "cites": [{"text": c.text, "id": c.id} for c in citations(f"{text}\n{answer or ''}", known)],
        "notes": [{"mark": note.merk, "text": note.tekst} for note in document.nota.notes_of(pair)],
    }


def _plain(value: object) -> object:
    """Dates as text, the rest as it is."""
    match value:
        case dict():
            return {key: _plain(own) for key, own in value.items()}
        case list():
            return [_plain(own) for own in value]
        case date():
            return value.isoformat()
    return value
