"""No word is lost: what was in the file is in the stored text, or in the list of what was taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.blocks import Removal
from corpus.model import BulletList, Nota, Paragraph, Question, Table
from corpus.text import Words

_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")


def body_words(nota: Nota) -> Words:
    """The words of the stored text: of texts, headings of sections and notes, without what the normal form adds."""
    known = {note.merk for note in nota.meta.noten if note.tekst is not None}
    texts = _texts(nota)
    if known:
        texts = [_NOTE_MARK.sub(lambda match: "" if match[1] in known else match[0], text) for text in texts]
    return Words((*texts, *(note.tekst for note in nota.meta.noten if note.tekst is not None)))


def difference(source: Words, nota: Nota, removed: Iterable[Removal]) -> tuple[Counter[str], Counter[str]]:
    """The words that are lost and those that are new: both are empty where the text is faithful.

    Words are counted, not searched for, so that one of two equal words cannot go unnoticed.
    """
    gone = tuple(removed)
    kept = body_words(nota)
    taken = Words(tuple(removal.text for removal in gone))
    put = Words(tuple(removal.instead for removal in gone if removal.instead))
    # As it nearly always is, and is seen without a look at each word.
    if source.mark + put.mark == kept.mark + taken.mark:
        return Counter(), Counter()
    there, here = source.counted() + put.counted(), kept.counted() + taken.counted()
    return there - here, here - there


def notes_of_front_matter(nota: Nota) -> tuple[Removal, ...]:
    """Of a text that brings its own front matter: its notes are counted with that, and their marks are in the body."""
    notes = {note.merk: note.tekst for note in nota.meta.noten if note.tekst is not None}
    marks = [match[1] for text in _texts(nota) for match in _NOTE_MARK.finditer(text) if match[1] in notes]
    return (*(Removal("note", mark) for mark in marks), *(Removal("note", "", text) for text in notes.values()))


def _texts(nota: Nota) -> list[str]:
    texts: list[str] = []
    blocks = list(nota.introduction)
    for item in nota.body:
        blocks += item.blocks
        if isinstance(item, Question):
            blocks += item.answer.blocks if item.answer else ()
        else:
            texts.append(item.heading)
    for block in blocks:
        match block:
            # As they stood in the source, of which the words were counted a moment before.
            case Paragraph(sentences):
                texts.append(" ".join(sentences))
            case BulletList(items):
                texts += map(" ".join, items)
            case Table(rows):
                texts += (cell for row in rows for cell in row)
    return texts
