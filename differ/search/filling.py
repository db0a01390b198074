"""Nota's -> what is searched of them: each text read once, in as many processes as there are processors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from corpus.conventions.asked import who_asks
from corpus.model import Document, Nota, QAPair, Section, Version, plain
from corpus.normal import load
from corpus.store import Store
from differ.compare import compare
from differ.processes import in_processes
from differ.search.base import Entry, Filled, signature

_MANY = 24
"""Texts from which other processes are worth their start."""
_CHANGED = ("changed", "rewritten")


class Work(NamedTuple):
    """A nota to read."""

    nota: str
    signature: str
    versions: tuple[tuple[Version, str], ...]
    """With their texts; those that stand in the course of time come last, in that order."""
    withdrawn: int
    """How many of them do not stand."""


def changed_notas(store: Store, known: Mapping[str, str]) -> list[str]:
    """The nota's of which anything has changed since these signatures were made."""
    return [nota for nota in store.notas() if known.get(nota) != _signature(store, nota)]


def filled(store: Store, notas: Sequence[str]) -> Iterator[Filled]:
    """What these nota's say. Raises DamagedText."""
    works = (_work(store, nota) for nota in notas)
    if sum(len(store.versions(nota)) for nota in notas) < _MANY:
        yield from map(read, works)
        return
    yield from in_processes(read, works)


def _signature(store: Store, nota: str) -> str:
    return signature(store.versions(nota), store.standing(nota))


def _work(store: Store, nota: str) -> Work:
    standing = store.standing(nota)
    others = [version for version in store.versions(nota) if version not in standing]
    versions = tuple((version, store.text(version)) for version in (*others, *standing))
    return Work(nota, _signature(store, nota), versions, len(others))


def read(work: Work) -> Filled:
    """What a nota says in each of its versions."""
    entries: list[Entry] = []
    before: tuple[Version, Nota] | None = None
    for place, (version, text) in enumerate(work.versions):
        nota = load(text)
        changed = _answered_otherwise(before, version, nota) if before else frozenset[str]()
        is_newest = place == len(work.versions) - 1 and place >= work.withdrawn
        entries += _entries(version, nota, changed, is_newest)
        before = (version, nota) if place >= work.withdrawn else None
    return Filled(work.nota, work.signature, tuple(entries))


def _entries(version: Version, nota: Nota, changed: frozenset[str], is_newest: bool) -> Iterator[Entry]:
    asking, meta = who_asks(nota), nota.meta
    made = partial(
        Entry,
        version=version.number,
        date=version.date.isoformat(),
        newest=is_newest,
        dossier=meta.dossier or "",
        kind=meta.soort or "",
        title=meta.dossiertitel or meta.titel or "",
    )
    for pair in nota.pairs:
        # An answer to six questions is found once: where it stands.
        served_by = _served_by(pair)
        yield made(
            number=pair.number,
            question=pair.question.text,
            answer=pair.answer.text if pair.answer and not served_by else "",
            served_by=served_by,
            askers=tuple(asker.name for asker in asking[pair.number]),
            changed=pair.number in changed,
        )
    for anchor, text in _outside(nota):
        if text:
            yield made(anchor=anchor, outside=text)


def _outside(nota: Nota) -> Iterator[tuple[str, str]]:
    """The introduction, each section under its heading, each note; who signed, and the titles, are in every paper."""
    yield "i", plain(nota.introduction)
    for place, item in enumerate(nota.body, start=1):
        if isinstance(item, Section):
            yield f"s{place}", "\n\n".join(filter(None, (item.heading, plain(item.blocks))))
    yield from ((f"note-{note.merk}", note.tekst or "") for note in nota.meta.noten)


def _served_by(pair: QAPair) -> str:
    return pair.answer.numbers[-1] if pair.answer and not pair.question.answer else ""


def _answered_otherwise(before: tuple[Version, Nota], version: Version, nota: Nota) -> frozenset[str]:
    """The questions of which the answer is another than in the version before."""
    if version.rereads == before[0].address:
        # The same source read by another reader: no one has said anything else.
        return frozenset()
    found = compare(Document("left", before[1]), Document("right", nota))
    return frozenset(
        pair.right.number
        for pair in found.pairs
        if pair.left and pair.right and pair.kind in _CHANGED and not pair.answer.all_equal
    )
