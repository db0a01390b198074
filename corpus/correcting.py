"""A submission that corrects a stored version: what it takes over from it, and what may not be corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.corrections import is_rereading
from corpus.errors import StoreError
from corpus.messages import Message
from corpus.model import Version
from corpus.submission import Submission
from corpus.text import clean


def corrected(
    submission: Submission, resolve: Callable[[str], Version], versions: Sequence[Version]
) -> tuple[Submission, Version | None]:
    """The submission with what it takes over from the version that it corrects, and that version; None for none.

    It corrects the one that it names, else one of the same nota that an older reader made of the same file.
    `versions` are those of its nota, oldest first. Raises AddressError and StoreError.
    """
    if submission.replaces:
        return _named(submission, resolve(submission.replaces))
    before = _reread(submission, versions)
    if before is None:
        return submission, None
    # A trailer is read by who reads the log: in Dutch, as its name.
    reason = f"opnieuw gelezen, met {submission.reader} in plaats van {before.reader}"
    return _taken_over(replace(submission, reason=reason), before), before


def _named(submission: Submission, before: Version) -> tuple[Submission, Version]:
    if not clean(submission.reason or ""):
        raise StoreError("why is %(address)s replaced? say so with --reason", address=before.address)
    if before.replaced_by:
        raise StoreError(
            "%(address)s was replaced already, by %(other)s; correct that one",
            address=before.address,
            other=before.replaced_by,
        )
    return _taken_over(submission, before), before


def _reread(submission: Submission, versions: Sequence[Version]) -> Version | None:
    if submission.source is None:
        return None
    sha256 = hashlib.sha256(submission.source).hexdigest()
    same = (own for own in reversed(versions) if own.source_sha256 == sha256 and not own.withdrawn)
    before = next(same, None)
    return before if before and is_rereading(before, submission.reader) else None


def _taken_over(submission: Submission, before: Version) -> Submission:
    """Who wrote the text, and what the version is called, are as they were unless it is said otherwise.

    So is a date that was given with the file: of the same file, it is still that of the paper.
    """
    nota = submission.nota
    source = submission.source
    same_file = source is not None and hashlib.sha256(source).hexdigest() == before.source_sha256
    if same_file and nota.meta.ontvangen is None:
        nota = nota.with_meta(ontvangen=before.received)
    return replace(
        submission,
        nota=nota,
        label=submission.label or before.label,
        author=submission.author or before.author,
        replaces=before.address,
        reason=clean(submission.reason or ""),
    )


def told(version: Version, before: Version | None) -> tuple[Message, ...]:
    """What whoever adds a version should know of it."""
    if before is None or before.nota != version.nota or not is_rereading(before, version.reader):
        return ()
    if before.source_sha256 != version.source_sha256:
        return ()
    return (
        Message(
            "%(address)s is %(before)s read again, with %(reader)s instead of %(old)s: "
            "it takes its place, and what differs is no change of wording",
            {"address": version.address, "before": before.address, "reader": version.reader, "old": before.reader},
        ),
    )
