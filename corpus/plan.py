"""Submissions -> the commits of one import, planned before any of it is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from corpus.address import valid_id
from corpus.correcting import corrected, told
from corpus.corrections import standing
from corpus.errors import CorpusError
from corpus.git.fastimport import Commit
from corpus.git.object_ids import blob_id
from corpus.messages import Message
from corpus.model import Meta, Version
from corpus.submission import Stored, Submission, checked, unchanged
from corpus.text import clean


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the corpus holds as an import begins."""

    versions: Callable[[str], Sequence[Version]]
    """Of a nota by its id, oldest first."""
    files: Callable[[str], Mapping[str, str]]
    """Of a folder: the names and the blobs."""
    resolve: Callable[[str], Version]
    """The version that an address leads to. Raises AddressError."""
    newest: datetime | None
    """When the newest version was stored."""


CLOCKS_DIFFER = timedelta(minutes=5)
"""Between machines that keep their time; a clock that is further behind is told of."""
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,8}")


class Plan:
    """The commits of one import, while the lock is held."""

    def __init__(self, corpus: Holdings, now: datetime, only_new: bool, who: str) -> None:
        """`who` runs the import: `Name <email>`."""
        self._corpus = corpus
        self._now = max(now, corpus.newest or now)
        self._late = _late(now, self._now)
        self._only_new = only_new
        self._who = who
        self._known: dict[str, list[Version]] = {}
        self._source: dict[str, str | None] = {}
        self.commits: list[Commit] = []
        self.versions: list[Version] = []

    def put(self, submission: Submission) -> Stored | CorpusError:
        """Plan the next version; or say why not."""
        versions = self._versions(submission.nota.meta.id)
        try:
            full, before = corrected(submission, self._corpus.resolve, versions)
            text = checked(full)
        except CorpusError as error:
            return error
        looked_at = versions if self._only_new else self._newest(versions, before)
        if same := _of_text(text, looked_at):
            return unchanged(submission, same)
        once = _of_text(text, versions)
        if once and once.replaced_by and not full.replaces:
            # It was said to be wrong: only a correction of what stands in its place brings it back.
            return unchanged(submission, once)
        version = self._version(full, text, versions[-1] if versions else None)
        versions.append(version)
        self.versions.append(version)
        self.commits.append(self._commit(version, full, text))
        return Stored(version, "added", told(version, before) + _returned(version, once) + self._late)

    @staticmethod
    def _newest(versions: Sequence[Version], before: Version | None) -> list[Version]:
        """The versions of which the text may not be stored again.

        What was imported last is what lies in the tree, and no commit is empty; what stands last is the newest.
        """
        again = [before] if before and before in versions else []
        return [*again, *standing(versions)[-1:], *versions[-1:]]

    def _versions(self, nota: str) -> list[Version]:
        """What the nota has by now, oldest first: in the corpus and in this plan."""
        return self._known.setdefault(nota, list(self._corpus.versions(nota)))

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
            author=submission.author or self._who,
            committer=self._who,
            committed=self._now,
            received=meta.ontvangen,
            source_name=clean(submission.source_name),
            source_sha256=hashlib.sha256(source).hexdigest() if source is not None else None,
            reader=submission.reader,
            replaces=submission.replaces,
            reason=submission.reason,
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
        return Commit(message_of(version), *who, version.committed, tuple(files), removed)

    def _source_before(self, version: Version) -> str | None:
        """The path of the source of the version before."""
        if version.nota not in self._source:
            folder = str(PurePosixPath(version.path).parent)
            names = self._corpus.files(folder) if version.number > 1 else ()
            found = (f"{folder}/{name}" for name in names if name.startswith(f"{version.nota}.source."))
            self._source[version.nota] = next(found, None)
        return self._source[version.nota]


def _of_text(text: bytes, versions: Sequence[Version]) -> Version | None:
    """The newest version with this text."""
    return next((own for own in reversed(versions) if own.text_id == blob_id(text)), None)


def _returned(version: Version, once: Version | None) -> tuple[Message, ...]:
    """What is told where a text comes back: of an older file that was taken for the newest it would go unnoticed."""
    if once is None:
        return ()
    return (
        Message(
            "%(address)s has the text that %(before)s had; it is stored as a version of its own",
            {"address": version.address, "before": once.address},
        ),
    )


def _late(now: datetime, taken: datetime) -> tuple[Message, ...]:
    """What is told where the time of an import is not that of the clock: history never goes back in time."""
    if taken - now <= CLOCKS_DIFFER:
        return ()
    return (
        Message(
            "the clock says %(now)s, yet the newest version was stored at %(taken)s, which is taken instead; "
            "set the clock right",
            {"now": now.isoformat(" ", "seconds"), "taken": taken.astimezone(now.tzinfo).isoformat(" ", "seconds")},
        ),
    )


def _path(meta: Meta) -> str:
    dossier = meta.dossier if meta.dossier and valid_id(meta.dossier) else meta.id
    return f"{dossier}/{meta.id}.md"


def message_of(version: Version) -> str:
    """The message of the commit of a version: its address in words, then the trailers. Its only form."""
    label = f" ({version.label})" if version.label else ""
    trailers = {
        "Nota-Id": version.nota,
        "Nota-Versie": version.number,
        "Nota-Label": version.label,
        "Ontvangen": version.received,
        "Bron-Naam": version.source_name,
        "Bron-SHA256": version.source_sha256,
        "Lezer": version.reader,
        "Vervangt": version.replaces,
        "Reden": version.reason,
    }
    lines = [f"{name}: {value}" for name, value in trailers.items() if value is not None]
    return "\n".join([f"{version.nota} versie {version.number}{label}", "", *lines, ""])
