"""Footnotes: those whose text is known, and marks that a converter glued to their word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.model import Nota, Note, sentences
from corpus.readers.blocks import SourceNote

# A footnote mark that a converter glued to its word: 'NRC3'. Names that end in a figure are none.
_GLUED = re.compile(
    r"(?<![\w-])([A-Z]{2,}|[A-Z]?[a-z]{3,})(\d{1,2})"
    # A date or a dossier that lost its space: 'op19 september', 'Kamerstuk23 432'.
    r"(?![\w%-]|[.,]\d| \d{3}\b| (?:jan|feb|maart|apr|mei|juni|juli|aug|sep|okt|nov|dec))"
)
_NAMES_WITH_FIGURES = frozenset("CO NOX PM NH NO MH EU COVID AWACS SARS UN ISO IPCC IP WLTP MQ SM CV AH SF".split())


def known_notes(nota: Nota, notes: Iterable[SourceNote]) -> Iterator[Note]:
    """The notes of a file, each with the word that bears its mark: 'gemeld[^1]' -> bij 'gemeld'."""
    text = "\n".join(_all_sentences(nota))
    for note in notes:
        word = re.search(rf"(\S*)\[\^{re.escape(note.mark)}\]", text)
        bearer = re.sub(r"\[\^[^\]]+\]", "", word[1]).strip(".,;:?!()") if word else ""
        yield Note(note.mark, bearer or None, note.text)


def glued_notes(nota: Nota) -> Iterator[Note]:
    """Marks that look like part of their word, as 'NRC3': the text keeps them, their notes are unknown."""
    for sentence in _all_sentences(nota):
        for match in _GLUED.finditer(sentence):
            if match[1].upper() not in _NAMES_WITH_FIGURES:
                yield Note(match[2], match[0], None)


def _all_sentences(nota: Nota) -> Iterator[str]:
    for pair in nota.pairs:
        for blocks in (pair.question.blocks, pair.question.answer.blocks if pair.question.answer else ()):
            yield from sentences(blocks)
