"""Whether a kept source, read again, gives the text that was stored of it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from threading import Event

from corpus.abreast import in_order
from corpus.errors import FileRefused
from corpus.git.raw import Raw
from corpus.guarded import contained
from corpus.guarded.cell import MIB, Limits
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.again import Again, Paper, text_of, texts_of
from corpus.proof.objects import Objects
from corpus.proof.report import Kept, Problem
from corpus.proof.texts import NORMAL
from corpus.readers import NAMES

READ = "read"
"""The kind of these verdicts: the id of the text that a source gave, by all that it depends on; see `asked`."""
_WARM = (f"{text_of.__module__}:warm",)
_BARE = ("markdown/", "nota/", "text/")
"""The readers of bare text. What they read may share a process; see `texts_of`."""
_TOGETHER, _BYTES = 64, 4 * MIB
"""Sources, and bytes of them, that are read in one process: to start one takes as long as to read some ten."""
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


Asked = tuple[tuple[Version, ...], Paper]
Told = tuple[tuple[Version, ...], Again | FileRefused]
"""Versions of which one reading tells: with the source that is asked to be read, and with what that gave."""


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


def readings(repository: Raw, left: Unread, kept: Kept) -> Generator[Read]:
    """Each source read again, and what is wrong with the versions that it tells of.

    What is found of sources that are read in one process is kept at once, before it is told.
    """
    with closing(_all_again(repository, left, kept)) as all_again:
        for together in all_again:
            kept.put(READ, dict(_sound(together)))
            yield from (_read(versions, again) for versions, again in together)


def _sound(together: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """What to keep of each source that gave what is stored of a version."""
    for versions, again in together:
        if isinstance(again, Again) and any(_judged(version, again) is None for version in versions):
            yield asked(versions[0]), again.text_id


def _read(versions: tuple[Version, ...], again: Again | FileRefused) -> Read:
    told = [(version, _judged(version, again)) for version in versions]
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


def _all_again(repository: Raw, left: Unread, kept: Kept) -> Generator[list[Told]]:
    """Each source read again, side by side, in processes that can do little: it is as foreign as it was."""
    groups, reader = _groups(_papers(repository, left, kept)), Reader()
    with closing(in_order(groups, reader.read, reader.call_off)) as done:
        yield from done


def _papers(repository: Raw, left: Unread, kept: Kept) -> Iterator[Asked]:
    """The sources with what was stored of them, the versions of a nota one after the other."""
    # From the last nota to the first, as git unpacks them soonest (see `Raw.kinds`) where they came as one import.
    in_order = sorted(left.versions, key=lambda own: own[0].nota, reverse=True)
    normal = [kept.get(NORMAL, own[0].text_id) is not None for own in in_order]
    asked_for = [
        blob
        for own, told in zip(in_order, normal, strict=True)
        for blob in (*([own[0].text_id] if told else ()), left.blobs[own[0].commit])
    ]
    contents = repository.contents(asked_for)
    for own, told in zip(in_order, normal, strict=True):
        version = own[0]
        chosen = (version.reader or "").partition(" ")[2] == "original"
        stored = next(contents)[2].decode() if told else None
        source = next(contents)[2]
        name = version.source_name or version.address
        yield own, Paper(name, source, version.nota, version.received, chosen, stored)


def _groups(papers: Iterator[Asked]) -> Iterator[list[Asked]]:
    """What is read in one process: a source by itself, or some of bare text, those of a nota one after the other."""
    held: list[Asked] = []
    size = 0
    for own, paper in papers:
        bare = (own[0].reader or "").startswith(_BARE)
        size += len(paper.source)
        if held and not (bare and len(held) < _TOGETHER and size < _BYTES):
            yield held
            held, size = [], len(paper.source)
        held.append((own, paper))
        if not bare:
            yield held
            held, size = [], 0
    if held:
        yield held


class Reader:
    """Reads what belongs together, until it is called off. Safe in many threads."""

    def __init__(self) -> None:
        self._off = Event()

    def call_off(self) -> None:
        """Cut short what is being read, and read nothing more: without that, what was cut short would be read alone."""
        self._off.set()
        contained.stop()

    def read(self, group: list[Asked]) -> list[Told]:
        """What each source of a group gives. One that does not read well in company is read by itself."""
        known = _together(tuple(paper for _, paper in group)) if len(group) > 1 else (None,)
        return [
            (own, again or _alone(paper))
            for (own, paper), again in zip(group, known, strict=True)
            if not self._off.is_set()
        ]


def _together(papers: tuple[Paper, ...]) -> tuple[Again | None, ...]:
    nothing = (None,) * len(papers)
    with suppress(FileRefused):
        told = contained.run(papers[0].name, texts_of, (papers,), tuple[Again | None, ...], Limits(), _WARM)
        return told if len(told) == len(papers) else nothing
    return nothing


def _alone(paper: Paper) -> Again | FileRefused:
    try:
        return contained.run(paper.name, text_of, (paper,), Again, Limits(), _WARM)
    except FileRefused as error:
        return error
