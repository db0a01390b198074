"""The log of a corpus -> its versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any

from corpus.corrections import related, standing
from corpus.model import Version

FORM = "%x00%H%x00%P%x00%an <%ae>%x00%cn <%ce>%x00%cI%x00%(trailers:unfold,only)%x00"
"""For `git log --raw`: id, parents, author, committer, when and trailers, each behind a NUL, which none can hold; the
lines of the files follow."""
_FIELDS = 7
_RAW = re.compile(r"^:\d+ \d+ [0-9a-f]+ (?P<blob>[0-9a-f]+) [AMT]\t(?P<path>.+\.md)$", re.MULTILINE)
_TRAILERS = {
    "Nota-Label": "label",
    "Bron-Naam": "source_name",
    "Bron-SHA256": "source_sha256",
    "Lezer": "reader",
    "Vervangt": "replaces",
    "Reden": "reason",
}

_NAMES = tuple(field.name for field in fields(Version))
_VALUES = attrgetter(*_NAMES)
_COMMITTED, _RECEIVED = _NAMES.index("committed"), _NAMES.index("received")


class Index:
    """The versions up to one commit; a corpus only grows, so that a newer one begins with an older one."""

    def __init__(
        self, head: str, by_nota: Mapping[str, tuple[Version, ...]], log: Callable[[], tuple[Version, ...]]
    ) -> None:
        """`by_nota` has the versions of each nota in order of import; `log` gives all, the newest first."""
        self.head = head
        self.by_nota = by_nota
        self.notas = tuple(sorted(by_nota))
        self.known = frozenset(by_nota)
        self._log = log
        self._standing: dict[str, tuple[Version, ...]] = {}

    @classmethod
    def of(cls, head: str, log: tuple[Version, ...]) -> Index:
        """That of these versions, newest first."""
        whole = related(log)
        gathered: dict[str, list[Version]] = {}
        for version in reversed(whole):
            gathered.setdefault(version.nota, []).append(version)
        return cls(head, {nota: tuple(versions) for nota, versions in gathered.items()}, lambda: whole)

    @cached_property
    def log(self) -> tuple[Version, ...]:
        """All versions, newest first."""
        return self._log()

    def standing(self, nota: str) -> tuple[Version, ...]:
        """The versions of a nota that are not withdrawn, by legal date."""
        if nota not in self._standing:
            self._standing[nota] = standing(self.by_nota.get(nota, ()))
        return self._standing[nota]


def read_commits(log: str) -> Iterator[tuple[str, str, Version | None]]:
    """The commits in what git printed in `FORM`: id, parents, and the version that it is; the first is none."""
    fields = log.split("\0")[1:]
    for start in range(0, len(fields), _FIELDS):
        commit, parents, *told = fields[start : start + _FIELDS]
        yield commit, parents, version_of(commit, *told)


def version_of(commit: str, author: str, committer: str, when: str, trailers: str, raw: str) -> Version | None:
    """The version that a commit is, by the fields of `FORM` without the parents; None where it is none."""
    told = dict(line.split(": ", 1) for line in trailers.split("\n") if ": " in line)
    nota, number = told.get("Nota-Id", ""), told.get("Nota-Versie", "")
    file = next((m for m in _RAW.finditer(raw) if PurePosixPath(m["path"]).name == f"{nota}.md"), None)
    if file is None or not number.isdecimal():
        return None
    optional = {field: told.get(trailer) for trailer, field in _TRAILERS.items()}
    return Version(
        nota=nota,
        number=int(number),
        commit=commit,
        text_id=file["blob"],
        path=file["path"],
        author=author,
        committer=committer,
        committed=datetime.fromisoformat(when),
        received=_day(told.get("Ontvangen", "")),
        **optional,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# As they are kept


def row(version: Version) -> list[Any]:
    """A version as plain values, in a fixed order."""
    values = list(_VALUES(version))
    values[_COMMITTED] = version.committed.isoformat()
    values[_RECEIVED] = version.received.isoformat() if version.received else None
    return values


def of_row(values: Sequence[Any]) -> Version:
    """The version that a `row` was made of. Raises ValueError or TypeError for what is none."""
    own = list(values)
    own[_COMMITTED] = datetime.fromisoformat(own[_COMMITTED])
    own[_RECEIVED] = date.fromisoformat(own[_RECEIVED]) if own[_RECEIVED] else None
    return Version(*own)
