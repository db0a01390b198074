"""Commits -> the stream that `git fast-import` reads. Pure: values in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit to be made on top of the one before."""

    message: str
    author: str
    """`Name <email>`."""
    committer: str
    when: datetime
    """With its time zone; author and committer date."""
    files: tuple[tuple[str, bytes], ...]
    """Path and content of what it adds or replaces."""
    removed: tuple[str, ...] = ()
    """Paths that it takes away."""


def stream(branch: str, parent: str | None, commits: Iterable[Commit]) -> Iterator[bytes]:
    """The commits in order, the first on `parent` (full hex id; None begins the branch).

    Ends with `done`, so that a stream that was cut off changes nothing.
    """
    yield b"feature done\n"
    for commit in commits:
        yield f"commit refs/heads/{branch}\n".encode()
        stamp = f"{int(commit.when.timestamp())} {commit.when:%z}"
        yield f"author {commit.author} {stamp}\ncommitter {commit.committer} {stamp}\n".encode()
        yield _data(commit.message.encode())
        if parent:
            yield f"from {parent}\n".encode()
            # What follows in one stream stands on what came before it.
            parent = None
        for path in commit.removed:
            yield f"D {path}\n".encode()
        for path, content in commit.files:
            yield f"M 100644 inline {path}\n".encode() + _data(content)
    yield b"done\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
