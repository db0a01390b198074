"""Words -> what they are compared as: one root for all forms of a word, how common it is, the parts of a compound."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from differ.questions.folding import stem
from differ.questions.forms import LEAST_BASE, PARTICLES, background, base, head, infinitives_of, regular
from differ.questions.inflected import bare, plural_in_s

__all__ = ["COMMON", "PARTICLES", "UNKNOWN", "background", "joined", "one_family", "parts", "root", "zipf"]

COMMON = 4.4
"""Zipf frequency from which a word is common: 25 times in a million. A question may replace such a word by another and
ask the same; a rarer word names what is asked about."""
UNKNOWN = 2.0
"""Zipf frequency of what is not in the background: below 2.5 all words are rare alike."""
_MODALS = frozenset(("kunnen", "moeten", "mogen"))
_OF_MODALS = frozenset(("mee", "weg", "rond", "aan"))
"""What separates from these, which no list has: 'kan … aan', 'aankan'."""
_LEAST_PART = 4
"""Letters of a part of a compound; shorter words hide in any."""
_PART_ZIPF = 2.5
_LEAST_COMPOUND = 8
_LINKS = ("", "s", "en", "n", "e")
_LONG_VOWEL = re.compile(r"(?<=[aeiou])([aeou])\1([^aeiou])$")
"""After another vowel: 'materiaal' / 'materialen', which the stemmer knows of 'kanaal' / 'kanalen' alone."""
_SHORT_VOWEL = re.compile(r"([^aeiou])\1en$")
_VOWELS = frozenset("aeiouy")
_SUFFIXES = (
    "",
    "e",
    "en",
    "er",
    "eer",
    "t",
    "te",
    "d",
    "de",
    "s",
    "es",
    "ing",
    "ering",
    "atie",
    "aties",
    "ies",
    "isch",
    "ische",
    "antie",
    "entie",
    "ance",
    "anc",
)


@lru_cache(maxsize=262144)
def zipf(word: str) -> float:
    """How common a folded word is, in its most common form."""
    known = background()
    return max(known.get(form, UNKNOWN) for form in (word, regular(word) or word, *infinitives_of(word), f"{word}e"))


@lru_cache(maxsize=262144)
def root(word: str) -> str:
    """What a folded word is compared as: the same for 'verhoging', 'verhoogt', 'verhogen'; a number is its own.

    One string for all, in whatever process: millions of questions are made of the same words.
    """
    if word[0].isdigit():
        return word
    word = bare(word)
    whole = plural_in_s(word) or base(word) or word
    whole = plural_in_s(whole) or whole
    if whole.endswith("ere") and whole[:-1] in background():
        whole = base(whole[:-1]) or whole[:-1]  # 'snellere' is 'sneller'
    found = _LONG_VOWEL.sub(r"\1\2", stem(whole))
    if _SHORT_VOWEL.search(whole) and found[-1] == whole[-3] != found[-2] and whole in background():
        found += found[-1]  # 'zakken' is not 'zaken'
    if len(found) <= _LEAST_PART and whole.endswith("heid"):
        found = whole  # 'overheid' is not 'over'
    if found == word and (word not in background() or _VOWELS.isdisjoint(word)):
        return intern(word)  # no word of Dutch ends so but an abbreviation: 'AIV'
    # 'huizen' / 'huis', 'brieven' / 'brief'
    return intern(found[:-1] + {"z": "s", "v": "f"}.get(found[-1], found[-1]))


@lru_cache(maxsize=65536)
def joined(particle: str, verb: str) -> str | None:
    """The root of a separable verb from its two parts ('uit', 'voert'), if there is such a verb: in the background, or
    in the list of families."""
    whole = root(particle + verb)
    known = head(verb)
    infinitives = (*infinitives_of(verb), *infinitives_of(verb[:-1]), verb)
    if known and not known.endswith("n") and verb.endswith("e"):
        return None  # 'grote' is of no verb, though there is 'het overgrote deel'
    if known:  # 'licht' is a word of its own, and a form of 'lichten'
        infinitives = (known,) if known.endswith("n") else (known, *infinitives)
    if particle in _OF_MODALS and not _MODALS.isdisjoint(infinitives):
        return whole
    return whole if any(particle + one in background() or head(particle + one) for one in infinitives) else None


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """The roots of the words that a compound is made of ('huurtoeslag': 'huur', 'toeslag'); empty for other words."""
    if len(word) < _LEAST_COMPOUND or word[0].isdigit():
        return ()
    _, found = _split(word, 3)
    return tuple(map(root, found)) if len(found) > 1 else ()


def one_family(a: str, b: str) -> bool:
    """Whether two roots differ in an ending only: 'digital', 'digitaliser'."""
    shared = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        shared += 1
    return shared > LEAST_BASE and a[shared:] in _SUFFIXES and b[shared:] in _SUFFIXES


# Compounds


@lru_cache(maxsize=65536)
def _split(word: str, most: int) -> tuple[float, tuple[str, ...]]:
    """The best way to cut a word into known words: the commonness of its rarest part, and the parts."""
    known = background().get(word, 0.0) if len(word) >= _LEAST_PART else 0.0
    whole = known if known >= _PART_ZIPF else 0.0
    best: tuple[float, tuple[str, ...]] = (0.0, (word,))
    if most == 1:
        return whole, (word,)
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        own = background().get(word[:cut], 0.0)
        if own < _PART_ZIPF:
            continue
        for link in _LINKS:
            if word.startswith(link, cut) and len(word) - cut - len(link) >= _LEAST_PART:
                rest, found = _split(word[cut + len(link) :], most - 1)
                rarest = min(own, rest) - 0.3 * len(found)
                if rarest > best[0]:
                    best = (rarest, (word[:cut], *found))
    return best if most == 3 or best[0] > whole else (whole, (word,))
