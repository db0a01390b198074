"""Adding by the pages: a file is read and held, shown as it was read, and stored when its sender says yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path, PurePath

from corpus.address import given_id, valid_label
from corpus.blocks import Options, Removal, Revisions
from corpus.bulk import Account, account_of
from corpus.errors import CorpusError, FileRefused
from corpus.git.object_ids import blob_id
from corpus.guarded import contained
from corpus.ingest import Reading, identified
from corpus.messages import Message
from corpus.model import Document, Version
from corpus.normal import render
from corpus.papers import suffix_of
from corpus.store import Store, Stored
from corpus.submission import Submission, is_author
from corpus.text import clean
from differ.compare import compare
from differ.model import NotaDiff
from web.held import Held, Holding
from web.user import User

_LONGEST_NAME = 120
"""Signs of the name of a file; its end tells more than its beginning."""

MOST_SAID = 200
"""Signs of what is said in one field."""
_FIELDS = ("id", "label", "date", "author", "replaces", "reason")


@dataclass(frozen=True, slots=True)
class Said:
    """What the sender says of a file, as it stands in the form; '' leaves it to the paper."""

    own_id: str = ""
    label: str = ""
    day: str = ""
    author: str = ""
    replaces: str = ""
    """The address of the version that it corrects."""
    reason: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Said:
        """What a form or a query says."""
        return cls(*(form.get(name, "").strip()[:MOST_SAID] for name in _FIELDS))

    def full_id(self, store: Store) -> str | None:
        """The id, however it was written; None leaves it to the paper. Raises AddressError."""
        return given_id(self.own_id, store.notas()) if self.own_id else None

    @property
    def fields(self) -> dict[str, str]:
        """As in a form, without what is empty."""
        told = (self.own_id, self.label, self.day, self.author, self.replaces, self.reason)
        return {name: value for name, value in zip(_FIELDS, told, strict=True) if value}

    def received(self) -> date | None:
        """The legal date. Raises FileRefused."""
        if not self.day:
            return None
        try:
            return datetime.strptime(self.day, "%Y-%m-%d").date()
        except ValueError:
            raise FileRefused("'%(date)s' is no date; write it as 2026-05-21", date=self.day) from None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be stored of a file that waits, and what is said of it."""

    held: Held
    said: Said
    reading: Reading
    account: Account
    trouble: Message | None
    """Why it cannot be stored as it is said now."""
    newest: Version | None
    """The version that it would come after."""
    replaced: Version | None
    """The version that it would correct."""
    same_as: Version | None
    """The version that has this very text."""
    diff: NotaDiff | None
    """Against `before`."""

    @property
    def before(self) -> Version | None:
        """The version that it is held against: the one that it corrects, else the newest."""
        return self.replaced or self.newest

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """Questions that are answered together."""
        answers = dict.fromkeys(pair.answer.numbers for pair in self.reading.nota.pairs if pair.answer)
        return [numbers for numbers in answers if len(numbers) > 1]

    @property
    def unanswered(self) -> list[str]:
        """Questions without an answer."""
        nota = self.reading.nota
        return [] if nota.in_passages else [pair.number for pair in nota.pairs if not pair.answer]

    @property
    def removed(self) -> list[tuple[str, list[tuple[Removal, int]]]]:
        """What was taken out, by why; what was taken out more than once is told once, with how often."""
        by_why = sorted(self.account.removed, key=lambda removal: removal.why)
        return [(why, list(Counter(own).items())) for why, own in groupby(by_why, lambda removal: removal.why)]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file."""

    file: str
    result: Stored | CorpusError
    before: Version | None = None
    """The version that it came after, or corrects."""


def hold(holding: Holding, user: User, name: str, data: bytes) -> Held | CorpusError:
    """Read a file that was sent, and hold it; or say why not."""
    name = _name_of(name)
    try:
        if not data:
            raise FileRefused("%(file)s: it is empty", file=name)
        return holding.put(user.key, name, data, contained.read_file(name, data))
    except CorpusError as error:
        return error


def reread(holding: Holding, held: Held, revisions: Revisions) -> None:
    """Read a file that waits in another state of its tracked changes. Raises NotHeld, and FileRefused."""
    holding.reread(held, contained.read_file(held.name, held.data, Options(revisions)))


def preview(store: Store, held: Held, said: Said) -> Preview:
    """What would be stored of a file, and what that changes. Raises NotHeld."""
    reading, trouble, replaced = held.reading, None, None
    try:
        reading = _identified(store, held, said)
        replaced = _replaced(store, said)
    except CorpusError as error:
        trouble = error.trouble
    meta = reading.nota.meta
    newest = (store.versions(meta.id) or (None,))[-1] if trouble is None else None
    text = blob_id(render(reading.nota).encode())
    same = next((own for own in reversed(store.versions(meta.id)) if own.text_id == text), None)
    diff = None
    if before := replaced or newest:
        document = Document(f"{meta.id}@{newest.number + 1 if newest else 1}", reading.nota)
        diff = compare(store.document(before), document)
    return Preview(held, said, reading, account_of(reading), trouble, newest, replaced, same, diff)


def confirm(store: Store, holding: Holding, held: Held, said: Said, user: User) -> Outcome:
    """Store a file as it was shown, and hold it no longer; where it cannot be stored it goes on waiting."""
    try:
        reading = identified(held.name, held.reading, said.full_id(store), said.received())
        replaced = _replaced(store, said)
        submission = Submission(
            nota=reading.nota,
            source_name=held.name,
            source=held.data,
            reader=reading.reader,
            label=said.label or None,
            # Who corrects a version did not write it: its author stays, unless another is named.
            author=said.author or (None if replaced else user.author) or None,
            suffix=suffix_of(Path(held.name), reading.reader),
            replaces=replaced.address if replaced else None,
            reason=said.reason or None,
        )
        (result,) = store.add([submission])
    except CorpusError as error:
        return Outcome(held.name, error)
    if isinstance(result, CorpusError):
        return Outcome(held.name, result)
    # Stored first: a request that dies in between leaves a file that waits, and its text is then `unchanged`.
    holding.drop(held)
    version = result.version
    earlier = store.versions(version.nota)[: version.number - 1]
    return Outcome(held.name, result, replaced or (earlier[-1] if earlier else None))


def _identified(store: Store, held: Held, said: Said) -> Reading:
    """What was read, with what is said of it. Raises FileRefused and AddressError."""
    if not (said.own_id or held.reading.nota.meta.id):
        raise FileRefused("the paper does not tell which one it is; fill in its id")
    found = identified(held.name, held.reading, said.full_id(store), said.received())
    if said.label and not valid_label(said.label):
        raise FileRefused("'%(label)s' is no label; use small letters, figures and '-'", label=said.label)
    if said.author and not is_author(said.author):
        raise FileRefused("'%(author)s' is no author; write it as Name <name@example.nl>", author=said.author)
    return found


def _replaced(store: Store, said: Said) -> Version | None:
    """The version that is to be corrected. Raises FileRefused, and AddressError where it is not there."""
    if not (said.replaces or said.reason):
        return None
    if not (said.replaces and said.reason):
        raise FileRefused("a correction tells which version it replaces, and why; fill in both")
    version = store.resolve(said.replaces)
    if version.replaced_by:
        raise FileRefused(
            "%(address)s was replaced already, by %(other)s; correct that one",
            address=version.address,
            other=version.replaced_by,
        )
    return version


def _name_of(sent: str) -> str:
    """The name without folders, as some browsers send them, and without what cannot be printed."""
    name = clean(PurePath(sent.replace("\\", "/")).name)
    return name[-_LONGEST_NAME:] or "?"
