"""What kind of answer a question asks for: a reason, a time, a number, somebody, a place, yes or no, or a thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from differ.lexicon import entries
from differ.questions.concepts import ASKED, term
from differ.questions.profile import Profile, Unit

OPENS = ("wat", "welk", "hoe", "wie", "waar", "wanneer")
"""How a word begins that a question has which cannot be answered by yes or no."""
_TELLS = frozenset("overzicht inzicht toelichting uiteenzetting opsomming lijst schets reactie graag".split())
"""'Kunt u een overzicht geven van …' asks for more than yes."""
_KINDS = (
    ("why", "reason"),
    ("when", "time"),
    ("duration", "time"),
    ("frequency", "number"),
    ("amount", "number"),
    ("share", "number"),
    ("who", "somebody"),
    ("where", "place"),
    ("willing", "yes or no"),
    ("confirm", "yes or no"),
    ("known", "yes or no"),
    ("agree", "yes or no"),
    ("how", "manner"),
    ("opinion", "manner"),
)
"""What is asked for (`lexicon/asked.txt`) by the kind of its answer; what tells more before what tells less: 'hoe komt
het dat' asks for a reason, though by 'hoe'."""


def kind_of(unit: Unit, own: Profile) -> str:
    """The kind of answer that a question of a text asks for."""
    return _kind(unit.terms, any(token.startswith(OPENS) for token in own.tokens))


@lru_cache(maxsize=1 << 13)
def _kind(terms: Iterable[str], opens: bool) -> str:
    asked = {concept for name in terms for concept in term(name).concepts}
    return next((kind for name, kind in _KINDS if ASKED + name in asked), "thing" if opens else "yes or no")


def answered_apart(left: Profile, right: Profile) -> bool:
    """Whether one of two questions can be answered by yes or no and the other cannot."""
    one, other = _closed(left), _closed(right)
    return one is not None and other is not None and one != other


@lru_cache(maxsize=1 << 13)
def _closed(own: Profile) -> bool | None:
    """Whether a question can be answered by yes or no; None where its words do not tell."""
    if own.context or not own.tokens:
        return None
    if any(token.startswith(OPENS) for token in own.tokens) or not _TELLS.isdisjoint(own.tokens):
        return False
    return True if own.tokens[0] in _closing() or "of" in own.tokens else None


@cache
def _closing() -> frozenset[str]:
    """The words with which the questions of the list begin that can be answered by yes or no."""
    listed = (text.split() for entry in entries("constructions") for text in entry.lower().split(" / "))
    return frozenset(words[0] for words in listed if not any(word.startswith(OPENS) for word in words))
