"""What printed pages left in a text that has paragraphs again: furniture, footnotes, broken words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, groupby

from corpus.blocks import Removal, SourceBlock, SourceNote
from corpus.readers.assembly import Line, whole_words
from corpus.readers.footnotes import take_notes
from corpus.readers.furniture import is_furniture

# '[4 5 ]': two marks that a converter set in one pair of brackets.
_SEVERAL = re.compile(r"\[(\d{1,3}(?: \d{1,3})+) ?\]")


def without_print(
    blocks: Sequence[SourceBlock], pages: Sequence[int]
) -> tuple[list[SourceBlock], list[SourceNote], list[Removal]]:
    """The blocks without page furniture and with their footnotes put where they are marked.

    `pages` gives the page of each block, as far as rules between them tell; where furniture stands a page ends too.
    A text in which no furniture stands was not made from printed pages, and comes back as it is: what looks like a
    footnote in it may be anything.
    """
    if not any(map(is_furniture, chain.from_iterable(block.lines for block in blocks))):
        return list(blocks), [], []
    removed: list[Removal] = []
    lines: list[Line] = []
    origin: list[tuple[int, int]] = []
    turned, furnished = 0, False
    for at, (block, page) in enumerate(zip(blocks, pages, strict=True)):
        # Those of a table are of its rows, and it has no lines.
        for text, number in zip(block.lines, block.numbers, strict=False):
            if is_furniture(text):
                removed.append(Removal("furniture", text))
                turned += not furnished
                furnished = True
            else:
                furnished = False
                apart = _SEVERAL.sub(lambda marks: "".join(f"[{one}]" for one in marks[1].split()), text)
                lines.append(Line(apart, len(origin), page + turned))
                origin.append((at, number))
    if not removed:
        return list(blocks), [], []
    lines, notes, marks = take_notes(lines)
    kept: dict[int, list[Line]] = {}
    for at, run in groupby(lines, lambda line: origin[line.number][0]):
        kept[at], broken = whole_words(run)
        removed += broken
    left = [
        replace(
            block,
            lines=tuple(line.text for line in kept.get(at, ())),
            numbers=tuple(origin[line.number][1] for line in kept[at]) if at in kept else block.numbers,
        )
        for at, block in enumerate(blocks)
        if block.kind == "table" or at in kept
    ]
    return left, notes, [*removed, *marks]
