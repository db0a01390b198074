"""Results -> JSON documents, one serialiser for the command and the pages. Other programs rely on each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.messages import Message
from corpus.model import Version
from corpus.store import Store, Stored
from differ.keeping.outline import outline
from differ.model import (
    Change,
    Cluster,
    Fact,
    Located,
    Match,
    NotaDiff,
    PairDiff,
    Provenance,
    TextDiff,
    Thread,
    Wording,
)

if TYPE_CHECKING:
    from corpus.bulk import Added

Json = dict[str, object]
Say = Callable[[Message], str]
"""Puts a sentence into the language of the reader."""


def added(results: Sequence[Added], say: Say) -> Json:
    """What became of each file."""
    return as_document(
        "add",
        added=[_added(one, one.result, say) for one in results if isinstance(one.result, Stored)],
        refused=[_refused(one, one.result, say) for one in results if isinstance(one.result, CorpusError)],
    )


def _added(one: Added, stored: Stored, say: Say) -> Json:
    return {
        "nota": stored.version.nota,
        "version": stored.version.number,
        "commit": stored.version.commit,
        "questions": one.questions,
        "status": stored.status,
        "warnings": [say(warning) for warning in one.warnings],
    }


def _refused(one: Added, error: CorpusError, say: Say) -> Json:
    return {"file": one.file, "reason": say(error.message)}


def accounted(one: Added, say: Say) -> Json:
    """How a file was read, word for word; what was refused, or not read again, has no account."""
    if isinstance(one.result, CorpusError):
        return _refused(one, one.result, say)
    told: Json = {"file": one.file, "address": one.result.version.address, "status": one.result.status}
    if not (account := one.account):
        return told
    return told | {
        "reader": account.reader,
        "words": account.words,
        "kept": account.kept,
        "removed": [{"why": own.why, "text": own.text, "instead": own.instead} for own in account.removed],
        "notes": [{"mark": note.merk, "text": note.tekst} for note in account.notes],
        "warnings": [say(warning) for warning in one.warnings],
        "guessed": [say(guess) for guess in account.guessed],
    }


def report(files: Sequence[Json]) -> Json:
    """The accounts of the files of an import."""
    return as_document("add-report", files=list(files))


def listed(store: Store, notas: Iterable[str] | None = None) -> Json:
    """The nota's of a corpus: all, or those with these ids."""
    return as_document("list", notas=[_listed(store, nota) for nota in (store.notas() if notas is None else notas)])


def duplicates(clusters: Iterable[Cluster], say: Say) -> Json:
    """The questions that repeat."""
    return as_document("duplicates", clusters=[cluster(own, say) for own in clusters])


def diff(result: NotaDiff) -> Json:
    """What changed between two texts."""
    return as_document(
        "diff",
        left=result.left.address,
        right=result.right.address,
        complete=result.complete,
        summary=dict(result.summary),
        outside=ops(result.outside),
        pairs=[_pair(pair) for pair in result.pairs],
    )


def history(thread: Thread) -> Json:
    """The wordings of an answer."""
    said = thread.wordings
    return as_document("history", thread=thread.address, wordings=[_wording(wording, said) for wording in said])


def blame(address: str, found: Iterable[Provenance]) -> Json:
    """Where each sentence of a question comes from."""
    return as_document("blame", address=address, sentences=[_provenance(one) for one in found])


def as_document(verb: str, **fields: object) -> Json:
    """A document of this schema: `nota.<verb>/1`."""
    return {"schema": f"nota.{verb}/1", **fields}


def _listed(store: Store, nota: str) -> Json:
    versions, newest = store.versions(nota), store.newest(nota)
    text = outline(store, newest)
    return {
        "nota": nota,
        "title": text.title,
        "versions": len(versions),
        "questions": text.questions,
        "received": newest.received.isoformat() if newest.received else None,
        "labels": list(dict.fromkeys(v.label for v in versions if v.label)),
        "newest": newest.number,
        "withdrawn": [{"version": v.number, "replaced_by": v.replaced_by} for v in versions if v.withdrawn],
    }


def cluster(found: Cluster, say: Say) -> Json:
    """Questions that repeat each other."""
    return {
        "kinds": list(found.kinds),
        "grade": found.grade,
        "members": [member.address for member in found.members],
        "score": round(found.score, 1),
        "answers_differ": found.answers_differ,
        "difference": [fact_of(fact) for fact in found.difference],
        "links": [_link(link, say) for link in found.links],
    }


def _link(link: Match, say: Say) -> Json:
    return {
        "a": link.a,
        "b": link.b,
        "kind": link.kind,
        "score": round(link.score, 1),
        "grade": link.grade,
        "reasons": [say(reason) for reason in link.reasons],
        "words": [{"left": w.left or None, "right": w.right or None, "weight": w.weight} for w in link.words],
    }


def _pair(pair: PairDiff) -> Json:
    return {
        "left": address_or_null(pair.left),
        "right": address_or_null(pair.right),
        "kind": pair.kind,
        "moved": pair.moved,
        "renumbered": pair.renumbered,
        "conversion": pair.conversion,
        "split_from": pair.split_from,
        "merged_into": pair.merged_into,
        "question": ops(pair.question),
        "answer": ops(pair.answer),
        "facts": [fact_of(fact) for fact in pair.facts],
    }


def address_or_null(located: Located | None) -> str | None:
    """The address of a side of a pair; null where it has none."""
    return located.address if located else None


def ops(text: TextDiff) -> list[Json]:
    """The changes of a text."""
    return [_op(change) for change in text.changes]


def _op(change: Change) -> Json:
    optional: Json = {"move": change.move, "why": change.why}
    known = {name: value for name, value in optional.items() if value is not None}
    return {"op": change.op, "text": change.text, **known}


def fact_of(fact: Fact) -> Json:
    """A fact that changed."""
    return {"kind": fact.kind, "left": fact.left, "right": fact.right}


def _wording(wording: Wording, thread: Sequence[Wording]) -> Json:
    return {
        "address": wording.located.address,
        **_origin(wording.version),
        "label": wording.version.label,
        "kind": wording.kind,
        "also_in": [version.address for version in wording.also_in],
        "before": thread[wording.before].located.address if wording.before is not None else None,
        "returns_to": thread[wording.returns_to].located.address if wording.returns_to is not None else None,
        "question": wording.located.question,
        "answer": wording.located.answer or None,
        "facts": [fact_of(fact) for fact in wording.facts],
    }


def _provenance(one: Provenance) -> Json:
    return {
        "text": one.text,
        "part": one.part,
        "address": one.address,
        "version": one.version.number,
        **_origin(one.version),
        "words": [{"text": run.text, "version": run.version.number, **_origin(run.version)} for run in one.words],
    }


def _origin(version: Version) -> Json:
    return {
        "commit": version.commit,
        "date": version.date.isoformat(),
        "committed": version.committed.isoformat(),
        "author": version.author,
    }
