"""Tables of which a converter kept the rows as lines: each a label with as many figures behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.blocks import SourceBlock
from corpus.readers.assembly import Line

_FIGURE = r"(?:€ ?)?[-–+]?\d[\d.,]*%?|[-–]"
_ROW = re.compile(rf"(?P<label>\S.*?)(?P<figures>(?: (?:{_FIGURE})){{2,}})")
_LONGEST = 200
"""Characters of a row."""
_FEWEST_ROWS = 3
"""Lines that end in figures: two may be sentences."""


def rows_apart(lines: Sequence[Line]) -> Iterator[Sequence[Line] | SourceBlock]:
    """The lines of a paragraph, and between them the tables that stand in it.

    The heading of such a table has no columns left: it stays text above it, and that of the table is empty.
    """
    start = at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and len(lines[end].text) <= _LONGEST and _ROW.fullmatch(lines[end].text):
            end += 1
        if end - at < _FEWEST_ROWS:
            at = max(end, at + 1)
            continue
        if start < at:
            yield lines[start:at]
        yield _table(lines[at:end])
        start = at = end
    if start < len(lines):
        yield lines[start:]


def _table(lines: Sequence[Line]) -> SourceBlock:
    figures = [len(re.findall(_FIGURE, match["figures"])) for line in lines if (match := _ROW.fullmatch(line.text))]
    columns = min(figures)
    rows = [tuple(line.text.rsplit(" ", columns)) for line in lines]
    # Its empty heading stands where its first row does.
    pages = (lines[0].page, *(line.page for line in lines))
    numbers = (lines[0].number, *(line.number for line in lines))
    rows = [("",) * (columns + 1), *rows]
    return SourceBlock("table", lines[0].number, (), rows=tuple(rows), pages=pages, numbers=numbers)
