"""Where each sentence of a nota stands in the file it was read from: derived, and made again when it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.model import Block, Nota, sentences
from corpus.normal import load
from corpus.readers import read
from corpus.readers.blocks import Options, Source, SourceBlock
from corpus.text import word_list

_RUN = 4
"""Words by which a sentence is found again; fewer recur by chance in one paper."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source."""

    page: int | None
    """Counted from 1; None where the file has no pages."""
    line: int
    """Of a text the line, of a document the paragraph; counted from 1."""


@dataclass(frozen=True, slots=True)
class Located:
    """One sentence of a question or its answer, and where it begins; None where it was not found again."""

    part: Literal["question", "answer"]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sentences of each question and of the answer that serves it begin, by its number."""

    of: dict[str, tuple[Located, ...]]


def in_file(name: str, data: bytes, options: Options, text: str) -> Places:
    """The places of a text in normal form in the file that it was read from. Raises FileRefused and DamagedText."""
    return Places(locate(load(text), read(name, data, options)))


def locate(nota: Nota, source: Source) -> dict[str, tuple[Located, ...]]:
    """The sentences of each question and of the answer that serves it, by its number. Linear in the words.

    A sentence is looked for by its first words, from where the one before it was found: an answer that
    stands elsewhere than its question is found all the same.
    """
    finder = _Finder(source.blocks)
    return {
        pair.number: (
            *finder.sentences("question", pair.question.blocks),
            *finder.sentences("answer", pair.answer.blocks if pair.answer else ()),
        )
        for pair in nota.pairs
    }


class _Finder:
    """The words of a source with their places, and where the search has come to."""

    def __init__(self, blocks: tuple[SourceBlock, ...]) -> None:
        self._places: list[Place] = []
        words: list[str] = []
        for block in blocks:
            for text, place in _placed(block):
                found = word_list(text)
                words += found
                self._places += [place] * len(found)
        self._runs: dict[tuple[str, ...], list[int]] = {}
        for length in range(1, _RUN + 1):
            for at in range(len(words) - length + 1):
                self._runs.setdefault(tuple(words[at : at + length]), []).append(at)
        self._at = 0

    def sentences(self, part: Literal["question", "answer"], blocks: tuple[Block, ...]) -> Iterator[Located]:
        for sentence in sentences(blocks):
            yield Located(part, self._find(word_list(sentence)))

    def _find(self, words: list[str]) -> Place | None:
        # Within a sentence furniture may have stood, or a mark of a note: then its words are tried from further on.
        for start in range(max(1, len(words) - _RUN + 1)):
            places = self._runs.get(tuple(words[start : start + _RUN]))
            if places:
                at = places[min(bisect_left(places, self._at), len(places) - 1)]
                self._at = at
                return self._places[at]
        return None


def _placed(block: SourceBlock) -> Iterator[tuple[str, Place]]:
    texts = [" ".join(row) for row in block.rows] if block.rows else list(block.lines)
    for index, text in enumerate(texts):
        page = block.pages[min(index, len(block.pages) - 1)] if block.pages else None
        # A paragraph of a document is one place; of a text, and of a page, each line is one.
        yield text, Place(page, block.line + index)
