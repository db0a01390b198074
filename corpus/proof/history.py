"""The history as the commits themselves tell it: one line, from one beginning, never back in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath

from corpus.corrections import related
from corpus.git.branch import BRANCH
from corpus.git.object_ids import blob_id
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.model import Version
from corpus.plan import message_of
from corpus.proof.report import Problem
from corpus.store import ATTRIBUTES
from corpus.versions import version_of

_FORM = "%x00%H%x00%P%x00%an <%ae>%x00%cn <%ce>%x00%aI%x00%cI%x00%(trailers:unfold,only)%x00%B%x00"
_FIELDS = 9
_RAW = re.compile(r"^:(\d+) (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\t(.+)$", re.MULTILINE)
_FILE = "100644"
"""The mode of a plain file in git."""
_GONE = "000000"
_FIRST = frozenset((".gitattributes", "README.md"))
_NAMED = 5
"""Paths that are named of a commit that changes more than it should."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as a commit has it."""

    path: str
    mode: str
    """`100644`; all zeros where the commit takes it away."""
    blob: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One commit, and the version that it is; None where it is none."""

    commit: str
    parents: tuple[str, ...]
    author: str
    committer: str
    authored: datetime
    committed: datetime
    message: str
    files: tuple[Entry, ...]
    """What it changed; of a merge nothing."""
    version: Version | None

    @property
    def place(self) -> str:
        """How it is called: the address of its version, else its id."""
        return self.version.address if self.version else self.commit


def recorded(repository: Raw, tip: str) -> tuple[Recorded, ...]:
    """The commits up to this one, oldest first. Raises StoreError, and ValueError for a date that is none."""
    fields = repository.history(_FORM, tip).split("\0")[1:]
    rows = [fields[start : start + _FIELDS] for start in range(0, len(fields), _FIELDS)]
    made = [_recorded(*row) for row in rows]
    known = {version.commit: version for version in related([one.version for one in made if one.version])}
    return tuple(replace(one, version=known.get(one.commit)) for one in reversed(made))


def _recorded(*fields: str) -> Recorded:
    commit, parents, author, committer, authored, committed, trailers, message, raw = fields
    files = tuple(Entry(path, mode, blob) for _, mode, blob, path in _RAW.findall(raw))
    return Recorded(
        commit,
        tuple(parents.split()),
        author,
        committer,
        datetime.fromisoformat(authored),
        datetime.fromisoformat(committed),
        message,
        files,
        version_of(commit, author, committer, committed, trailers, raw),
    )


def line(history: Sequence[Recorded]) -> Iterator[Problem]:
    """Whether the commits, oldest first, are one line from one beginning, each a version after the first."""
    for one in history[1:]:
        if len(one.parents) != 1:
            told: dict[str, object] = {"count": len(one.parents)}
            yield one.place, Message("the history is not one line: this commit has %(count)s parents", told)
        if one.version is None:
            paths = _some([entry.path for entry in one.files])
            yield one.commit, Message("this commit is no version of a nota; it changes: %(paths)s", {"paths": paths})
    if not history:
        yield BRANCH, Message("the history does not begin with one first commit")
        return
    if history[0].parents or not {entry.path for entry in history[0].files} <= _FIRST:
        yield history[0].place, Message("the history does not begin with one first commit")
    for entry in history[0].files:
        if entry.mode != _FILE or (entry.path == ".gitattributes" and entry.blob != blob_id(ATTRIBUTES)):
            # By it a text can be shown as binary, or be written into a clone with other bytes than it has.
            yield (
                history[0].place,
                Message("its %(path)s is not the one that a corpus begins with", {"path": entry.path}),
            )


def times(history: Sequence[Recorded]) -> Iterator[Problem]:
    """Whether no commit is dated before the one it stands on, and each has one date."""
    for before, one in zip((None, *history), history, strict=False):
        if before and one.committed < before.committed:
            yield (
                one.place,
                Message(
                    "it is dated back: its commit is of %(date)s, and the one before it of %(before)s",
                    {"date": one.committed.isoformat(), "before": before.committed.isoformat()},
                ),
            )
        if one.authored != one.committed:
            yield (
                one.place,
                Message(
                    "its commit was made anew: it is of %(date)s, and was written on %(before)s",
                    {"date": one.committed.isoformat(), "before": one.authored.isoformat()},
                ),
            )


def commit_of(one: Recorded, version: Version) -> Iterator[Message]:
    """Whether a commit says what a version says, and changes its text and its source alone."""
    if one.message.rstrip("\n") != message_of(version).rstrip("\n"):
        yield Message("the message of its commit is not the one that its trailers give")
    source = f"{version.path.removesuffix('.md')}.source."
    others = [entry.path for entry in one.files if entry.path != version.path and not entry.path.startswith(source)]
    if others:
        yield Message("its commit changes %(paths)s too", {"paths": _some(others)})
    for entry in one.files:
        if entry.mode not in (_FILE, _GONE):
            yield Message("%(path)s is no plain file but %(mode)s", {"path": entry.path, "mode": entry.mode})


def _some(paths: Sequence[str]) -> str:
    """The paths, of many the first ones."""
    return ", ".join(paths[:_NAMED]) + (", …" if len(paths) > _NAMED else "") or "-"


def sources(history: Sequence[Recorded]) -> dict[str, tuple[str, ...]]:
    """The blobs of the sources that lie beside each version, by its commit: one, or none."""
    lying: dict[str, dict[str, str]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for one in history:
        for entry in one.files:
            nota, dot, _ = PurePosixPath(entry.path).name.partition(".source.")
            if dot and entry.mode == _GONE:
                lying.get(nota, {}).pop(entry.path, None)
            elif dot:
                lying.setdefault(nota, {})[entry.path] = entry.blob
        if one.version:
            found[one.commit] = tuple(lying.get(one.version.nota, {}).values())
    return found
