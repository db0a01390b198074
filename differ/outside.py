"""What a paper says outside its questions: the introduction, headings, sections and annexes."""

from __future__ import annotations

from dataclasses import replace

from corpus.model import Nota, Section, plain
from differ.model import Change, TextDiff


def text_outside(nota: Nota) -> str:
    """All of it as plain text in reading order; a heading is a paragraph."""
    sections = [item for item in nota.body if isinstance(item, Section)]
    told = [plain(nota.introduction), *(text for own in sections for text in (own.heading, plain(own.blocks)))]
    return "\n\n".join(text for text in told if text)


def changed_paragraphs(diff: TextDiff) -> TextDiff:
    """Of a text only the paragraphs in which something changed: what one looks for in a long letter."""
    paragraphs: list[list[Change]] = [[]]
    for change in diff.changes:
        for number, piece in enumerate(change.text.split("\n\n")):
            if number:
                paragraphs.append([])
            if piece:
                paragraphs[-1].append(replace(change, text=piece))
    touched = [own for own in paragraphs if any(change.op != "equal" for change in own)]
    apart = [[*own, Change("equal", "\n\n")] for own in touched[:-1]] + touched[-1:]
    return replace(diff, changes=tuple(change for own in apart for change in own))
