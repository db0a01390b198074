"""Footnotes: those whose text is known, and marks that a converter glued to their word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from corpus.blocks import Removal, SourceBlock, SourceNote
from corpus.model import Nota, Note, Question, sentences

# A footnote mark that a converter glued to its word: 'NRC3'. Names that end in a figure are none.
_GLUED = re.compile(
    r"(?<![\w-])([A-Z]{2,}|[A-Z]?[a-z]{3,})(\d{1,2})"
    # A date or a dossier that lost its space: 'op19 september', 'Kamerstuk23 432'.
    r"(?![\w%-]|[.,]\d| \d{3}\b| (?:jan|feb|maart|apr|mei|juni|juli|aug|sep|okt|nov|dec))"
)
# 'de Kamer.»1', '(33.279-40).1': a mark behind what closes a quotation or a bracket.
_GLUED_TO_CLOSE = re.compile(r"(?<!\S)\S*(?:[^\W\d_][.,?!]?[»”\"][.,;?!]?|\w\)[.,;?!])(\d{1,2})(?![\w%/-]|[.,]\d)")
# What these two need, and nearly no sentence has: the patterns themselves try every word from every letter of it.
_LETTER_AND_FIGURE = re.compile(r"[A-Za-z]\d")
_CLOSE_AND_FIGURE = re.compile(r"[»”\"][.,;?!]?\d|\)[.,;?!]\d")
# What any of the three needs.
_MAY_BE_MARK = re.compile(r"[\d^]")
_FURTHEST = 3
"""Notes by which a mark is beyond the last known one, before what looks like a mark is taken for a figure."""
# 'gemeld[^1]': the mark of a note that did not come along.
_LOST = re.compile(r"(\S*\w\S*)\[\^([^\]\s]+)\]")
_NAMES_WITH_FIGURES = frozenset("CO NOX PM NH NO MH EU COVID AWACS SARS UN ISO IPCC IP WLTP MQ SM CV AH SF".split())


def known_notes(nota: Nota, notes: Iterable[SourceNote]) -> Iterator[Note]:
    """The notes of a file, each with the word that bears its mark: 'gemeld[^1]' -> bij 'gemeld'."""
    known = tuple(notes)
    text = "\n".join(_all_sentences(nota)) if known else ""
    for note in known:
        word = re.search(rf"(\S*\w\S*)?(?: [^\w\s\[\]]+)?\[\^{re.escape(note.mark)}\]", text)
        bearer = re.sub(r"\[\^[^\]]+\]", "", word[1] or "").strip(".,;:?!()") if word else ""
        yield Note(note.mark, bearer or None, note.text)


def glued_notes(nota: Nota, known: Iterable[SourceNote]) -> Iterator[Note]:
    """Marks that look like part of their word, as 'NRC3': the text keeps them, their notes are unknown."""
    marks = {note.mark for note in known}
    last = max((int(mark) for mark in marks if mark.isdigit()), default=0)

    def may_be(figure: str) -> bool:
        return not last or int(figure) <= last + _FURTHEST

    for question in nota.body:
        for kind, figure, bearer in _marks_of(question) if isinstance(question, Question) else ():
            if figure not in marks if kind == "lost" else may_be(figure):
                yield Note(figure, bearer, None)


@lru_cache(maxsize=4096)
def _marks_of(question: Question) -> tuple[tuple[str, str, str], ...]:
    return tuple(mark for sentence in _sentences_of(question) for mark in _marks_in(sentence))


@lru_cache(maxsize=1 << 14)
def _marks_in(sentence: str) -> tuple[tuple[str, str, str], ...]:
    """What may be a mark in a sentence: `lost` or `glued`, the mark, and the word that bears it."""
    if not _MAY_BE_MARK.search(sentence):
        return ()
    return (
        *(("lost", match[2], match[0]) for match in (_LOST.finditer(sentence) if "[^" in sentence else ())),
        *(
            ("glued", match[2], match[0])
            for match in (_GLUED.finditer(sentence) if _LETTER_AND_FIGURE.search(sentence) else ())
            if match[1].upper() not in _NAMES_WITH_FIGURES
        ),
        *(
            ("glued", match[1], match[0])
            for match in (_GLUED_TO_CLOSE.finditer(sentence) if _CLOSE_AND_FIGURE.search(sentence) else ())
        ),
    )


def _all_sentences(nota: Nota) -> Iterator[str]:
    for item in nota.body:
        if isinstance(item, Question):
            yield from _sentences_of(item)


def _sentences_of(question: Question) -> Iterator[str]:
    """Of a question, and of the answer that stands under it."""
    yield from sentences(question.blocks)
    yield from sentences(question.answer.blocks if question.answer else ())


# Notes that were typed by hand, as '1) NOS, 11 november 2024' behind the last answer

_TYPED = re.compile(r"(?:\[(?P<square>\d{1,2})\]|(?P<round>\d{1,2})[.)])\s*(?=\S)")


def take_typed_notes(
    blocks: list[SourceBlock], behind: int, taken: Iterable[SourceNote]
) -> tuple[list[SourceBlock], list[SourceNote], list[Removal]]:
    """Rule 'typed notes': what counts up from 1 behind the last answer to the end, with marks in the text.

    Only blocks after `behind` are looked at; `taken` are the notes that are known already. Where not even most
    of the marks are found it is a list like any other, and stays text.
    """
    start = next((i for i in range(behind + 2, len(blocks)) if _typed_number(blocks[i]) == 1), None)
    if start is None:
        return blocks, [], []
    notes, removed = _typed(blocks[start:], bool(tuple(taken)))
    text = list(blocks[:start])
    found = [_mark_typed(text, number, note.mark, removed) for number, note in enumerate(notes, start=1)]
    return (text, notes, removed) if found[0] and sum(found) * 2 >= len(found) else (blocks, [], [])


def _typed(blocks: list[SourceBlock], taken: bool) -> tuple[list[SourceNote], list[Removal]]:
    notes: list[SourceNote] = []
    removed: list[Removal] = []
    # Beside notes of the format itself they keep the bracket with which they are printed.
    bracket = ")" if taken else ""
    for block in blocks:
        number = len(notes) + 1
        if _typed_number(block) == number:
            sign = _TYPED.match(block.text)
            assert sign
            notes.append(SourceNote(f"{number}{bracket}", block.text[sign.end() :]))
            removed.append(Removal("note", sign[0]))
        else:
            notes[-1] = SourceNote(notes[-1].mark, f"{notes[-1].text} {block.text}")
    return notes, removed


def _typed_number(block: SourceBlock) -> int | None:
    match = _TYPED.match(block.text) if block.kind in ("paragraph", "item") else None
    return int(match["square"] or match["round"]) if match else None


def _mark_typed(blocks: list[SourceBlock], number: int, mark: str, removed: list[Removal]) -> bool:
    """Set `[^1]` in the place of the first '1)' or '[1]' that stands behind a word, or alone on its line."""
    sign = re.compile(rf"(?:(?<=[^\s\d])\s?|^(?=[\[\d\])\s]+$))(?:\[{number}\]|{number}\))(?!\w)")
    for i, block in enumerate(blocks):
        for j, line in enumerate(block.lines):
            if match := sign.search(line):
                token = re.split(r"\s", line[: match.start()])[-1]
                removed.append(Removal("note", f"{token}{match[0]}", token))
                marked = f"{line[: match.start()]}[^{mark}]{line[match.end() :]}"
                blocks[i] = replace(block, lines=(*block.lines[:j], marked, *block.lines[j + 1 :]))
                return True
    return False
