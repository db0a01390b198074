"""Plain text, mostly what some tool made of a PDF: printed lines, page furniture and footnotes among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpus.blocks import Removal, Source, SourceBlock
from corpus.conventions.flattened import unflatten
from corpus.messages import Message
from corpus.readers.assembly import Line, ends_sentence, whole_words
from corpus.readers.figure_rows import rows_apart
from corpus.readers.footnotes import take_notes
from corpus.readers.furniture import is_furniture
from corpus.text import Words, clean

READER = "text/1"

_BULLET = re.compile(r"[•▪‣◦·●]\s*(?=\S)")
_DASH = re.compile(r"[-–]\s+(?=\S)")
# 'te houden.De Commissie': a converter lost the end of a line, and a sentence ends there all the same.
_LOST_END = re.compile(
    r"(?<=[^\W\d_]{3}[.?!])(?=[A-Z][a-z])|(?<=[^\W\d_]{2}\)[.?!])(?=[A-Z][a-z])"
    r"|(?<= (?:is|in|en|op|of|af|om|zo|te|ja|ik|we|ze|er|al|nu|uw)[.?!])(?=[A-Z][a-z])"
    r"|(?<= (?:19|20)\d\d[.?!])(?=[A-Z][a-z])|(?<=\d\?)(?=[A-Z][a-z])|(?<=\w\)[.?!])(?=[A-Z][a-z])"
)

_RUN_TOGETHER = re.compile(r"(?<![\w.@/-])[a-zà-ÿ]{2,}[A-Z][a-zà-ÿ]{2,}(?![\w.@/])")
_FEWEST_RUN_TOGETHER = 5
"""Different words of that kind: 'eHerkenning' is one, and a few names are."""


def read(name: str, text: str, warnings: tuple[Message, ...] = ()) -> Source:
    """The blocks of a plain text: a blank line ends a paragraph, a page does not."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    body, removed = unflatten(text)
    paragraphs, furniture = _paragraphs(body)
    lines, notes, marks = take_notes([line for paragraph in paragraphs for line in paragraph])
    opening = {paragraph[0].number for paragraph in paragraphs}
    blocks, broken = _blocks(lines, opening)
    return Source(
        name=name,
        reader=READER,
        torn=True,
        text=text,
        blocks=tuple(blocks),
        words=Words.of(text),
        removed=(*removed, *furniture, *marks, *broken),
        warnings=(*warnings, *_run_together(name, body)),
        notes=tuple(notes),
    )


def _run_together(name: str, text: str) -> Iterator[Message]:
    """What a converter did that nobody can undo: 'voorNederland' shows it, 'debehandeling' might be a word."""
    found = list(dict.fromkeys(_RUN_TOGETHER.findall(text)))
    if len(found) >= _FEWEST_RUN_TOGETHER:
        yield Message(
            "%(file)s: words were run together where lines ended, as in '%(word)s'; they are kept as they are",
            {"file": name, "word": found[0]},
        )


def _paragraphs(text: str) -> tuple[list[list[Line]], list[Removal]]:
    """Runs of lines that stand together, and the furniture between them, which counts the pages."""
    paragraphs: list[list[Line]] = []
    removed: list[Removal] = []
    page, blank, furnished = 1, True, False
    for number, printed in enumerate(text.split("\n"), start=1):
        page += printed.count("\f")
        line = clean(printed)
        if not line:
            blank = True
        elif is_furniture(line):
            removed.append(Removal("furniture", line))
            page += not furnished
            furnished = True
        else:
            if not paragraphs or (blank and not (furnished and _goes_on(paragraphs[-1][-1].text, line))):
                paragraphs.append([])
            paragraphs[-1].append(Line(line, number, page))
            blank = furnished = False
    return paragraphs, removed


def _goes_on(before: str, after: str) -> bool:
    return not ends_sentence(before) and not after[0].isdigit()


def _blocks(lines: Iterable[Line], opening: set[int]) -> tuple[list[SourceBlock], list[Removal]]:
    blocks: list[SourceBlock] = []
    removed: list[Removal] = []
    for paragraph in (piece for whole in _grouped(lines, opening) for piece in rows_apart(whole)):
        if isinstance(paragraph, SourceBlock):
            blocks.append(paragraph)
            continue
        dashes = sum(_DASH.match(line.text) is not None for line in paragraph) > 1
        for item, run in _items(paragraph, dashes):
            whole, broken = whole_words(run)
            removed += broken
            blocks.append(_block(item, whole))
    return blocks, removed


def _grouped(lines: Iterable[Line], opening: set[int]) -> Iterator[list[Line]]:
    count = 0

    def position(line: Line) -> int:
        nonlocal count
        count += line.number in opening
        return count

    for _, run in groupby(lines, position):
        yield list(run)


def _items(lines: Sequence[Line], dashes: bool) -> Iterator[tuple[bool, list[Line]]]:
    """The lines before the first bullet, then each item with the lines that go on with it."""
    runs: list[tuple[bool, list[Line]]] = [(False, [])]
    for line in lines:
        bullet = _BULLET.match(line.text) or (_DASH.match(line.text) if dashes else None)
        if bullet:
            line = Line(line.text[bullet.end() :], line.number, line.page)  # noqa: PLW2901
            runs.append((True, []))
        runs[-1][1].append(line)
    return (run for run in runs if run[1])


def _block(item: bool, lines: list[Line]) -> SourceBlock:
    pieces = [(piece, line) for line in lines for piece in _LOST_END.split(line.text)]
    return SourceBlock(
        "item" if item else "paragraph",
        lines[0].number,
        tuple(piece for piece, _ in pieces),
        pages=tuple(line.page for _, line in pieces),
        numbers=tuple(line.number for _, line in pieces),
    )
