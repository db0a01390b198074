"""Where the paragraphs, list items and cells stand in the plain text of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.model import Block, BulletList, Paragraph, Table, plain


@dataclass(frozen=True, slots=True)
class Segment:
    """What becomes one paragraph of a document: part of a plain text, half-open, in characters."""

    kind: Literal["prose", "item", "cell"]
    start: int
    end: int
    table: int = -1
    """Of a cell: which table of the text, from 0."""
    row: int = -1
    """Of a cell, the heading is 0."""
    column: int = -1


def segments(blocks: tuple[Block, ...]) -> tuple[Segment, ...]:
    """The segments of `plain(blocks)`, in order; what stands between them only parts them."""
    found: list[Segment] = []
    at = tables = 0
    for block in blocks:
        found += _of_block(block, at, tables)
        tables += isinstance(block, Table)
        at += len(plain((block,))) + len("\n\n")
    return tuple(found)


def _of_block(block: Block, at: int, table: int) -> Iterator[Segment]:
    match block:
        case Paragraph(sentences):
            yield Segment("prose", at, at + len("\n".join(sentences)))
        case BulletList(items):
            for item in items:
                start = at + len("- ")
                at = start + len("\n  ".join(item))
                yield Segment("item", start, at)
                at += len("\n")
        case Table(rows):
            for number, row in enumerate(rows):
                yield from _of_row(row, at, table, number)
                at += sum(len(_escaped(cell)) for cell in row) + len(" | ") * (len(row) - 1) + len("|  |\n")
                at += len("|" + " -- |" * len(row) + "\n") if number == 0 else 0


def _of_row(row: tuple[str, ...], at: int, table: int, number: int) -> Iterator[Segment]:
    at += len("| ")
    for column, cell in enumerate(row):
        end = at + len(_escaped(cell))
        yield Segment("cell", at, end, table, number, column)
        at = end + len(" | ")


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")
