"""What differs between two versions because a source was read by another reader, told apart from what was reworded.

A version may be read again from its source by a better reader. Of a question that then reads as it did in another
reading of the same source nobody changed a word: so each other reading of the left source is held against the right
text, and each of the right source against the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.corrections import is_rereading
from corpus.model import Document, Nota, Version
from corpus.store import Store
from differ.model import Located, NotaDiff, PairDiff
from differ.outside import text_outside


def converted(result: NotaDiff, store: Store) -> NotaDiff:
    """A comparison in which conversions are marked. Of texts that are not both stored, nothing is."""
    ours, theirs = result.left.version, result.right.version
    if ours is None or theirs is None:
        return result
    lefts, rights = _other_readings(store, ours), _other_readings(store, theirs)
    if not lefts and not rights:
        return result
    return replace(
        result,
        pairs=tuple(replace(pair, conversion=_is_conversion(pair, lefts, rights)) for pair in result.pairs),
        outside_conversion=_outside(result.left, rights) or _outside(result.right, lefts),
    )


def _other_readings(store: Store, version: Version) -> tuple[Nota, ...]:
    """The texts that other readers made of the source of a version."""
    return tuple(
        store.document(other).nota
        for other in store.versions(version.nota)
        if version.source_sha256
        and other.source_sha256 == version.source_sha256
        and is_rereading(other, version.reader)
    )


def _is_conversion(pair: PairDiff, lefts: Sequence[Nota], rights: Sequence[Nota]) -> bool:
    if pair.kind == "unchanged":
        return False
    return any(_found(pair.right, pair.left, nota) for nota in lefts) or any(
        _found(pair.left, pair.right, nota) for nota in rights
    )


def _found(wanted: Located | None, beside: Located | None, reading: Nota) -> bool:
    """Whether a question stands in another reading of the source that the one beside it was read from.

    One that is not there (None) is found where that reading does not have the one beside it either.
    """
    if wanted is None:
        return beside is not None and reading.pair(beside.number) is None
    return _said(reading, (beside or wanted).number) == (wanted.question, wanted.answer)


def _said(nota: Nota, number: str) -> tuple[str, str] | None:
    pair = nota.pair(number)
    return (pair.question.text, pair.answer.text if pair.answer else "") if pair else None


def _outside(text: Document, readings: Sequence[Nota]) -> bool:
    return any(text_outside(text.nota) == text_outside(reading) for reading in readings)
