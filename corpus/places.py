"""Where each sentence of a nota stands in the file it was read from: derived, and made again when it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.blocks import Options, Source, SourceBlock
from corpus.model import Block, Nota, Section, sentences
from corpus.normal import load
from corpus.readers import read
from corpus.text import word_list

Part = Literal["question", "answer", "heading", "text"]
"""What a sentence is of: a question, its answer, or outside them, of a section its heading or the text below."""
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
    """One sentence, or the heading of a section, and where it begins; None where it was not found again."""

    part: Part
    place: Place | None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sentences of a nota begin."""

    of: dict[str, tuple[Located, ...]]
    """Those of each question and of the answer that serves it, by its number."""
    outside: tuple[tuple[Located, ...], ...]
    """Those outside the questions: of the introduction, then of each item of the body, () for a question."""


def in_file(name: str, data: bytes, options: Options, text: str) -> Places:
    """The places of a text in normal form in the file that it was read from. Raises FileRefused and DamagedText."""
    return locate(load(text), read(name, data, options))


def locate(nota: Nota, source: Source) -> Places:
    """The places of the sentences of a nota in its source. Linear in the words.

    A sentence is looked for by its first words, from where the one before it was found to end: one that
    stands elsewhere than where it is read is found all the same.
    """
    finder = _Finder(source.blocks)
    outside = [tuple(finder.sentences("text", nota.introduction))]
    asked: dict[str, tuple[Located, ...]] = {}
    answered: dict[str, tuple[Located, ...]] = {}
    for item in nota.body:
        if isinstance(item, Section):
            outside.append((finder.heading(item.heading), *finder.sentences("text", item.blocks)))
            continue
        outside.append(())
        asked[item.number] = tuple(finder.sentences("question", item.blocks))
        answer = item.answer
        found = tuple(finder.sentences("answer", answer.blocks)) if answer else ()
        answered |= dict.fromkeys(answer.numbers if answer else (), found)
    return Places({number: (*own, *answered.get(number, ())) for number, own in asked.items()}, tuple(outside))


def placed(block: SourceBlock) -> Iterator[tuple[str, Place]]:
    """The lines of a block, of a table its rows, each with its place."""
    texts = [" | ".join(row) for row in block.rows] if block.rows else list(block.lines)
    for index, text in enumerate(texts):
        page = block.pages[min(index, len(block.pages) - 1)] if block.pages else None
        yield text, Place(page, block.numbers[index] if block.numbers else block.line)


class _Finder:
    """The words of a source with their places, and where the search has come to."""

    def __init__(self, blocks: tuple[SourceBlock, ...]) -> None:
        self._places: list[Place] = []
        words: list[str] = []
        for block in blocks:
            for text, place in placed(block):
                found = word_list(text)
                words += found
                self._places += [place] * len(found)
        self._runs: dict[tuple[str, ...], list[int]] = {}
        for length in range(1, _RUN + 1):
            for at in range(len(words) - length + 1):
                self._runs.setdefault(tuple(words[at : at + length]), []).append(at)
        self._at = 0

    def sentences(self, part: Part, blocks: tuple[Block, ...]) -> Iterator[Located]:
        for sentence in sentences(blocks):
            yield Located(part, self._find(word_list(sentence)))

    def heading(self, text: str) -> Located:
        return Located("heading", self._find(word_list(text)))

    def _find(self, words: list[str]) -> Place | None:
        # A row of empty cells stands where the next one does.
        if not words:
            return self._places[min(self._at, len(self._places) - 1)] if self._places else None
        # Within a sentence furniture may have stood, or a mark of a note: then its words are tried from further on.
        for start in range(max(1, len(words) - _RUN + 1)):
            places = self._runs.get(tuple(words[start : start + _RUN]))
            if places:
                at = places[min(bisect_left(places, self._at), len(places) - 1)]
                self._at = at + len(words) - start
                return self._places[at]
        return None
