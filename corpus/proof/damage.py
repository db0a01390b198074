"""What is damaged, and which versions it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.git.branch import BRANCH
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.proof.history import Recorded
from corpus.proof.lost import Lost
from corpus.proof.objects import Objects, commit_of_tree
from corpus.proof.report import Problem

_ALTERED = Message("this object is not what its id says: it was altered or is damaged")
_ID = re.compile(r"[0-9a-f]{40}")


def damaged(repository: Raw, objects: Objects, history: tuple[Recorded, ...], gone: Lost) -> Iterator[Problem]:
    """Each object that is not what its id says, by the versions that it is a part of; not what lies in a lost pack."""
    bearers = dict(_bearers(history))
    for name, kind in objects.damaged.items():
        if name in gone.objects:
            continue
        if kind == "tree":
            commit = commit_of_tree(repository, objects, name)
            bearer = objects.commits.get(commit or "", "")
        else:
            bearer = bearers.get(name) or objects.commits.get(name, "")
        told: dict[str, object] = {"object": name}
        if bearer:
            yield (
                bearer,
                Message("a part of it, %(object)s, is not what its id says: it was altered or is damaged", told),
            )
        else:
            yield name, _ALTERED


def complained(complaints: list[str], objects: Objects, history: tuple[Recorded, ...], gone: Lost) -> Iterator[Problem]:
    """What git itself complains of, apart from what was told in other words."""
    places = dict(_bearers(history)) | {one.commit: one.place for one in history}
    told = {*objects.damaged, *(f"{name[:2]}/{name[2:]}" for name in objects.damaged), *gone.packs}
    if gone.packs:
        # What git notices then of the branch, and of what stands on what is lost, follows from that.
        told |= {"notice: ", "broken link from "}
    for complaint in complaints:
        if not any(name in complaint for name in told):
            where = next((places[name] for name in _ID.findall(complaint) if name in places), BRANCH)
            yield where, Message("git fsck: %(complaint)s", {"complaint": complaint})


def outside(repository: Raw, objects: Objects) -> Iterator[Problem]:
    """Commits that are kept and belong to no history: taken off it, or of an import that was broken off."""
    inside = set(repository.run("rev-list", BRANCH).decode().split())
    for commit, address in objects.commits.items():
        if commit not in inside:
            yield (
                address or commit,
                Message(
                    "a commit lies outside the history, %(commit)s: it was taken off, or an import was broken off",
                    {"commit": commit},
                ),
            )


def _bearers(history: tuple[Recorded, ...]) -> Iterator[tuple[str, str]]:
    """Each blob with the first version that it is a part of."""
    for one in reversed(history):
        yield from ((entry.blob, one.place) for entry in one.files)
