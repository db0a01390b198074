"""Words -> what they are compared as: one root for all forms of a word, how common it is, the parts of a compound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from differ.folding import stem
from differ.lexicon import entries

COMMON = 4.4
"""Zipf frequency from which a word is common: 25 times in a million. A question may replace such a word by another and
ask the same; a rarer word names what is asked about."""
UNKNOWN = 2.0
"""Zipf frequency of what is not in the background: below 2.5 all words are rare alike."""
_PARTICLES = """aan achter af bij binnen bijeen boven buiten door dood goed in los mede mee mis na neer om onder op open
    over plaats rond samen stop tegemoet tegen teloor terug terecht thuis toe uit uiteen vast voor voort vol vooraf
    vrij waar weg gelijk bekend beschikbaar""".split()
PARTICLES = tuple(sorted(_PARTICLES, key=len, reverse=True))
"""What separates from a verb: 'voert … uit'."""
_LEAST_BASE = 3
_PARTICIPLE_MORE = 2.0
"""Zipf frequency by which a participle, a noun in -ing or a plural may be more common than what it is a form of:
'gebouwd' / 'bouwen'."""
_FORM_MORE = 0.3
"""The same for 'bouwt': 'sport' is no form of 'sporen', which is rarer."""
_LEAST_PART = 4
"""Letters of a part of a compound; shorter words hide in any."""
_PART_ZIPF = 2.5
_LEAST_COMPOUND = 8
_LINKS = ("", "s", "en", "n", "e")
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
)
_VOWELS = "aeiou"
_PARTED = {"ï": "i", "ë": "e", "ü": "u"}
"""Vowels after 'ge': 'geïnformeerd'."""
_PARTICIPLE = re.compile(rf"({'|'.join(PARTICLES)})?ge(?=(\w{{3,}}?)(?:de?|te?)$)(\w+?)e?")


@cache
def background() -> Mapping[str, float]:
    """The words of Dutch that are not rare, each with the lowest Zipf frequency of its band."""
    found: dict[str, float] = {}
    band = 0.0
    for line in entries("background"):
        if line.startswith("["):
            band = float(line[1:-1])
        else:
            found.update(dict.fromkeys(line.split(), band))
    return found


@lru_cache(maxsize=262144)
def zipf(word: str) -> float:
    """How common a folded word is, in its most common form."""
    known = background()
    return max(known.get(form, UNKNOWN) for form in (word, _base(word) or word, *_infinitives(word), f"{word}e"))


@lru_cache(maxsize=262144)
def root(word: str) -> str:
    """What a folded word is compared as: the same for 'verhoging', 'verhoogt', 'verhogen'; a number is its own."""
    if word[0].isdigit():
        return word
    base = _irregular(word) or _base(word) or word
    found = stem(base)
    if len(found) <= _LEAST_PART and base.endswith("heid"):
        found = base  # 'overheid' is not 'over'
    # 'huizen' / 'huis', 'brieven' / 'brief'
    return found[:-1] + {"z": "s", "v": "f"}.get(found[-1], found[-1])


@lru_cache(maxsize=65536)
def joined(particle: str, verb: str) -> str | None:
    """The root of a separable verb from its two parts ('uit', 'voert'), if there is such a verb."""
    whole = root(particle + verb)
    heads = _verb_forms()
    infinitives = (heads[verb],) if verb in heads else (*_infinitives(verb), *_infinitives(verb[:-1]), verb)
    return whole if any(particle + one in background() for one in infinitives) else None


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
    return shared > _LEAST_BASE and a[shared:] in _SUFFIXES and b[shared:] in _SUFFIXES


# Forms


@cache
def _verb_forms() -> Mapping[str, str]:
    """Each irregular form -> the word it belongs to."""
    lines = [[form.strip() for form in line.split("/")] for line in entries("families")]
    return {form: line[0] for line in lines for form in line}


def _irregular(word: str) -> str | None:
    heads = _verb_forms()
    if head := heads.get(word):
        return head
    for particle in PARTICLES:
        if word.startswith(particle) and (head := heads.get(word[len(particle) :])):
            return particle + head
    return None


def _base(word: str) -> str | None:
    """The infinitive of a regular verb form or of a noun made of it, or the singular, if Dutch has it.

    'gemeente' is no form of 'menen': a form is not much more common than its infinitive.
    """
    known = background()
    own = known.get(word, 0.0)
    return next((base for base, more in _bases(word) if known.get(base, 0.0) > max(own - more, 0.0)), None)


def _bases(word: str) -> Iterator[tuple[str, float]]:
    """What a word may be a form of, and how much more common than it the word may be."""
    if participle := _PARTICIPLE.fullmatch(word):
        particle, *bases = participle.groups("")
        infinitives = [infinitive for base in bases for infinitive in _infinitives(base)]
        yield from ((particle + infinitive, _PARTICIPLE_MORE) for infinitive in infinitives)
        if bases[0][0] in _PARTED:
            plain = _PARTED[bases[0][0]] + bases[0][1:]
            yield from ((particle + infinitive, _PARTICIPLE_MORE) for infinitive in _infinitives(plain))
    for ending, least in (("den", 7), ("ten", 7), ("de", 6), ("te", 6), ("ing", 6), ("ingen", 8), ("d", 5), ("t", 4)):
        if word.endswith(ending) and len(word) >= least:
            more = _PARTICIPLE_MORE if ending.startswith("ing") else _FORM_MORE
            yield from ((infinitive, more) for infinitive in _infinitives(word[: -len(ending)]))
    if word.endswith(("atie", "aties")) and len(word) > 7:
        yield word[: word.rindex("atie")] + "eren", _PARTICIPLE_MORE
    for ending in ("'s", "s"):
        if word.endswith(ending) and len(word) > 4 and word[-2] in "aeiouy'nrl":
            yield word[: -len(ending)], _PARTICIPLE_MORE


def _infinitives(base: str) -> tuple[str, ...]:
    """'verhoog' -> 'verhogen', 'leef' -> 'leven', 'zet' -> 'zetten'."""
    if len(base) < _LEAST_BASE:
        return ()
    found = [f"{base}en"]
    if base[-1] not in _VOWELS and base[-2] in _VOWELS:
        voiced = {"f": "v", "s": "z"}.get(base[-1], base[-1])
        if base[-3] == base[-2]:
            found += [f"{base[:-2]}{last}en" for last in {base[-1]: 0, voiced: 0}]
        elif base[-3] not in _VOWELS:
            found.append(f"{base}{base[-1]}en")
        found.append(f"{base[:-1]}{voiced}en")
    return tuple(found)


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
