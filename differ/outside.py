"""What a paper says outside its questions: the introduction, headings, sections and annexes."""

from __future__ import annotations

from corpus.model import Nota, Section, plain


def text_outside(nota: Nota) -> str:
    """All of it as plain text in reading order; a heading is a paragraph."""
    sections = [item for item in nota.body if isinstance(item, Section)]
    told = [plain(nota.introduction), *(text for own in sections for text in (own.heading, plain(own.blocks)))]
    return "\n\n".join(text for text in told if text)
