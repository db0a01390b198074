"""Text in a terminal of some width: wrapped, in columns, with the marks of changes, coloured where colour is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

import click

from differ.model import BOTH, Op, TextDiff
from differ.reports.layout import edges

SIDE_BY_SIDE = 110
"""Columns. Narrower than this, two columns of prose are too narrow to read: changes are shown in line."""
MOST_COLUMNS = 160
LEAST_COLUMNS = 40

_MARKS = {"delete": ("[-", "-]"), "insert": ("{+", "+}"), "move-from": ("[<", "<]"), "move-to": ("{>", ">}")}
_COLOURS = {"[-": "red", "{+": "green", "[<": "blue", "{>": "blue"}
_MARK = re.compile(r"\[-|-\]|\{\+|\+\}|\[<|<\]|\{>|>\}")


class Window:
    """A window of some columns; `side_by_side` forces two texts beside each other, or in line."""

    def __init__(self, width: int, side_by_side: bool | None = None) -> None:
        self.width = min(max(width, LEAST_COLUMNS), MOST_COLUMNS)
        self.wide = self.width >= SIDE_BY_SIDE if side_by_side is None else side_by_side

    def wrapped(self, text: str, indent: str) -> Iterator[str]:
        """A text within the window."""
        return _coloured(_wrap(text, self.width - len(indent)), indent)

    def beside(self, texts: Sequence[str]) -> Iterator[str]:
        """Texts beside each other, in columns of one width."""
        width = (self.width + 1) // len(texts) - 3
        sides = [[part for line in _wrap(text, width) for part in _fitting(line, width)] for text in texts]
        coloured = [list(_coloured(lines, "")) for lines in sides]
        for plain, shown in zip(zip_longest(*sides, fillvalue=""), zip_longest(*coloured, fillvalue=""), strict=True):
            cells = [own + " " * (width - len(line)) for line, own in zip(plain, shown, strict=True)]
            yield f"  {' │ '.join(cells)}".rstrip()


def marked(text: TextDiff, ops: Iterable[Op] = BOTH) -> str:
    """A text with the marks of the changes of these kinds; of one side, with `ops` of that side.

    The new number of the same question is marked only where both numbers stand: '6' and '7' would read as 67.
    """
    both = set(ops) >= BOTH
    shown = [(change, *_MARKS.get(change.op, ("", ""))) for change in text.changes if change.op in ops]
    return "".join(_enclosed(c.text, before, after) if both or not c.why else c.text for c, before, after in shown)


def _enclosed(text: str, before: str, after: str) -> str:
    """A mark stands at the words, not at the white space around them."""
    start, core, end = edges(text)
    return f"{start}{before}{core}{after}{end}" if core else text


def _wrap(text: str, width: int) -> list[str]:
    """Lines of at most this many columns; a bullet hangs, a table is left as it is, paragraphs stay apart."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            lines.append(line)
        else:
            lines += wrap(
                line, width, subsequent_indent="  " if line.startswith("- ") else "", break_on_hyphens=False
            ) or [""]
    return lines


def _fitting(line: str, width: int) -> list[str]:
    """A row of a table that is wider than its column goes on below itself."""
    return wrap(line, width, subsequent_indent="  ") if len(line) > width else [line]


def _coloured(lines: Iterable[str], indent: str) -> Iterator[str]:
    """The lines with the marked runs coloured; a run may go on over several lines."""
    colour: str | None = None
    for line in lines:
        shown, start = "", 0
        for mark in _MARK.finditer(line):
            end = mark.end() if colour else mark.start()
            shown += _styled(line[start:end], colour)
            start, colour = end, None if colour else _COLOURS.get(mark[0])
        shown += _styled(line[start:], colour)
        yield indent + shown if shown else ""


def _styled(text: str, colour: str | None) -> str:
    return click.style(text, fg=colour) if text and colour else text
