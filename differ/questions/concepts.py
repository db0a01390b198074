"""What words and phrases mean in a policy paper, by the word lists: which ask for the same, which carry nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.folding import folded_tokens
from differ.questions.roots import COMMON, root, zipf

GAP = "…"
MOST_GAP = 3
"""Words that a gap in a phrase stands for, at most."""
WIDE = "*"
"""Ends a form that is said for a concept but does not tell it."""
ASKED = "?"
"""Begins the concepts that are asked for: `?when`, `?why`."""
THING = "~"
"""Begins the concepts of what is asked about. Their words weigh as any other: one more is another question."""

_PLACES_OF_WHAT = (
    "aan achter af bij binnen boven door in langs mee na naar naast om omheen omtrent onder op over rond tegen toe"
    " tussen uit van vandaan voor"
).split()
"""What points back to something that was said: 'daaraan', 'hieruit', 'ertegen'."""
PREPOSITIONS = frozenset(map(root, "aan bij door in met naar om onder op over tot uit van voor".split()))

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
    return rest in PREPOSITIONS and first in _weak()


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


def forms() -> Iterator[tuple[str, str]]:
    """Each form in the lists of concepts, and the concept."""
    for line in entries("asked"):
        name, _, listed = line.partition(": ")
        yield from ((form.strip(), ASKED + name) for form in listed.split(" / "))
    for kind, begin in (("synonyms", ""), ("things", THING)):
        for number, line in enumerate(entries(kind)):
            name, colon, listed = line.partition(": ")
            concept = begin + (name if colon else str(number))
            for form in map(str.strip, (listed or line).split(" / ")):
                yield form, concept
                if found := _PARTED.fullmatch(form):
                    yield found[1], concept
                if begin and (found := _OF.fullmatch(form)):
                    yield from ((f"{found[1]} {article} {found[2]}", concept) for article in ("de", "het"))


@prepared
def _concepts() -> Mapping[str, frozenset[str]]:
    return _gathered(forms())


@prepared
def _sizes() -> Mapping[str, int]:
    return dict(Counter(chain.from_iterable(_concepts().values())))


@prepared
def _wide() -> Mapping[str, frozenset[str]]:
    return _gathered((form, concept) for form, concept in forms() if form.endswith(WIDE))


def _gathered(listed: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form, concept in listed:
        found.setdefault(" ".join(rooted(form)), set()).add(concept)
    # Most lines have several forms: one set serves them all.
    once: dict[frozenset[str], frozenset[str]] = {}
    return {name: once.setdefault(own, own) for name, own in zip(found, map(frozenset, found.values()), strict=True)}


@prepared
def carrying_nothing() -> frozenset[str]:
    """The words of the frame and the small words, as they are written; no word that asks."""
    words = {word for name in ("stopwords", "frames") for word in entries(name) if " " not in word}
    words |= {pointing + place for pointing in ("er", "daar", "hier") for place in _PLACES_OF_WHAT}
    return frozenset(word for word in words if not any(c.startswith(ASKED) for c in term(root(word)).concepts))


@prepared
def _weak() -> frozenset[str]:
    return frozenset(" ".join(rooted(form)) for line in entries("weak") for form in line.split(" / "))
