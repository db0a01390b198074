"""A question as it is compared: its words without who asks, its sentences as stems, its numbers and names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from corpus.sentences import split
from differ.folding import WORD, fold, stem
from differ.lexicon import entries

_ASKER = re.compile(
    r",? ?\b(?:zo )?(?:vragen|constateren|merken|stellen|verzoeken)? ?\b(?:de|het) (?:leden|fracties?) van "
    r"(?:de |het )?(?:fracties? van (?:de )?)?[\w'’ ,/+-]*?(?:-fracties?\b|(?= vra| ver| con| mer| ste|[.?!]|$))"
    r"(?: (?:vragen|verzoeken|constateren|willen weten)(?: zich af)?(?: de regering| het kabinet)?)?",
    re.IGNORECASE,
)
_NEGATION = frozenset(("niet", "geen", "nooit", "noch", "zonder", "nergens", "niemand"))
_ADDED_NEGATION = re.compile(r"\bwaarom niet\b|\bof niet\b|\bal dan niet\b|\bniet alleen\b", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """A question as it is compared: made once, used in every comparison."""

    tokens: tuple[str, ...]
    """Lower case, without punctuation and without who asks."""
    sentences: tuple[tuple[str, ...], ...]
    """The stems of each sentence, of the subject and the frame; no small words."""
    numbers: frozenset[str]
    names: frozenset[str]
    """Words with a capital that no sentence begins with."""
    negations: int

    @cached_property
    def stems(self) -> Counter[str]:
        """Of all its sentences."""
        return Counter(stem for sentence in self.sentences for stem in sentence)


@lru_cache(maxsize=65536)
def profile(text: str) -> Profile:
    """What is compared of a question (plain text)."""
    asked = _ASKER.sub("", unicodedata.normalize("NFC", text))
    found = [WORD.findall(sentence) for line in asked.splitlines() for sentence in split(line.strip())]
    tokens = tuple(fold(token) for sentence in found for token in sentence)
    names = frozenset(
        token.casefold()
        for sentence in found
        for position, token in enumerate(sentence)
        if (position and token[0].isupper()) or (len(token) > 1 and token.isupper())
    )
    negated = WORD.findall(_ADDED_NEGATION.sub("", asked.casefold()))
    return Profile(
        tokens,
        tuple(tuple(stem(t) for t in map(fold, sentence) if t not in stopwords()) for sentence in found),
        frozenset(token for token in tokens if token[0].isdigit()),
        names - stopwords() - frames(),
        sum(token in _NEGATION for token in negated),
    )


@cache
def stopwords() -> frozenset[str]:
    """Words that carry no subject."""
    return frozenset(entries("stopwords"))


@cache
def frames() -> frozenset[str]:
    """Words of the frame of a question."""
    return frozenset(entries("frames"))


@cache
def frame_stems() -> frozenset[str]:
    """The same, stemmed."""
    return frozenset(stem(word) for word in frames())


@cache
def common_stems() -> frozenset[str]:
    """Stems of what is common in Dutch; any other word names what is asked about."""
    return frozenset(stem(word) for name in ("common", "stopwords", "frames") for word in entries(name))


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Pairs of words that ask something else in each other's place."""
    pairs = [entry.split("/") for entry in entries("opposites")]
    return tuple((a.strip(), b.strip()) for a, b in pairs)
