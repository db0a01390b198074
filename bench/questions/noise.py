"""Slips of typists and of scanners, in ordinary words only: numbers and names stay what they are."""

from __future__ import annotations

import re
from random import Random

_WORD = re.compile(r"\b[a-zë]{6,}\b")
_GAP = re.compile(r"(?<= [a-z]{3}) (?=[a-z]{4})")
_MISREAD = (("rn", "m"), ("m", "rn"), ("e", "c"), ("ij", "ü"), ("fi", "ﬁ"), ("li", "h"), ("cl", "d"))


def typos(text: str, chance: Random, count: int) -> str:
    """The text with so many letters swapped, left out or doubled."""
    for _ in range(count):
        words = list(_WORD.finditer(text))
        if not words:
            break
        start, end = chance.choice(words).span()
        text = text[:start] + _slip(text[start:end], chance) + text[end:]
    return text


def scanned(text: str, chance: Random, count: int) -> str:
    """The text as a scanner may give it: letters misread, words broken at the end of a line, spaces lost."""
    for _ in range(count):
        words = list(_WORD.finditer(text))
        gaps = list(_GAP.finditer(text))
        if gaps and chance.random() < 0.25:
            at = chance.choice(gaps).start()
            text = text[:at] + text[at + 1 :]
        elif words:
            start, end = chance.choice(words).span()
            text = text[:start] + _misread(text[start:end], chance) + text[end:]
    return text


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]


def _misread(word: str, chance: Random) -> str:
    possible = [(old, new) for old, new in _MISREAD if old in word]
    if not possible or chance.random() < 0.3:
        half = len(word) // 2
        return f"{word[:half]}- {word[half:]}"
    old, new = chance.choice(possible)
    return word.replace(old, new, 1)
