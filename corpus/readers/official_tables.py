"""CALS tables of the official XML: columns by name, cells that span."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree


def grid_of(table: etree._Element, text: Callable[[etree._Element], str]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, all of one length; `text` gives that of a cell. A place that a cell spans is ''."""
    columns = [column.get("colname") or str(at) for at, column in enumerate(table.iter("{*}colspec"), start=1)]
    grid: dict[tuple[int, int], str] = {}
    rows = list(table.iter("{*}row"))
    for y, row in enumerate(rows):
        x = 0
        for cell in row.iterchildren("{*}entry"):
            x = _column(columns, cell.get("namest") or cell.get("colname"), x)
            while (y, x) in grid:
                x += 1
            last = max(x, _column(columns, cell.get("nameend"), x))
            down = _number(cell.get("morerows"))
            grid |= {(y + j, i): "" for i in range(x, last + 1) for j in range(min(down + 1, len(rows) - y))}
            grid[y, x] = text(cell)
            x = last + 1
    width = max((x for _, x in grid), default=-1) + 1
    return tuple(tuple(grid.get((y, x), "") for x in range(width)) for y in range(len(rows)))


def _column(columns: list[str], name: str | None, otherwise: int) -> int:
    return columns.index(name) if name in columns else otherwise


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
