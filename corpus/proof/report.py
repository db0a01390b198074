"""What a check found. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from corpus.messages import Message

Problem = tuple[str, Message]
"""The address of a version (of what belongs to none: the id of an object, a name within the corpus), and what it is."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a receipt shows."""

    head: str
    date: str
    grew: bool
    """The history is that of the receipt, and what came since stands on it."""
    since: int
    """Commits."""
    key: str | None
    """By which it is signed, and validly so."""
    signed_by: str | None
    """Who holds that key, by the file of signers."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is to be said of the signature that the commit of a version bears."""

    address: str
    verdict: Literal["good", "bad", "unknown"]
    """Good: of this commit, by a known key. Unknown: one cannot tell here, or not whose it is; `why` says which."""
    by: str | None = None
    """Who signed, where that is known."""
    key: str | None = None
    """By which it was signed, where that can be told: `ssh-ed25519 AAAA…`, or a fingerprint of OpenPGP."""
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found."""

    problems: tuple[Problem, ...]
    checked: dict[str, int]
    """How much was looked at: `objects`, `commits`, `versions`, `sources`, `reread`."""
    notes: tuple[Problem, ...] = ()
    """What a reader should know, and is no problem: what could not be looked at, and why."""
    sealed: Sealed | None = None
    """What the receipt shows that was brought along."""
    signatures: tuple[Signature, ...] = ()
    """Those of the commits, of which most bear none."""
    interrupted: bool = False
    """Some sources were not read again; the rest was looked at all the same."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


class Listener(Protocol):
    """Who wants to know how far a check is."""

    def begun(self, so_far: CheckReport, left: int) -> None:
        """All was looked at but so many sources, which are read again now."""

    def read(self) -> None:
        """One of them was."""


class Nobody:
    """Who does not."""

    def begun(self, so_far: CheckReport, left: int) -> None:
        """Hear nothing."""

    def read(self) -> None:
        """Hear nothing."""


class Kept(Protocol):
    """Where verdicts are kept that hold for ever, because they are about contents, by their ids."""

    def get(self, kind: str, key: str) -> str | None:
        """The verdict that was kept, or None."""

    def put(self, kind: str, verdicts: Mapping[str, str]) -> None:
        """Keep verdicts, by their keys."""


@dataclass
class Forgotten:
    """Verdicts of this run alone."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> str | None:
        """The verdict of this run, or None."""
        return self.known.get((kind, key))

    def put(self, kind: str, verdicts: Mapping[str, str]) -> None:
        """Keep verdicts as long as this lives."""
        self.known.update(((kind, key), verdict) for key, verdict in verdicts.items())
