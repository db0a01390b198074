"""Where in a sentence it points to another answer or another paper: what a page makes a link of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from corpus.references import placed_citations, placed_mentions

_NUMBER = re.compile(r"\d{1,3}[a-z]?")
# 'vraag 1' is one thing to point at; of 'vragen 17, 18 en 19' each number is.
_WORD_BEFORE = re.compile(r"\w+ $")


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words from `start` to `end` (offsets in the sentence) that point to a question, to a paper, or to both."""

    start: int
    end: int
    paper: str | None
    """The id of the other paper; None: this paper."""
    number: str | None
    """Of the question; None: the paper as a whole."""


def pointers(sentence: str, dossier: str | None = None, known: frozenset[str] = frozenset()) -> tuple[Pointer, ...]:
    """What a sentence points to, in order, without overlap; a paper that is not certain is left out.

    `dossier` is that of the paper itself, `known` are the ids of the corpus, as for `corpus.references.mentions`.
    """
    found = sorted(
        chain(_questions(sentence, dossier, known), _papers(sentence, known)), key=lambda own: (own.start, -own.end)
    )
    kept: list[Pointer] = []
    for pointer in found:
        if not kept or pointer.start >= kept[-1].end:
            kept.append(pointer)
    return tuple(kept)


def _questions(sentence: str, dossier: str | None, known: frozenset[str]) -> Iterator[Pointer]:
    for span, mention in placed_mentions(sentence, dossier, known):
        numbers = list(_NUMBER.finditer(sentence, span.start, span.stop))
        word = _WORD_BEFORE.search(sentence[: span.start]) if len(numbers) == 1 else None
        for number in numbers:
            yield Pointer(word.start() if word else number.start(), number.end(), mention.paper, number[0])


def _papers(sentence: str, known: frozenset[str]) -> Iterator[Pointer]:
    for start, citation in placed_citations(sentence, known):
        if citation.id:
            yield Pointer(start, start + len(citation.text), citation.id, None)
