"""Every object of a corpus, hashed again: git hands out an altered one without a word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.git.object_ids import object_id
from corpus.git.raw import Raw

_CLAIM = re.compile(rb"^Nota-Id: (?P<nota>[\w-]+)\nNota-Versie: (?P<number>\d+)$", re.MULTILINE)
_HEX = 40


@dataclass(slots=True)
class Objects:
    """What the objects are, by their full hex ids."""

    damaged: dict[str, str] = field(default_factory=dict)
    """Those that are not what their id says, with their kind as git hands it out; '' where it cannot be read."""
    commits: dict[str, str] = field(default_factory=dict)
    """What each commit calls itself: `kst-36800-K-D@2`, or '' where it is no version. Of damaged ones too."""
    trees: dict[str, str] = field(default_factory=dict)
    """The commit of each tree at the top of one that is whole: the last that was met."""
    sha256: dict[str, str] = field(default_factory=dict)
    """Of the content of each blob."""
    signed: set[str] = field(default_factory=set)
    """The commits that bear a signature of their own."""
    count: int = 0

    @property
    def can_be_walked(self) -> bool:
        """Whether git may be asked for the history.

        A commit that stands in the place of its own parent, or a tree in that of a folder in it, has it walk in a
        circle for ever.
        """
        return not {"commit", "tree"} & set(self.damaged.values())


def rehash(
    repository: Raw, names: Sequence[str], found: Objects, look: Callable[[str, bytes], None] | None = None
) -> None:
    """Add these objects to what was found, each read once; `look` is shown each blob that is what its id says.

    Linear in their size; holds one object at a time. Raises StoreError.
    """
    for name, kind, content in repository.contents(names):
        found.count += 1
        if not kind or object_id(kind, content) != name:
            found.damaged[name] = kind
        elif kind == "blob" and look:
            look(name, content)
        if kind == "blob":
            found.sha256[name] = hashlib.sha256(content).hexdigest()
        elif kind == "commit":
            found.commits[name] = claimed(content)
            if b"\ngpgsig " in content.partition(b"\n\n")[0]:
                found.signed.add(name)
            if name not in found.damaged:
                found.trees[content[5 : 5 + _HEX].decode("ascii", "replace")] = name


def claimed(commit: bytes) -> str:
    """The version that a commit calls itself; '' for none."""
    told = _CLAIM.search(commit)
    return f"{told['nota'].decode()}@{told['number'].decode()}" if told else ""


def commit_of_tree(repository: Raw, found: Objects, tree: str) -> str | None:
    """A commit that a tree belongs to: at its top, or a folder there."""
    if tree in found.trees:
        return found.trees[tree]
    tops = [top for top in found.trees if top not in found.damaged]
    for top, kind, content in repository.contents(tops):
        if kind == "tree" and tree in _entries(content):
            return found.trees[top]
    return None


def _entries(tree: bytes) -> Iterator[str]:
    place = 0
    while place < len(tree):
        place = tree.index(b"\0", place) + 1
        yield tree[place : place + 20].hex()
        place += 20
