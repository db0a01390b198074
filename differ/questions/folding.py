"""Text -> words as they are compared: folded, and stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from sys import intern

import Stemmer

WORD = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASCII_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|[0-9]+(?:[.,][0-9]+)*|%")
"""The same in a text that has no other letters, in two thirds of the time."""


def written(text: str) -> list[str]:
    """The words and numbers of a text as they are written."""
    return (_ASCII_WORD if text.isascii() else WORD).findall(text)


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """'%' is said as 'procent'; the point in 1.240 and the zero in 76,0 are how a number is written."""
    if token == "%":
        return "procent"
    if not token[0].isdigit():
        return intern(token.casefold())
    whole, _, fraction = re.sub(r"\.(?=\d{3}(?:\D|$))", "", token).partition(",")
    return f"{whole},{fraction.rstrip('0')}".rstrip(",")


@lru_cache(maxsize=65536)
def stem(token: str) -> str:
    """The Dutch stem of a folded word; a number is its own."""
    return token if token[0].isdigit() else _stemmer().stemWord(token)


@lru_cache(maxsize=16384)
def folded_tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded; no punctuation."""
    return tuple(map(fold, written(unicodedata.normalize("NFC", text))))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch_porter")
