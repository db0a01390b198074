"""What a reader hands to the parser: blocks in reading order, still free of any idea of questions and answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from corpus.messages import Message


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One heading, paragraph, list item or table as it stands in a file."""

    kind: Literal["heading", "paragraph", "item", "table"]
    line: int
    """Where it begins in the file, counted from 1."""
    lines: tuple[str, ...]
    """Clean text, one entry a printed line, without marks of emphasis; a printed number is part of it."""
    bold: Literal["none", "start", "all"] = "none"
    """How much of it is printed bold. A bold that was opened or closed only counts as `all`."""
    level: int = 0
    """Of a heading: 1 to 6."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table."""

    @property
    def text(self) -> str:
        """The lines as running text."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Removal:
    """Text of the source that does not stand in the stored body, and why."""

    why: Literal["header", "numbering", "furniture", "signature", "link"]
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read."""

    name: str
    reader: str
    """`markdown/1`: a reader and its edition, recorded with each version."""
    text: str
    """The whole decoded text."""
    blocks: tuple[SourceBlock, ...]
    words: Counter[str]
    """Of the raw text, counted without the reader's help: what it may not lose."""
    front_matter: str | None
    """YAML between `---` lines at the top, where it is that of a nota."""
    removed: tuple[Removal, ...]
    warnings: tuple[Message, ...]
