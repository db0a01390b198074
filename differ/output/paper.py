"""A nota, or a question of it, -> lines for a terminal: all that the paper says, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

import click

from corpus.model import Document, Nota, QAPair, Section, plain
from differ.bilingual.language import Translator
from differ.bilingual.words import called
from differ.output.standing import corrections
from differ.output.window import Window
from differ.outside import signatures


class Paper:
    """Writes a nota for one reader: in their language, at the width of their window."""

    def __init__(self, say: Translator, window: Window) -> None:
        self._say = say
        self._window = window

    def lines(self, document: Document) -> Iterator[str]:
        """Its title, then each question with its answer, among what stands outside them."""
        nota = document.nota
        yield click.style(f"{document.address}  {nota.meta.titel or ''}".rstrip(), bold=True)
        if nota.meta.dossiertitel:
            yield f"{nota.meta.dossier}  {nota.meta.dossiertitel}"
        yield from map(self._say, corrections(document.version) if document.version else ())
        yield from self._apart(plain(nota.introduction))
        pairs = {pair.number: pair for pair in nota.pairs}
        for item in nota.body:
            if isinstance(item, Section):
                yield from self._apart(item.heading)
                yield from self._apart(plain(item.blocks))
            else:
                yield ""
                yield from self._pair(nota, pairs[item.number])
        # Of a question alone it is not asked who signed the paper.
        if nota.introduction or len(nota.body) > 1:
            yield from self._apart("\n".join(signatures(nota)))

    def _pair(self, nota: Nota, pair: QAPair) -> Iterator[str]:
        yield click.style(self._say(called(pair.number)), bold=True)
        yield from self._window.wrapped(pair.question.text, "  ")
        # A passage of which no part answers another is a text by itself: nothing is missing there.
        if pair.answer or not nota.in_passages:
            yield from self._apart(pair.answer.text if pair.answer else self._say("(no answer)"), "    ")
        notes = (f"{note.printed} {note.tekst}" for note in nota.notes_of(pair) if note.tekst)
        yield from self._apart("\n".join(notes), "    ")

    def _apart(self, text: str, indent: str = "") -> Iterator[str]:
        """A text under a blank line; nothing of none."""
        if text:
            yield ""
            yield from self._window.wrapped(text, indent)
