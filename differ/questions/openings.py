"""Who asks, and how politely, taken from the front of a question that is asked in a subordinate clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from differ.lexicon import entries
from differ.questions.folding import WORD, fold

_BEFORE = (
    "in|op|aan|met|van|voor|door|bij|tot|per|sinds|vanaf|onder|naar|uit|binnen|om|tegen|via|langs|over|ten koste van"
    "|op basis van|aan de hand van|op grond van|met behulp van|ten opzichte van|in het kader van|als gevolg van"
)
"""What may stand before the word that asks: 'op welke'."""
_WHERE = "aan|achter|bij|binnen|door|heen|in|langs|mee|na|naar|onder|op|over|tegen|toe|uit|van|voor"
_ASKS = re.compile(
    rf"\b(?:(?:{_BEFORE}) )?(?:of|hoe|hoeveel|hoelang|hoever|hoeverre|hoezeer|wat|welke?|wie|wiens|wanneer|waarom"
    rf"|vanwaar|waar(?:{_WHERE})?)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"\b(?:[A-Z]+\d+|\d+[A-Z]+)\b|{WORD.pattern}")
"""A word, or the name of a party with a figure in it ('D66', '50PLUS'), which is two words elsewhere."""
_GROUP = frozenset("fractie fracties fractieleden fractielid lid leden namens senatoren".split())
"""Words that stand beside the name of who asks."""


@lru_cache(maxsize=1024)
def without_opening(sentence: str) -> str:
    """A sentence from what it asks on; the sentence itself where nothing of the kind goes before that. Linear."""
    cut = 0
    for start in _starts(sentence):
        if start and _carries_nothing(sentence[:start]):
            cut = start
    return sentence[cut:]


def _starts(sentence: str) -> Iterator[int]:
    """Where a subordinate clause may begin, as far as the words before it may be an opening."""
    at = 0
    for found in _ASKS.finditer(sentence):
        if not _small(sentence[at : found.start()]):
            return
        yield found.start()
        if found[0].casefold() != "of":
            return
        at = found.end()


def _small(piece: str) -> bool:
    return all(_is_name(token) or fold(token) in _allowed() for token in _TOKEN.findall(piece))


def _carries_nothing(opening: str) -> bool:
    tokens = _TOKEN.findall(opening)
    words = {fold(token) for token in tokens}
    named = any(_is_name(token) and fold(token) not in _allowed() for token in tokens)
    return not words.isdisjoint(_saying()) and (not named or not words.isdisjoint(_GROUP) or "fractie" in opening)


def _is_name(token: str) -> bool:
    return token[0].isupper() or (token[0].isdigit() and token[-1].isupper())


@cache
def _saying() -> frozenset[str]:
    return frozenset(word for entry in entries("openings") for word in entry.split()) - _small_words()


@cache
def _allowed() -> frozenset[str]:
    return _saying() | _small_words() | {word for entry in entries("frames") if " " not in (word := entry)}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(entries("stopwords")) - {"moment"}
