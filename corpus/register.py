"""The register of a corpus: which versions there are, as the commits tell it.

To read 5,000 commits takes a third of a second, so that the list is kept in a file beside git's own, which may be
thrown away at any time. It is believed only where it is whole, made by the code of today, and goes up to the commit
that the corpus is at; where the corpus went on from there, the commits since are read, and the list is kept anew. It is
never a source of truth: what proves the corpus (`corpus.proof`) reads the commits themselves.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from corpus.errors import StoreError
from corpus.git.repository import Repository
from corpus.model import Version
from corpus.versions import FORM, Index, of_row, read_commits, row

FILE = "nota-versions"
_MAKERS = ("corrections.py", "model.py", "register.py", "git/repository.py", "versions.py")
"""The modules whose change makes another list, or writes it in another way."""


class Register:
    """The versions of one corpus. Safe to share among threads and beside other processes."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._known: Index | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the list as it is now was kept by an earlier process; then it is read at once."""
        kept = read(self._repository.path / FILE)
        if kept is None or kept.head != self._repository.head():
            return False
        self._known = kept
        return True

    def index(self) -> Index:
        """The versions up to the newest commit. Reads only what came since the last time."""
        head, known = self._repository.head(), self._known
        if known is None:
            known = self._known = self._first(head)
        elif known.head != head:
            # Not kept: who stays sees each addition, and it is enough that the next who comes keeps them all.
            known = self._known = self._grown(known, head)
        return known

    def by_commits(self) -> Index:
        """The same, told by git alone."""
        head = self._repository.head()
        return Index.of(head, tuple(own for *_, own in read_commits(self._repository.log("", head, FORM)) if own))

    def _first(self, head: str) -> Index:
        file = self._repository.path / FILE
        kept = read(file)
        if kept is not None and kept.head == head:
            return kept
        found = self._grown(kept, head) if kept else self.by_commits()
        keep(file, found)
        return found

    def _grown(self, known: Index, head: str) -> Index:
        """What was known, and the commits since; all anew where the history did not go on from there."""
        try:
            newer = list(read_commits(self._repository.log(known.head, head, FORM)))
        except StoreError:
            # There is no such commit here.
            newer = []
        # Of two histories that parted, `since..until` tells what is on one side only: its first has another parent.
        if not newer or newer[-1][1] != known.head:
            return self.by_commits()
        return Index.of(head, (*(own for *_, own in newer if own), *known.log))


class _Lines(Mapping[str, tuple[Version, ...]]):
    """The versions of each nota, each made of its line when it is asked for: most commands look at one nota."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines
        self._found: dict[str, tuple[Version, ...]] = {}

    def __getitem__(self, nota: str) -> tuple[Version, ...]:
        if nota not in self._found:
            self._found[nota] = tuple(version for _, version in self._read(nota))
        return self._found[nota]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def log(self) -> tuple[Version, ...]:
        """All, the newest first."""
        placed = [own for nota in self._lines for own in self._read(nota)]
        return tuple(version for _, version in sorted(placed, key=lambda own: own[0]))

    def _read(self, nota: str) -> Iterator[tuple[int, Version]]:
        yield from ((place, of_row(own)) for place, *own in json.loads(self._lines[nota]))


def read(file: Path) -> Index | None:
    """The list that is kept in a file; None where there is none, or one that is not to be believed.

    A first line says which code wrote it, the sum of the rest and the commit; then comes a line for each nota: its id
    and, as JSON, its versions, each with its place in the log.
    """
    try:
        first, _, rest = file.read_bytes().partition(b"\n")
        made_by, total, head = first.decode().split(" ")
    except (OSError, ValueError):
        return None
    if (made_by, total) != (edition(), f"{crc32(rest):08x}"):
        return None
    lines = _Lines({nota.decode(): told for nota, _, told in (own.partition(b"\t") for own in rest.splitlines())})
    return Index(head, lines, lines.log)


def keep(file: Path, index: Index) -> None:
    """Write the list to a file, whole or not at all; or not, where that is impossible."""
    places = {version.commit: place for place, version in enumerate(index.log)}
    rest = b"".join(_line(nota, index.by_nota[nota], places) for nota in index.notas)
    # What a killed process leaves of it the next writer of the corpus clears, as it clears git's own.
    draft = file.with_name(f"{file.name}-{os.getpid()}-{threading.get_ident()}.lock")
    with suppress(OSError):
        try:
            draft.write_bytes(f"{edition()} {crc32(rest):08x} {index.head}\n".encode() + rest)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def _line(nota: str, versions: tuple[Version, ...], places: Mapping[str, int]) -> bytes:
    rows = [[places[own.commit], *row(own)] for own in versions]
    return f"{nota}\t{json.dumps(rows, separators=(',', ':'))}\n".encode()


@cache
def edition() -> str:
    """64 hex digits over the code that makes the list."""
    folder = Path(__file__).parent
    return sha256(b"\0".join((folder / name).read_bytes() for name in _MAKERS)).hexdigest()
