"""What words and phrases mean in a policy paper, by the word lists: which ask for the same, which carry nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain
from sys import intern
from typing import Literal, NamedTuple

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.folding import folded_tokens
from differ.questions.forms import base
from differ.questions.roots import COMMON, root, zipf

GAP = "…"
_END = "……"
"""Before a verb, wherever it stands behind the rest of a phrase: it ends its clause, or a preposition follows."""
_LONG = 6
MOST_GAP = 3
"""Words that a gap in a phrase stands for, at most."""
_ANY_GAP = 1000
WIDE = "*"
"""Ends a form that is said for a concept but does not tell it."""
ASKED = "?"
"""Begins the concepts that are asked for: `?when`, `?why`."""
THING = "~"
"""Begins the concepts of what is asked about. Their words weigh as any other: one more is another question."""

_INFINITIVE = "en"
_LAW = "wet"
_ER = root("er")
_PLACES_OF_WHAT = (
    "aan achter af bij binnen boven door in langs mee na naar naast om omheen omtrent onder op over rond tegen toe"
    " tussen uit van vandaan voor"
).split()
"""What points back to something that was said: 'daaraan', 'hieruit', 'ertegen'."""
_SHORTEST_CLAUSE = 3
_DENYING = frozenset(map(root, "niet geen zonder".split()))
_ASKING = frozenset(map(root, "wat hoe wie waar welk waarom".split()))
_NO_VERBS = frozenset(("laat", "groot", "kort", "recht", "uit"))
_AUXILIARY = frozenset(map(root, "wordt worden is zijn was heeft hebben kan gaat wil zal moet".split()))
_PREPOSITIONS = frozenset(map(root, "aan bij door in met naar om onder op over tot uit van voor".split()))

Class = Literal["weak", "soft", "asked", "general", "common", "rare"]
CLASSES: tuple[Class, ...] = ("weak", "soft", "asked", "general", "common", "rare")
"""Kinds of terms that weigh, from the lightest: words that bend a question; how much and how; when, why, who, where;
words of the lists; other common words of Dutch; what is asked about."""
STRONG = frozenset(("?when", "?why", "?who", "?where", "?duration", "?frequency", "?share", "?known", "?agree"))
"""Kinds of questions that differ from each other and from all others. 'How', 'how much' and 'whether' are often only
another way to put a question: 'Hoe hoog zijn de kosten' / 'Wat zijn de kosten'."""


@dataclass(frozen=True, slots=True)
class Term:
    """A root, or a phrase of the lists, in all questions."""

    kind: Class
    concepts: frozenset[str]
    """What it may be said for."""
    stands_for: frozenset[str]
    """Those for which it may stand: 'geld' is said for 'kosten' and for 'budget', but does not tell which."""
    topical: bool
    """Whether it tells what a question is about: rare, or of the lists but seldom said."""


class _Phrase(NamedTuple):
    place: int
    """Among those that begin with the same root, the longest first."""
    roots: tuple[str, ...]
    """With gaps."""
    needs: frozenset[str]
    """The same, each once, without gaps."""
    term: str | None
    """None: it carries nothing."""


def terms(roots: Sequence[str], words: Sequence[str], names: Set[str] = frozenset()) -> list[str]:
    """The terms of a clause in order: its phrases that the lists have, and its other roots that carry something.

    `names`: words with a capital: 'in strijd met de Wet luchtvaart' is about that law, not about what is illegal.
    Words that carry nothing are known as they are written, not by their roots: 'weten' is not 'wet'.
    """
    found: list[tuple[int, str]] = []
    used: set[int] = set()
    present = set(roots)
    phrases = _phrases()
    law = words.index(_LAW) if _LAW in names and _LAW in words[:-1] else None
    for start, one in enumerate(roots):
        if one not in phrases or start in used:
            continue
        others, own = phrases[one]
        if others.isdisjoint(present):
            continue
        possible = [phrase for other in others & present for phrase in own[other] if phrase.needs <= present]
        taken = used if law is None or start == law else {*used, law}
        if possible and (match := _longest_phrase(sorted(possible), roots, words, start, taken)):
            phrase, positions = match
            used.update(positions)
            if phrase.term:
                found.append((start, phrase.term))
    nothing, saying = carrying_nothing(), _saying()
    # A verb that was parted ('uiteen te zetten', 'gaat … door') is not as it was written: it is known by its root.
    found += [
        (i, one)
        for i, (one, word) in enumerate(zip(roots, words, strict=True))
        if i not in used and (word not in nothing if one == root(word) else one not in saying)
    ]
    return list(dict.fromkeys(one for _, one in sorted(found)))


def _is_another_form(phrase: _Phrase, last: str) -> bool:
    """Whether a phrase is told apart from what has its roots: 'te laten' is not 'te laat', nor 'wegen' 'weegt'."""
    if phrase.term in _degrees():
        return last.endswith(_INFINITIVE)
    verb = phrase.roots[-1]
    return phrase.roots[-2] == _END and verb not in _AUXILIARY and not last.endswith("t")


@cache
def term(name: str) -> Term:
    """What is known of a root or a phrase."""
    concepts = _concepts().get(name, frozenset())
    wide = _wide().get(name, frozenset())
    kind = _class(name, concepts)
    seldom = kind == "general" and GAP not in name and commonness(name) < COMMON
    return Term(kind, concepts, concepts - wide, kind == "rare" or seldom)


@cache
def widest(name: str) -> str | None:
    """Of the concepts of a term the one that most terms have: likeliest the one by which others say it."""
    return max(term(name).concepts, key=lambda concept: (_sizes()[concept], concept), default=None)


@cache
def words_of(phrase: str) -> tuple[str, ...]:
    """The roots in a phrase that carry something: a text may say them apart."""
    small = {root(word) for word in entries("stopwords")}
    return tuple(one for one in phrase.split() if one != GAP and one not in small)


def _class(name: str, concepts: frozenset[str]) -> Class:
    if concepts and all(concept.startswith(ASKED) for concept in concepts):
        return "asked" if concepts & STRONG else "soft"
    if name in _weak() or _leads_on(name):
        return "weak"
    if any(not concept.startswith(THING) for concept in concepts):
        return "general"
    return "common" if commonness(name) >= COMMON else "rare"


def _leads_on(name: str) -> bool:
    """Whether a phrase is a word that carries little and its preposition: 'leidt tot', 'gelden voor'."""
    first, _, rest = name.partition(" ")
    return rest in _PREPOSITIONS and first in _weak()


@cache
def commonness(name: str) -> float:
    """The Zipf frequency of a root, in its most common form."""
    return max(zipf(name), _root_zipf().get(name, 0.0))


@prepared
def _root_zipf() -> Mapping[str, float]:
    """The commonness of the words of the background by their root: a root need not be a word."""
    from differ.questions.roots import background  # noqa: PLC0415

    found: dict[str, float] = {}
    for word, frequency in background().items():
        if frequency >= COMMON:
            one = root(word)
            found[one] = max(frequency, found.get(one, 0.0))
    return found


# Phrases


def _longest_phrase(
    possible: Sequence[_Phrase], roots: Sequence[str], words: Sequence[str], start: int, used: set[int]
) -> tuple[_Phrase, list[int]] | None:
    for phrase in possible:
        positions = _places(phrase.roots, roots, start)
        if (
            positions
            and not used.intersection(positions)
            and not _is_another_form(phrase, words[positions[-1]])
            and not _parts_others(positions, roots)
        ):
            return phrase, positions
    return None


def _parts_others(positions: Sequence[int], roots: Sequence[str]) -> bool:
    """Whether the last word of a phrase is of another: 'gaat over de kustwacht in Zeeland' is not 'gaat … in'."""
    last, after = positions[-1], positions[-2] + 1
    return roots[last] in _PREPOSITIONS and last > after and roots[after] in _PREPOSITIONS and last + 1 < len(roots)


def _places(pattern: Sequence[str], roots: Sequence[str], start: int) -> list[int] | None:
    """Where the words of a phrase that begins here stand; None where it does not."""
    found: list[int] = []
    at, gap = start, 0
    for one in pattern:
        if one == GAP:
            gap = MOST_GAP
            continue
        if one == _END:
            gap = _ANY_GAP
            continue
        try:
            place = roots.index(one, at, at + gap + 1)
        except ValueError:
            return None
        if gap == _ANY_GAP and place + 1 < len(roots) and roots[place + 1] not in _PREPOSITIONS:
            return None
        found.append(place)
        at, gap = place + 1, 0
    return found


@cache
def _phrases() -> Mapping[str, tuple[frozenset[str], Mapping[str, tuple[_Phrase, ...]]]]:
    """The phrases of more than one word by their first root, and by their rarest other one: these alone, and all."""
    return {
        first: (frozenset(own), {other: tuple(map(_Phrase._make, some)) for other, some in own.items()})
        for first, own in _listed_phrases().items()
    }


@prepared
def _listed_phrases() -> Mapping[str, Mapping[str, list[tuple[int, tuple[str, ...], frozenset[str], str | None]]]]:
    named = [(form, True) for form, _ in _forms()] + [(form, False) for form in entries("frames")]
    begin: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
    for form, tells in named:
        if len(roots := rooted(form)) > 1:
            name = intern(" ".join(roots)) if tells else None
            for order in (roots, *_as_clauses(roots, (*form.split(), "")[1])):
                begin.setdefault(roots[0], []).append((order, name))
    found: dict[str, dict[str, list[tuple[int, tuple[str, ...], frozenset[str], str | None]]]] = {}
    for first, own in begin.items():
        for place, (roots, name) in enumerate(sorted(own, key=lambda phrase: -len(phrase[0]))):
            needs = frozenset(roots) - {GAP, _END}
            other = min(sorted(needs - {first}), key=commonness, default=first)
            found.setdefault(first, {}).setdefault(other, []).append((place, roots, needs, name))
    return found


@prepared
def _degrees() -> frozenset[str]:
    """The phrases that tell too high a degree ('te laat', 'te kort'), none of which is an infinitive."""
    said = (form for form, _ in _forms() if form.startswith("te ") and not form.endswith(_INFINITIVE))
    return frozenset(" ".join(rooted(form)) for form in said if form.count(" ") == 1)


def _as_clauses(roots: tuple[str, ...], verb: str) -> Iterator[tuple[str, ...]]:
    """A phrase that asks, as it stands in a subordinate clause: 'wat wordt … gedaan', 'wat er wordt gedaan' and 'wat er
    gedaan wordt'; 'wat doet', 'wat de minister daartegen doet'. `verb`: its second word."""
    if roots[0] not in _ASKING or not _DENYING.isdisjoint(roots):
        return
    first, second, *rest = (one for one in roots if one not in (GAP, _ER))
    if roots[1] in _AUXILIARY and len(roots) >= _SHORTEST_CLAUSE and rest:
        yield (first, GAP, second, *rest)
        yield (first, GAP, rest[0], second, *rest[1:])
        yield (first, GAP, *rest, _END, second)
    elif roots[1] == second and _is_finite(verb):
        yield (first, *((GAP, *rest) if rest else ()), _END, second)


def _is_finite(verb: str) -> bool:
    """Whether a word is a verb as it stands after 'wat' or 'hoe' ('wat doet', 'hoe weegt'; not 'hoe laat')."""
    return verb.endswith("t") and verb not in _NO_VERBS and (base(verb) or "").endswith(_INFINITIVE)


def rooted(form: str) -> tuple[str, ...]:
    """A form of the lists by the roots of its words, with gaps."""
    return tuple(one for piece in form.split() for one in ([GAP] if piece == GAP else map(root, folded_tokens(piece))))


# The lists

_PARTED = re.compile(
    r"((?:aan|bij|binnen|boven|buiten|in|naar|onder|op|over|te|ten|ter|tot|uit|van|voor) (?:\w+ )*\w+) "
    r"(?:brengen|doen|gaan|geven|hebben|houden|komen|krijgen|leggen|liggen|nemen|staan|stellen|worden|zetten|zijn)"
)
"""A set phrase whose verb carries nothing, and may stand before it: 'komt dit de zorg ten goede'."""

_OF = re.compile(r"(\S+ (?:van|aan|op|bij|voor|in|tot|naar)) (?!de |het |een )(\S+)")
"""A thing and what it is of, which a question may say with an article: 'verlies van de biodiversiteit'."""


def _forms() -> Iterator[tuple[str, str]]:
    """Each form in the lists of concepts, and the concept."""
    for line in entries("asked"):
        name, _, forms = line.partition(": ")
        yield from ((form.strip(), ASKED + name) for form in forms.split(" / "))
    for kind, begin in (("synonyms", ""), ("things", THING)):
        for number, line in enumerate(entries(kind)):
            name, colon, forms = line.partition(": ")
            concept = begin + (name if colon else str(number))
            for form in map(str.strip, (forms or line).split(" / ")):
                yield form, concept
                if found := _PARTED.fullmatch(form):
                    yield found[1], concept
                if begin and (found := _OF.fullmatch(form)):
                    yield from ((f"{found[1]} {article} {found[2]}", concept) for article in ("de", "het"))


@prepared
def _concepts() -> Mapping[str, frozenset[str]]:
    return _gathered(_forms())


@prepared
def _sizes() -> Mapping[str, int]:
    return dict(Counter(chain.from_iterable(_concepts().values())))


@prepared
def _wide() -> Mapping[str, frozenset[str]]:
    return _gathered((form, concept) for form, concept in _forms() if form.endswith(WIDE))


def _gathered(forms: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form, concept in forms:
        found.setdefault(" ".join(rooted(form)), set()).add(concept)
    # Most lines have several forms: one set serves them all.
    once: dict[frozenset[str], frozenset[str]] = {}
    return {name: once.setdefault(own, own) for name, own in zip(found, map(frozenset, found.values()), strict=True)}


@prepared
def _saying() -> frozenset[str]:
    """The roots of the longer words of the frame."""
    return frozenset(root(word) for word in entries("frames") if len(word) > _LONG)


@prepared
def carrying_nothing() -> frozenset[str]:
    """The words of the frame and the small words, as they are written; no word that asks."""
    words = {word for name in ("stopwords", "frames") for word in entries(name) if " " not in word}
    words |= {pointing + place for pointing in ("er", "daar", "hier") for place in _PLACES_OF_WHAT}
    return frozenset(word for word in words if not any(c.startswith(ASKED) for c in term(root(word)).concepts))


@prepared
def _weak() -> frozenset[str]:
    return frozenset(" ".join(rooted(form)) for line in entries("weak") for form in line.split(" / "))
