"""Whether a kept source, read again, gives the text that was stored of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing

from corpus import contained
from corpus.abreast import in_order
from corpus.cell import Limits
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.again import Again, text_of
from corpus.proof.objects import Objects
from corpus.proof.report import Kept
from corpus.readers import NAMES
from corpus.repository import Repository

READ = "read"
"""The kind of these verdicts: the id of the text that a source gave, by all that it depends on; see `asked`."""
_AHEAD = 32
"""Sources that are held in memory while others are read."""


def asked(version: Version) -> str:
    """All that the text of a version depends on, beside the code of its reader."""
    return f"{version.source_sha256} {version.reader} {version.nota} {version.received or '-'}"


def readings(
    repository: Repository,
    versions: Sequence[Version],
    lying: Mapping[str, tuple[str, ...]],
    objects: Objects,
    kept: Kept,
    progress: Callable[[int], None],
) -> Iterator[tuple[str, Message, bool]]:
    """Of each version of which the source does not give the text: its address, what it is, and if that is a problem.

    A source that is missing, or is not the one that was added, is not read. `progress` is told how many are done.
    """
    whole = {own.commit: blob for own in versions for blob in lying[own.commit][:1] if _is_whole(own, blob, objects)}
    unread = []
    for version in versions:
        if version.commit not in whole:
            continue
        verdict = kept.get(READ, asked(version))
        if verdict is None:
            unread.append(version)
        elif verdict != version.text_id:
            yield version.address, _OTHER, True
    progress(len(versions) - len(unread))
    for done, (version, again) in enumerate(_all_again(repository, unread, whole), len(versions) - len(unread) + 1):
        progress(done)
        told = _judged(version, again)
        if told:
            yield version.address, *told
        elif isinstance(again, Again):
            kept.put(READ, asked(version), version.text_id)


_OTHER = Message("its text is not what its source gives: it was altered, or the source was")


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


def _all_again(
    repository: Repository, versions: Sequence[Version], blobs: Mapping[str, str]
) -> Iterator[tuple[Version, Again | FileRefused]]:
    """Each source read again, side by side, in processes that can do little: it is as foreign as it was."""
    contents = repository.contents([blobs[version.commit] for version in versions])
    pairs = ((version, content) for version, (_, _, content) in zip(versions, contents, strict=True))
    with closing(in_order(pairs, lambda pair: (pair[0], _again(*pair)), contained.stop)) as done:
        yield from done


def _again(version: Version, source: bytes) -> Again | FileRefused:
    name = version.source_name or version.address
    _, _, chosen = (version.reader or "").partition(" ")
    arguments = (name, source, version.nota, version.received, chosen == "original")
    try:
        return contained.run(name, text_of, arguments, Again, Limits())
    except FileRefused as error:
        return error
