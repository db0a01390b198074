"""The nouns: what a nota consists of. Values only; nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, NamedTuple

Kamer = Literal["EK", "TK"]
PASSAGE = "p"
"""What the number of a passage begins with: p12."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; each sentence is plain text on one line, single spaces, NFC."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list; each item is a run of sentences. A printed number or letter is part of the text."""

    items: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of plain text, all of one length; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | BulletList | Table


def plain(blocks: tuple[Block, ...]) -> str:
    r"""Blocks as text: `\n` between sentences, `\n\n` between blocks, `- ` before an item, tables as Markdown."""
    return "\n\n".join([_plain_block(block) for block in blocks])


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(sentences):
            return "\n".join(sentences)
        case BulletList(items):
            return "\n".join("- " + "\n  ".join(item) for item in items)
        case Table(rows):
            head, *body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
            return "\n".join([head, "|" + " -- |" * len(rows[0]), *body])


def sentences(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Each sentence in reading order; a table gives its rows, cells joined by ` | `."""
    for block in blocks:
        match block:
            case Paragraph(own):
                yield from own
            case BulletList(items):
                for item in items:
                    yield from item
            case Table(rows):
                yield from (" | ".join(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed. `functie` or `naam` is None where the text does not tell."""

    functie: str | None
    naam: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `merk` is its mark, `bij` the word as printed that bears it, `tekst` None where unknown."""

    merk: str
    bij: str | None
    tekst: str | None

    @property
    def printed(self) -> str:
        """The mark of a known note as it stands in a text: `[^1]`."""
        return f"[^{self.merk}]"


@dataclass(frozen=True, slots=True)
class Meta:
    """What the paper says of itself: the front matter. None and () mean unknown; nothing is guessed."""

    id: str
    kamer: Kamer | None = None
    dossier: str | None = None
    """As in an address: `36800-K`."""
    ondernummer: str | None = None
    """A letter (Eerste Kamer) or a number (Tweede Kamer), as printed."""
    vergaderjaar: str | None = None
    """`2025-2026`."""
    soort: str | None = None
    """The kind of paper in lower case: `nota naar aanleiding van het verslag`."""
    titel: str | None = None
    dossiertitel: str | None = None
    ontvangen: date | None = None
    """The legal date: when the Kamer received the paper."""
    indieners: tuple[str, ...] = ()
    ondertekend: tuple[Signatory, ...] = ()
    noten: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered, and to which questions: usually one, sometimes several at once."""

    numbers: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Plain text, see `plain`."""
        return plain(self.blocks)


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question (`12`, `12a`) and the answer that stands under it, if one does."""

    number: str
    blocks: tuple[Block, ...]
    answer: Answer | None = None

    @property
    def text(self) -> str:
        """Plain text, see `plain`."""
        return plain(self.blocks)


class Asked(NamedTuple):
    """A question and its answer as plain texts; no answer is an empty one."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the paper (an annex too) with the text under it, up to the next heading or question."""

    heading: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class QAPair:
    """A question with the answer that serves it, wherever that stands; None where it has none."""

    question: Question
    answer: Answer | None

    @property
    def number(self) -> str:
        """The number of the question, as printed."""
        return self.question.number


@dataclass(frozen=True, slots=True)
class Nota:
    """One text of a nota: front matter, introduction, then sections and questions in reading order."""

    meta: Meta
    introduction: tuple[Block, ...]
    body: tuple[Section | Question, ...]

    @property
    def in_passages(self) -> bool:
        """Whether it has no questions of its own numbering, but passages, numbered when it was stored."""
        return any(isinstance(item, Question) and item.number.startswith(PASSAGE) for item in self.body)

    @property
    def pairs(self) -> tuple[QAPair, ...]:
        """Every question with the answer that serves it, in reading order."""
        questions = [item for item in self.body if isinstance(item, Question)]
        serving = {n: q.answer for q in questions if q.answer for n in q.answer.numbers}
        return tuple(QAPair(q, serving.get(q.number)) for q in questions)

    def pair(self, number: str) -> QAPair | None:
        """The question with this number, or None."""
        return next((pair for pair in self.pairs if pair.number == number), None)

    def notes_of(self, pair: QAPair) -> tuple[Note, ...]:
        """The notes whose marks stand in a question or in the answer that serves it."""
        if not self.meta.noten:
            return ()
        said = [*sentences(pair.question.blocks), *sentences(pair.answer.blocks if pair.answer else ())]
        return tuple(note for note in self.meta.noten if any((note.bij or note.printed) in one for one in said))

    def with_meta(self, **changes: object) -> Nota:
        """The same text with other front matter."""
        return replace(self, meta=replace(self.meta, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a nota at one commit."""

    nota: str
    number: int
    """1, 2, 3 … in order of import."""
    label: str | None
    commit: str
    """Full hex id."""
    text_id: str
    """Full hex id of the blob of the normal form: the same in every corpus."""
    path: str
    """Of the normal form, within the corpus."""
    author: str
    """`Name <email>`, who wrote or supplied the text."""
    committer: str
    committed: datetime
    """The import, with its time zone."""
    received: date | None
    """The legal date."""
    source_name: str | None
    """The file as it was called when it was added."""
    source_sha256: str | None
    """Of the file as received, 64 hex digits."""
    reader: str | None
    """Which reader read it: `markdown/1`, or with what was asked of it: `docx/1 original`."""
    replaces: str | None = None
    """The address of the version that this one corrects, of the same nota or another: `kst-36800-K-D@2`."""
    reason: str | None = None
    """Why it does, in the words of who stored it."""
    replaced_by: str | None = None
    """The address of the version that corrects this one, which is withdrawn: kept, but no longer what the nota says."""
    replaced_because: str | None = None
    """Why: the `reason` of that version."""
    rereads: str | None = None
    """The address of an earlier version that was read from the same source by another reader. What differs between
    the two is how the source was read: conversion, and no change of wording."""

    @property
    def withdrawn(self) -> bool:
        """Whether another version stands in its place."""
        return self.replaced_by is not None

    @property
    def date(self) -> date:
        """The legal date, else that of the import."""
        return self.received or self.committed.date()

    @property
    def address(self) -> str:
        """`kst-36800-K-D@2`."""
        return f"{self.nota}@{self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be compared: a stored version, or a file that was only read."""

    address: str
    """`kst-36800-K-D@2`, or the path of the file."""
    nota: Nota
    version: Version | None = None

    def address_of(self, number: str) -> str:
        """The address of one of its questions: `kst-36800-K-D@2#12`."""
        return f"{self.address}#{number}"
