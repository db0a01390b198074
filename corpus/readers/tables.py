"""Tables of printed pages, and those that a page cut in two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.blocks import Removal, SourceBlock
from corpus.readers.layout import Word
from corpus.text import clean


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page; places in points from its top left."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, table: Any) -> PageTable:
        """What pdfplumber found; cells without text are ''."""
        rows = tuple(tuple(clean(cell or "") for cell in row) for row in table.extract())
        left, top, right, bottom = table.bbox
        return cls(left, top, right, bottom, rows)

    @property
    def is_table(self) -> bool:
        """More than a frame around text."""
        return len(self.rows) > 1 and len(self.rows[0]) > 1 and any(map(any, self.rows))

    def holds(self, word: Word) -> bool:
        """Whether a word stands in it."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def joined_tables(
    tables: Mapping[int, tuple[int, PageTable]],
) -> tuple[list[tuple[int, SourceBlock]], list[Removal]]:
    """The tables as blocks, by their place among the lines; one that goes on over a page is one again.

    A head that is printed again is furniture. A row of which the first cell is empty goes on with the row before it.
    """
    made: list[tuple[int, SourceBlock]] = []
    removed: list[Removal] = []
    for number, (page, table) in tables.items():
        rows = list(table.rows)
        if made and _goes_on(made[-1], number, page, rows):
            at, before = made[-1]
            if rows[0] == before.rows[0]:
                removed.append(Removal("furniture", " ".join(rows.pop(0))))
            whole = list(before.rows)
            if rows and not rows[0][0]:
                cut = rows.pop(0)
                whole[-1] = tuple(clean(f"{above} {below}") for above, below in zip(whole[-1], cut, strict=True))
            pages = (*before.pages, *[page] * len(rows))
            made[-1] = (at, replace(before, rows=(*whole, *rows), pages=pages))
        else:
            made.append((number, SourceBlock("table", number, (), rows=tuple(rows), pages=(page,) * len(rows))))
    return made, removed


def _goes_on(last: tuple[int, SourceBlock], number: int, page: int, rows: list[tuple[str, ...]]) -> bool:
    """The next thing on the next page, with as many columns."""
    at, before = last
    follows = at + 1 == number or before.line + 1 == number
    return follows and before.pages[-1] + 1 == page and len(before.rows[0]) == len(rows[0])
