"""A word -> what it is a form of: the infinitive of a participle or of the noun of a verb; the plural of a singular."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from differ.keeping.prepared import prepared
from differ.lexicon import entries

_PARTICLES = """aan achter af bij binnen bijeen boven buiten door dood goed in los mede mee mis na
    neer om onder op open over overeen plaats rond samen stop tegemoet tegen teloor terug terecht
    thuis toe uit uiteen vast voor voort vol vooraf vrij waar weg gelijk bekend beschikbaar voorop
    vooruit achteruit achterop tekort achterwege bezig bloot deel gerust heen klaar omver teweeg
    veilig verder vorm""".split()
PARTICLES = tuple(sorted(_PARTICLES, key=len, reverse=True))
"""What separates from a verb: 'voert … uit'."""
_FIXED = ("be", "ver", "ont", "her", "er", "mis", "over", "onder", "door", "voor", "om", "vol", "weer", "achter")
"""What does not separate, and takes the place of 'ge': 'verholpen'."""
_PREFIXES = frozenset((*PARTICLES, *_FIXED))
_STARTS = frozenset(prefix[:2] for prefix in _PREFIXES)
_LONGEST_PREFIX = max(map(len, _PREFIXES))
LEAST_BASE = 3
_PARTICIPLE_MORE = 2.0
"""Zipf frequency by which a participle, a noun in -ing or a plural may be more common than what it is a form of:
'gebouwd' / 'bouwen'."""
_FORM_MORE = 0.3
"""The same for 'bouwt': 'sport' is no form of 'sporen', which is rarer."""
_LEAST_PRESENT = 6
"""Letters of an infinitive whose 'openstaand(e)' is told by its ending."""
_LEAST_LATIN = 8
"""Letters of a form of a verb in -eren that need not be known: 'geautoriseerd'."""
_VOWELS = "aeiou"
_PARTED = {"ï": "i", "ë": "e", "ü": "u"}
"""Vowels after 'ge': 'geïnformeerd'."""
_PARTICIPLE = re.compile(rf"({'|'.join(PARTICLES)})?ge(?=(\w{{3,}}?)(?:de?|te?)$)(\w+?)e?")
_FIXED_STARTS = ("ge", *_FIXED)
_ENDINGS = {
    "g": (("ing", 6),),
    "n": (("ingen", 8), ("den", 7), ("ten", 7)),
    "e": (("de", 6), ("te", 6)),
    "d": (("d", 5),),
    "t": (("t", 4),),
}
"""Of verbs and their nouns, by the last letter, each with the letters of the shortest word that is one."""
_PREFIXED = re.compile(r"(be|ver|ont|her)(\w{3,}?)(?:de?|te?)")
_LATIN = re.compile(r"(?:ge)?(\w{3,})(?:eerde?n?|eert|isering(?:en)?|isaties?|ficering(?:en)?|ficaties?)")
_VOICELESS = frozenset("kfshptxc")
_SHORT_VERB = re.compile(rf"(?:{'|'.join(sorted(_PREFIXES, key=len, reverse=True))})?[^aeiou]+[aeiou][^aeiou]")
"""One syllable, with or without a prefix: 'herstel', where 'el' is stressed."""
_UNSTRESSED = ("er", "el", "en", "ig", "em")
"""After these a consonant is not doubled: 'handelen', 'beëindigen'."""


@prepared
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


def base(word: str) -> str | None:
    """What a folded word is a form of, by the list of families or by rule; None where it is nothing but itself."""
    if known := irregular(word):
        return known
    found = regular(word) or _unknown_participle(word) or _of_latin(word) or _unknown_parted(word)
    return head(found) or found if found and found.endswith("eren") else found


# The list


@prepared
def _heads() -> Mapping[str, tuple[str, ...]]:
    """Each irregular form -> the words it may belong to, the last line first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in entries("families"):
        head, *forms = (form.strip() for form in line.split("/"))
        for form in (head, *forms):
            found[form] = (head, *found.get(form, ()))
    return found


def head(form: str) -> str | None:
    """The word that a form stands for in the list of families."""
    found = _heads().get(form)
    return found[0] if found else None


def irregular(word: str) -> str | None:
    """By the list, with a prefix too: 'aangeboden', 'verholpen'. It must make a word of Dutch, or stand before 'ge'."""
    if known := head(word):
        return known
    if word[:2] not in _STARTS:
        return None
    guessed = None
    for length in range(2, min(_LONGEST_PREFIX, len(word) - 2) + 1):
        prefix = word[:length]
        if prefix not in _PREFIXES:
            continue
        rest = word[length:]
        for verb in _verbs_of(rest, prefix):
            if prefix + verb in background() or prefix + verb in _heads():
                return head(prefix + verb) or prefix + verb
            if rest.startswith("ge") and prefix in PARTICLES:
                guessed = guessed or prefix + verb
    return guessed


def _verbs_of(rest: str, prefix: str) -> Iterator[str]:
    """The verbs of which the rest of a word may be a form: after a fixed prefix a participle has no 'ge'."""
    if prefix in PARTICLES or not rest.startswith("ge"):
        yield from _heads().get(rest, ())
    if prefix in _FIXED:
        yield from (verb for verb in _heads().get(f"ge{rest}", ()) if verb != f"ge{rest}")
    if prefix in PARTICLES and rest not in _heads() and (whole := irregular(rest)):
        yield whole


# The rules


def regular(word: str) -> str | None:
    """The infinitive of a regular verb form or of a noun made of it, or the singular, if Dutch has it.

    'gemeente' is no form of 'menen': a form is not much more common than its infinitive.
    """
    known = background()
    own = known.get(word, 0.0)
    return next((one for one, more in _bases(word) if known.get(one, 0.0) > max(own - more, 0.0)), None)


def _bases(word: str) -> Iterator[tuple[str, float]]:
    """What a word may be a form of, and how much more common than it the word may be."""
    last = word[-1]
    if last in "dte" and "ge" in word:
        yield from ((one, _PARTICIPLE_MORE) for one in _of_participle(word))
    fixed = word.startswith(_FIXED_STARTS)
    for ending, least in _ENDINGS.get(last, ()):
        if not word.endswith(ending) or len(word) < least:
            continue
        stem = word[: -len(ending)]
        if ending in ("ing", "ingen"):
            yield from ((one, _PARTICIPLE_MORE) for one in (f"{stem}en", *infinitives_of(stem)))
        elif ending == "t" or _may_end(stem, ending[0]):
            yield from ((one, _PARTICIPLE_MORE if fixed else _FORM_MORE) for one in infinitives_of(stem))
    if last in "es" and word.endswith(("atie", "aties")) and len(word) > 7:
        yield word[: word.rindex("atie")] + "eren", _PARTICIPLE_MORE
    if last == "s" and len(word) > 4 and word[-2] in "aeiouy'nrl":
        yield from ((word[: -len(ending)], _PARTICIPLE_MORE) for ending in ("'s", "s") if word.endswith(ending))
    stem = word[: -len(word) + word.rfind("nd") + 1] if last in "den" else ""
    if len(stem) >= _LEAST_PRESENT and word[len(stem) :] in ("d", "de", "den"):
        yield stem, _PARTICIPLE_MORE
    yield from ((one, _PARTICIPLE_MORE) for one in _longer(word))


def _of_participle(word: str) -> Iterator[str]:
    """The infinitives of which 'gebouwd', 'uitgevoerde', 'geïnd' may be a participle."""
    participle = _PARTICIPLE.fullmatch(word)
    if not participle:
        return
    particle, *stems = participle.groups("")
    ending = word.rstrip("e")[-1:]
    stems = [stem for stem in stems if stem == stems[-1] or _may_end(stem, ending)]
    stems += [_PARTED[stems[0][0]] + stems[0][1:]] if stems[0][0] in _PARTED else []
    yield from (particle + infinitive for stem in stems for infinitive in infinitives_of(stem))


def _may_end(stem: str, ending: str) -> bool:
    """Whether a verb has 't' or 'd' in its past: 'gekort' is not of 'koren', nor 'storten' of 'storen'."""
    return (stem[-1] in _VOICELESS) == (ending == "t") or (ending == "d" and stem[-1] in "fs")


def _longer(word: str) -> Iterator[str]:
    """'aanval' -> 'aanvallen', 'brug' -> 'bruggen': the doubled consonant of its longer forms hides the bare stem."""
    if len(word) < LEAST_BASE or word[-1] in "aeiouwxhcjq" or word[-2] not in _VOWELS or word[-3] in _VOWELS:
        return
    if not word.endswith(_UNSTRESSED) or word.endswith("el") or _SHORT_VERB.fullmatch(word):
        yield f"{word}{word[-1]}en"


def infinitives_of(stem: str) -> tuple[str, ...]:
    """'verhoog' -> 'verhogen', 'leef' -> 'leven', 'zet' -> 'zetten'."""
    if len(stem) < LEAST_BASE:
        return ()
    found = [f"{stem}en"]
    if stem[-1] not in _VOWELS and stem[-2] in _VOWELS:
        voiced = {"f": "v", "s": "z"}.get(stem[-1], stem[-1])
        if stem[-3] == stem[-2]:
            found += [f"{stem[:-2]}{last}en" for last in {stem[-1]: 0, voiced: 0}]
        elif stem[-3] not in _VOWELS:
            found.insert(0, f"{stem}{stem[-1]}en")  # 'telt' is of 'tellen', not of 'telen'
        found.append(f"{stem[:-1]}{voiced}en")
    elif stem[-1] in "fs" and stem[-2] in "rln":
        found.append(f"{stem[:-1]}{'v' if stem[-1] == 'f' else 'z'}en")
    return tuple(found)


# What Dutch may not have in its lists


def _of_latin(word: str) -> str | None:
    """'geautoriseerd', 'autorisatie' -> 'autoriseren', known or not: no other words end so."""
    if len(word) < _LEAST_LATIN or not (found := _LATIN.fullmatch(word)):
        return None
    stem = found[1]
    plain = _PARTED.get(stem[0], stem[0]) + stem[1:] if word.startswith("ge") else stem
    ending = next((e for e in ("is", "fic") if word[found.end(1) :].startswith(e)), "")
    return f"{plain}{ending}eren"


def _unknown_participle(word: str) -> str | None:
    """'opgehoogd' -> 'ophogen', 'bebouwd' -> 'bebouwen': what has this form is of a verb, in the background or not."""
    voiced = word.rstrip("e").endswith("d")
    fixed = None if f"{word}en" in background() else _PREFIXED.fullmatch(word)
    if fixed and any(one in background() for one in infinitives_of(fixed[2])):
        return fixed[1] + _spelled(fixed[2], voiced)
    participle = _PARTICIPLE.fullmatch(word)
    if not participle or not participle[1] or len(participle[2]) <= LEAST_BASE:
        return None
    known = regular(word[len(participle[1]) :])
    return participle[1] + (known or _spelled(participle[2], voiced))


def _unknown_parted(word: str) -> str | None:
    """'ophoogt': a form of a verb after a particle."""
    if word in background():
        return None
    particle = next((one for one in PARTICLES if word.startswith(one) and len(word) - len(one) > LEAST_BASE), None)
    if particle is None:
        return None
    rest = word[len(particle) :]
    whole = irregular(rest) or regular(rest)
    return particle + whole if whole else None


def _spelled(stem: str, voiced: bool) -> str:
    """The infinitive of a stem as it is spelled, where no list tells."""
    last = {"f": "v", "s": "z"}.get(stem[-1], stem[-1]) if voiced else stem[-1]
    if stem[-1] in _VOWELS or stem[-2] not in _VOWELS:
        return f"{stem}en"
    if stem[-3] == stem[-2]:
        return f"{stem[:-2]}{last}en"
    if stem[-3] in _VOWELS or stem.endswith(_UNSTRESSED):
        return f"{stem[:-1]}{last}en"
    return f"{stem}{stem[-1]}en"
