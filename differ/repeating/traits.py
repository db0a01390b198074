"""Which terms may stand for each other, told without holding them against each other: those that share a trait.

`pairs.compared` decides, this excludes: terms that share none never stand for each other. So pairs can be told apart
by the million, see `repeating.sieve`. Whoever gives `compared` another way in which a term stands for another gives
both a trait here; tests/test_differ_sieve.py finds it where that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from differ.pairs.compared import FAMILY, LEAST_TYPO, TWO_TYPOS, is_known
from differ.questions.concepts import term, words_of

_END = 2
"""Letters at the beginning and at the end of a word: a slip leaves one of the two ends as it was, ..."""
_LETTER = "@"
_MIDDLE = 3
"""... and two slips leave an end or these, though the middle may have shifted by a letter."""


def said(name: str, parts: Iterable[str]) -> Iterator[str]:
    """By what a term may say what another says; `parts` are those of a compound."""
    yield from _said(name)
    for part in (*parts, *(words_of(name) if " " in name else ())):
        yield from _said(part)


@lru_cache(maxsize=65536)
def _said(name: str) -> tuple[str, ...]:
    family = (f"{name[:FAMILY]}-",) if len(name) >= FAMILY else ()
    return (name, *family, *(f"={concept}" for concept in term(name).concepts))


def letters(short: str) -> Iterator[str]:
    """By what words may be those that this abbreviates: by their first letters. Of no letters: it may be any."""
    yield from (f"{_LETTER} {letter}" for letter in short or ("",))


def misspelled(name: str) -> Iterator[str]:
    """By what a term may be a slip of a word, or the word that was meant."""
    if len(name) >= LEAST_TYPO and term(name).kind == "rare":
        # Of two words that both are in the background neither is a slip.
        whose = "unknown" if is_known(name) else "any"
        yield from (f"{whose} {own}" for own in _spelled(name, (0,)))


def written(token: str) -> Iterator[str]:
    """By what a word, or a term, may be known in a slip of it, and a slip in what it is of."""
    if len(token) >= LEAST_TYPO:
        whoses = ("any",) if is_known(token) else ("any", "unknown")
        yield from (f"{whose} {own}" for own in _spelled(token, (-1, 0, 1)) for whose in whoses)


def _spelled(word: str, shifts: Iterable[int]) -> Iterator[str]:
    yield f"{word[:_END]}-"
    yield f"-{word[-_END:]}"
    if len(word) >= TWO_TYPOS:
        begin = _END + 1
        yield from (f"-{word[begin + shift : begin + shift + _MIDDLE]}-" for shift in shifts)
