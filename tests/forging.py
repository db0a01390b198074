"""What somebody does who may write a corpus and knows git well: take a history apart, and write it anew."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from tests.helpers import git

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "fictief"
NOTA = "kst-99999-B"
TEXT = f"99999/{NOTA}.md"
SOURCE = f"99999/{NOTA}.source.md"
FIRST = datetime(2031, 4, 1, 9, 0, tzinfo=UTC)
_VERSIONS = (
    ("99999-B.1-concept.md", "concept"),
    ("99999-B.2-na-review.md", None),
    ("99999-B.3-herdruk.md", "herdruk"),
    ("99999-D.md", None),
)


@dataclass(frozen=True)
class Made:
    """One commit, as a forger sees it."""

    author: str
    committer: str
    """With the time: `Name <email> 1932798400 +0000`."""
    message: str
    files: dict[str, tuple[str, bytes]]
    """All files of its tree: path -> mode and content."""

    def edited(self, path: str, old: str, new: str) -> Made:
        """With other words in a file."""
        mode, content = self.files[path]
        assert old.encode() in content
        return self.holding(path, content.replace(old.encode(), new.encode()), mode)

    def holding(self, path: str, content: bytes, mode: str = "100644") -> Made:
        """With another file."""
        return replace(self, files=self.files | {path: (mode, content)})

    def without(self, path: str) -> Made:
        """Without a file."""
        return replace(self, files={own: held for own, held in self.files.items() if own != path})

    def saying(self, old: str, new: str) -> Made:
        """With another message."""
        assert old in self.message
        return replace(self, message=self.message.replace(old, new))


def filled(path: Path) -> None:
    """Three versions of one nota and one of another, each read of its real source, an hour apart."""
    for hour, (name, label) in enumerate(_VERSIONS):
        with Store.create(path, now=lambda hour=hour: FIRST + timedelta(hours=hour)) as store:  # type: ignore[misc]
            data = (SAMPLES / name).read_bytes()
            reading = read_nota(name, data)
            submission = Submission(reading.nota, name, data, reading.reader, label, "V <v@voorbeeld.example>")
            (stored,) = store.add([submission])
            assert not isinstance(stored, Exception), stored


def taken_apart(corpus: Path) -> list[Made]:
    """The commits of a corpus, oldest first."""
    return [_made(corpus, commit) for commit in git(corpus, "rev-list", "--reverse", "main").split()]


def _made(corpus: Path, commit: str) -> Made:
    head, _, message = git(corpus, "cat-file", "commit", commit).partition("\n\n")
    who = dict(re.findall(r"^(author|committer) (.*)$", head, re.MULTILINE))
    files = {}
    for line in git(corpus, "ls-tree", "-r", commit).splitlines():
        described, path = line.split("\t")
        mode, _, blob = described.split()
        shown = subprocess.run(["git", "cat-file", "blob", blob], cwd=corpus, capture_output=True, check=True)
        files[path] = (mode, shown.stdout)
    return Made(who["author"], who["committer"], message, files)


def rewritten(corpus: Path, edit: Callable[[list[Made]], list[Made]]) -> None:
    """Put another history in the place of the one there was; what it was made of is thrown away."""
    stream = bytearray()
    for commit in edit(taken_apart(corpus)):
        # `deleteall` at the first begins a history of its own: it names no parent.
        first = not stream
        stream += b"reset refs/heads/main\n" if first else b""
        stream += f"commit refs/heads/main\nauthor {commit.author}\ncommitter {commit.committer}\n".encode()
        stream += _data(commit.message.encode()) + b"deleteall\n"
        for path, (mode, content) in commit.files.items():
            stream += f"M {mode} inline {path}\n".encode() + _data(content)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"], cwd=corpus, input=bytes(stream), check=True, env=environment
    )
    git(corpus, "gc", "--quiet", "--prune=now")


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
