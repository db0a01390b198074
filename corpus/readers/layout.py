"""Words with their places on a page -> printed lines in reading order -> paragraphs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.readers.assembly import ends_sentence

_COLUMN_GAP = 24.0
"""Points between words of one line that are two columns; no justified line of these papers is so loose."""
_GLUED = 1.0
"""Points between words that no space parts: the mark of a note, a bold part of a word."""
_RAISED = 0.8
"""Size of a raised mark in that of its line."""
_LOOSE = 1.45
"""Distance of two lines, in that of most lines on the page, above which a paragraph ends between them."""
MARK = "\ue000"
"""Before a raised figure while lines are read: it may be the mark of a note."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is printed; places in points from the top left of its page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of one column."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    """Of most of its letters, in points."""
    bold: float
    """The part of its letters that is bold."""
    starts_bold: bool


def lines_of(words: Sequence[Word]) -> list[PrintedLine]:
    """The lines of a page in reading order: column by column where two stand beside each other."""
    return [_line(row) for row in _in_columns(rows_of(words))]


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words on one height, left to right. A raised mark stands within the height of its line."""
    rows: list[list[Word]] = []
    # By size first: raised and small words look for the row that they stand in.
    for word in sorted(words, key=lambda w: (-round(w.size), w.top)):
        middle = (word.top + word.bottom) / 2
        row = next((row for row in reversed(rows) if row[0].top < middle < row[0].bottom), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda w: w.x0) for row in sorted(rows, key=lambda row: row[0].top)]


def _in_columns(rows: list[list[Word]]) -> Iterator[list[Word]]:
    """Rows that a gap at one place parts are two columns: the left one is read first."""
    at = 0
    while at < len(rows):
        edge = _right_edge(rows[at])
        end = _column_end(rows, at, edge) if edge else at
        if edge is None or end - at < 2:
            yield rows[at]
            at += 1
            continue
        for side in (0, 1):
            for row in rows[at:end]:
                part = [word for word in row if (word.x0 >= edge - 3) == bool(side)]
                if part:
                    yield part
        at = end


def _right_edge(row: list[Word]) -> float | None:
    """Where the second column begins, in a row that has two."""
    gaps = [(after.x0 - before.x1, after.x0) for before, after in itertools.pairwise(row)]
    widest = max(gaps, default=(0.0, 0.0))
    return widest[1] if widest[0] > _COLUMN_GAP else None


def _column_end(rows: list[list[Word]], start: int, edge: float) -> int:
    """The row after the last one that has something in the right column, with no row between that crosses it."""
    end = start
    for index in range(start, len(rows)):
        row = rows[index]
        right = [word for word in row if word.x0 >= edge - 3]
        left = [word for word in row if word.x0 < edge - 3]
        if left and left[-1].x1 > edge - _COLUMN_GAP / 2:
            break
        if right:
            if abs(right[0].x0 - edge) > 3:
                break
            end = index + 1
    return end


def joined(row: Sequence[Word], mark: str = "") -> str:
    """The text of words beside each other; `mark` is set before a raised figure."""
    if not row:
        return ""
    size = body_size(row)
    text = row[0].text
    for before, word in itertools.pairwise(row):
        glue = "" if word.x0 - before.x1 < _GLUED else " "
        raised = not glue and word.size < size * _RAISED and word.text.strip("()[].,").isdigit()
        text += glue + (mark if raised else "") + word.text
    return text


def _line(row: list[Word]) -> PrintedLine:
    size = body_size(row)
    text = joined(row, MARK)
    letters = sum(len(word.text) for word in row)
    bold = sum(len(word.text) for word in row if word.bold) / letters
    top, bottom = min(word.top for word in row), max(word.bottom for word in row)
    return PrintedLine(text, row[0].x0, row[-1].x1, top, bottom, size, bold, row[0].bold)


# Lines to paragraphs


def usual_distance(lines: Sequence[PrintedLine]) -> float:
    """From line to line, in points, within paragraphs; 0 for fewer than two lines."""
    gaps = [b.top - a.top for a, b in itertools.pairwise(lines) if b.top > a.top]
    close = [gap for gap in gaps if gap < 2 * min(gaps)] if gaps else []
    return median(close) if close else 0.0


def body_size(printed: Iterable[Word | PrintedLine]) -> float:
    """The size of most letters, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for one in printed:
        sizes[round(one.size, 1)] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_apart(before: PrintedLine, after: PrintedLine, distance: float, right: float) -> bool:
    """Whether a paragraph ends between two lines of a column; `right` is where its full lines end."""
    step = after.top - before.top
    if step <= 0 or (distance and step > distance * _LOOSE):
        return True
    if (before.bold > 0.9) != (after.bold > 0.9) and ends_sentence(before.text):
        return True
    if abs(before.size - after.size) > 1:
        return True
    short = before.x1 < right - 0.2 * (right - before.x0)
    return short and ends_sentence(before.text) and not after.text[:1].islower()
