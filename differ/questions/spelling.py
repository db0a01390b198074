"""Slips of typists and scanners put right before a question is read, where no word of Dutch can be meant but one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.folding import folded_tokens
from differ.questions.roots import background, parts

LEAST = 6
"""Letters of a word that is put right as it was meant: shorter ones are often one letter from another word."""
LEAST_SLIP = 5
"""Letters of a slip."""
LONGEST = 40
"""Letters of a slip, at most: a longer row of letters is no word, and would take long to look through."""
LEAST_END = 3
"""Letters of the end of a word that was cut: shorter ones are abbreviations."""
KNOWN = 2.5
"""Zipf frequency of a word that a slip may stand for."""
COMMON = 3.0
"""Zipf frequency of a word that a compound may be a slip of, or that lacks a letter."""
LISTED = 4.0
"""What a word of the lists counts as, since it is common in these papers."""
AHEAD = 1.0
"""By how much more common than any other a word must be that lacks a letter: 'koten' is 'kosten', not 'korten'."""
_ARTICLES = frozenset("het een van met dat die deze wordt worden heeft hebben de en wat".split())
"""Words that lose their space."""
_SMALL = frozenset(
    "tot ten ter per nog ook niet geen dan als is was waren zijn kan moet hoe welke kunnen moeten zal".split()
)
"""Words that lose it before another word."""
_PARTICLES = frozenset("aan bij voor op om naar".split())
"""The same; they also begin words, so that what is left must be no verb, which would be a word with them."""
_ENDS = frozenset(("voor", "bij", "tot"))
"""What loses its space behind another word: 'nazorgvoor'."""
_SLIPS_OF_MANY = frozenset("aleen alleeen eigelijk factie heben koomen laaste laatse waneer wanner".split())
"""Slips that are so common that the background has them."""
_PREFIXES = frozenset(("de", "en"))
"""What also begins words ('decentraal', 'enquête'), or ends them ('bestede', 'slagbomen')."""
_MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("ü", "ij"),
    ("ii", "ij"),
    ("h", "li"),
    ("d", "cl"),
    ("vv", "w"),
    ("l", "i"),
    ("i", "l"),
    ("1", "l"),
    ("0", "o"),
    ("e", "c"),
    ("i", "ï"),
    ("e", "ë"),
    ("e", "é"),
)
"""As a scanner gives it, and what may have stood there; 'c' for 'e' is misread more often than all others together."""
_H_FOR_LI = re.compile("(?<!c)h(?=[^aeiou])")
_OPEN = re.compile(r"(?<![aeiou])([aeou])([^aeiou])$")
"""A long vowel that is written once before the ending of an infinitive."""
_MOST_MISREAD = 5
"""Letters 'c' of a word of which any may have been an 'e'."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzëïéöü'"


@lru_cache(maxsize=262144)
def repaired(word: str) -> tuple[str, ...]:
    """The words that a folded word was meant to be: itself as a rule, two where a space was lost."""
    if not LEAST_SLIP <= len(word) <= LONGEST or word[0].isdigit() or _is_known(word):
        return (word,)
    slipped = _best(_slips(word), COMMON if parts(word) else KNOWN)
    if parts(word):
        return (slipped or word,)
    if not slipped and (apart := _run_together(word)):
        return apart
    if meant := _best((one for one in (slipped, _with_a_letter(word), _misread(word)) if one), KNOWN):
        return (meant,)
    return _misread_together(word) or (_compound_misread(word) or word,)


@lru_cache(maxsize=131072)
def is_fragment(word: str) -> bool:
    """Whether a folded word may be the end of one that was cut: 'lende' of 'verschil lende'."""
    return word.isalpha() and not (len(word) < LEAST_END or _is_known(word) or parts(word))


def joins(word: str, end: str) -> bool:
    """Whether a folded word and what may have been cut from it are one word, and a common one."""
    return word.isalpha() and _is_common(word + end)


def _is_known(word: str) -> bool:
    return (word in background() or word in _general()) and word not in _SLIPS_OF_MANY


def _is_common(word: str) -> bool:
    return _known(word) >= KNOWN


def _is_word(word: str) -> bool:
    return _is_common(word) or word in _ARTICLES or bool(parts(word))


def _known(word: str) -> float:
    """How common a word is, in Dutch or in these papers; 0 for what is none."""
    return max(background().get(word, 0.0), LISTED if word in _general() else 0.0)


def _best(possible: Iterable[str], least: float) -> str | None:
    """The most common of some words, the first of those that are alike, if it is a word."""
    found = max(possible, key=_known, default="")
    return found if _known(found) >= least else None


@prepared
def _general() -> frozenset[str]:
    """The longer words of the lists."""
    names = ("asked", "synonyms", "things", "families", "frames", "openings", "procedure", "weak", "stopwords")
    words = (word for name in names for line in entries(name) for word in folded_tokens(line))
    return frozenset(word for word in words if len(word) >= LEAST)


# What was typed


def _slips(word: str) -> Iterator[str]:
    """Words of which it is a slip for certain: two letters swapped, or one doubled."""
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        elif len(word) > LEAST_SLIP:
            yield word[:i] + word[i + 1 :]


def _with_a_letter(word: str) -> str | None:
    """The word of which it is, but for one letter left out or, of the words of the lists, put in; none where it may be
    two. The words are not kept without their letters, as that costs a tenth of a second in every run, for the few words
    that are wrong."""
    inside = range(1, len(word))  # at its ends a word is inflected
    longer = (word[:i] + letter + word[i:] for i in inside for letter in _LETTERS)
    found = sorted({(_known(one), one) for one in longer if _is_known(one)}, reverse=True)
    if not found:
        shorter = (word[:i] + word[i + 1 :] for i in inside[:-1])
        return next((one for one in shorter if one in _general()), None)
    if found[0][0] < COMMON or (len(found) > 1 and found[0][0] < found[1][0] + AHEAD):
        return None
    return found[0][1]


# What was scanned


def _misread(word: str) -> str | None:
    """The word that a scanner saw, the fewest letters misread."""
    return next((one for one in _seen(word) if _is_common(one)), None)


def _compound_misread(word: str) -> str | None:
    """The same, of words that are in no list but made of two, where an 'e' or an 'm' was misread: with other letters
    most words may be another ('planologisch' / 'pianologisch')."""
    if len(word) <= LEAST:
        return None
    plain = (one for one in (word.replace("rn", "m"), word.replace("ü", "ij")) if one != word)
    likely = (one for some in (word, word.replace("rn", "m"), *_with_l(word)) for one in _with_e(some))
    return next((one for one in (*plain, *likely) if len(parts(one)) > 1), None)


def _with_l(word: str) -> Iterator[str]:
    """A word with a 'c' in which an 'l' was misread: 'vcrspilhng', 'rcdassering'."""
    if "c" in word:
        yield _H_FOR_LI.sub("li", word)
        yield from (word[:i] + "cl" + word[i + 1 :] for i, letter in enumerate(word) if letter == "d")


def _seen(word: str) -> Iterator[str]:
    """What may have stood there: up to two other letters than 'c', and of these any."""
    once = list(_otherwise(word))
    yield from _with_e(word)
    for one in once:
        yield one
        yield from _with_e(one)
    for one in once:
        yield from _otherwise(one)


def _otherwise(word: str) -> Iterator[str]:
    for seen, meant in _MISREAD:
        at = word.find(seen)
        while at >= 0:
            yield word[:at] + meant + word[at + len(seen) :]
            at = word.find(seen, at + 1)


def _with_e(word: str) -> Iterator[str]:
    """A word with an 'e' for one of its letters 'c', for two, and so on."""
    places = [i for i, letter in enumerate(word) if letter == "c"][:_MOST_MISREAD]
    for count in range(1, len(places) + 1):
        for some in combinations(places, count):
            yield "".join("e" if i in some else letter for i, letter in enumerate(word))


# What lost its space


def _run_together(word: str) -> tuple[str, ...] | None:
    """'vande', 'hetspoor', 'aanflats': a small word that lost its space."""
    return next((pair for small, other, pair in _cuts(word) if _stands_beside(small, other, pair[0] == small)), None)


def _misread_together(word: str) -> tuple[str, ...] | None:
    """'vankoolstofdioxidc': a small word, and what was misread behind it."""
    for small, other, pair in _cuts(word):
        if pair[0] != small or len(other) < LEAST or _is_word(other):
            continue  # what was read well is no word that was misread: 'omscholen'
        if meant := _misread(other) or _compound_misread(other):
            return small, meant
    return None


def _cuts(word: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """A small word and the rest, with both as they stand."""
    for cut in range(2, len(word) - 1):
        pair = word[:cut], word[cut:]
        for small, other in (pair, pair[::-1]):
            if small not in _PREFIXES and (small in _ARTICLES or small in _SMALL or small in _PARTICLES):
                yield small, other, pair


def _stands_beside(small: str, other: str, before: bool) -> bool:
    """Whether a small word may have stood beside another, which is not made of it."""
    if small in _ARTICLES:
        return (len(other) > LEAST_END or other in _ARTICLES) and _is_word(other)
    if max(_known(other), _known(f"{other}n")) < COMMON or not (len(other) > LEAST_END or other in _ARTICLES):
        return False
    return (small in _SMALL or not _may_be_verb(other)) if before else small in _ENDS


def _may_be_verb(word: str) -> bool:
    if word.endswith(("t", "d", "ing", "ingen", "baar")) or word.startswith("ge") or f"ge{word}" in background():
        return True
    return word.endswith("en") and any(f"ge{stem}{end}" in background() for stem in _stems(word[:-2]) for end in "td")


def _stems(short: str) -> Iterator[str]:
    """Of an infinitive without its ending: as it stands before a consonant ('schol' of 'scholen', 'schoold')."""
    yield short[:-1] if short[-2:-1] == short[-1:] else short
    yield _OPEN.sub(r"\1\1\2", short)
