"""Paragraphs that a page, a converter or a typist broke in two."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.letterhead import is_office
from corpus.markers import is_mark
from corpus.readers.blocks import SourceBlock

_LONG_LINE = 40
"""Characters: what is shorter is a line of an address or of a list."""
_LETTERED = re.compile(r"[a-z][.)]")
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’»)\]]*$")


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
    if (
        after.kind != "paragraph"
        or before.kind == "table"
        or (before.kind == "heading" and before.level)
        or not (before.lines and after.lines)
    ):
        return False
    if (before.bold == "all") != (after.bold == "all") or is_mark(before) or is_mark(after):
        return False
    return not _SENTENCE_END.search(before.text) and after.text[0].islower()
