"""Abbreviations that no list has: which words may be one, and which words in a row they are made of the letters of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from differ.questions.concepts import carrying_nothing, term
from differ.questions.folding import fold
from differ.questions.naming import listed_names
from differ.questions.roots import background, parts, root

LEAST, MOST = 3, 8
"""Letters of an abbreviation that its letters may tell."""
_MOST_PLAIN = 5
"""Letters of one that has no two capitals, so that it may be any word: 'Wmo', 'brp'."""
SMALL = frozenset("voor van en het de op in der den des een aan te ten ter".split())
"""Words whose letter an abbreviation has or leaves out: 'RvS', 'OVV', 'RIVM'."""
_DENYING = frozenset("niet geen zonder".split())
_NO_WORD = 3.0
"""Zipf frequency of a word with a capital that may be one: 'Ksa'."""
_VOWELS = frozenset("aeiouy")
_LAW, _SHORTEST_LAW = "wet", 6
"""A part of a word that is too short to be one of a compound elsewhere, and letters of words that are none of it."""
_PLAIN_LETTERS = str.maketrans("éèëêïíöóüúáàäç", "eeeeiioouuaaac")


def shorts_in(tokens: Iterable[str]) -> tuple[str, ...]:
    """Those of some words as they are written that may be abbreviations, folded."""
    return tuple(dict.fromkeys(fold(token) for token in tokens if may_abbreviate(token)))


def may_abbreviate(token: str) -> bool:
    """Whether a word as it is written may be an abbreviation that no list has: by its capitals, or because it is short
    and no word of Dutch."""
    return LEAST <= len(token) <= MOST and token.isalpha() and _may_abbreviate(token)


@lru_cache(maxsize=65536)
def _may_abbreviate(token: str) -> bool:
    folded = fold(token)
    if folded in listed_names() or term(root(folded)).concepts:
        return False
    if not token[1:].islower() or _VOWELS.isdisjoint(folded):
        return folded not in carrying_nothing()
    if len(token) > _MOST_PLAIN:
        return False
    return background().get(folded, 0.0) < (_NO_WORD if token[0].isupper() else 0.1)


def runs_of(short: str, tokens: tuple[str, ...]) -> Sequence[tuple[int, int]]:
    """Where words in a row stand whose letters make a folded abbreviation: from the one to before the other.

    Each word of weight gives its first letter, and a compound those of its parts; a small one may give its own.
    """
    return _runs_of(short, tokens) if short[0] in _first_letters(tokens) else ()


@lru_cache(maxsize=4096)
def _first_letters(tokens: tuple[str, ...]) -> frozenset[str]:
    return frozenset(letter_of(token) for token in tokens if token not in SMALL)


@lru_cache(maxsize=16384)
def _runs_of(short: str, tokens: tuple[str, ...]) -> Sequence[tuple[int, int]]:
    begins = (i for i, token in enumerate(tokens) if token not in SMALL and letter_of(token) == short[0])
    return tuple(dict.fromkeys((start, end) for start in begins for end in _ends(short, tokens, start)))


def _ends(short: str, tokens: Sequence[str], at: int) -> Iterator[int]:
    """Where words from a place on end whose letters these are."""
    if not short:
        yield at
        return
    if at == len(tokens) or tokens[at] in _DENYING or tokens[at][0].isdigit():
        return
    token = tokens[at]
    if token in SMALL:
        yield from _ends(short, tokens, at + 1)
        if token[0] == short[0] and len(short) > 1:
            yield from _ends(short[1:], tokens, at + 1)
        return
    for taken in _taken(short, token):
        yield from _ends(short[taken:], tokens, at + 1)


def _taken(short: str, token: str) -> Iterator[int]:
    """How many of the next letters a word of weight may give."""
    if letter_of(token) != short[0]:
        return
    given = _initials(token)[1:]
    most = 1
    for letter in given:
        if most < len(short) and letter == short[most]:
            most += 1
    yield from range(1, most + 1)


def letter_of(token: str) -> str:
    """Its first letter, without an accent."""
    return token[0].translate(_PLAIN_LETTERS)


@lru_cache(maxsize=65536)
def _initials(word: str) -> str:
    """The first letters of a word and of its parts."""
    of = parts(word)
    if not of and word.endswith(_LAW) and len(word) > _SHORTEST_LAW:
        return _initials(word.removesuffix(_LAW)) + _LAW[0]
    return "".join(map(_initials, of)) or letter_of(word)
