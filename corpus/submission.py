"""What is to become a version, what became of it, and what may not become one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.address import valid_id, valid_label
from corpus.errors import StoreError
from corpus.messages import Message
from corpus.model import Nota, Version
from corpus.normal import load, render
from corpus.text import clean

_PERSON = re.compile(r"[^<>\x00-\x1f\x7f\ud800-\udfff]+ <[^<>\s\x00-\x1f\x7f\ud800-\udfff]+>")


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
    replaces: str | None = None
    """The address of the version that it corrects."""
    reason: str | None = None
    """Why; there is one with `replaces`."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a submission."""

    version: Version
    status: Literal["added", "unchanged"]
    notes: tuple[Message, ...] = ()
    """What whoever added it should know."""


def checked(submission: Submission) -> bytes:
    """The text that would be stored. Raises StoreError where something about it cannot be."""
    if not valid_id(submission.nota.meta.id):
        raise StoreError(
            "'%(id)s' is no id; use letters, figures and '-', as in kst-36800-K-D", id=submission.nota.meta.id
        )
    if submission.label is not None and not valid_label(submission.label):
        raise StoreError("'%(label)s' is no label; use small letters, figures and '-'", label=submission.label)
    if submission.author is not None and not is_author(submission.author):
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


def is_author(text: str) -> bool:
    """Whether it is written as git wants an author: `Name <email>`."""
    return _PERSON.fullmatch(text) is not None


def unchanged(submission: Submission, newest: Version) -> Stored | StoreError:
    """What becomes of a text that is there already. A label is no reason for another version, nor is a correction."""
    if newest.replaced_by:
        return StoreError(
            "%(file)s: its text is that of %(address)s, which was withdrawn; %(other)s stands in its place",
            file=submission.source_name,
            address=newest.address,
            other=newest.replaced_by,
        )
    if submission.replaces:
        return StoreError(
            "%(file)s: its text is that of %(address)s, and a correction is another text; nothing is stored",
            file=submission.source_name,
            address=newest.address,
        )
    if submission.label in (None, newest.label):
        return Stored(newest, "unchanged")
    return StoreError(
        "%(file)s: the text is that of %(address)s, so there is no new version to call '%(label)s'; "
        "a label goes with a changed text",
        file=submission.source_name,
        address=newest.address,
        label=submission.label,
    )
