"""Whether a kept source, read again, gives the text that was stored of it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from corpus import contained
from corpus.abreast import in_order
from corpus.cell import Limits
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.again import Again, text_of
from corpus.proof.objects import Objects
from corpus.proof.report import Kept, Problem
from corpus.readers import NAMES
from corpus.repository import Repository

READ = "read"
"""The kind of these verdicts: the id of the text that a source gave, by all that it depends on; see `asked`."""
_WARM = (f"{text_of.__module__}:warm",)
_OTHER = Message("its text is not what its source gives: it was altered, or the source was")


@dataclass(frozen=True, slots=True)
class Unread:
    """What is left to be read again."""

    known: int
    """Versions of which there is a verdict already."""
    wrong: tuple[Problem, ...]
    """What these verdicts say."""
    versions: tuple[tuple[Version, ...], ...]
    """The others; together those of which one reading tells."""
    blobs: Mapping[str, str]
    """Their sources, by the commit of the version."""

    @property
    def count(self) -> int:
        """Sources to be read."""
        return len(self.versions)


@dataclass(frozen=True, slots=True)
class Read:
    """One source that was read again."""

    count: int
    """Versions of which the reading tells."""
    wrong: tuple[Problem, ...] = ()
    unknown: tuple[Problem, ...] = ()
    """Where that needs a reader which is not here."""


def asked(version: Version) -> str:
    """All that the text of a version depends on, beside the code of its reader."""
    return f"{version.source_sha256} {version.reader} {version.nota} {version.received or '-'}"


def unread(versions: Sequence[Version], lying: Mapping[str, tuple[str, ...]], objects: Objects, kept: Kept) -> Unread:
    """The sources of these versions that have no verdict yet.

    One that is missing, or is not the one that was added, is not read.
    """
    blobs = {own.commit: blob for own in versions for blob in lying[own.commit][:1] if _is_whole(own, blob, objects)}
    known, wrong = 0, []
    left: dict[str, list[Version]] = {}
    for version in (own for own in versions if own.commit in blobs):
        verdict = kept.get(READ, asked(version))
        if verdict is None:
            left.setdefault(asked(version), []).append(version)
            continue
        known += 1
        if verdict != version.text_id:
            wrong.append((version.address, _OTHER))
    return Unread(known, tuple(wrong), tuple(map(tuple, left.values())), blobs)


def readings(repository: Repository, left: Unread, kept: Kept) -> Generator[Read]:
    """Each source read again, and what is wrong with the versions that it tells of. Keeps each verdict at once."""
    with closing(_all_again(repository, left)) as all_again:
        for versions, again in all_again:
            yield _read(versions, again, kept)


def _read(versions: tuple[Version, ...], again: Again | FileRefused, kept: Kept) -> Read:
    told = [(version, _judged(version, again)) for version in versions]
    if isinstance(again, Again) and not all(found for _, found in told):
        kept.put(READ, asked(versions[0]), again.text_id)
    wrong, unknown = (
        tuple((version.address, found[0]) for version, found in told if found and found[1] is is_problem)
        for is_problem in (True, False)
    )
    return Read(len(versions), wrong, unknown)


def _is_whole(version: Version, blob: str, objects: Objects) -> bool:
    return blob not in objects.damaged and objects.sha256.get(blob) == version.source_sha256


def _judged(version: Version, again: Again | FileRefused) -> tuple[Message, bool] | None:
    recorded = version.reader or "-"
    if recorded.partition(" ")[0] not in NAMES:
        if isinstance(again, Again) and again.text_id == version.text_id:
            return None
        told: dict[str, object] = {"reader": recorded}
        return Message(
            "its source was not read again: that needs the reader %(reader)s, which is not here", told
        ), False
    if isinstance(again, FileRefused):
        return Message("its source cannot be read again: %(problem)s", {"problem": again.message}), True
    return None if again.text_id == version.text_id else (_OTHER, True)


def _all_again(repository: Repository, left: Unread) -> Generator[tuple[tuple[Version, ...], Again | FileRefused]]:
    """Each source read again, side by side, in processes that can do little: it is as foreign as it was."""
    contents = repository.contents([left.blobs[own[0].commit] for own in left.versions])
    pairs = ((versions, content) for versions, (_, _, content) in zip(left.versions, contents, strict=True))
    with closing(in_order(pairs, lambda pair: (pair[0], _again(pair[0][0], pair[1])), contained.stop)) as done:
        yield from done


def _again(version: Version, source: bytes) -> Again | FileRefused:
    name = version.source_name or version.address
    _, _, chosen = (version.reader or "").partition(" ")
    arguments = (name, source, version.nota, version.received, chosen == "original")
    try:
        return contained.run(name, text_of, arguments, Again, Limits(), _WARM)
    except FileRefused as error:
        return error
