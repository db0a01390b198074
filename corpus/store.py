"""The corpus: nota's, their versions, and the addresses that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from corpus.address import parse, resolve_id
from corpus.cutting import decoded
from corpus.errors import AddressError, CorpusError, NotACorpus, StoreError, why
from corpus.git.fastimport import Commit
from corpus.git.repository import Repository
from corpus.model import Document, Nota, Version
from corpus.normal import load
from corpus.register import Register
from corpus.submission import Stored, Submission
from corpus.versions import Index

if TYPE_CHECKING:
    from corpus.plan import Holdings, Plan

__all__ = ["Store", "Stored", "Submission"]

ATTRIBUTES = b"*.md diff=markdown\n*.source.* -diff\n"
_README = b"""# Corpus van nota's

Elke nota is een Markdown-bestand, elke versie een commit; `<id>.source.*` is het bestand zoals het is aangeleverd.
De geschiedenis is met git na te gaan: `git log`, `git blame`, `git diff --word-diff`.
Zij groeit alleen aan; wijzig haar niet.

Each nota is a Markdown file, each version a commit; `<id>.source.*` is the file as it was received.
Plain git tells the history: `git log`, `git blame`, `git diff --word-diff`. It only grows; do not rewrite it.
"""

_FEW = 30
"""Texts that are read at once: so many fit in the cache of the processor, or near it."""


class Store:
    """One corpus on disk. Safe to use from many threads and beside other processes."""

    def __init__(self, repository: Repository, now: Callable[[], datetime] | None = None) -> None:
        self._repository = repository
        self._now = now or _clock
        self._register = Register(repository)
        self._nota = lru_cache(maxsize=2048)(self._load)

    @classmethod
    def open(cls, path: Path, now: Callable[[], datetime] | None = None) -> Store:
        """An existing corpus. Raises NotACorpus."""
        repository = Repository(path)
        if not path.exists():
            raise NotACorpus("%(corpus)s: there is no corpus here; 'nota add FILE' makes one", corpus=path)
        store = cls(repository, now)
        # A list of its versions up to this commit was kept by us: to ask git costs more than the whole command.
        if not (path / "HEAD").is_file() or not (store._register.is_kept or _is_corpus(repository)):
            raise NotACorpus("%(corpus)s is not a corpus; 'nota add' makes one in a new folder", corpus=path)
        return store

    @classmethod
    def create(cls, path: Path, now: Callable[[], datetime] | None = None) -> Store:
        """The corpus in a folder; made where there is none yet.

        Raises NotACorpus for a folder that has something else in it, StoreError for one that cannot be written.
        """
        try:
            if not path.exists() or (path.is_dir() and not any(path.iterdir())):
                from corpus.git.identity import user

                when = (now or _clock)()
                files = ((".gitattributes", ATTRIBUTES), ("README.md", _README))
                who = user()
                Repository.create(path, Commit("Begin corpus\n", who, who, when, files))
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

    def log_by_commits(self) -> tuple[Version, ...]:
        """The same as `log`, read from the commits whatever is kept beside them: for what is to be proven."""
        return self._register.by_commits().log

    def notas(self) -> tuple[str, ...]:
        """The ids of all nota's, sorted."""
        return self._index().notas

    def versions(self, nota: str) -> tuple[Version, ...]:
        """The versions of a nota, oldest first; none for an id that is not in the corpus."""
        return self._index().by_nota.get(nota, ())

    def standing(self, nota: str) -> tuple[Version, ...]:
        """What the nota said in the course of time: the versions that were not withdrawn, by legal date.

        None where all of them were: the paper was filed under a wrong id. See `corpus.corrections.standing`.
        """
        return self._index().standing(nota)

    def newest(self, nota: str) -> Version:
        """The last of those that stand, of which the legal date is the latest, whatever was imported last.

        Where all were withdrawn, the last that was imported. Raises AddressError for an id that is not in the corpus.
        """
        return self.resolve(nota)

    def resolve(self, address: str) -> Version:
        """The version that an address leads to, whatever question it names. Raises AddressError."""
        wanted, index = parse(address), self._index()
        versions = index.by_nota[resolve_id(wanted.nota, index.known)]
        fitting = [
            version
            for version in versions
            if wanted.version in (None, version.number)
            and wanted.label in (None, version.label)
            # A label of letters a to f reads as the id of a text: 'deadbee'.
            and (version.text_id.startswith(wanted.text_id or "") or version.label == wanted.text_id)
        ]
        if fitting:
            return next((own for own in reversed(index.standing(fitting[0].nota)) if own in fitting), fitting[-1])
        raise AddressError(
            "%(address)s: there is no such version; %(nota)s has %(versions)s",
            address=address,
            nota=versions[0].nota,
            versions=", ".join(f"@{v.number}" + (f" (@{v.label})" if v.label else "") for v in versions),
        )

    def text(self, version: Version) -> str:
        """The normal form. Raises DamagedText where it is not even text."""
        return self._text(version.text_id)

    def texts(self, versions: Sequence[Version]) -> list[str]:
        """The normal forms of many versions, read in one go. Raises DamagedText where one is not even text."""
        return list(map(decoded, self.contents(versions)))

    def contents(self, versions: Iterable[Version]) -> Iterator[bytes]:
        """The normal forms of many versions one after another, as bytes: of a thousand few are in memory at once.

        Raises StoreError where git cannot read one.
        """
        left = iter(versions)
        while few := [version.text_id for version in islice(left, _FEW)]:
            yield from self._repository.blobs(few)

    def document(self, version: Version) -> Document:
        """A version as it is compared. Raises DamagedText where the text is not in normal form."""
        return Document(version.address, self._nota(version.text_id), version)

    def source(self, version: Version) -> bytes | None:
        """The file as it was received; None where it was not kept."""
        blob = self._source_blob(version)
        return self._repository.blob(blob) if blob else None

    def keeps_source(self, version: Version) -> bool:
        """Whether the file was kept as it was received."""
        return self._source_blob(version) is not None

    def _source_blob(self, version: Version) -> str | None:
        folder, stem = PurePosixPath(version.path).parent, f"{version.nota}.source."
        files = self._repository.files(version.commit, str(folder))
        return next((blob for name, blob in files.items() if name.startswith(stem)), None)

    def _index(self) -> Index:
        return self._register.index()

    def _load(self, text_id: str) -> Nota:
        return load(self._text(text_id))

    def _text(self, text_id: str) -> str:
        return decoded(self._repository.blob(text_id))

    # Writing

    def add(
        self,
        submissions: Iterable[Submission],
        waiting: Callable[[], None] = lambda: None,
        only_new: bool = False,
    ) -> list[Stored | CorpusError]:
        """Store each as the next version of its nota, in order, all in one stream; what cannot be is told in its place.

        A text equal to the newest version is `unchanged`; with `only_new`, equal to any version: so a folder with
        successive versions can be added again. One that corrects a version names it (see `corpus.correcting`).
        `waiting` is called once when another writer is busy.
        Raises StoreError when git refuses; then none is stored.
        """
        from corpus.git.identity import user
        from corpus.plan import Plan

        with self._repository.writing(waiting):
            head = self.head
            plan = Plan(self._holdings(head), self._now(), only_new, user(self.path))
            results = [plan.put(submission) for submission in submissions]
            if plan.commits:
                self._repository.write(plan.commits, head)
                self._repository.tidy(len(plan.commits))
                self._confirm(plan)
        return [self._stored(result) if isinstance(result, Stored) else result for result in results]

    def _holdings(self, head: str) -> Holdings:
        from corpus.plan import Holdings

        newest = next((version.committed for version in self.log()), None)
        return Holdings(self.versions, lambda folder: self._repository.files(head, folder), self.resolve, newest)

    def _confirm(self, plan: Plan) -> None:
        """What git says it stored must be what was planned."""
        made = [version.text_id for version in self.log()[: len(plan.commits)]]
        if made != [planned.text_id for planned in reversed(plan.versions)]:
            raise StoreError("%(corpus)s: what was stored is not what was sent; run 'nota check'", corpus=self.path)

    def _stored(self, planned: Stored) -> Stored:
        version = self.versions(planned.version.nota)[planned.version.number - 1]
        return replace(planned, version=version)


def _clock() -> datetime:
    """The time with the zone of whoever runs the import: the day that they would say it was stored on."""
    return datetime.now().astimezone()


def _is_corpus(repository: Repository) -> bool:
    try:
        return ".gitattributes" in repository.files(repository.head(), "")
    except NotACorpus:
        raise
    except StoreError:
        # Damaged, and opened all the same: only so can `check` name what is wrong with it.
        return True
