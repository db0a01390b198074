"""Footnotes of a PDF: it tells by size what stands at the foot of a page, and by height what is a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from corpus.blocks import Removal, SourceNote
from corpus.readers.assembly import Line, whole_words

_OPENING = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?\s?(?=\S)")
_KNOWN = re.compile(r"\[\^\w+\]")


@dataclass(slots=True)
class _Note:
    """A note while its lines are gathered."""

    printed: str
    mark: str
    lines: list[Line]


def take_foot_notes(
    lines: Sequence[Line], foot: Set[int], sign: str
) -> tuple[list[Line], list[SourceNote], list[Removal], list[Line]]:
    """The lines without footnotes, the notes, what was printed of them, and the lines at a foot that no mark calls for.

    `foot` holds the numbers of the lines in small type at the foot of a page; `sign` stands before each raised
    figure. A note goes on over its lines and at the top of the next foot. Lines that no mark calls for stay text.
    """
    text = [line for line in lines if line.number not in foot]
    notes: list[_Note] = []
    loose: list[Line] = []
    removed: list[Removal] = []
    for line in (line for line in lines if line.number in foot):
        opening = _OPENING.match(line.text.replace(sign, ""))
        at = _calling(text, opening[1], sign, line.page) if opening else None
        if opening and at is not None:
            notes.append(_Note(opening[1], _unused(notes, opening[1], line.page), [line]))
            text[at], removal = _called(text[at], notes[-1], sign)
            removed.append(removal)
        elif notes and _goes_on(notes[-1], line, loose, opening):
            notes[-1].lines.append(line)
        else:
            loose.append(line)
    found = [_source_note(note, sign) for note in notes]
    removed += [removal for _, gone in found for removal in gone]
    kept = sorted([*text, *loose], key=lambda line: line.number)
    return kept, [note for note, _ in found], removed, loose


def _calling(lines: Sequence[Line], number: str, sign: str, page: int) -> int | None:
    """The line that bears the mark of a note: on its page, else on the one before."""
    pattern = re.compile(rf"{sign}{number}(?!\d)")
    for wanted in (page, page - 1):
        for at, line in enumerate(lines):
            if line.page == wanted and pattern.search(line.text):
                return at
    return None


def _unused(notes: Sequence[_Note], number: str, page: int) -> str:
    """The number, or where the paper counts anew on each page, '1p2'."""
    return number if all(note.mark != number for note in notes) else f"{number}p{page}"


def _called(line: Line, note: _Note, sign: str) -> tuple[Line, Removal]:
    before, _, after = line.text.partition(f"{sign}{note.printed}")
    token, tail = re.split(r"\s", before)[-1], re.split(r"\s", after)[0]
    token, tail = (_KNOWN.sub("", part.replace(sign, "")) for part in (token, tail))
    removal = Removal("note", f"{token}{note.printed}{tail}", f"{token}{tail}")
    return replace(line, text=f"{before}[^{note.mark}]{after}"), removal


def _goes_on(note: _Note, line: Line, loose: Sequence[Line], opening: re.Match[str] | None) -> bool:
    """Whether a line at a foot belongs to the note above it, or to the last one of the page before."""
    last = note.lines[-1]
    is_next = opening is not None and int(opening[1]) == int(note.printed) + 1
    is_below = not loose or loose[-1].number < last.number
    return is_below and not is_next and line.page - last.page <= 1


def _source_note(note: _Note, sign: str) -> tuple[SourceNote, list[Removal]]:
    lines = [replace(line, text=line.text.replace(sign, "")) for line in note.lines]
    opening = _OPENING.match(lines[0].text)
    assert opening
    bare = lines[0].text[opening.end() :]
    first = bare.split(" ")[0]
    whole, removed = whole_words([replace(lines[0], text=bare), *lines[1:]])
    printed = Removal("note", f"{opening[0]}{first}", first)
    return SourceNote(note.mark, " ".join(line.text for line in whole)), [printed, *removed]
