"""The names in a question, by their capitals, and those that say which minister is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from differ.lexicon import entries
from differ.questions import quantities
from differ.questions.cleaning import tokens_of
from differ.questions.folding import fold
from differ.questions.roots import root

MONTHS = frozenset(quantities.MONTHS)
DAYS = frozenset("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split())
_IN_OFFICES = frozenset(("van", "en", "voor", "de", "het"))
_OFFICES = frozenset(("minister", "staatssecretaris", "ministers", "staatssecretarissen", "bewindspersoon"))


def names_in(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roots of the names in a sentence, and those of the ministries whose minister is asked."""
    if sentence[1:].islower():
        return (), ()
    tokens = tokens_of(sentence)
    named = [i for i, token in enumerate(tokens) if not token.islower() and _is_name(i, token)]
    if not named:
        return (), ()
    names = dict.fromkeys(root(fold(tokens[i])) for i in named)
    return tuple(names), tuple(dict.fromkeys(root(fold(tokens[i])) for i in named if _of_office(tokens, i, named)))


def _is_name(position: int, token: str) -> bool:
    return ((position > 0 and token[0].isupper()) or (len(token) > 1 and token.isupper())) and (
        fold(token) not in _no_names()
    )


def _of_office(tokens: Sequence[str], name: int, named: Sequence[int]) -> bool:
    before = (fold(tokens[i]) for i in range(name - 1, -1, -1) if i not in named)
    return next((word for word in before if word not in _IN_OFFICES), "") in _OFFICES


@cache
def _no_names() -> frozenset[str]:
    return frozenset(entries("stopwords")) | {word for word in entries("frames") if " " not in word} | MONTHS | DAYS
