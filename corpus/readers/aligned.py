"""Tables of printed pages without any rule: told by the white that runs down between their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.layout import Word, joined, rows_of
from corpus.readers.tables import PageTable
from corpus.text import clean

_WHITE = 6.0
"""Points of white that all rows of a table have between two of its columns; the spaces of prose do not line up so."""
_BROAD = 24.0
"""Points of white that the widest place of one row at least has where its columns hold no figures."""
_FEWEST_ROWS = 3
"""Rows with something in two columns, the head among them: two lines of prose may line up by chance."""
_FURTHEST = 2.6
"""From row to row, in the size of the type, within one table."""
_APART = 1.25
"""From line to line, in the narrowest step of the table, above which another row begins."""
_FIGURE = re.compile(
    r"[-–+±]?(?:€ ?)?[-–+]?\d[\d.,]*(?: ?(?:%|€|mln\.?|mld\.?|miljoen|miljard|euro|procent|fte|x))?"
    r"|[-–]|n\.?v\.?t\.?|p\.?m\.?",
    re.IGNORECASE,
)
# Two of these beside their values are the letterhead of a ministry.
_LETTER_LABEL = re.compile(r"(?:Datum|Betreft|Onderwerp|(?:Ons|Uw) kenmerk|Kenmerk|Bijlagen?(?:\(n\))?) ?:?")
_OFFICE = re.compile(r"(?:De|Het) (?:minister|staatssecretaris|voorzitter|griffier)", re.IGNORECASE)

Gutter = tuple[float, float]
"""White between two columns: from where to where, in points from the left."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of words that have the same gutters."""

    rows: list[list[Word]]
    gutters: list[Gutter]

    def cells(self) -> list[list[str]]:
        """The text of each row, column by column."""
        edges = [(left + right) / 2 for left, right in self.gutters]
        return [[clean(joined(column)) for column in _columns(row, edges)] for row in self.rows]


def aligned_tables(words: Sequence[Word]) -> tuple[list[PageTable], list[Word]]:
    """The tables that stand among words without rules around them, and the words that stand in none."""
    rows = rows_of(words)
    tables: list[PageTable] = []
    loose: list[Word] = []
    at = 0
    while at < len(rows):
        run = _run(rows[at:])
        if run and _is_table(run):
            tables.append(_table(run))
            at += len(run.rows)
        else:
            loose += rows[at]
            at += 1
    return tables, loose


def _run(rows: Sequence[list[Word]]) -> _Run | None:
    """The rows from the first one on that keep some of its gutters open."""
    gutters = list(_gaps(rows[0]))
    taken = [rows[0]]
    for above, row in pairwise(rows):
        narrowed = _narrowed(gutters, row)
        if not narrowed or row[0].top - above[0].top > _FURTHEST * row[0].size:
            break
        gutters = narrowed
        taken.append(row)
    # A last line of prose that is short keeps any gutter open.
    while taken and len({_side(word, gutters) for word in taken[-1]}) < 2:
        taken.pop()
    return _Run(taken, gutters) if len(taken) > 1 and gutters else None


def _gaps(row: Sequence[Word]) -> Iterator[Gutter]:
    return ((before.x1, after.x0) for before, after in pairwise(row) if after.x0 - before.x1 >= _WHITE)


def _narrowed(gutters: Sequence[Gutter], row: Sequence[Word]) -> list[Gutter]:
    """What is left of the gutters where the words of a row stand in them."""
    for word in row:
        gutters = (
            [
                part
                for left, right in gutters
                for part in ((left, min(right, word.x0)), (max(left, word.x1), right))
                if part[1] - part[0] >= _WHITE
            ]
            if any(left < word.x1 and word.x0 < right for left, right in gutters)
            else gutters
        )
    return list(dict.fromkeys(gutters))


def _side(word: Word, gutters: Sequence[Gutter]) -> int:
    return sum((left + right) / 2 < word.x0 for left, right in gutters)


def _columns(row: Sequence[Word], edges: Sequence[float]) -> list[list[Word]]:
    columns: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in row:
        columns[sum(edge < (word.x0 + word.x1) / 2 for edge in edges)].append(word)
    return columns


def _is_table(run: _Run) -> bool:
    """Figures below a head in most columns but the first; labels with a colon; or text in three columns or more.

    Two columns of text are a page in two columns, and columns of offices are those of who signs.
    """
    cells = run.cells()
    if all(_LETTER_LABEL.fullmatch(row[0]) for row in cells) and len(run.gutters) == 1:
        return True
    if sum(sum(map(bool, row)) > 1 for row in cells) < _FEWEST_ROWS or any(map(_OFFICE.match, cells[0])):
        return False
    beside = [cell for row in cells[1:] for cell in row[1:] if cell]
    if beside and sum(map(_is_figure, beside)) * 3 >= len(beside) * 2:
        return True
    if len(run.gutters) == 1:
        return all(row[0].endswith(":") for row in cells)
    return (
        all(right - left >= _WHITE for left, right in run.gutters)
        and max(right - left for left, right in run.gutters) >= _BROAD
    )


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None


def _table(run: _Run) -> PageTable:
    whole = [row for group in _groups(run) for row in _rows_of_group(group)]
    words = [word for row in run.rows for word in row]
    return PageTable(
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        tuple(map(tuple, whole)),
    )


def _groups(run: _Run) -> list[list[list[str]]]:
    """The lines of a table parted where more white stands between them than between others."""
    steps = [below[0].top - above[0].top for above, below in pairwise(run.rows)]
    groups: list[list[list[str]]] = []
    for step, line in zip([0.0, *steps], run.cells(), strict=True):
        if not groups or step > min(steps) * _APART:
            groups.append([])
        groups[-1].append(line)
    return groups


def _rows_of_group(lines: list[list[str]]) -> list[list[str]]:
    """Lines that stand close are one row with cells that run over them, unless a column holds two figures or labels."""
    columns = list(zip(*lines, strict=True))
    one_label = sum(map(bool, columns[0])) <= 1 or sum(any(line[1:]) for line in lines) <= 1
    if one_label and all(sum(map(_is_figure, column)) <= 1 for column in columns[1:]):
        return [[" ".join(filter(None, column)) for column in columns]]
    rows: list[list[str]] = []
    for line in lines:
        if rows and not line[0] and not any(map(_is_figure, line)):
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], line, strict=True)]
        else:
            rows.append(line)
    return rows
