"""The changes of a text -> the blocks they stand in: paragraphs, lists and tables of marked runs.

Texts come as `corpus.model.plain` writes them, cut into changes: a sentence to a line, an empty line between blocks,
`- ` before an item, tables as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from differ.model import BOTH, LEFT, RIGHT, Change, Op, TextDiff

Line = list[Change]
"""What stands on one line; no text in it has a line end."""

_WHOLE: tuple[Op, Op] = ("delete", "insert")
NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
"""The mark of a note, as the normal form writes it."""
_THIN = Change("equal", "\u2009")
_RULE = re.compile(r"\|(?: -- \|)+")
# A cell ends at a bar that is not escaped; the bars at both ends of a row are not between cells.
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Prose:
    """A paragraph: its sentences."""

    sentences: list[Line]


@dataclass(frozen=True)
class Bullets:
    """A list: the sentences of each item."""

    items: list[list[Line]]


@dataclass(frozen=True)
class Grid:
    """A table: the cells of each row, the heading first."""

    rows: list[list[Line]]


def blocks(changes: Iterable[Change], ops: frozenset[Op] = BOTH) -> list[Prose | Bullets | Grid]:
    """The blocks of a text, or of one side of it, in reading order. Linear in its length."""
    said = lines(change for change in changes if change.op in ops)
    groups = (list(group) for blank, group in groupby(said, lambda line: not text(line)) if not blank)
    return [_block(group, ops == BOTH) for group in groups]


def changed_paragraphs(diff: TextDiff) -> TextDiff:
    """Of a text only the blocks in which something changed: what one looks for in a long letter."""
    found = (list(group) for blank, group in groupby(lines(diff.changes), lambda line: not text(line)) if not blank)
    touched = [block for block in found if any(change.op != "equal" for line in block for change in line)]
    shown: list[Change] = []
    for block in touched:
        shown += [Change("equal", "\n\n")] if shown else []
        for number, line in enumerate(block):
            shown += ([Change("equal", "\n")] if number else []) + line
    return replace(diff, changes=tuple(shown))


def lines(changes: Iterable[Change]) -> list[Line]:
    """The lines of a text, each with its changes; an empty one has none."""
    found: list[Line] = [[]]
    for change in changes:
        first, *rest = change.text.split("\n")
        for number, own in enumerate([first, *rest]):
            if number:
                found.append([])
            if own:
                # Not by `replace`, which costs three times as much: a page has thousands of sentences.
                found[-1].append(Change(change.op, own, change.move, change.why) if rest else change)
    return found


def apart(line: Line) -> Line:
    """With a thin space where what went and what came would read as one word: `62,4` and `71,8`."""
    found: Line = []
    for change in line:
        if found and _run_together(found[-1], change):
            found.append(_THIN)
        found.append(change)
    return found


def text(line: Line) -> str:
    """What stands on a line."""
    return "".join(change.text for change in line)


def raised(said: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether it is the mark of a note, which is written as `[^1]`."""
    for number, piece in enumerate(NOTE_MARK.split(said)):
        if piece:
            yield piece, bool(number % 2)


def edges(said: str) -> tuple[str, str, str]:
    """The white space before a text, the text, the white space after it: a mark stands at the words."""
    start = len(said) - len(said.lstrip())
    end = max(start, len(said.rstrip()))
    return said[:start], said[start:end], said[end:]


def cells(row: Line) -> list[Line]:
    """The cells of a row of a table, each with the changes in it."""
    ends = [bar.start() for bar in _BAR.finditer(text(row))]
    return [list(_slice(row, start + 1, end)) for start, end in pairwise(ends)]


def _run_together(old: Change, new: Change) -> bool:
    is_replaced = old.op in LEFT - RIGHT and new.op in RIGHT - LEFT
    return is_replaced and not old.text[-1].isspace() and not new.text[0].isspace()


def is_table(written: list[str]) -> bool:
    """Whether these lines are a table."""
    return (
        len(written) > 1
        and bool(_RULE.fullmatch(written[1]))
        and all(len(x) > 2 and x[0] == x[-1] == "|" for x in written)
    )


def _block(group: list[Line], is_both: bool) -> Prose | Bullets | Grid:
    written = [text(line) for line in group]
    if is_table(written):
        rows = [group[0], *group[2:]]
        # A side has its own cells, whatever those of the other are.
        return Grid([row for line in rows for row in _table_rows(line)] if is_both else list(map(cells, rows)))
    if written[0].startswith("- ") and all(line.startswith(("- ", "  ")) for line in written):
        return Bullets(_items(group))
    return Prose(group)


def _table_rows(line: Line) -> list[list[Line]]:
    """A row of which cells changed; two rows, one gone and one new, where the cells themselves are others."""
    sides = [[change for change in line if change.op in ops] for ops in (LEFT, RIGHT)]
    stayed = sum(len(_BAR.findall(change.text)) for change in line if change.op == "equal")
    if all(len(_BAR.findall(text(own))) in (0, stayed) for own in sides):
        return [cells(line)]
    gone, new = (
        [replace(change, op=op) if change.op == "equal" else change for change in own]
        for own, op in zip(sides, _WHOLE, strict=True)
    )
    return [cells(own) for own in (gone, new) if own]


def _items(group: list[Line]) -> list[list[Line]]:
    items: list[list[Line]] = []
    for line in group:
        if text(line).startswith("- "):
            items.append([])
        items[-1].append(_without_start(line, 2))
    return items


def _without_start(line: Line, length: int) -> Line:
    """The line without its first characters, wherever the changes in it begin and end."""
    kept: Line = []
    for change in line:
        rest = change.text[length:]
        length = max(0, length - len(change.text))
        if rest:
            kept.append(replace(change, text=rest))
    return kept


def _slice(line: Line, start: int, end: int) -> Iterator[Change]:
    position = 0
    for change in line:
        own = change.text[max(0, start - position) : max(0, end - position)].replace("\\|", "|")
        position += len(change.text)
        if own.strip():
            yield replace(change, text=own)
