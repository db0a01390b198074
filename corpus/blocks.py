"""What a reader hands to the parser: blocks in reading order, still free of any idea of questions and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.messages import Message
from corpus.text import Words


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One heading, paragraph, list item or table as it stands in a file."""

    kind: Literal["heading", "paragraph", "item", "table"]
    line: int
    """Where it begins, counted from 1: a line of a text file or of all pages of a PDF, a paragraph of a document."""
    lines: tuple[str, ...]
    """Clean text, one entry a printed line, without marks of emphasis; a printed number is part of it.

    Where the mark of a note stands whose text is known, the text has `[^1]`.
    """
    bold: Literal["none", "start", "all"] = "none"
    """How much of it is printed bold. A bold that was opened or closed only counts as `all`."""
    level: int = 0
    """Of a heading: 1 to 6."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table."""
    pages: tuple[int, ...] = ()
    """The page of each of `lines` (of a table: of its rows), counted from 1; () where the file has no pages."""
    numbers: tuple[int, ...] = ()
    """The line in the file of each of `lines` (of a table: of its rows); () where all of it is one place, `line`."""
    printed: str = ""
    """Of a mark that a rule has put in our words, 'Vraag 3' for '3.' or 'V:': what stands in the source."""

    def __hash__(self) -> int:
        # What is read again is looked up by its blocks; their other values hardly tell them apart.
        return hash((self.line, self.lines))

    @property
    def text(self) -> str:
        """The lines as running text."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Removal:
    """Text of the source that does not stand in the stored body as it was, and why.

    `furniture` are running headers and footers and page numbers, `note` a mark that became `[^1]`, `hyphen` a word
    that was broken at the end of a line, `revision` what another state of the draft had, `comment` a remark in its
    margin, `layout` what a format wants and nobody reads.
    """

    why: Literal[
        "header", "numbering", "furniture", "signature", "link", "note", "hyphen", "revision", "comment", "layout"
    ]
    text: str
    instead: str = ""
    """What stands in the body in its place: of the broken word 'beant- woording', 'beantwoording'."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A footnote or endnote whose text is known. Its mark is unique in the file and stands as `[^1]` in the blocks."""

    mark: str
    text: str


Revisions = Literal["accept", "original"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the one who adds a file may choose about its reading."""

    revisions: Revisions = "accept"
    """Of a draft with tracked changes: as it would be with all of them accepted, or as it was before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as it was read."""

    name: str
    reader: str
    """`markdown/1`: a reader and its edition, recorded with each version."""
    blocks: tuple[SourceBlock, ...]
    words: Words
    """Of the raw text, counted without the help of what makes the blocks: what may not be lost."""
    removed: tuple[Removal, ...] = ()
    warnings: tuple[Message, ...] = ()
    """Each begins with `%(file)s: `, the name of the file."""
    notes: tuple[SourceNote, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    """What the file says of the paper outside its text, by the names of `Meta`: metadata of the official XML."""
    revisions: Revisions | None = None
    """Of a draft with tracked changes which state of it this is, where the other can be read too."""
    torn: bool = False
    """Whether it was printed before: a page may have broken a paragraph in two."""
    typed: bool = False
    """Whether it comes from a word processor: someone may have ended a paragraph within a sentence."""
    text: str = ""
    """The whole decoded text, of a text file."""
    front_matter: str | None = None
    """YAML between `---` lines at the top, where it is that of a nota."""
