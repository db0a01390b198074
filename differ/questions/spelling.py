"""Slips of typists and scanners put right before a question is read, where no word of Dutch can be meant but one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.folding import folded_tokens
from differ.questions.roots import background, parts

LEAST = 6
"""Letters of a word that is put right: shorter ones are often one letter from another word."""
LEAST_END = 3
"""Letters of the end of a word that was cut: shorter ones are abbreviations."""
KNOWN = 2.5
"""Zipf frequency of a word that a slip may stand for."""
_ARTICLES = frozenset("het een van met dat die deze wordt worden heeft hebben de en wat".split())
"""Words that lose their space."""
_PREFIXES = frozenset(("de", "en"))
"""What also begins words ('decentraal', 'enquête'), or ends them ('bestede', 'slagbomen')."""
_MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("c", "e"),
    ("e", "c"),
    ("ü", "ij"),
    ("ii", "ij"),
    ("h", "li"),
    ("d", "cl"),
    ("vv", "w"),
    ("l", "i"),
    ("i", "l"),
    ("1", "l"),
    ("0", "o"),
    ("i", "ï"),
    ("e", "ë"),
    ("e", "é"),
)
"""As a scanner gives it, and what may have stood there."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzëïéöü'"


@lru_cache(maxsize=262144)
def repaired(word: str) -> tuple[str, ...]:
    """The words that a folded word was meant to be: itself as a rule, two where a space was lost."""
    if len(word) < LEAST - 1 or word[0].isdigit() or word in background() or word in _general() or parts(word):
        return (word,)
    if apart := _run_together(word):
        return apart
    return next(((meant,) for meant in (*_with_a_letter(word), *_slips(word), *_misread(word))), (word,))


@lru_cache(maxsize=131072)
def is_fragment(word: str) -> bool:
    """Whether a folded word may be the end of one that was cut: 'lende' of 'verschil lende'."""
    return word.isalpha() and not (len(word) < LEAST_END or word in background() or word in _general() or parts(word))


def joins(word: str, end: str) -> bool:
    """Whether a folded word and what may have been cut from it are one word, and a common one."""
    return word.isalpha() and _is_common(word + end)


def _misread(word: str) -> Iterator[str]:
    for seen, meant in _MISREAD:
        at = word.find(seen)
        while at >= 0:
            possible = word[:at] + meant + word[at + len(seen) :]
            if _is_common(possible) or len(parts(possible)) > 1:
                yield possible
            at = word.find(seen, at + 1)


def _slips(word: str) -> Iterator[str]:
    """Words of which it is a slip: two letters swapped or one doubled; of general words also another put in."""
    for i in range(len(word) - 1):
        swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        if _is_common(swapped):
            yield swapped
    for i in range(len(word)):
        shorter = word[:i] + word[i + 1 :]
        if shorter in _general() or (word[i - 1 : i] == word[i] and _is_common(shorter)):
            yield shorter


def _is_common(word: str) -> bool:
    return background().get(word, 0.0) >= KNOWN or word in _general()


@prepared
def _general() -> frozenset[str]:
    """The longer words of the lists."""
    names = ("asked", "synonyms", "things", "families", "frames", "weak", "stopwords")
    words = (word for name in names for line in entries(name) for word in folded_tokens(line))
    return frozenset(word for word in words if len(word) >= LEAST)


def _with_a_letter(word: str) -> tuple[str, ...]:
    """The general word of which it is, but for one letter; none where it may be two. The words are not kept without
    their letters, as that costs a tenth of a second in every run, for the few words that are wrong."""
    general = _general()
    found = {
        longer
        for i in range(len(word) + 1)
        for letter in _LETTERS
        if (longer := word[:i] + letter + word[i:]) in general
    }
    return tuple(found) if len(found) == 1 else ()


def _run_together(word: str) -> tuple[str, ...] | None:
    """'vande', 'hetspoor': a small word that lost its space."""
    for cut in range(2, len(word) - 1):
        pair = word[:cut], word[cut:]
        for small, other in (pair, pair[::-1]):
            if (
                small in _ARTICLES
                and small not in _PREFIXES
                and (len(other) > 3 or other in _ARTICLES)
                and _is_word(other)
            ):
                return pair
    return None


def _is_word(word: str) -> bool:
    return _is_common(word) or word in _ARTICLES or bool(parts(word))
