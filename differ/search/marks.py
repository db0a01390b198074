"""A text and what was looked for -> the part of it worth showing, and which words were meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from differ.questions.folding import WORD
from differ.search.query import Query
from differ.search.terms import as_printed, forms_as_printed, own_forms, placed, plain

WIDTH = 320
"""Signs of an excerpt, about: three lines."""
_BEFORE = 90
"""Signs before the first word that was meant."""

Mark = tuple[int, int]
"""Where it begins and ends, in signs."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a text."""

    text: str
    marks: tuple[Mark, ...]
    """The words that were looked for, in order; none overlap."""
    cut_before: bool
    cut_after: bool

    def runs(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it was looked for; joined they are the text."""
        at = 0
        for start, end in self.marks:
            if at < start:
                yield self.text[at:start], False
            yield self.text[start:end], True
            at = end
        if at < len(self.text):
            yield self.text[at:], False


class Marker:
    """Finds in texts what one query looks for."""

    def __init__(self, query: Query) -> None:
        terms = query.wanted
        self._forms = frozenset(f for term in terms if term.kind == "form" for f in own_forms(term.words[0]))
        self._prefixes = tuple(plain(term.words[0]) for term in terms if term.kind == "prefix")
        self._phrases = [tuple(map(plain, term.words)) for term in terms if term.kind == "phrase"]
        self._told: dict[str, bool] = {}
        """Of each word that was met, as it is printed, whether it is meant: texts share most of theirs."""

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Where the words stand that are looked for. Linear in the text."""
        tokens = set(WORD.findall(text))
        self._told |= {token: self._meant(token) for token in tokens - self._told.keys()}
        meant = [token for token in tokens if self._told[token]]
        found = {mark for token in meant for mark in _places(token, text)}
        if self._phrases:
            found |= set(self._said(text))
        return tuple(_apart(sorted(found)))

    def _said(self, text: str) -> Iterator[Mark]:
        """Where the phrases stand."""
        spots = list(placed(text))
        said = [plain(word) for _, _, word in spots]
        for phrase in self._phrases:
            for at, word in enumerate(said):
                if word == phrase[0] and tuple(said[at : at + len(phrase)]) == phrase:
                    yield spots[at][0], spots[at + len(phrase) - 1][1]

    def excerpt(self, text: str, width: int = WIDTH) -> Excerpt:
        """The part of a text around what is looked for, cut between words; its beginning where nothing is."""
        marks = self.marks(text)
        if len(text) <= width:
            return Excerpt(text, marks, False, False)
        start = _start(text, marks, width)
        end = _word_end(text, start + width)
        kept = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
        return Excerpt(text[start:end], kept, start > 0, end < len(text))

    def _meant(self, token: str) -> bool:
        if self._forms and not self._forms.isdisjoint(forms_as_printed(token)):
            return True
        return bool(self._prefixes) and as_printed(token).startswith(self._prefixes)


def _places(token: str, text: str) -> Iterator[Mark]:
    """Where a word stands, and not within another."""
    at = text.find(token)
    while at >= 0:
        end = at + len(token)
        whole = WORD.match(text, at)
        if whole and whole.end() == end and not (text[at - 1 : at].isalnum() and token[0].isalnum()):
            yield at, end
        at = text.find(token, end)


def _apart(found: Sequence[Mark]) -> Iterator[Mark]:
    """Marks of which none overlap: of a phrase and a word in it, the phrase."""
    at = 0
    for start, end in sorted(found, key=lambda mark: (mark[0], -mark[1])):
        if start >= at:
            yield start, end
            at = end


def _start(text: str, marks: Sequence[Mark], width: int) -> int:
    """Where the stretch begins that has most of what is looked for; at the begin of a sentence where one is near."""
    if not marks or marks[0][0] <= _BEFORE:
        return 0
    counts = [(sum(1 for other in marks if 0 <= other[0] - own[0] < width - _BEFORE), -own[0]) for own in marks]
    first = -max(counts)[1]
    begin = max(0, min(first - _BEFORE, len(text) - width))
    line = text.rfind("\n", max(0, begin - _BEFORE), first) + 1
    if line:
        return line
    return text.find(" ", begin, first) + 1 or begin if begin else 0


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    line, space = text.rfind("\n", 0, at), text.rfind(" ", 0, at)
    return max(line, space, at // 2)
