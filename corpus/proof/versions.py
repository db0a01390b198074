"""Whether each version follows from those before it: its number, its name, what it corrects, its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from corpus.address import valid_id, valid_label
from corpus.messages import Message
from corpus.model import Version
from corpus.proof.objects import Objects
from corpus.proof.report import Problem


def versions(
    own: Sequence[Version], lying: Mapping[str, tuple[str, ...]], objects: Objects, are_all: bool = True
) -> Iterator[Problem]:
    """What does not follow. `own` are all versions, oldest first; `lying` the sources beside each, by its commit.

    Where they are not all, those before them are not here to be counted.
    """
    stored = {version.address: place for place, version in enumerate(own)}
    for place, version in enumerate(own):
        for told in (*_names(version), *_corrects(version, stored, place), *_source(version, lying, objects)):
            yield version.address, told
    of_each = groupby(sorted(own, key=lambda version: version.nota), key=lambda version: version.nota)
    for _, of_nota in of_each if are_all else ():
        yield from _numbers(tuple(of_nota))


def _numbers(of_nota: Sequence[Version]) -> Iterator[Problem]:
    """The versions of one nota, in order of import, count 1, 2, 3 … at one path."""
    for position, version in enumerate(of_nota, start=1):
        if version.number != position:
            yield (
                version.address,
                Message(
                    "it calls itself version %(number)s and is number %(position)s",
                    {"number": version.number, "position": position},
                ),
            )
        if version.path != of_nota[0].path:
            yield version.address, Message("its commit changes %(paths)s too", {"paths": version.path})


def _names(version: Version) -> Iterator[Message]:
    if not valid_id(version.nota):
        yield Message("'%(id)s' is no id; use letters, figures and '-', as in kst-36800-K-D", {"id": version.nota})
    if version.label is not None and not valid_label(version.label):
        yield Message("'%(label)s' is no label; use small letters, figures and '-'", {"label": version.label})


def _corrects(version: Version, stored: Mapping[str, int], place: int) -> Iterator[Message]:
    if version.replaces and stored.get(version.replaces, place) >= place:
        yield Message("it replaces %(other)s, which was not there before it", {"other": version.replaces})
    if bool(version.replaces) != bool(version.reason):
        yield Message("it replaces a version and does not say why, or says why and names none")


def _source(version: Version, lying: Mapping[str, tuple[str, ...]], objects: Objects) -> Iterator[Message]:
    beside = lying.get(version.commit, ())
    if len(beside) > 1:
        yield Message("more than one source lies beside it")
    if not beside and version.source_sha256:
        yield Message("the source that was added with it is missing")
    for blob in beside[:1]:
        if blob not in objects.sha256 and blob not in objects.damaged:
            yield Message("the source that was added with it is missing")
        elif blob not in objects.damaged and objects.sha256[blob] != version.source_sha256:
            yield Message("the kept source is not the file that was added: its SHA-256 differs")
