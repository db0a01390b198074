"""Many files into a corpus: read side by side, stored one after the other, in the order in which they are given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.abreast import in_order
from corpus.blocks import Options, Removal, Revisions
from corpus.errors import CorpusError, NotACorpus
from corpus.fidelity import body_words
from corpus.guarded import contained
from corpus.guarded.cell import MIB
from corpus.ingest import Reading
from corpus.messages import Message
from corpus.model import Note, Version
from corpus.papers import suffix_of
from corpus.store import Store, Stored, Submission

BATCH = 100
"""Files that are stored together: the lock is held for so many, and an import that is killed loses no more."""
BATCH_BYTES = 64 * MIB
"""Of their sources; above it a batch is closed, so that memory does not grow with the folder."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the one who adds files says of all of them; None leaves it to the paper."""

    own_id: str | None = None
    received: date | None = None
    label: str | None = None
    author: str | None = None
    keep_source: bool = True
    options: Options = field(default_factory=Options)
    replaces: str | None = None
    """The address of the version that the file corrects, and why it does."""
    reason: str | None = None
    only_new: bool = False
    """A file, or a text, that is a version already is passed over, also where a newer version came after it."""


@dataclass(frozen=True, slots=True)
class Account:
    """How a file was read, word for word."""

    reader: str
    words: int
    """In the source."""
    kept: int
    """In the stored text."""
    removed: tuple[Removal, ...]
    notes: tuple[Note, ...]
    guessed: tuple[Message, ...]
    revisions: Revisions | None
    """As of a Reading."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file."""

    file: str
    result: Stored | CorpusError
    questions: int = 0
    """Or passages, where it has no questions."""
    in_passages: bool = False
    warnings: tuple[Message, ...] = ()
    account: Account | None = None
    """None of a file that was refused, or passed over unread."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read, or did not need to be: it is this version."""

    file: str
    outcome: Submission | Version | CorpusError
    warnings: tuple[Message, ...] = ()
    account: Account | None = None


def add_all(
    corpus: Path,
    paths: Iterable[Path],
    terms: Terms,
    waiting: Callable[[], None] = lambda: None,
    one_read: Callable[[], None] = lambda: None,
) -> Iterator[Added]:
    """Store each file as the next version of its nota, batch after batch; tell what became of it, in the same order.

    The corpus is made when there is something to store. `waiting` is called when another writer is busy, `one_read`
    for each file that was read. Whoever stops asking stops the import: no batch is half stored.
    Raises CorpusError where the corpus itself cannot be used.
    """
    known = _known(corpus) if terms.only_new and not terms.own_id else {}
    with (
        closing(in_order(paths, lambda path: _read(path, terms, known), contained.stop)) as reads,
        ExitStack() as opened,
    ):
        store: Store | None = None
        for batch in _batches(_ticked(reads, one_read)):
            if store is None and any(not isinstance(read.outcome, CorpusError) for read in batch):
                store = opened.enter_context(Store.create(corpus))
            yield from _stored(store, batch, terms, waiting)


def _known(corpus: Path) -> dict[str, Version]:
    """The versions by the SHA-256 of their source."""
    try:
        with Store.open(corpus) as store:
            return {version.source_sha256: version for version in reversed(store.log()) if version.source_sha256}
    except NotACorpus:
        return {}


def _ticked(reads: Iterable[_Read], tick: Callable[[], None]) -> Iterator[_Read]:
    for read in reads:
        tick()
        yield read


def _batches(reads: Iterable[_Read]) -> Iterator[list[_Read]]:
    batch: list[_Read] = []
    size = 0
    for read in reads:
        batch.append(read)
        size += len(read.outcome.source or b"") if isinstance(read.outcome, Submission) else 0
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(path: Path, terms: Terms, known: Mapping[str, Version]) -> _Read:
    try:
        data = contained.file_bytes(path)
        version = known.get(hashlib.sha256(data).hexdigest()) if known else None
        if version and _is_meant(version, terms):
            return _Read(str(path), version)
        reading = contained.read_nota(str(path), data, id=terms.own_id, received=terms.received, options=terms.options)
    except CorpusError as error:
        return _Read(str(path), error)
    return _Read(str(path), _submission(path, data, reading, terms), reading.warnings, account_of(reading))


def _is_meant(version: Version, terms: Terms) -> bool:
    """Nothing that is said of the file now would make another version of it."""
    return (
        terms.label in (None, version.label)
        and terms.received in (None, version.received)
        and terms.options == Options()
    )


def _submission(path: Path, data: bytes, reading: Reading, terms: Terms) -> Submission:
    source = data if terms.keep_source else None
    suffix = suffix_of(path, reading.reader)
    return Submission(
        reading.nota, path.name, source, reading.reader, terms.label, terms.author, suffix, terms.replaces, terms.reason
    )


def account_of(reading: Reading) -> Account:
    """The words of a reading, counted."""
    notes = reading.nota.meta.noten
    kept = body_words(reading.nota).total()
    return Account(reading.reader, reading.words, kept, reading.removed, notes, reading.guessed, reading.revisions)


def _stored(store: Store | None, batch: Sequence[_Read], terms: Terms, waiting: Callable[[], None]) -> Iterator[Added]:
    submissions = [read.outcome for read in batch if isinstance(read.outcome, Submission)]
    stored = iter(store.add(submissions, waiting, terms.only_new) if store and submissions else ())
    for read in batch:
        result = _result(read.file, read.outcome, stored)
        nota = store.document(result.version).nota if store and isinstance(result, Stored) else None
        count = len(nota.pairs) if nota else 0
        warnings = read.warnings + (result.notes if isinstance(result, Stored) else ())
        yield Added(read.file, result, count, bool(nota and nota.in_passages), warnings, read.account)


def _result(
    file: str, outcome: Submission | Version | CorpusError, stored: Iterator[Stored | CorpusError]
) -> Stored | CorpusError:
    match outcome:
        case Submission():
            return next(stored)
        case Version():
            return Stored(outcome, "unchanged", _withdrawn(file, outcome))
    return outcome


def _withdrawn(file: str, version: Version) -> tuple[Message, ...]:
    """What is told of a file that is passed over, where what it says no longer stands."""
    if not version.withdrawn:
        return ()
    return (
        Message(
            "%(file)s: its text is that of %(address)s, which was withdrawn; %(other)s stands in its place",
            {"file": file, "address": version.address, "other": version.replaced_by},
        ),
    )
