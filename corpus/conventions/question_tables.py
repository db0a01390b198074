"""Tables that hold questions and answers, as people make them in Excel and Word: a row each, a column for both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.blocks import Removal, SourceBlock
from corpus.conventions.markers import answer_marker, generated, question_marker
from corpus.normal import NUMBER

_NUMBER_HEAD = re.compile(r"(?:vraag ?|volg)?(?:nr\.?|nummer)|no\.?|#|", re.IGNORECASE)
_QUESTION_HEAD = re.compile(r"(?:kamer)?vra(?:ag|gen)(?: van .+)?", re.IGNORECASE)
_ANSWER_HEAD = re.compile(
    r"(?:(?:concept)?antwoord(?:en)?|beantwoording|reactie)(?: (?:van|op|kabinet|minister)\b.*)?", re.IGNORECASE
)
_NUMBER = re.compile(rf"(?:(?:vraag|V) ?)?\(?({NUMBER})[.):]?", re.IGNORECASE)
_LEADING = re.compile(rf"(?:Vraag )?\(?({NUMBER})[.):]\s+(?=\S)")
_FEWEST_ROWS = 2
"""Of a table without a head; one row that asks is an example as well."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where what stands in a table."""

    question: int
    answer: int
    number: int | None
    headed: bool


def unfolded(blocks: Iterable[SourceBlock]) -> tuple[list[SourceBlock], list[Removal], bool]:
    """The blocks with each row of a table of questions as a question and its answer; the heads of the columns;
    and whether all questions bear a number of their own.

    Rule 'a table of questions': its columns are headed 'Vraag' and 'Antwoord', or the first one counts up and
    the second one asks. Other columns stand before the question, in the order in which they are printed.
    """
    found: list[SourceBlock] = []
    removed: list[Removal] = []
    count, numbered = 0, True
    for block in blocks:
        if not block.rows:
            found.append(block)
            continue
        columns = _columns(block)
        if columns is None:
            found += _marks_beside(block)
            continue
        if columns.headed:
            removed.append(Removal("numbering", " ".join(block.rows[0])))
        for row in _whole(block.rows[columns.headed :], columns.number):
            count += 1
            printed, text = _numbered(row, columns)
            numbered = numbered and bool(printed)
            found += _unfolded(block, row, columns, (printed or str(count), text))
    return found, removed, numbered


def _marks_beside(block: SourceBlock) -> Iterator[SourceBlock]:
    """Rule 'marks beside': a table with 'Vraag 1' and 'Antwoord 1' in its first column is a text with these marks."""
    marks = [_paragraph(block, row[0]) for row in block.rows]
    asks, answers = (any(map(one, marks)) for one in (question_marker, answer_marker))
    if not (asks and answers and all(not m.text or question_marker(m) or answer_marker(m) for m in marks)):
        yield block
        return
    for row in block.rows:
        yield from (_paragraph(block, cell) for cell in row if cell)


def _columns(block: SourceBlock) -> _Columns | None:
    head = block.rows[0]
    question = [at for at, cell in enumerate(head) if _QUESTION_HEAD.fullmatch(cell)]
    answer = [at for at, cell in enumerate(head) if _ANSWER_HEAD.fullmatch(cell)]
    if len(question) == len(answer) == 1:
        return _Columns(question[0], answer[0], _number_column(block, question[0]), headed=True)
    return _without_head(block)


def _number_column(block: SourceBlock, question: int) -> int | None:
    """The first column that is headed as one of numbers, or not at all, and holds nothing else."""
    for at, cell in enumerate(block.rows[0]):
        rows = [row[at] for row in block.rows[1:]]
        if at != question and _NUMBER_HEAD.fullmatch(cell) and any(rows) and all(map(_is_number, rows)):
            return at
    return None


def _is_number(cell: str) -> bool:
    return not cell or _NUMBER.fullmatch(cell) is not None


def _without_head(block: SourceBlock) -> _Columns | None:
    rows = block.rows
    if len(rows) < _FEWEST_ROWS or len(rows[0]) not in (2, 3):
        return None
    at = len(rows[0]) - 2
    counts = (_NUMBER.fullmatch(row[0]) if at else _LEADING.match(row[0]) for row in rows)
    numbers = [match[1] if match else "" for match in counts]
    counts_up = numbers == [str(int(numbers[0] or 0) + n) for n in range(len(rows))] if numbers[0].isdigit() else False
    asks = sum("?" in row[at] for row in rows) * 2 > len(rows)
    return _Columns(at, at + 1, 0 if at else None, headed=False) if counts_up and asks else None


def _whole(rows: Iterable[tuple[str, ...]], number: int | None) -> Iterator[tuple[str, ...]]:
    """The rows; one without a number, where the others have one, goes on with the row before it."""
    whole: tuple[str, ...] | None = None
    for row in rows:
        if whole and number is not None and not row[number]:
            whole = tuple(f"{above} {below}".strip() for above, below in zip(whole, row, strict=True))
            continue
        if whole:
            yield whole
        whole = row
    if whole:
        yield whole


def _numbered(row: tuple[str, ...], columns: _Columns) -> tuple[str, str]:
    """The number of a row, '' where none is printed, and its question without it."""
    question = row[columns.question]
    if columns.number is not None:
        match = _NUMBER.fullmatch(row[columns.number])
        return (match[1] if match else ""), question
    leading = _LEADING.match(question)
    return (leading[1], question[leading.end() :]) if leading else ("", question)


def _unfolded(
    block: SourceBlock, row: tuple[str, ...], columns: _Columns, question: tuple[str, str]
) -> Iterator[SourceBlock]:
    number, text = question
    whole = row[columns.question]
    printed = row[columns.number] if columns.number is not None else whole[: len(whole) - len(text)]
    yield generated(block, f"Vraag {number}:", printed.strip())
    beside = (cell for at, cell in enumerate(row) if at not in (columns.question, columns.answer, columns.number))
    for cell in (*beside, text):
        if cell:
            yield _paragraph(block, cell)
    yield generated(block, "Antwoord")
    if answer := row[columns.answer]:
        yield _paragraph(block, answer)


def _paragraph(block: SourceBlock, text: str) -> SourceBlock:
    return replace(block, kind="paragraph", lines=(text,), rows=(), pages=block.pages[:1])
