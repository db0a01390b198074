"""Is a corpus sound and untampered? Nothing that git says of itself is taken on trust."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.errors import CorpusError, DamagedText, StoreError
from corpus.messages import Message
from corpus.model import Nota, Version
from corpus.normal import load, render
from corpus.repository import BRANCH, Repository, object_id
from corpus.store import Store

Problem = tuple[str, Message]
"""The address of a version, or the id of an object, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found."""

    problems: tuple[Problem, ...]
    checked: dict[str, int]
    """How much was looked at: `objects`, `commits`, `versions`, `sources`."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(store: Store, progress: Callable[[int], None] = lambda _: None) -> CheckReport:
    """Rehash every object, verify the history, and re-read every version.

    `progress` is told how many versions have been read. Costs a read of the whole corpus.
    """
    checked = dict.fromkeys(("objects", "commits", "versions", "sources"), 0)
    damaged: set[str] = set()
    problems = [*_objects(store.repository, checked, damaged)]
    if damaged & {"commit", "tree"}:
        # One that stands in the place of its own parent, or of a folder in it, has git walk in a circle for ever.
        problems.append(
            (BRANCH, Message("the history cannot be walked while a commit or a tree in it is not what its id says"))
        )
        return CheckReport(tuple(problems), checked)
    # A history whose objects are damaged may not be readable: what is wrong with those is told first.
    try:
        problems += _history(store.repository, checked)
        problems += _versions(store, checked, progress)
    except (CorpusError, ValueError, OSError) as error:
        problems.append((BRANCH, Message("the history cannot be read: %(problem)s", {"problem": str(error)})))
    return CheckReport(tuple(problems), checked)


def _objects(repository: Repository, checked: dict[str, int], damaged: set[str]) -> Iterator[Problem]:
    """git hands out an altered loose object without a word: only hashing it again tells.

    The kinds of those that are damaged, as git reads them, are put into `damaged`.
    """
    for name, kind, content in repository.objects():
        checked["objects"] += 1
        if not kind or object_id(kind, content) != name:
            damaged.add(kind)
            yield name, Message("this object is not what its id says: it was altered or is damaged")
    try:
        repository.run("fsck", "--full", "--strict", "--no-dangling", "--no-progress")
    except StoreError as error:
        yield BRANCH, error.message


def _history(repository: Repository, checked: dict[str, int]) -> Iterator[Problem]:
    for line in repository.run("for-each-ref", "--format=%(refname)").decode().split():
        if line != f"refs/heads/{BRANCH}":
            yield line, Message("a corpus has one branch, '%(branch)s', and no tags", {"branch": BRANCH})
    commits = [line.split() for line in repository.run("rev-list", "--parents", BRANCH).decode().splitlines()]
    checked["commits"] = len(commits)
    for commit, *parents in commits[:-1]:
        if len(parents) != 1:
            yield (
                commit,
                Message("the history is not one line: this commit has %(count)s parents", {"count": len(parents)}),
            )
    if commits and len(commits[-1]) != 1:
        yield commits[-1][0], Message("the history does not begin with one first commit")


def _versions(store: Store, checked: dict[str, int], progress: Callable[[int], None]) -> Iterator[Problem]:
    touched = _touched(store.repository)
    own = {version.commit for version in store.log()}
    # The first commit began the corpus.
    for commit, paths in list(touched.items())[:-1]:
        if commit not in own:
            told: dict[str, object] = {"paths": ", ".join(paths) or "-"}
            yield commit, Message("this commit is no version of a nota; it changes: %(paths)s", told)
    for nota in store.notas():
        path = store.versions(nota)[0].path
        for position, version in enumerate(store.versions(nota), start=1):
            checked["versions"] += 1
            progress(checked["versions"])
            # One that is damaged does not keep the others from being read.
            try:
                for problem in _version(store, version, position, checked):
                    yield version.address, problem
            except StoreError as error:
                yield version.address, error.message
            for problem in _elsewhere(path, touched[version.commit]):
                yield version.address, problem


def _touched(repository: Repository) -> dict[str, list[str]]:
    """Which paths each commit changed, the newest first; of a merge none."""
    told = repository.run("log", "--format=%x00%H", "--name-only", "--no-renames", "--root", BRANCH, "--").decode()
    records = (record.splitlines() for record in told.split("\0")[1:])
    return {commit: list(filter(None, names)) for commit, *names in records}


def _elsewhere(path: str, touched: list[str]) -> Iterator[Message]:
    """A version changes its text and its source, and nothing of another nota."""
    source = f"{path.removesuffix('.md')}.source."
    others = [name for name in touched if name != path and not name.startswith(source)]
    if others:
        yield Message("its commit changes %(paths)s too", {"paths": ", ".join(others)})


def _version(store: Store, version: Version, position: int, checked: dict[str, int]) -> Iterator[Message]:
    if version.number != position:
        yield Message(
            "it calls itself version %(number)s and is number %(position)s",
            {"number": version.number, "position": position},
        )
    try:
        text = store.text(version)
        nota = load(text)
    except DamagedText as error:
        yield Message("its text is not in normal form: %(problem)s", {"problem": error.message})
        return
    if render(nota) != text:
        yield Message("its text is not in normal form: rendered again it differs")
    yield from _front_matter(version, nota)
    source = store.source(version)
    checked["sources"] += source is not None
    if source is not None and hashlib.sha256(source).hexdigest() != version.source_sha256:
        yield Message("the kept source is not the file that was added: its SHA-256 differs")
    if source is None and version.source_sha256:
        yield Message("the source that was added with it is missing")


def _front_matter(version: Version, nota: Nota) -> Iterator[Message]:
    if nota.meta.id != version.nota:
        yield Message("its front matter says it is %(id)s", {"id": nota.meta.id})
    if nota.meta.ontvangen != version.received:
        yield Message("its front matter and its commit give other dates")
