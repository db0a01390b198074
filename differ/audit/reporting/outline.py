"""What a report consists of, whatever its form: each form writes these, and knows nothing of audits."""

from __future__ import annotations

from dataclasses import dataclass

from differ.model import TextDiff


@dataclass(frozen=True)
class Heading:
    """Level 1 is the title."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Contents:
    """Here a table of contents stands, in a form that has one: `Outline.contents`."""


@dataclass(frozen=True)
class Note:
    """A paragraph of ours."""

    text: str


@dataclass(frozen=True)
class Points:
    """Lines of ours, each by itself: the facts that changed."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What was said, with its changes: plain text as `corpus.model.plain` writes it."""

    text: TextDiff


@dataclass(frozen=True)
class Grid:
    """A table of ours."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Step:
    """A command, and what it prints where all is as this report tells; None where that is to be read."""

    command: str
    prints: str | None


@dataclass(frozen=True)
class Steps:
    """Commands for a shell."""

    steps: tuple[Step, ...]


Element = Heading | Contents | Note | Points | Said | Grid | Steps


@dataclass(frozen=True)
class Outline:
    """A whole report in one language."""

    language: str
    elements: tuple[Element, ...]

    @property
    def title(self) -> str:
        """The heading of all."""
        return next(own.text for own in self.elements if isinstance(own, Heading))

    @property
    def contents(self) -> tuple[Heading, ...]:
        """What a table of contents lists: the headings of two levels below the title."""
        return tuple(own for own in self.elements if isinstance(own, Heading) and own.level in (2, 3))
