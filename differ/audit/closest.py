"""What comes closest to a phrase, where it does not stand word for word or where more is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

Place = TypeVar("Place")

CLOSE = 72.0
"""Of 100: signs alike in the window that fits best. In papers of parliament a phrase of eight words of which one is
another has 76 and more; what comes nearest to eight words that are said nowhere has 51 to 69, but for formulas."""
_SHARE = 0.3
"""Of the weight of its words that must stand in a text: 'uiterlijk in het voorjaar van 2032' has two rare words, and
of these 'uiterlijk in het najaar van 2031' has one."""
_LOOKED_AT = 400
"""Texts that share most of its words, of which each sign is compared."""
_SLIP = 75.0
"""Of 100: a word as it stands in the corpus, of which one of the phrase is a slip: 'gelderlnad' / 'gelderland'."""
_SLIPS = 5
_WORDS = 3
"""At the begin of a window that may be left out of it: it is as long as the phrase, and no text keeps to that."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Close(Generic[Place]):
    """A text that comes close."""

    place: Place
    at: int
    """Which of the texts there."""
    span: tuple[int, int]
    """Of whole words in the folded text."""
    score: float
    """0 to 100."""


def closest(folded: Iterable[tuple[Place, str]], phrase: str, limit: int) -> list[Close[Place]]:
    """The texts that come closest to a folded phrase, the closest first; none that is not close.

    `folded` are texts with a NUL between them, and what they are of. Linear in their signs.
    """
    words = list(dict.fromkeys(_WORD.findall(phrase)))
    places = list(folded)
    texts = [(place, at, text) for place, joined in places for at, text in enumerate(joined.split("\0"))]
    forms = _forms(words, [text for _, _, text in texts])
    shares = _shares(forms, [text for _, _, text in texts])
    likely = nlargest(_LOOKED_AT, ((share, n) for n, share in enumerate(shares) if share >= _SHARE))
    found = (_close(*texts[n], phrase) for _, n in sorted(likely, key=lambda own: own[1]))
    return nlargest(limit, (own for own in found if own), key=lambda own: own.score)


def _forms(words: Sequence[str], texts: Sequence[str]) -> list[list[str]]:
    """Each word as it may stand in a text: as it is, or where it stands in none, as what it may be a slip of."""
    forms = [[word] for word in words]
    unknown = [n for n, word in enumerate(words) if not any(word in text for text in texts)]
    if unknown:
        vocabulary = sorted({word for text in texts for word in _WORD.findall(text)})
        for n in unknown:
            near = process.extract(words[n], vocabulary, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=_SLIPS)
            forms[n] = [word for word, _, _ in near] or forms[n]
    return forms


def _shares(forms: Sequence[Sequence[str]], texts: Sequence[str]) -> Iterator[float]:
    """How much of the weight of the words stands in each text; a word that is rare here weighs more."""
    standing = [[any(form in text for form in own) for own in forms] for text in texts]
    counts = [sum(row[n] for row in standing) for n in range(len(forms))]
    # A word that stands nowhere tells no text from another.
    weights = [log(1 + len(texts) / count) if count else 0.0 for count in counts]
    whole = sum(weights) or 1.0
    for row in standing:
        yield sum(weight for weight, stands in zip(weights, row, strict=True) if stands) / whole


def _close(place: Place, at: int, text: str, phrase: str) -> Close[Place] | None:
    # In a shorter text the best window would be one of the phrase, and 'Ja.' stands in many.
    found = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=CLOSE) if len(text) > len(phrase) else None
    span = _whole(text, found.dest_start, found.dest_end) if found else (0, len(text))
    score, begin = max(_tighter(text, span, phrase))
    return Close(place, at, (-begin, span[1]), score) if score >= CLOSE else None


def _tighter(text: str, span: tuple[int, int], phrase: str) -> Iterator[tuple[float, int]]:
    """How close a window comes, and how close without its first words, of which the beginnings are negative."""
    begin, end = span
    starts = [begin, *(found.start() for found in re.finditer(r"(?<=\s)\S", text[:end]) if found.start() > begin)]
    for start in starts[:_WORDS]:
        yield fuzz.ratio(phrase, text[start:end]), -start


def _whole(text: str, begin: int, end: int) -> tuple[int, int]:
    """The window without a cut word at either end."""
    while begin and text[begin].isalnum() and text[begin - 1].isalnum():
        begin -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    inside = text[begin:end]
    return begin + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
