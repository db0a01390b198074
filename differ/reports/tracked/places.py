"""Where the questions and answers of a nota stand in the body of the document that it was read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.errors import CorpusError
from corpus.model import PASSAGE, Answer, Nota, Question, plain
from corpus.references import NUMBERS, expand_numbers
from differ.reports.layout import NOTE_MARK
from differ.reports.tracked.glyphs import NOTE, Glyphs
from differ.reports.tracked.ooxml import Element, W
from differ.reports.tracked.segments import Segment, segments

_ESCAPE = re.compile(r"\\(?=\|)")
_LABEL = re.compile(r"\S{1,6}?[.)]\s+")
_QUESTION = re.compile(rf"(?i)(?:Vra(?:ag|gen)\s+|Passage\s+)?\b(?P<numbers>{NUMBERS})(?!\w)")
_ANSWER = re.compile(rf"(?i)(?:be)?antwoord(?:en|ing)?\b(?:[^\n\d]*(?P<numbers>{NUMBERS}))?")
_LONGEST_MARK = 60
"""Signs of the mark of a question or an answer, its spaces among them; what is longer is text."""


class Misplaced(CorpusError):
    """A text that is not found in the document, or found where it cannot be edited."""


@dataclass(slots=True)
class Region:
    """A question or an answer in the document; places are those of signs."""

    part: Question | Answer
    segments: tuple[Segment, ...]
    start: int
    """Where its mark begins."""
    text: int
    """Where its text begins."""
    end: int
    """Behind its last sign; behind the end of its paragraph, where it fills that."""
    at: dict[int, int]
    """A place in its plain text -> the sign there; white space and structure have none."""
    numbers: tuple[int, int] | None = None
    """Where in its mark the numbers stand."""


def find(nota: Nota, glyphs: Glyphs) -> list[Region]:
    """The regions of all questions and answers that have a text, in the order of the document. Raises Misplaced."""
    finder = _Finder(glyphs)
    regions = []
    for item in nota.body:
        if isinstance(item, Question):
            for part in (item, item.answer):
                if part and part.blocks:
                    regions.append(finder.region(part))
    regions.sort(key=lambda region: region.text)
    for before, region in zip([None, *regions], regions, strict=False):
        _add_mark(glyphs, region, before.end if before else 0)
    return regions


class _Finder:
    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._cursor = 0

    def region(self, part: Question | Answer) -> Region:
        own = segments(part.blocks)
        text = plain(part.blocks)
        at = self._whole(text, own) or self._piecewise(text, own)
        if not at:
            raise Misplaced("'%(text)s' is not found in the document", text=" ".join(text.split())[:60])
        first, last = min(at.values()), max(at.values())
        return Region(part, own, first, first, _end(self._glyphs, last + 1), at)

    def _whole(self, text: str, own: Sequence[Segment]) -> dict[int, int] | None:
        """All letters in a row: first from where the text before it ended, because short answers recur."""
        return self._found(_letters(text, own))

    def _piecewise(self, text: str, own: Sequence[Segment]) -> dict[int, int] | None:
        """Segment by segment; of a list item its label may be counted by the document and stand nowhere in it."""
        at: dict[int, int] = {}
        for one in own:
            found = self._found(_letters(text, (one,)))
            if found is None and (label := _LABEL.match(text, one.start, one.end)):
                found = self._found(_letters(text, (Segment(one.kind, label.end(), one.end),)))
            if found is None:
                return None
            at |= found
        return at

    def _found(self, letters: list[_Letter]) -> dict[int, int] | None:
        if not letters:
            return {}
        has_note = any(letter.typed is not None for letter in letters)
        pattern = re.compile("".join(letter.pattern for letter in letters)) if has_note else None
        plain = "".join(letter.sign for letter in letters)
        for cursor in (self._cursor, 0):
            if pattern and (match := pattern.search(self._glyphs.letters, cursor)):
                starts = [match.start(number) for number in range(1, len(letters) + 1)]
                self._cursor = match.end()
            elif not pattern and (start := self._glyphs.letters.find(plain, cursor)) >= 0:
                starts = list(range(start, start + len(plain)))
                self._cursor = starts[-1] + 1
            else:
                continue
            return {letter.place: self._glyphs.letter_at[at] for letter, at in zip(letters, starts, strict=True)}
        return None


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter of a plain text, or the mark of a note in it."""

    place: int
    """In the text."""
    sign: str
    typed: str | None = None
    """Of the mark of a note: how it reads where it was typed, and is no note of the document."""

    @property
    def pattern(self) -> str:
        """A group that finds it."""
        return f"({re.escape(self.sign)})" if self.typed is None else rf"({NOTE}|[\[(]?{re.escape(self.typed)}[\])]?)"


def _letters(text: str, own: Sequence[Segment]) -> list[_Letter]:
    """The letters of segments as the document has them."""
    found: list[_Letter] = []
    for one in own:
        part = text[one.start : one.end]
        notes = {mark.start(): mark for mark in NOTE_MARK.finditer(part)}
        inside = {place for start, mark in notes.items() for place in range(start + 1, mark.end())}
        escapes = {mark.start() for mark in _ESCAPE.finditer(part)} if one.kind == "cell" else set()
        for place, sign in enumerate(part):
            if place in notes:
                found.append(_Letter(one.start + place, NOTE, notes[place][1].strip("()[] ")))
            elif place not in inside and place not in escapes and not sign.isspace():
                found.append(_Letter(one.start + place, sign))
    return found


def _end(glyphs: Glyphs, end: int) -> int:
    """Behind the end of the paragraph, if nothing else stands in it."""
    place = end
    while place < len(glyphs.all) and glyphs.all[place].run is not None:
        if glyphs.all[place].sign.strip() or not glyphs.all[place].sign:
            return end
        place += 1
    return place + 1


# Marks


def _add_mark(glyphs: Glyphs, region: Region, floor: int) -> None:
    """What stands right before a text and names it: 'Vraag 3', '3.', 'Antwoord op de vragen 7 en 8'."""
    lowest = max(floor, region.text - _LONGEST_MARK)
    before = "".join(glyph.sign or "\n" for glyph in glyphs.all[lowest : region.text])
    mark = _answer_mark(before) if isinstance(region.part, Answer) else _question_mark(before, region.part.number)
    if mark:
        region.start = lowest + mark.start()
        if mark["numbers"]:
            region.numbers = lowest + mark.start("numbers"), lowest + mark.end("numbers")


def _question_mark(before: str, number: str) -> re.Match[str] | None:
    """The last that names this number, among others where one text asks several."""
    wanted = number.removeprefix(PASSAGE)
    named = (match for match in _QUESTION.finditer(before) if wanted in expand_numbers(match["numbers"].lower()))
    return max(named, key=lambda match: match.start(), default=None)


def _answer_mark(before: str) -> re.Match[str] | None:
    return max(_ANSWER.finditer(before), key=lambda match: match.start(), default=None)


@dataclass(frozen=True)
class Places:
    """A place in the plain text of a region -> the place in the document."""

    region: Region
    text: str

    def __call__(self, place: int, within: Segment | None = None) -> int:
        """White space belongs to what stands before it."""
        at = self.region.at
        keys = self._keys(within)
        if not keys:
            raise Misplaced("'%(text)s' is not found in the document", text=self.text[:60])
        behind = bisect_left(keys, place)
        if behind == 0:
            return at[keys[0]]
        spaced = place > 0 and self.text[place - 1].isspace()
        return at[keys[behind]] if spaced and behind < len(keys) else at[keys[behind - 1]] + 1

    def _keys(self, within: Segment | None) -> list[int]:
        if within is None:
            return sorted(self.region.at)
        return sorted(place for place in self.region.at if within.start <= place < within.end)


def ancestor(element: Element, name: Literal["tbl", "tr"]) -> Element:
    """The table, or the row, that something stands in. Raises Misplaced."""
    found = next(element.iterancestors(f"{W}{name}"), None)
    if found is None:
        raise Misplaced("a table of the text is not found in the document")
    return found
