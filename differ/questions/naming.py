"""Known bodies, laws, parties and places by one name each, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from differ.lexicon import entries

_SHORT = 5
"""Letters up to which a name is known by its capitals only: 'SP' is a party, 'sp' is not."""
_WORD = re.compile(r"\w+")
_ASCII_APART = "".join(chr(i) if _WORD.match(chr(i)) else " " for i in range(128))
"""A table for `str.translate`."""


def one_name(text: str) -> str:
    """The text with each known name as the list has it first: 'het Centraal Planbureau' -> 'het CPB'."""
    short, long = _patterns()
    known = _first()
    # Most texts have none: to look for each at each letter would take longer than all else that is done with them.
    words, (of_short, of_long) = _words(text), _telling()
    if not of_long.isdisjoint(words):
        text = long.sub(lambda found: known[found[0].casefold()], text)
        words = _words(text)
    return text if of_short.isdisjoint(words) else short.sub(lambda found: known[found[0]], text)


def _words(text: str) -> list[str]:
    """The words of a text as `_WORD` finds them, folded."""
    text = text.casefold()
    return text.translate(_ASCII_APART).split() if text.isascii() else _WORD.findall(text)


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The longest word of each short name, and of each long one."""
    longest = {name: max(_WORD.findall(name.casefold()), key=len) for name in _first()}
    return (
        frozenset(word for name, word in longest.items() if len(name) <= _SHORT),
        frozenset(word for name, word in longest.items() if len(name) > _SHORT),
    )


@cache
def listed_names() -> frozenset[str]:
    """All known names of one word, folded."""
    forms = (form.strip().casefold() for line in entries("abbreviations") for form in line.split(" / "))
    return frozenset(form for form in forms if _WORD.fullmatch(form))


@cache
def _first() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in entries("abbreviations"):
        first, *others = (form.strip() for form in line.split(" / "))
        for form in others:
            found.setdefault(form if len(form) <= _SHORT else form.casefold(), first)
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(_first(), key=len, reverse=True)
    short = "|".join(re.escape(name) for name in names if len(name) <= _SHORT)
    long = "|".join(re.escape(name) for name in names if len(name) > _SHORT)
    return re.compile(rf"(?<!\w)(?:{short})(?!\w)"), re.compile(rf"(?<!\w)(?:{long})(?!\w)", re.IGNORECASE)
