"""Footnotes at the foot of printed pages: out of the running text, and back to where their mark stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Removal, SourceNote
from corpus.readers.assembly import Line, whole_words

_MOST_NOTES = 500
_MOST_MISSED = 3
"""Notes of which mark or text is lost, before what looks like more is taken for chance."""
# '1The Guardian, …', '2https://…', '1 Aanhangsel van …', '1) Orde van …'; '1. Bent u …' is a question.
_NOTE = r"(?:\[{number}\]|{number}\)?)\s?(?=[^\W\d_a-z]|\d{{4}} |\d{{6,}}|https?:|www\.|[a-z]+[./]|[«‘“\"'])"
_SMALL_NOTE = r"(?:\[{number}\]|{number}\)?)\s(?=[a-z])"
_BEARS = re.compile(r"(?:[^\W\d_]|[)»”’\"'.?!]|\b(?:19|20)\d\d)$")
_UNENDED = re.compile(r"[^\W\d_]$")
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NO_MARKS = re.compile(r"\b(?:CO|NO|SO|PM|H|O|NH|COVID-)$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where the mark of a note stands: in a line, or as a line of its own."""

    line: int
    start: int
    end: int


def take_notes(lines: Sequence[Line], sign: str = "") -> tuple[list[Line], list[SourceNote], list[Removal]]:
    """The lines without footnotes, with `[^1]` where their marks stand; the notes; and the marks as they were printed.

    Notes count up from 1 through the paper. One is taken only when both are found, the mark and below it, at the
    foot of that page or of a later one, the note. Otherwise both stay text. Where `sign` is given, it stands
    before each figure that is printed as a mark, and nothing else is one.
    """
    text = list(lines)
    notes: list[SourceNote] = []
    removed: list[Removal] = []
    at, missed, foot = 0, 0, -1
    for number in range(1, _MOST_NOTES):
        mark = _signed(text, at, f"{sign}{number}") if sign else _mark(text, at, number)
        body = _note(text, mark.line + 1, number, foot) if mark else None
        if not mark or not body:
            missed += 1
            if missed > _MOST_MISSED:
                break
            continue
        first, last = body
        note, gone = _note_text(text[first:last], number)
        notes.append(note)
        removed += gone
        del text[first:last]
        before = len(text)
        removed += _put_mark(text, mark, number)
        foot = first - (before - len(text))
        at = max(mark.line - 1, 0)
    return text, notes, removed


def _signed(lines: Sequence[Line], start: int, sign: str) -> _Mark | None:
    pattern = re.compile(rf"{sign}(?!\d)")
    for index in range(start, len(lines)):
        if match := pattern.search(lines[index].text):
            return _Mark(index, match.start(), match.end())
    return None


def _mark(lines: Sequence[Line], start: int, number: int) -> _Mark | None:
    own_line = re.compile(rf"[\[(]?{number} ?[\])]?")
    opening = re.compile(rf"{number}\)?(?= [^\d\s]|[.,;](?:\s|$))")
    dated = re.compile(rf"(?:{_MONTHS}) (?:19|20)\d\d({number})(?!\d)")
    glued = re.compile(rf"(?<=[^\W\d_]|[?!.,;:»)”’\"'\]])(?: ?\[{number} ?\]| ?{number}\)|{number}(?![\w%/]|[.,]\d))")
    for index in range(start, len(lines)):
        text = lines[index].text
        if index and own_line.fullmatch(text) and not re.match(r"(?:Vra|Antw)", lines[index - 1].text):
            return _Mark(index, 0, len(text))
        # '2. Met dit voorstel' opens a line of a list, unless the sentence above still lacks its full stop.
        bears = _BEARS if not re.match(rf"{number}\. [A-Z]", text) else _UNENDED
        if index and (match := opening.match(text)) and bears.search(lines[index - 1].text):
            return _Mark(index, 0, match.end())
        if match := dated.search(text):
            return _Mark(index, match.start(1), match.end(1))
        for match in glued.finditer(text):
            before = text[: match.start()]
            # 'de jaren 6 tot en met 10)' closes a bracket.
            closes = match[0].endswith(")") and before.count("(") > before.count(")")
            if not closes and not _NO_MARKS.search(before) and not re.search(r"\bnrs?\.$", before):
                return _Mark(index, match.start(), match.end())
    return None


def _note(lines: Sequence[Line], start: int, number: int, foot: int) -> tuple[int, int] | None:
    """The lines of a note: to the next note, or to the end of its page.

    Right behind another note, at `foot`, it may begin small; and so may the next one whose mark is known.
    """
    opening, later = (re.compile(_NOTE.format(number=n)) for n in (number, number + 1))
    small, later_small = (re.compile(_SMALL_NOTE.format(number=n)) for n in (number, number + 1))
    for first in range(start, len(lines)):
        if not opening.match(lines[first].text) and not (first == foot and small.match(lines[first].text)):
            continue
        mark = _mark(lines[:first], 0, number + 1)
        last = first + 1
        while last < len(lines) and lines[last].page == lines[first].page and not later.match(lines[last].text):
            if mark and later_small.match(lines[last].text):
                break
            last += 1
        # At the foot of a page: nothing but notes follows.
        end = next((i for i in range(first, len(lines)) if lines[i].page != lines[first].page), len(lines))
        if last == end or later.match(lines[last].text) or later_small.match(lines[last].text):
            return first, last
    return None


def _note_text(lines: Sequence[Line], number: int) -> tuple[SourceNote, list[Removal]]:
    form = f"(?:{_NOTE.format(number=number)})|(?:{_SMALL_NOTE.format(number=number)})"
    opening = re.match(form, lines[0].text)
    assert opening
    bare = lines[0].text[opening.end() :]
    first = lines[0].text[: opening.end() + len(bare.split(" ")[0])]
    whole, removed = whole_words([replace(lines[0], text=bare), *lines[1:]])
    text = " ".join(line.text for line in whole)
    return SourceNote(str(number), text), [Removal("note", first, bare.split(" ")[0]), *removed]


def _put_mark(lines: list[Line], mark: _Mark, number: int) -> list[Removal]:
    """Set `[^1]` in the place of a printed mark, at the end of the word before it."""
    line = lines[mark.line]
    before, printed, after = line.text[: mark.start], line.text[mark.start : mark.end], line.text[mark.end :]
    sign = f"[^{number}]"
    if before:
        lines[mark.line] = replace(line, text=f"{before}{sign}{after}")
        token, tail = re.split(r"\s", before)[-1], re.split(r"\s", after)[0]
        return [Removal("note", f"{token}{printed}{tail}", f"{token} {tail}")]
    # The line before ends with the word that bears it; a full stop that follows closes that sentence.
    stop = re.match(r"[.,;:?!]*", after)[0]  # type: ignore[index]
    rest = after[len(stop) :].strip()
    lines[mark.line - 1] = replace(lines[mark.line - 1], text=f"{lines[mark.line - 1].text}{sign}{stop}")
    if rest:
        lines[mark.line] = replace(line, text=rest)
    else:
        del lines[mark.line]
    return [Removal("note", printed)]
