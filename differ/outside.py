"""What a paper says outside its questions: titles, introduction, headings, sections, annexes, notes, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Nota, Section, plain


def text_outside(nota: Nota) -> str:
    """All of it as plain text in reading order; a heading, a note and a signature are paragraphs.

    Of the header only the titles: a number or a date of receipt tells versions apart, and is no text of theirs.
    """
    return "\n\n".join(text for text in _paragraphs(nota) if text)


def _paragraphs(nota: Nota) -> Iterator[str]:
    yield from (nota.meta.titel or "", nota.meta.dossiertitel or "", plain(nota.introduction))
    for item in nota.body:
        if isinstance(item, Section):
            yield from (item.heading, plain(item.blocks))
    yield from (f"[^{note.merk}] {note.tekst}" for note in nota.meta.noten if note.tekst)
    yield from signatures(nota)


def signatures(nota: Nota) -> Iterator[str]:
    """Who signed it, one by one."""
    return (", ".join(filter(None, (who.functie, who.naam))) for who in nota.meta.ondertekend)
