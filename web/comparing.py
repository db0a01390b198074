"""Two files that are only compared: read, set beside each other, and forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from threading import BoundedSemaphore

from werkzeug.datastructures import FileStorage

from corpus.blocks import Options
from corpus.errors import FileRefused
from corpus.guarded import contained
from corpus.ingest import Reading
from corpus.messages import Message
from corpus.model import Document
from differ.compare import compare
from differ.model import NotaDiff
from differ.reports.drafts import Draft, is_docx

AT_ONCE = 2
"""Comparisons that are made at the same time: anyone may ask for one, and each reads two files."""
LONGEST_NAME = 120
"""Signs of the name of a file; its end tells more than its beginning."""

_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Sent:
    """A file as a browser sends it."""

    name: str
    data: bytes
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Read:
    """What became of a file."""

    name: str
    reading: Reading

    @property
    def told(self) -> tuple[Message, ...]:
        """What its reader should know of how it was read."""
        return (*self.reading.warnings, *self.reading.guessed)


@dataclass(frozen=True)
class Compared:
    """Two files beside each other."""

    diff: NotaDiff
    left: Read
    right: Read
    draft: Draft | None
    """The left one, where changes can be tracked in it itself."""


def sent(files: Mapping[str, FileStorage], said: Mapping[str, str]) -> tuple[Sent, Sent]:
    """The two files of a form, and how they are to be read. Raises FileRefused where one was not chosen."""
    left, right = (_sent(files.get(side), said.get(f"revisions-{side}")) for side in ("left", "right"))
    if left is None:
        raise FileRefused("no first file was chosen; choose the older one")
    if right is None:
        raise FileRefused("no second file was chosen; choose the newer one")
    if left.name == right.name:
        return replace(left, name=f"{left.name} (1)"), replace(right, name=f"{right.name} (2)")
    return left, right


def compared(left: Sent, right: Sent) -> Compared:
    """What changed from the one to the other; each is read in a process of its own. Raises FileRefused."""
    with _turns:
        ours, theirs = _read(left), _read(right)
        diff = compare(Document(left.name, ours.reading.nota), Document(right.name, theirs.reading.nota))
    draft = Draft(left.name, left.data, left.options) if is_docx(left.data) else None
    return Compared(diff, ours, theirs, draft)


def _sent(file: FileStorage | None, revisions: str | None) -> Sent | None:
    options = Options("original" if revisions == "original" else "accept")
    return Sent(_name(file.filename), file.stream.read(), options) if file and file.filename else None


def _read(file: Sent) -> Read:
    return Read(file.name, contained.read_file(file.name, file.data, file.options))


def _name(given: str) -> str:
    """The last part of what a browser calls it, of whatever system."""
    name = "".join(sign for sign in PurePath(given.replace("\\", "/")).name if sign.isprintable())
    return name[-LONGEST_NAME:] or "-"
