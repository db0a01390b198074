"""The answers to what an auditor asks -> JSON, as `differ.output.serial` for the other verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpus.located import places
from corpus.model import Document, Version
from corpus.places import Places
from corpus.store import Store
from differ.audit.at import At
from differ.audit.brief import Changed
from differ.audit.log import Entry
from differ.audit.moment import Then
from differ.audit.periods import Period
from differ.audit.when import Found, Presence, Sighting
from differ.output.serial import Json, as_document, fact_of

Locate = Callable[[Store, Version], Places | None]
"""Where the sentences of a version stand in its source."""


def entry(own: Entry) -> Json:
    """One version, and what it changed: an entry of `nota.log/1`."""
    changes = own.changes
    return {
        **moment(own.version),
        "author": own.version.author,
        "kind": own.kind,
        "before": own.before.address if own.before else None,
        "replaces": own.version.replaces,
        "replaced_by": own.version.replaced_by,
        "reason": own.version.reason,
        "questions": own.questions,
        "summary": dict(changes.summary) if changes else {},
        "outside": changes.outside if changes else False,
        "changes": [_changed(one, own) for one in changes.questions] if changes else [],
    }


def log(entries: Iterable[Entry]) -> Json:
    """The changes of a corpus: `nota.log/1`."""
    return as_document("log", entries=[entry(own) for own in entries])


def _changed(one: Changed, own: Entry) -> Json:
    left = f"{own.before.address}#{one.left}" if own.before and one.left else None
    return {
        "left": left,
        "right": f"{own.version.address}#{one.right}" if one.right else None,
        "kind": one.kind,
        "moved": one.moved,
        "question": one.question,
        "facts": [fact_of(fact) for fact in one.facts],
    }


def when(found: Found) -> Json:
    """Where a phrase stands: `nota.when/1`."""
    return as_document(
        "when",
        phrase=found.phrase,
        match=found.match,
        first=moment(found.first) if found.first else None,
        last=moment(found.last) if found.last else None,
        notas=[_presence(own) for own in found.presences],
    )


def _presence(own: Presence) -> Json:
    return {
        "nota": own.nota,
        "periods": [_period(one) for one in own.periods],
        "sightings": [_sighting(one) for one in own.sightings],
    }


def _sighting(own: Sighting) -> Json:
    begin, end = own.hit
    return {
        "part": own.part,
        "text": own.text,
        "hit": {"begin": begin, "end": end},
        "score": round(own.score, 1),
        "difference": [fact_of(fact) for fact in own.difference],
        "first": list(own.first),
        "last": list(own.last),
        "periods": [_period(one) for one in own.periods],
        "withdrawn": list(own.withdrawn),
    }


def _period(own: Period) -> Json:
    return {
        "first": moment(own.first),
        "last": moment(own.last),
        "gone": moment(own.gone) if own.gone else None,
    }


def at(store: Store, found: At, locate: Locate = places) -> Json:
    """What stood on a day: `nota.at/1`."""
    return as_document(
        "at",
        date=found.day.isoformat(),
        by=found.by,
        asked=found.asked,
        notas=[_then(store, found, own, locate) for own in found.notas],
    )


def _then(store: Store, found: At, own: Then, locate: Locate) -> Json:
    return {
        "nota": own.nota,
        "version": {**moment(own.version), "author": own.version.author} if own.version else None,
        "after": moment(own.after) if own.after else None,
        "questions": _questions(store, found, own, locate),
    }


def _questions(store: Store, found: At, own: Then, locate: Locate) -> list[Json] | None:
    """Of a nota all, of a question it alone; of a dossier they are not told."""
    if found.is_dossier or own.version is None:
        return None
    from differ.output.serial_shown import questions

    document: Document = store.document(own.version)
    told = questions(document, frozenset(store.notas()), locate(store, own.version))
    return [one for one in told if found.number is None or (own.pair and one["number"] == own.pair.number)]


def moment(version: Version) -> Json:
    """A version, and when it was said and stored."""
    return {
        "address": version.address,
        "label": version.label,
        "date": version.date.isoformat(),
        "committed": version.committed.isoformat(),
        "commit": version.commit,
        "text_id": version.text_id,
    }
