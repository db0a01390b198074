"""A file -> a nota that may be stored: read, parsed, and proved to have lost no word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from corpus.address import valid_id
from corpus.blocks import Options, Removal, Revisions, Source
from corpus.errors import DamagedText, FileRefused
from corpus.fidelity import difference, notes_of_front_matter
from corpus.front_matter import load_meta
from corpus.messages import Message
from corpus.model import Meta, Nota
from corpus.normal import load, render
from corpus.parse import parse
from corpus.readers import read

NORMAL_READER = "nota/1"
"""Recorded for a file that already was in normal form."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file."""

    nota: Nota
    warnings: tuple[Message, ...]
    reader: str
    removed: tuple[Removal, ...]
    words: int
    """In the file, all of them kept: in the text, or in what was taken out and is named."""
    guessed: tuple[Message, ...] = ()
    """What the paper does not say in so many words, and a rule has decided."""
    revisions: Revisions | None = None
    """Of a draft with tracked changes which state of it this is, where the other can be read too."""


def read_nota(
    name: str,
    data: bytes,
    *,
    id: str | None = None,  # noqa: A002
    received: date | None = None,
    options: Options | None = None,
) -> Reading:
    """The nota in a file. `id` and `received` win over what the paper says; a difference is a warning.

    Raises FileRefused, with one line that names the file, the place and the remedy.
    """
    return identified(name, read_file(name, data, options), id, received)


def identified(name: str, reading: Reading, id: str | None, received: date | None) -> Reading:  # noqa: A002
    """A reading that may be stored: it is known which nota it is. Raises FileRefused."""
    nota, differing = _overruled(name, reading.nota, id, received)
    if not nota.meta.id:
        raise FileRefused(
            "%(file)s: the paper does not tell which one it is; name it with --id, as in --id kst-36800-K-D",
            file=name,
        )
    if not valid_id(nota.meta.id):
        raise FileRefused(
            "%(file)s: '%(id)s' is no id; use letters, figures and '-', as in kst-36800-K-D",
            file=name,
            id=nota.meta.id,
        )
    return replace(reading, nota=nota, warnings=reading.warnings + differing)


def read_file(name: str, data: bytes, options: Options | None = None) -> Reading:
    """The nota in a file that is only compared, so that it needs no id ('' where it does not tell one)."""
    source = read(name, data, options)
    return _as_stored(source) or _as_printed(source)


def _as_stored(source: Source) -> Reading | None:
    """A file in normal form is taken as it is: its sentences are its lines."""
    if not source.text or source.front_matter is None:
        return None
    try:
        nota = load(source.text)
    except DamagedText:
        return None
    return (
        Reading(nota, (), NORMAL_READER, (), source.words.total())
        if render(nota) == source.text and nota.pairs
        else None
    )


def _as_printed(source: Source) -> Reading:
    meta = _front_matter(source)
    parsed = parse(source, meta)
    removed = (*parsed.removed, *(notes_of_front_matter(parsed.nota) if meta else ()))
    lost, new = difference(source.words, parsed.nota, removed)
    if lost or new:
        raise FileRefused(
            "%(file)s: reading it would not keep every word (%(words)s); nothing is stored",
            file=source.name,
            words=_listed(lost, new),
        )
    return Reading(
        parsed.nota, parsed.warnings, source.reader, removed, source.words.total(), parsed.guessed, source.revisions
    )


def _front_matter(source: Source) -> Meta | None:
    if source.front_matter is None:
        return None
    try:
        return load_meta(source.front_matter)
    except DamagedText as error:
        raise FileRefused("%(file)s: %(problem)s", file=source.name, problem=error.message) from None


def _listed(lost: Counter[str], new: Counter[str]) -> str:
    shown = [f"-{word}" for word in sorted(lost)] + [f"+{word}" for word in sorted(new)]
    return " ".join(shown[:8]) + (" …" if len(shown) > 8 else "")


def _overruled(name: str, nota: Nota, own_id: str | None, received: date | None) -> tuple[Nota, tuple[Message, ...]]:
    given: dict[str, object] = {"id": own_id, "ontvangen": received}
    changes = {
        field: value for field, value in given.items() if value is not None and value != getattr(nota.meta, field)
    }
    warnings = tuple(
        Message(
            "%(file)s: the paper says %(printed)s; stored as %(given)s",
            {"file": name, "printed": printed, "given": value},
        )
        for field, value in changes.items()
        if (printed := getattr(nota.meta, field))
    )
    return nota.with_meta(**changes), warnings
