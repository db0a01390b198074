"""Is a corpus sound and untampered?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from corpus.errors import CorpusError
from corpus.messages import Message
from corpus.proof.history import Recorded, commit_of, line, recorded, sources, times
from corpus.proof.objects import Objects, commit_of_tree, rehashed
from corpus.proof.readings import readings
from corpus.proof.report import CheckReport, Forgotten, Kept, Problem, Sealed
from corpus.proof.sealed import Seal, held_against
from corpus.proof.signing import NotSigned
from corpus.proof.surroundings import surroundings
from corpus.proof.texts import texts
from corpus.proof.versions import versions
from corpus.repository import BRANCH, Repository
from corpus.store import Store

_ALTERED = Message("this object is not what its id says: it was altered or is damaged")
_SIGNED = Message("its commit bears a signature, which is not looked at here; 'git verify-commit' does")
_ID = re.compile(r"[0-9a-f]{40}")


@dataclass
class _Findings:
    """What was found so far."""

    checked: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    sealed: Sealed | None = None


def check(
    store: Store,
    kept: Kept | None = None,
    progress: Callable[[int], None] = lambda _: None,
    seal: Seal | None = None,
) -> CheckReport:
    """Hash every object again, verify the history, and read every version and its source.

    Of texts and readings that `kept` has a verdict of, by their ids, it is taken: their content was hashed again, and
    what is said of a content holds for ever. Without it nothing is taken from anybody. `progress` is told how many
    versions are done. With a `seal` the history is held against that as well; raises NotSigned where it has a signature
    and ssh-keygen is missing. Costs a read of the whole corpus, beside what there is no verdict of.
    """
    found = _Findings(dict.fromkeys(("objects", "commits", "versions", "sources", "reread"), 0))
    repository = store.repository
    with ThreadPoolExecutor(1) as beside:
        # The one waits for git as the other does: together they take as long as the longest.
        complaints = beside.submit(repository.complaints, *_FSCK)
        try:
            # Somebody may add to the corpus meanwhile: what came after this commit is for the next check.
            tip = repository.tip()
            objects = rehashed(repository)
            found.checked["objects"] = objects.count
            found.problems += surroundings(repository)
            history = _recorded(repository, tip, objects, found)
            found.problems += _damaged(repository, objects, history)
            found.problems += _complained(complaints.result(), objects, history)
            if history:
                _walk(repository, objects, history, kept or Forgotten(), progress, found)
            if seal:
                found.sealed, wrong, unknown = held_against(seal, history)
                found.problems += wrong
                found.notes += unknown
        except NotSigned:
            raise
        except (CorpusError, OSError) as error:
            found.problems.append(_unreadable(error))
    return CheckReport(tuple(dict.fromkeys(found.problems)), found.checked, tuple(found.notes), found.sealed)


_FSCK = ("fsck", "--full", "--strict", "--no-dangling", "--no-progress")


def _recorded(repository: Repository, tip: str, objects: Objects, found: _Findings) -> tuple[Recorded, ...]:
    """The history; none where it cannot be walked, or read, which is then told."""
    if not objects.can_be_walked:
        found.problems.append(
            (BRANCH, Message("the history cannot be walked while a commit or a tree in it is not what its id says"))
        )
        return ()
    try:
        return recorded(repository, tip)
    except (CorpusError, ValueError) as error:
        found.problems.append(_unreadable(error))
        return ()


def _unreadable(error: Exception) -> Problem:
    why = error.message if isinstance(error, CorpusError) else str(error)
    return BRANCH, Message("the history cannot be read: %(problem)s", {"problem": why})


def _walk(
    repository: Repository,
    objects: Objects,
    history: tuple[Recorded, ...],
    kept: Kept,
    progress: Callable[[int], None],
    found: _Findings,
) -> None:
    own = tuple(one.version for one in history if one.version)
    lying = sources(history)
    found.checked.update(commits=len(history), versions=len(own), sources=sum(map(bool, lying.values())))
    found.problems += line(history)
    found.problems += times(history)
    found.problems += ((one.place, told) for one in history if one.version for told in commit_of(one, one.version))
    found.problems += versions(own, lying, objects)
    readable = tuple(version for version in own if version.text_id not in objects.damaged)
    found.problems += texts(repository, readable, kept)
    for address, told, is_problem in readings(repository, readable, lying, objects, kept, progress):
        (found.problems if is_problem else found.notes).append((address, told))
    found.checked["reread"] = found.checked["sources"] - len({address for address, *_ in found.notes})
    found.notes += _outside(repository, objects)
    found.notes += ((one.place, _SIGNED) for one in history if one.commit in objects.signed)


def _damaged(repository: Repository, objects: Objects, history: tuple[Recorded, ...]) -> Iterator[Problem]:
    """Each object that is not what its id says, by the versions that it is a part of."""
    bearers = dict(_bearers(history))
    for name, kind in objects.damaged.items():
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


def _bearers(history: tuple[Recorded, ...]) -> Iterator[tuple[str, str]]:
    """Each blob with the first version that it is a part of."""
    for one in reversed(history):
        yield from ((entry.blob, one.place) for entry in one.files)


def _complained(complaints: list[str], objects: Objects, history: tuple[Recorded, ...]) -> Iterator[Problem]:
    """What git itself complains of, apart from what was told in other words."""
    places = dict(_bearers(history)) | {one.commit: one.place for one in history}
    told = {*objects.damaged, *(f"{name[:2]}/{name[2:]}" for name in objects.damaged)}
    for complaint in complaints:
        if not any(name in complaint for name in told):
            where = next((places[name] for name in _ID.findall(complaint) if name in places), BRANCH)
            yield where, Message("git fsck: %(complaint)s", {"complaint": complaint})


def _outside(repository: Repository, objects: Objects) -> Iterator[Problem]:
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
