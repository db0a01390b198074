"""Packs that git refuses, because they were cut off or are damaged at an end, and the versions that went with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import StoreError
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.proof.objects import Objects, claimed
from corpus.proof.report import Problem
from corpus.register import FILE, read

_SUM = 20
"""Bytes at the end of a pack, over all before it. Its index has them too, before the sum over itself."""
_PARENT = re.compile(rb"^parent ([0-9a-f]{40})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lost:
    """What git cannot read any more."""

    packs: Mapping[str, int]
    """By their names within the corpus, with how many objects are in each."""
    objects: frozenset[str]
    """Those that lie nowhere else."""


NOTHING = Lost({}, frozenset())


def lost(repository: Raw, objects: Objects) -> Lost:
    """The packs that do not belong to their index, as git sees it: it reads nothing of them, not even what is whole."""
    broken = [pack for pack in sorted(repository.path.glob("objects/pack/*.pack")) if not _is_whole(pack)]
    if not broken:
        return NOTHING
    held = {str(pack.relative_to(repository.path)): repository.packed(pack) for pack in broken}
    gone = frozenset(name for names in held.values() for name in names) & objects.damaged.keys()
    return Lost({name: len(names) for name, names in held.items()}, gone)


def _is_whole(pack: Path) -> bool:
    """Whether its two ends are in place; what is between them is hashed object by object elsewhere."""
    index = pack.with_suffix(".idx")
    try:
        with pack.open("rb") as file, index.open("rb") as beside:
            beside.seek(-2 * _SUM, 2)
            file.seek(-_SUM, 2)
            return file.read() == beside.read(_SUM)
    except OSError:
        # Shorter than that; without an index git does not know of it at all.
        return not index.exists()


def told(repository: Raw, gone: Lost, objects: Objects, tip: str) -> Iterator[Problem]:
    """Each version that cannot be read any more, and each pack with the remedy.

    Their names are had from what commits can be read, from what can be taken out of the packs by hand, and from the
    list of versions that is kept beside the corpus. Reads the packs, and the trees of the commits that are left.
    """
    if not gone.packs:
        return
    kept = read(repository.path / FILE)
    by_list = {own.commit: own.address for own in kept.log} if kept else {}
    saved = {name: content for pack in gone.packs for name, content in _commits(repository, pack)}
    names = by_list | {name: claimed(content) for name, content in saved.items()} | objects.commits
    for name, address in sorted(names.items(), key=lambda own: _by_number(own[1])):
        if address and (name in gone.objects or (name in objects.commits and _lacks(repository, name, address, gone))):
            yield address, Message("it cannot be read any more: a part of it lies in a pack that is damaged")
    complete = bool(kept and kept.head == tip) or _reaches_the_first(repository, objects, saved, tip)
    named = Message("the versions that went with it are named")
    if not complete:
        named = Message("versions that are not named may have gone with it")
    for pack, count in gone.packs.items():
        yield (
            pack,
            Message(
                "this pack was cut off or is damaged, and git reads none of the %(count)s objects in it; %(named)s. "
                "Move it and its .idx elsewhere, and fetch what was in it from another clone: "
                "git fetch --refetch CLONE main",
                {"count": count, "named": named},
            ),
        )


def _by_number(address: str) -> tuple[str, int]:
    nota, _, number = address.partition("@")
    return nota, int(number or 0)


def _commits(repository: Raw, pack: str) -> Iterator[tuple[str, bytes]]:
    return ((name, content) for name, kind, content in repository.salvaged(pack) if kind == "commit")


def _lacks(repository: Raw, commit: str, address: str, gone: Lost) -> bool:
    """Whether a commit that can be read lacks its tree, its text or its source."""
    try:
        listed = repository.run("ls-tree", "-r", "--full-tree", commit).decode(errors="replace")
    except StoreError:
        return True
    nota = address.partition("@")[0]
    own = re.compile(rf" blob ([0-9a-f]{{40}})\t(?:.*/)?{re.escape(nota)}(?:\.md|\.source\..*)$", re.MULTILINE)
    return any(blob in gone.objects for blob in own.findall(listed))


def _reaches_the_first(repository: Raw, objects: Objects, saved: Mapping[str, bytes], tip: str) -> bool:
    """Whether every commit from the newest to the first is known."""
    left = [name for name in objects.commits if name not in objects.damaged]
    known = {name: content for name, _, content in repository.contents(left)} | dict(saved)
    place: str | None = tip
    for _ in range(len(known)):
        if place is None or place not in known:
            break
        parent = _PARENT.search(known[place].partition(b"\n\n")[0])
        place = parent[1].decode() if parent else None
    return place is None
