"""What one version changed in another, in short. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from differ.model import Fact, Kind


@dataclass(frozen=True)
class Changed:
    """A question that did not stay as it was."""

    left: str | None
    """Its number in the version before; None where it is new."""
    right: str | None
    kind: Kind
    moved: bool
    question: str
    """Plain text, as it stands now; where it is gone, as it stood."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Changes:
    """From one text to another."""

    count: int
    """Questions of the later one, passages too."""
    summary: dict[Kind, int]
    """Questions of each kind; kinds that do not occur are left out."""
    outside: bool
    """Whether anything changed outside the questions."""
    questions: tuple[Changed, ...]
    """Those that did not stay as they were, in reading order."""

    @property
    def facts(self) -> tuple[Changed, ...]:
        """Those in which a fact changed."""
        return tuple(own for own in self.questions if own.facts)
