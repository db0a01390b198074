"""The corpus: nota's, their versions, and the addresses that lead to them."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Literal

from corpus.address import parse, resolve_id, valid_id, valid_label
from corpus.errors import AddressError, CorpusError, DamagedText, NotACorpus, StoreError, why
from corpus.fastimport import Commit
from corpus.model import Document, Meta, Nota, Version
from corpus.normal import load, render
from corpus.repository import Repository, blob_id
from corpus.text import clean

_ATTRIBUTES = b"*.md diff=markdown\n*.source.* -diff\n"
_README = b"""# Corpus van nota's

Elke nota is een Markdown-bestand, elke versie een commit; `<id>.source.*` is het bestand zoals het is aangeleverd.
De geschiedenis is met git na te gaan: `git log`, `git blame`, `git diff --word-diff`.
Zij groeit alleen aan; wijzig haar niet.

Each nota is a Markdown file, each version a commit; `<id>.source.*` is the file as it was received.
Plain git tells the history: `git log`, `git blame`, `git diff --word-diff`. It only grows; do not rewrite it.
"""

_PERSON = re.compile(r"[^<>\x00-\x1f\x7f\ud800-\udfff]+ <[^<>\s\x00-\x1f\x7f\ud800-\udfff]+>")
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,8}")

# Id, author, committer, when and trailers, each behind a NUL, which none can hold; the lines of its files follow.
_FORM = "%x00%H%x00%an <%ae>%x00%cn <%ce>%x00%cI%x00%(trailers:unfold,only)%x00"
_FIELDS = 6
_RAW = re.compile(r"^:\d+ \d+ [0-9a-f]+ (?P<blob>[0-9a-f]+) [AM]\t(?P<path>.+\.md)$", re.MULTILINE)
_TRAILERS = {"Nota-Label": "label", "Bron-Naam": "source_name", "Bron-SHA256": "source_sha256", "Lezer": "reader"}


@dataclass(frozen=True, slots=True)
class Submission:
    """What is to become the next version of a nota."""

    nota: Nota
    source_name: str
    """The file as it is called."""
    source: bytes | None
    """As received; None leaves it out of the corpus."""
    reader: str
    label: str | None = None
    author: str | None = None
    """`Name <email>`, who wrote or supplied the text; None: whoever runs the import."""
    suffix: str | None = None
    """Of the kept source, as its content asks for: `pdf`; None: that of its name."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a submission."""

    version: Version
    status: Literal["added", "unchanged"]


class Store:
    """One corpus on disk. Safe to use from many threads and beside other processes."""

    def __init__(self, repository: Repository, now: Callable[[], datetime] | None = None) -> None:
        self._repository = repository
        self._now = now or (lambda: datetime.now(UTC))
        self._known = _Index("", ())
        self._nota = lru_cache(maxsize=2048)(self._load)

    @classmethod
    def open(cls, path: Path, now: Callable[[], datetime] | None = None) -> Store:
        """An existing corpus. Raises NotACorpus."""
        repository = Repository(path)
        if not path.exists():
            raise NotACorpus("%(corpus)s: there is no corpus here; 'nota add FILE' makes one", corpus=path)
        if not (path / "HEAD").is_file() or not _is_corpus(repository):
            raise NotACorpus("%(corpus)s is not a corpus; 'nota add' makes one in a new folder", corpus=path)
        return cls(repository, now)

    @classmethod
    def create(cls, path: Path, now: Callable[[], datetime] | None = None) -> Store:
        """The corpus in a folder; made where there is none yet.

        Raises NotACorpus for a folder that has something else in it, StoreError for one that cannot be written.
        """
        try:
            if not path.exists() or (path.is_dir() and not any(path.iterdir())):
                when = (now or (lambda: datetime.now(UTC)))()
                files = ((".gitattributes", _ATTRIBUTES), ("README.md", _README))
                Repository.create(path, Commit("Begin corpus\n", _user(), _user(), when, files))
        except PermissionError as error:
            raise StoreError("%(corpus)s: cannot be read (%(why)s)", corpus=path, why=why(error)) from None
        return cls.open(path, now)

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._repository.path

    @property
    def repository(self) -> Repository:
        """The git repository behind it."""
        return self._repository

    @property
    def head(self) -> str:
        """The newest commit, full hex id."""
        return self._repository.head()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the git processes behind it."""
        self._repository.close()

    # Reading

    def log(self) -> tuple[Version, ...]:
        """All versions, newest first. Reads only what came since the last time."""
        return self._index().log

    def notas(self) -> tuple[str, ...]:
        """The ids of all nota's, sorted."""
        return tuple(sorted(self._index().by_nota))

    def versions(self, nota: str) -> tuple[Version, ...]:
        """The versions of a nota, oldest first; none for an id that is not in the corpus."""
        return self._index().by_nota.get(nota, ())

    def newest(self, nota: str) -> Version:
        """The newest version. Raises AddressError for an id that is not in the corpus."""
        return self.resolve(nota)

    def resolve(self, address: str) -> Version:
        """The version that an address leads to, whatever question it names. Raises AddressError."""
        wanted = parse(address)
        versions = self.versions(resolve_id(wanted.nota, self.notas()))
        fitting = [
            version
            for version in versions
            if wanted.version in (None, version.number)
            and wanted.label in (None, version.label)
            # A label of letters a to f reads as the id of a text: 'deadbee'.
            and (version.text_id.startswith(wanted.text_id or "") or version.label == wanted.text_id)
        ]
        if fitting:
            return fitting[-1]
        raise AddressError(
            "%(address)s: there is no such version; %(nota)s has %(versions)s",
            address=address,
            nota=versions[0].nota,
            versions=", ".join(f"@{v.number}" + (f" (@{v.label})" if v.label else "") for v in versions),
        )

    def text(self, version: Version) -> str:
        """The normal form. Raises DamagedText where it is not even text."""
        return self._text(version.text_id)

    def document(self, version: Version) -> Document:
        """A version as it is compared. Raises DamagedText where the text is not in normal form."""
        return Document(version.address, self._nota(version.text_id), version)

    def source(self, version: Version) -> bytes | None:
        """The file as it was received; None where it was not kept."""
        folder, stem = PurePosixPath(version.path).parent, f"{version.nota}.source."
        files = self._repository.files(version.commit, str(folder))
        return next((self._repository.blob(blob) for name, blob in files.items() if name.startswith(stem)), None)

    def _index(self) -> _Index:
        head, known = self.head, self._known
        if known.head != head:
            found = tuple(_versions(self._repository.log(known.head, head, _FORM)))
            known = self._known = _Index(head, found + known.log)
        return known

    def _load(self, text_id: str) -> Nota:
        return load(self._text(text_id))

    def _text(self, text_id: str) -> str:
        try:
            return self._repository.blob(text_id).decode()
        except UnicodeDecodeError as error:
            raise DamagedText("byte %(place)s of the text is not UTF-8", place=error.start) from None

    # Writing

    def add(
        self,
        submissions: Iterable[Submission],
        waiting: Callable[[], None] = lambda: None,
        only_new: bool = False,
    ) -> list[Stored | CorpusError]:
        """Store each as the next version of its nota, in order, all in one stream; what cannot be is told in its place.

        A text equal to the newest version is `unchanged`; with `only_new`, equal to any version: so a folder with
        successive versions can be added again. `waiting` is called once when another writer is busy.
        Raises StoreError when git refuses; then none is stored.
        """
        with self._repository.writing(waiting):
            head = self.head
            plan = _Plan(self, self._now(), only_new)
            results = [plan.put(submission) for submission in submissions]
            if plan.commits:
                self._repository.write(plan.commits, head)
                self._repository.tidy(len(plan.commits))
                self._confirm(plan)
        return [self._stored(result) if isinstance(result, Stored) else result for result in results]

    def _confirm(self, plan: _Plan) -> None:
        """What git says it stored must be what was planned."""
        made = [version.text_id for version in self.log()[: len(plan.commits)]]
        if made != [planned.text_id for planned in reversed(plan.versions)]:
            raise StoreError("%(corpus)s: what was stored is not what was sent; run 'nota check'", corpus=self.path)

    def _stored(self, planned: Stored) -> Stored:
        version = self.versions(planned.version.nota)[planned.version.number - 1]
        return replace(planned, version=version)


def _is_corpus(repository: Repository) -> bool:
    try:
        return ".gitattributes" in repository.files(repository.head(), "")
    except NotACorpus:
        raise
    except StoreError:
        # Damaged, and opened all the same: only so can `check` name what is wrong with it.
        return True


class _Index:
    """The versions up to one commit; a corpus only grows, so that a newer one begins with an older one."""

    def __init__(self, head: str, log: tuple[Version, ...]) -> None:
        self.head = head
        self.log = log
        gathered: dict[str, list[Version]] = {}
        for version in reversed(log):
            gathered.setdefault(version.nota, []).append(version)
        self.by_nota = {nota: tuple(versions) for nota, versions in gathered.items()}


class _Plan:
    """The commits of one import, while the lock is held."""

    def __init__(self, store: Store, now: datetime, only_new: bool) -> None:
        self._store = store
        self._now = now
        self._only_new = only_new
        self._head = store.head
        self._known: dict[str, list[Version]] = {}
        self._source: dict[str, str | None] = {}
        self.commits: list[Commit] = []
        self.versions: list[Version] = []

    def put(self, submission: Submission) -> Stored | CorpusError:
        """Plan the next version; or say why not."""
        try:
            text = _checked(submission)
        except CorpusError as error:
            return error
        versions = self._versions(submission.nota.meta.id)
        looked_at = versions if self._only_new else versions[-1:]
        if same := next((own for own in reversed(looked_at) if own.text_id == blob_id(text)), None):
            return _unchanged(submission, same)
        version = self._version(submission, text, versions[-1] if versions else None)
        versions.append(version)
        self.versions.append(version)
        self.commits.append(self._commit(version, submission, text))
        return Stored(version, "added")

    def _versions(self, nota: str) -> list[Version]:
        """What the nota has by now, oldest first: in the corpus and in this plan."""
        return self._known.setdefault(nota, list(self._store.versions(nota)))

    def _version(self, submission: Submission, text: bytes, newest: Version | None) -> Version:
        meta = submission.nota.meta
        source = submission.source
        return Version(
            nota=meta.id,
            number=newest.number + 1 if newest else 1,
            label=submission.label,
            commit="",
            text_id=blob_id(text),
            path=newest.path if newest else _path(meta),
            author=submission.author or _user(),
            committer=_user(),
            committed=self._now,
            received=meta.ontvangen,
            source_name=clean(submission.source_name),
            source_sha256=hashlib.sha256(source).hexdigest() if source is not None else None,
            reader=submission.reader,
        )

    def _commit(self, version: Version, submission: Submission, text: bytes) -> Commit:
        stem = f"{PurePosixPath(version.path).parent}/{version.nota}.source."
        files = [(version.path, text)]
        if submission.source is not None:
            suffix = submission.suffix or Path(submission.source_name).suffix.removeprefix(".")
            files.append((stem + (suffix if _EXTENSION.fullmatch(suffix) else "bin"), submission.source))
        before, now = self._source_before(version), files[-1][0] if len(files) > 1 else None
        self._source[version.nota] = now
        removed = (before,) if before and before != now else ()
        who = version.author, version.committer
        return Commit(_message(version), *who, version.committed, tuple(files), removed)

    def _source_before(self, version: Version) -> str | None:
        """The path of the source of the version before."""
        if version.nota not in self._source:
            folder = str(PurePosixPath(version.path).parent)
            names = self._store.repository.files(self._head, folder) if version.number > 1 else ()
            found = (f"{folder}/{name}" for name in names if name.startswith(f"{version.nota}.source."))
            self._source[version.nota] = next(found, None)
        return self._source[version.nota]


def _checked(submission: Submission) -> bytes:
    """The text that would be stored. Raises StoreError where something about it cannot be."""
    if not valid_id(submission.nota.meta.id):
        raise StoreError(
            "'%(id)s' is no id; use letters, figures and '-', as in kst-36800-K-D", id=submission.nota.meta.id
        )
    if submission.label is not None and not valid_label(submission.label):
        raise StoreError("'%(label)s' is no label; use small letters, figures and '-'", label=submission.label)
    if submission.author is not None and not _PERSON.fullmatch(submission.author):
        raise StoreError(
            "'%(author)s' is no author; write it as Name <name@example.nl>", author=clean(submission.author)
        )
    text = render(submission.nota)
    if load(text) != submission.nota:
        raise StoreError(
            "%(file)s: its text does not come back from the normal form as it went in",
            file=clean(submission.source_name),
        )
    return text.encode()


def _unchanged(submission: Submission, newest: Version) -> Stored | CorpusError:
    if submission.label in (None, newest.label):
        return Stored(newest, "unchanged")
    return StoreError(
        "%(file)s: the text is that of %(address)s, so there is no new version to call '%(label)s'; "
        "a label goes with a changed text",
        file=submission.source_name,
        address=newest.address,
        label=submission.label,
    )


def _path(meta: Meta) -> str:
    dossier = meta.dossier if meta.dossier and valid_id(meta.dossier) else meta.id
    return f"{dossier}/{meta.id}.md"


def _message(version: Version) -> str:
    label = f" ({version.label})" if version.label else ""
    trailers = {
        "Nota-Id": version.nota,
        "Nota-Versie": version.number,
        "Nota-Label": version.label,
        "Ontvangen": version.received,
        "Bron-Naam": version.source_name,
        "Bron-SHA256": version.source_sha256,
        "Lezer": version.reader,
    }
    lines = [f"{name}: {value}" for name, value in trailers.items() if value is not None]
    return "\n".join([f"{version.nota} versie {version.number}{label}", "", *lines, ""])


def _user() -> str:
    """Who runs this, as git would be told; git's own settings of the user are left out of it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        # As in a container that runs under a number that the system has no name for.
        user = str(os.getuid())
    name = os.environ.get("GIT_COMMITTER_NAME") or user
    email = os.environ.get("GIT_COMMITTER_EMAIL") or f"{user}@{socket.gethostname()}"
    return f"{re.sub(r'[<>]', '', clean(name))} <{re.sub(r'[<>]', '', clean(email)).replace(' ', '')}>"


# The log


def _versions(log: str) -> Iterator[Version]:
    """The versions in what git printed in `_FORM`; commits that are no version (the first) are passed over."""
    fields = log.split("\0")[1:]
    for start in range(0, len(fields), _FIELDS):
        commit, author, committer, when, trailers, raw = fields[start : start + _FIELDS]
        told = dict(line.split(": ", 1) for line in trailers.split("\n") if ": " in line)
        nota, number = told.get("Nota-Id", ""), told.get("Nota-Versie", "")
        file = next((m for m in _RAW.finditer(raw) if PurePosixPath(m["path"]).name == f"{nota}.md"), None)
        if file is None or not number.isdecimal():
            continue
        optional = {field: told.get(trailer) for trailer, field in _TRAILERS.items()}
        yield Version(
            nota=nota,
            number=int(number),
            commit=commit,
            text_id=file["blob"],
            path=file["path"],
            author=author,
            committer=committer,
            committed=datetime.fromisoformat(when),
            received=_day(told.get("Ontvangen", "")),
            **optional,
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
