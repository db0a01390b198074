"""Paragraphs that a page, a converter or a typist broke in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.blocks import SourceBlock
from corpus.conventions.letterhead import is_office
from corpus.conventions.markers import cut, is_mark

_FEWEST_LINES = 5
"""Lines that go on in a next one, before their width tells anything."""
_MOSTLY = 0.75
"""Of those lines, that are full: the text was wrapped at one width."""
_NARROWEST, _WIDEST = 60, 130
"""Characters of a full line."""
_NEARLY_FULL = 0.8
"""Of the width, from which a line is full: letters are not all of one width."""
_ROOM = 0.25
"""Of the width, that is left of a line that ends early."""
_BEGINS = re.compile(r"[\"'“‘„«(]*[A-Z]")
_LONG_LINE = 40
"""Characters: what is shorter is a line of an address or of a list."""
_LETTERED = re.compile(r"[a-z][.)]")
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’»)\]]*$")


def ended_early(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Rule 'a line that ends early': in a text wrapped at one width, what follows a short line is a paragraph.

    Short: the first word of the next line, which begins as a sentence does, would have fitted with room to spare.
    """
    # What goes on in small letters was ended by the width of the page alone.
    full = sorted(
        len(line)
        for block in blocks
        for line, following in pairwise(block.lines)
        if block.kind == "paragraph" and following[0].islower()
    )
    # A title may be longer than the text is wide.
    width = full[len(full) * 9 // 10] if full else 0
    wrapped = sum(length >= width * _NEARLY_FULL for length in full) >= len(full) * _MOSTLY
    if len(full) < _FEWEST_LINES or not _NARROWEST <= width <= _WIDEST or not wrapped:
        return list(blocks)
    return [piece for block in blocks for piece in _parted(block, width)]


def _parted(block: SourceBlock, width: int) -> Iterator[SourceBlock]:
    cuts = {0, len(block.lines)}
    for at, (line, following) in enumerate(pairwise(block.lines), start=1):
        room = width - len(line) - len(following.split()[0])
        if room > width * _ROOM and _BEGINS.match(following):
            # A title: what stands above it is at an end, and it is no sentence itself.
            is_title = at > 1 and _SENTENCE_END.search(block.lines[at - 2]) and not _SENTENCE_END.search(line)
            cuts |= {at - 1, at} if is_title else {at}
    if block.kind != "paragraph" or len(cuts) < 3:
        yield block
    else:
        yield from (cut(block, start, end) for start, end in pairwise(sorted(cuts)))


def joined(blocks: list[SourceBlock], are_one: Callable[[SourceBlock, SourceBlock], bool]) -> list[SourceBlock]:
    """The blocks with those that are one joined, each with the one before it."""
    joined: list[SourceBlock] = []
    for block in blocks:
        if joined and are_one(joined[-1], block):
            before = joined.pop()
            block = replace(before, lines=(*before.lines, *block.lines), pages=(*before.pages, *block.pages))  # noqa: PLW2901
        joined.append(block)
    return joined


def ended_too_early(before: SourceBlock, after: SourceBlock) -> bool:
    """Rule 'a key too early': a long line of a typed text that is no sentence yet, and one below it that goes on."""
    return (
        before.kind == "paragraph"
        and len(before.text) >= _LONG_LINE
        and broken_by_a_page(before, after)
        and not _LETTERED.match(after.text)
        and not is_office(after.text)
    )


def broken_by_a_page(before: SourceBlock, after: SourceBlock) -> bool:
    """Rule 'broken by a page': of one weight, the first one does not end, and the next one does not begin."""
    # Most begin as a sentence does, which is seen at once.
    if not after.text[:1].islower():
        return False
    if (
        after.kind != "paragraph"
        or before.kind == "table"
        or (before.kind == "heading" and before.level)
        or not (before.lines and after.lines)
    ):
        return False
    if (before.bold == "all") != (after.bold == "all") or is_mark(before) or is_mark(after):
        return False
    return not _SENTENCE_END.search(before.text)
