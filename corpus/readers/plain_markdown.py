"""Markdown that needs no parser: words in paragraphs, headings and items of flat lists, bold or not.

A parser takes a tenth of a millisecond for each of these, and of most papers that is the half of reading them. What is
told here is what it would tell; of what may be anything else nothing is told. The tests hold the one against the other.
"""

from __future__ import annotations

import re
from typing import Literal

from corpus.blocks import SourceBlock
from corpus.plain_words import LINE, WORDS
from corpus.text import clean

_PARAGRAPH = re.compile(rf"{LINE}(?:\n{LINE})*")
_HEADING = re.compile(rf"(#{{1,6}}) ({WORDS})")
# '- 3. Kan de regering': a list that counts within an item, which makes no difference to what is printed.
_ITEM = re.compile(r"(?:- (?:\d{1,9}[.)] )?|\d{1,9}[.)] )(?=[^ ])")
_LINE = re.compile(LINE)
_WORDS = re.compile(WORDS)
_BOLD = "**"

_Bold = Literal["none", "start", "all"]


def plain_blocks(text: str) -> list[SourceBlock] | None:
    """The blocks of a passage, as if it stood on the first line; None where that takes a parser."""
    found: list[SourceBlock] = []
    line = 1
    for chunk in text.rstrip("\n").split("\n\n"):
        # Where more than one line is blank, the next one stands before the chunk.
        bare = chunk.lstrip("\n")
        line += len(chunk) - len(bare)
        blocks = _blocks(bare, line)
        if blocks is None:
            return None
        found += blocks
        line += bare.count("\n") + 2
    return found


def _blocks(chunk: str, line: int) -> list[SourceBlock] | None:
    """The blocks of what stands between two blank lines."""
    lines = chunk.split("\n")
    if _PARAGRAPH.fullmatch(chunk):
        numbers = tuple(range(line, line + len(lines)))
        return [SourceBlock("paragraph", line, tuple(map(clean, lines)), numbers=numbers)]
    if heading := _HEADING.fullmatch(chunk):
        return [SourceBlock("heading", line, (clean(heading[2]),), level=len(heading[1]), numbers=(line,))]
    found = [_block(one, number) for number, one in enumerate(lines, start=line)]
    # A line that is no item goes on with the one above it.
    are_items = len(found) == 1 or all(block and block.kind == "item" for block in found)
    return [block for block in found if block] if all(found) and are_items else None


def _block(line: str, number: int) -> SourceBlock | None:
    """An item, or a paragraph of one line, bold or not."""
    mark = _ITEM.match(line)
    said = line[mark.end() :] if mark else line
    told = _running(said)
    if told is None:
        return None
    text, bold = told
    if not mark:
        return SourceBlock("paragraph", number, (text,), bold, numbers=(number,))
    return SourceBlock("item", number, (mark[0].removeprefix("- ") + text,), bold, numbers=(number,))


def _running(line: str) -> tuple[str, _Bold] | None:
    """The text of a line without the signs that make it bold, and how much of it is."""
    first, *rest = pieces = line.split(_BOLD)
    if not rest:
        return (clean(line), "none") if _LINE.fullmatch(line) else None
    if len(pieces) == 2:
        # Opened or closed only: a converter lost the other half.
        alone = first or rest[0]
        return (clean(alone), "all") if "" in pieces and _LINE.fullmatch(alone) else None
    if not (_LINE.match(first) or not first) or not _are_apart(pieces):
        return None
    bold: _Bold = "start" if not first else "none"
    return clean("".join(pieces)), "all" if not any(piece.strip() for piece in pieces[::2]) else bold


def _are_apart(pieces: list[str]) -> bool:
    """Whether each sign that opens stands behind a space, and each that closes before one, with words between them."""
    before, within, between = pieces[0], pieces[1::2], pieces[2:-1:2]
    after = pieces[-1]
    return (
        len(pieces) % 2 == 1
        and all(map(_WORDS.fullmatch, within))
        and (not before or before.endswith(" "))
        and (not after or after.startswith(" "))
        and all(piece.startswith(" ") and piece.endswith(" ") for piece in between)
        and all(not (bare := piece.strip(" ")) or _WORDS.fullmatch(bare) for piece in (before, *between, after))
    )
