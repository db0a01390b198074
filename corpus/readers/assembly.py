"""Printed lines to running text: words that a line broke are whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.blocks import Removal

_BROKEN = re.compile(r"(?P<rest>.*?)(?P<first>[^\W_][\w’'-]*)-$")
_NEXT = re.compile(r"(?P<word>[^\W_][\w’'-]*(?:\[\^[^\]\s]+\]|[^\s\w])*)\s*(?P<rest>.*)$")
# 'in- en uitvoer': the hyphen stands for what follows later, and the words stay apart.
_AND = frozenset({"en", "of", "dan", "als", "t/m"})
# First parts that keep their hyphen in Dutch spelling.
_FIRST_PARTS = frozenset("niet oud ex non vice adjunct aspirant kandidaat interim oost west noord zuid".split())
_NUMBERS = r"\d{1,4}[a-z]?(?:(?:,| en|, en) \d{1,4}[a-z]?)*"
_MARKER = re.compile(
    rf"(?:Vra(?:ag|gen)|VRA(?:AG|GEN)) \(?{_NUMBERS}\)?\s*[.:]?"
    rf"|(?:Antwoord(?:en)?|ANTWOORD(?:EN)?)(?i: op)?(?i: de)?(?i: (?:vraag |vragen )?\(?{_NUMBERS}\)?)?\s*:?"
)
# An address of the web that a line broke: nothing in it is a hyphen of that line.
_ADDRESS = re.compile(r"(?:https?:/|www\.)\S*[-/_=&?]$")
_OTHER_ADDRESS = re.compile(r"https?://|[^\w%#?=&.~-]")
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’»)\]]*(?:\[\^\w+\])*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    number: int
    """In the file, counted from 1."""
    page: int
    """Counted from 1."""


def is_marker(line: str) -> bool:
    """Whether a line stands on its own: 'Vraag 16, 17, 18 en 19', 'Antwoord op vraag 1:', 'Antwoord:'.

    A bare number is none here: only the lines around it tell whether it counts on.
    """
    return _MARKER.fullmatch(line) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line could be the last of its paragraph."""
    return _SENTENCE_END.search(text) is not None


def whole_words(lines: Iterable[Line]) -> tuple[list[Line], list[Removal]]:
    """The lines with each word that was broken at the end of a line whole on the line where it began.

    'beant-' / 'woording' is one word; 'Noord-' / 'Holland' keeps its hyphen, and 'in-' / 'en uitvoer' its space.
    """
    found: list[Line] = []
    removed: list[Removal] = []
    for line in lines:
        joined = _joined(found[-1].text, line.text) if found else None
        if joined is None:
            found.append(line)
            continue
        text, rest, removal = joined
        found[-1] = replace(found[-1], text=text)
        removed += [removal] if removal else []
        if rest:
            found.append(replace(line, text=rest))
    return found, removed


def _joined(before: str, after: str) -> tuple[str, str, Removal | None] | None:
    """The line that is whole, what is left of the next one, and the word that was broken; None where none was."""
    if _ADDRESS.search(before) and not is_marker(after) and not _OTHER_ADDRESS.match(after):
        first, _, rest = after.partition(" ")
        return f"{before}{first}", rest, None
    broken, following = before.endswith("-") and _BROKEN.fullmatch(before), _NEXT.fullmatch(after)
    if not broken or not following or is_marker(after) or following["word"].rstrip(",.;:?!)") in _AND:
        return None
    first, word, rest = broken["first"], following["word"], following["rest"]
    if _keeps_hyphen(first, word):
        return f"{before}{word}", rest, None
    # Of 'EU-lid-' / 'staten' only the last part was broken.
    part = first.rpartition("-")[2]
    bare = re.match(r"[\w’'-]+", word)[0]  # type: ignore[index]
    return f"{before[:-1]}{word}", rest, Removal("hyphen", f"{part}- {bare}", f"{part}{bare}")


def _keeps_hyphen(first: str, word: str) -> bool:
    last = first.rpartition("-")[2]
    return not word[0].islower() or not last.islower() or last in _FIRST_PARTS
