"""Tables of printed pages, and those that a page cut in two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from corpus.blocks import Removal, SourceBlock
from corpus.readers.assembly import ends_sentence
from corpus.readers.layout import Word
from corpus.text import clean

_SAME = 2.0
"""Points within which two rules are at one height."""
_LONG = 25
"""Characters of a cell that may run over lines; a shorter one is a label, and labels may begin small."""
_NEAR = 3
"""Points within which a level rule closes an upright one."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page; places in points from its top left."""

    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]
    open_above: bool = False
    """Whether no rule opens its first row: it goes on with one on the page before."""
    open_below: bool = False
    """Whether no rule closes its last row: the page cut it."""

    @classmethod
    def of(cls, table: Any, ends: Collection[float] = ()) -> PageTable:
        """What pdfplumber found; cells without text are ''. `ends` are heights at which a page cut a table."""
        rows = tuple(tuple(clean(cell or "") for cell in row) for row in table.extract())
        left, top, right, bottom = table.bbox
        open_above, open_below = (any(abs(end - edge) < _SAME for end in ends) for edge in (top, bottom))
        return cls(left, top, right, bottom, rows, open_above, open_below)

    @property
    def is_table(self) -> bool:
        """More than a frame around text."""
        several = len(self.rows) > 1 or self.open_above or self.open_below
        return several and len(self.rows[0]) > 1 and any(map(any, self.rows))

    def holds(self, word: Word) -> bool:
        """Whether a word stands in it."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def open_ends(upright: Iterable[Any], level: Iterable[Any]) -> list[float]:
    """The heights at which two upright rules end or more, and no level one closes them: there a page cut a table."""
    ends = Counter(round(edge[side]) for edge in upright for side in ("top", "bottom"))
    closed = {round(edge["top"]) + slip for edge in level for slip in range(-_NEAR, _NEAR + 1)}
    return [float(end) for end, count in ends.items() if count > 1 and end not in closed]


def joined_tables(
    tables: Mapping[int, tuple[int, PageTable]],
) -> tuple[list[tuple[int, SourceBlock]], list[Removal]]:
    """The tables as blocks, by their place among the lines; one that goes on over a page is one again.

    A head that is printed again is furniture. The first row goes on with the row before it where its first cell is
    empty, where no rule closed that one, or where it begins small and that one is not at an end.
    """
    made: list[tuple[int, SourceBlock]] = []
    removed: list[Removal] = []
    was_cut = False
    for number, (page, table) in tables.items():
        rows = list(table.rows)
        if made and _goes_on(made[-1], number, page, rows):
            at, before = made[-1]
            if rows[0] == before.rows[0]:
                removed.append(Removal("furniture", " ".join(rows.pop(0))))
            whole = list(before.rows)
            if rows and (was_cut or _is_rest(whole[-1], rows[0])):
                cut = rows.pop(0)
                whole[-1] = tuple(clean(f"{above} {below}") for above, below in zip(whole[-1], cut, strict=True))
            pages = (*before.pages, *[page] * len(rows))
            made[-1] = (at, replace(before, rows=(*whole, *rows), pages=pages))
        else:
            made.append((number, SourceBlock("table", number, (), rows=tuple(rows), pages=(page,) * len(rows))))
        was_cut = table.open_below
    return made, removed


def _is_rest(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a row has the rest of what the row above it began, cell by cell."""
    both = [(first, rest) for first, rest in zip(above, below, strict=True) if first and rest]
    goes_on = all(rest[0].islower() and not ends_sentence(first) for first, rest in both)
    return not below[0] or (goes_on and any(len(first) >= _LONG for first, _ in both))


def _goes_on(last: tuple[int, SourceBlock], number: int, page: int, rows: list[tuple[str, ...]]) -> bool:
    """The next thing on the next page, with as many columns."""
    at, before = last
    follows = at + 1 == number or before.line + 1 == number
    return follows and before.pages[-1] + 1 == page and len(before.rows[0]) == len(rows[0])
