"""Printed lines of all pages -> paragraphs: by gaps, margins, type, and what the text itself tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.assembly import Line, ends_sentence, is_marker
from corpus.readers.layout import PrintedLine, body_size, is_apart, usual_distance

BULLET = re.compile(r"(?:[•▪‣◦·●\uf0b7]|\(cid:\d+\))\s*(?=\S)|[-–]\s+(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,3}|[a-zA-Z])[.)]\s")
_SAME_PLACE = 3.0
"""Points within which two lines begin at one margin."""
_INDENT = 5.0
"""Points, at least, by which the first line of a paragraph or an item stands in."""
_WIDEST = 1.7
"""Distance of lines, in the size of their type, that is still that of one paragraph: more than a line and a half."""
_ROOM_TO_SIGN = 12
"""From an office down to the name of who holds it, in sizes of its type."""
# 'Geachte voorzitter,' and 'Hoogachtend,' are no office; 'van Defensie,' is the end of one.
_OFFICE = re.compile(r"(?:De|Mede|Namens|[a-z]+) .*,")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.,'’()-]+){0,6}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: in which column of which page, and how lines run there."""

    printed: PrintedLine
    column: int
    """Counted through all pages; a page of one column is one."""
    left: float
    """Margin of the column, in points."""
    right: float
    """Where its full lines end."""
    distance: float
    """From line to line, in points."""


def places(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[Place]:
    """The place of each line, in order."""
    columns = [column for page in pages for column in _columns(page)]
    # A column of a few short lines does not tell where its lines would end; others at its margin do.
    edges: dict[int, float] = {}
    for column in columns:
        edges[_margin(column)] = max(edges.get(_margin(column), 0.0), _full(column))
    for number, column in enumerate(columns):
        left = min(line.x0 for line in column)
        right = _full(column) if len(column) > 4 else edges[_margin(column)]
        # Of a few lines the usual distance may be that of paragraphs.
        distance = min(usual_distance(column), _WIDEST * body_size(column))
        yield from (Place(line, number, left, right, distance) for line in column)


def _columns(page: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    run: list[PrintedLine] = []
    for line in page:
        if run and line.top <= run[-1].top:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _margin(column: Sequence[PrintedLine]) -> int:
    return round(min(line.x0 for line in column) / _SAME_PLACE)


def _full(column: Sequence[PrintedLine]) -> float:
    """Where one line in ten ends or farther right: a heading over two columns reaches farther than they do."""
    ends = sorted(line.x1 for line in column)
    return ends[-1 - len(ends) // 10]


def paragraphs(lines: Sequence[Line], where: Mapping[int, Place], cuts: Sequence[int]) -> Iterator[list[Line]]:
    """Runs of lines that are one paragraph. `cuts` are the numbers, as of lines, at which a table stands."""
    run: list[Line] = list(lines[:1])
    for at, (before, after) in enumerate(pairwise(lines)):
        later = lines[at + 2] if at + 2 < len(lines) else None
        if any(before.number < cut < after.number for cut in cuts) or _parted(before, after, later, where):
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def _parted(before: Line, after: Line, later: Line | None, where: Mapping[int, Place]) -> bool:
    above, below = where[before.number], where[after.number]
    if is_marker(before.text) or is_marker(after.text) or opens_item(after, below):
        return True
    if above.column != below.column:
        return not _goes_on(above, after, below)
    if _is_signed(before, above, after, below):
        return False
    return is_apart(above.printed, below.printed, above.distance, above.right) or (
        _is_indented(before, above, below, where[later.number] if later else None)
    )


def opens_item(line: Line, place: Place) -> bool:
    """Whether a line begins with a bullet. A dash at the margin is one within a sentence, come to open a line."""
    return BULLET.match(line.text) is not None and (line.text[0] not in "-–" or place.printed.x0 > place.left + _INDENT)


def _goes_on(above: Place, after: Line, below: Place) -> bool:
    """Rule 'broken by a page': the type is the same, and the last line is full or the next one begins small.

    Full: the first word of the next line would not have fitted. A column of signatures has no full line.
    """
    same_weight = (above.printed.bold > 0.9) == (below.printed.bold > 0.9)
    if not same_weight or abs(above.printed.size - below.printed.size) > 1 or _NUMBERED.match(after.text):
        return False
    if after.text[0].islower():
        return True
    first = after.text.split()[0]
    width = (below.printed.x1 - below.printed.x0) * (len(first) + 1) / len(after.text)
    return above.printed.x1 + width > above.right and above.right - above.left > 100


def _is_signed(before: Line, above: Place, after: Line, below: Place) -> bool:
    """Rule 'room to sign': 'De minister van Defensie,', white, and a name at the same margin."""
    gap = below.printed.top - above.printed.top
    same_margin = abs(above.printed.x0 - below.printed.x0) < _SAME_PLACE
    is_below = same_margin and gap < _ROOM_TO_SIGN * below.printed.size
    return is_below and bool(_OFFICE.fullmatch(before.text) and _NAME.fullmatch(after.text))


def _is_indented(before: Line, above: Place, below: Place, later: Place | None) -> bool:
    """Rule 'indent': the first line of a paragraph stands in, and the one after it does not.

    Below a number or a bullet all lines stand in.
    """
    stands_in = below.printed.x0 > above.left + _INDENT and abs(above.printed.x0 - above.left) < _SAME_PLACE
    returns = later is None or later.column != below.column or abs(later.printed.x0 - above.left) < _SAME_PLACE
    return stands_in and returns and ends_sentence(before.text)
