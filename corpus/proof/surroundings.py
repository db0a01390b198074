"""What lies around the objects and can change what git says of them: names, settings, links to elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import StoreError, why
from corpus.git.branch import BRANCH
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.proof.report import Problem

_MAIN = f"refs/heads/{BRANCH}"
_HARMLESS = re.compile(
    r"core\.(repositoryformatversion|filemode|bare|ignorecase|precomposeunicode|symlinks|logallrefupdates|"
    r"sharedrepository|compression)|gpg\.ssh\.allowedsignersfile|(gc|pack|user)\..*|remote\..*\.(url|fetch)|branch\..*\.(remote|merge)",
    re.DOTALL,
)
"""Settings that change nothing of what is said. Of others one cannot know: `fsck.skipList` hides what is damaged."""
_ELSEWHERE = {
    "info/grafts": Message("this file gives commits other parents than they have"),
    "objects/info/alternates": Message("this file has git take objects from another folder"),
    "objects/info/http-alternates": Message("this file has git take objects from another place"),
    "info/attributes": Message("this file changes how git shows the files"),
    "shallow": Message("the history is cut off: this is no full clone; 'git fetch --unshallow' there brings the rest"),
}


def is_cut_off(repository: Raw) -> bool:
    """Whether git was told that the history begins somewhere else than at its first commit."""
    return (repository.path / "shallow").exists()


def surroundings(repository: Raw) -> Iterator[Problem]:
    """What is wrong around the objects. Raises StoreError where git cannot even tell."""
    yield from _names(repository)
    yield from _settings(repository)
    for name, problem in _ELSEWHERE.items():
        if (repository.path / name).exists():
            yield name, problem
    yield from _links(repository.path)


def _names(repository: Raw) -> Iterator[Problem]:
    for name in repository.run("for-each-ref", "--format=%(refname)").decode(errors="replace").split():
        if name != _MAIN:
            yield name, Message("a corpus has one branch, '%(branch)s', and no tags", {"branch": BRANCH})
    try:
        head = (repository.path / "HEAD").read_text("utf-8", "replace").strip()
    except OSError as error:
        raise StoreError("%(file)s: cannot be read (%(why)s)", file="HEAD", why=why(error)) from None
    if head != f"ref: {_MAIN}":
        yield "HEAD", Message("it points to '%(there)s'; whoever clones the corpus gets that", {"there": head})


def _settings(repository: Raw) -> Iterator[Problem]:
    told = repository.run("config", "--file", "config", "--list", "--name-only").decode(errors="replace")
    for name in told.splitlines():
        if not _HARMLESS.fullmatch(name):
            yield "config", Message("the setting '%(name)s' may change what git says", {"name": name})


def _links(path: Path) -> Iterator[Problem]:
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            place = Path(folder, name)
            if place.is_symlink():
                shown = str(place.relative_to(path))
                yield shown, Message("it is a link that leads to %(there)s", {"there": str(place.readlink())})
