"""Which words are common in Dutch, whatever papers are compared."""

from __future__ import annotations

from functools import cache

from differ.lexicon import entries
from differ.questions.folding import stem
from differ.questions.roots import COMMON, background


@cache
def stopwords() -> frozenset[str]:
    """Words that carry no subject."""
    return frozenset(entries("stopwords"))


@cache
def common_stems() -> frozenset[str]:
    """Stems of what is common in Dutch; any other word names what a text is about."""
    common = (word for word, frequency in background().items() if frequency >= COMMON)
    listed = (word for name in ("stopwords", "frames") for word in entries(name) if " " not in word)
    return frozenset(map(stem, (*common, *listed)))
