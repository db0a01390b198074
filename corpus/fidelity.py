"""No word is lost: what was in the file is in the stored text, or in the list of what was taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.model import BulletList, Nota, Paragraph, Question, Table
from corpus.readers.blocks import Removal
from corpus.text import words


def body_words(nota: Nota) -> Counter[str]:
    """The words of the stored body: texts and headings of sections, without what the normal form adds."""
    return words("\n".join(_texts(nota)))


def difference(source: Counter[str], nota: Nota, removed: Iterable[Removal]) -> tuple[Counter[str], Counter[str]]:
    """The words that are lost and those that are new: both are empty where the text is faithful.

    Words are counted, not searched for, so that one of two equal words cannot go unnoticed.
    """
    kept = body_words(nota) + words("\n".join(removal.text for removal in removed))
    return source - kept, kept - source


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
            case Paragraph(sentences):
                texts += sentences
            case BulletList(items):
                texts += (sentence for item in items for sentence in item)
            case Table(rows):
                texts += (cell for row in rows for cell in row)
    return texts
