"""Small words that make another question: of how many it is asked ('alle scholen' / 'sommige scholen'), of these only
or of these too, who is for it and who against.

They carry no subject, so no term tells them; against a match is only that each text has the other one.
"""

from __future__ import annotations

from collections.abc import Iterator

from differ.pairs.conflicts import Conflict
from differ.questions.profile import Profile

_ALL = "alle elke iedere elk ieder volledig geheel".split()
_PART = [
    "sommige",
    "een deel van",
    "een aantal",
    "de meerderheid",
    "het merendeel",
    "de meeste",
    "deels",
    "gedeeltelijk",
]
_ONLY = "alleen uitsluitend slechts enkel louter".split()
_ALSO = "ook eveneens tevens mede".split()
_NOT_ONLY = [f"niet {word}" for word in _ONLY]
"""'Niet alleen' is also."""
_FOR = ["voorstander", "voorstanders", "steunt", "steunen", "is voor", "zijn voor", "stemmen voor", "stemden voor"]
_AGAINST = ["tegenstander", "tegenstanders", "is tegen", "zijn tegen", "stemmen tegen", "stemden tegen"]


def other_scope(left: Profile, right: Profile) -> Conflict | None:
    """What one text asks of all and the other of some, and its like. In no matter which order; linear."""
    ours, theirs = (f" {' '.join(own.tokens)} " for own in (left, right))
    return next(_opposed(ours, theirs), None)


def _opposed(ours: str, theirs: str) -> Iterator[Conflict]:
    denied = " niet " in ours + theirs  # who does not support it is against it
    for some, others in ((_ALL, _PART), (_ONLY, [*_NOT_ONLY, *_ALSO]), *(() if denied else ((_FOR, _AGAINST),))):
        mine, here = _first(ours, some), _first(ours, others)
        its, there = _first(theirs, some), _first(theirs, others)
        if mine and there and not here and not its:
            yield Conflict("opposite", (mine,), (there,))
        if here and its and not mine and not there:
            yield Conflict("opposite", (here,), (its,))


def _first(text: str, words: list[str]) -> str | None:
    """'Niet alleen' has no 'alleen'."""
    return next((word for word in words if f" {word} " in text and f" niet {word} " not in text), None)
