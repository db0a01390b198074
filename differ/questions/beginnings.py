"""How a statement, or a question about a whole statement, begins, before what it says: words that only lead on to it.

A beginning is known by its words in any order: all of a listed form, and beside these small ones alone. So 'het heeft
deze leden zeer verbaasd dat' and 'deze leden zijn dan ook verbaasd dat' need one entry ('verbaasd').
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from differ.lexicon import entries
from differ.questions.askers import unasked
from differ.questions.folding import WORD, fold
from differ.questions.negations import NEGATION

_MOST_PLACES = 8
"""Places in a statement where what it says may begin."""
_THAT = re.compile(r"\b(?:dat|als|indien|om)\b,? ")
_DAT = re.compile(r"\bdat\b")
_MOST_BEGINNING = 16
"""Words before the 'dat', or the preposition, behind which the statement stands."""
_LEADING_ON = frozenset("van over op voor naar bij in met aan dat".split())
_ACCORDING = re.compile(
    r"(?:volgens"
    r"|naar (?:de|het|hun|haar|zijn|mijn) (?:\w+ )?(?:mening|oordeel|opvatting|inzicht|overtuiging|idee|visie)(?: van)?"
    r"|in de (?:ogen|optiek|visie|beleving) van)(?: (?:deze leden|hen|hem|haar|ons|mij)\b)? *",
    re.IGNORECASE,
)
"""'Volgens deze leden is de prijs te hoog.'"""
SURPRISE = "surprise"
_OPINION, _TOLD, _BROUGHT_UP, _SMALL = "opinion", "told", "brought up", "small"


class Form(NamedTuple):
    """An entry of `lexicon/pointing.txt`, `stated.txt` or `outright.txt`."""

    words: frozenset[str]
    read_as: str


class Stated(NamedTuple):
    """A statement without how it begins."""

    kind: str
    """As in `lexicon/stated.txt`; '' where it begins as any sentence does."""
    that: str


@lru_cache(maxsize=1024)
def stated(told: str) -> Stated:
    """A statement by how it begins and what it says."""
    said = unasked(told).strip(" .,;:")
    if according := _ACCORDING.match(said):
        return Stated(_OPINION, said[according.end() :])
    small, forms = _beginnings()
    for found in reversed([*islice(_THAT.finditer(said), _MOST_PLACES)]):
        begins = {fold(word) for word in WORD.findall(said[: found.start()])}
        if kind := read_as(begins, forms, small) if begins else _TOLD:
            return Stated(kind, said[found.end() :])
    return Stated("", said)


def plainly_begun(said: str) -> str:
    """A question without who asks, its beginning before 'dat' in the words that most use for it."""
    if not (found := _DAT.search(said)) or not said[: found.start()]:
        return said
    words = {fold(word) for word in WORD.findall(said[: found.start()])}
    if len(words) > _MOST_BEGINNING:
        return said
    plain = read_as(words, _outright(), pointing()[0])
    return f"{plain} {said[found.start() :]}" if plain else said


def without_beginning(told: str) -> str:
    """What a statement is about, where it only brings it up: 'Zij hebben kennisgenomen van | de adviezen'."""
    said = unasked(told).strip(" .,;:")
    small, forms = _beginnings()
    before: set[str] = set()
    for found in islice(WORD.finditer(said), _MOST_BEGINNING):
        word = fold(found[0])
        if word in _LEADING_ON and read_as(before, forms, small):
            return said[found.end() :].strip()
        before.add(word)
    return _without_end(said, small, forms) or told


def _without_end(said: str, small: Set[str], forms: Iterable[Form]) -> str:
    """'Van dat bedrag | zien deze leden nog weinig terug'; '' where no such words end it."""
    behind: set[str] = set()
    cut = len(said)
    for found in reversed([*WORD.finditer(said)]):
        if fold(found[0]) not in small:
            break
        behind.add(fold(found[0]))
        cut = found.start()
    return said[:cut].strip() if read_as(behind, forms, small) == _BROUGHT_UP else ""


def read_as(words: Set[str], forms: Iterable[Form], small: Set[str], maybe: Set[str] = frozenset()) -> str:
    """The longest form of which all words are there, where all others are small; one at most may be of `maybe`."""
    for form in forms:
        if form.words <= words:
            others = words - form.words - small
            if not others or (len(others) == 1 and others <= maybe):
                return form.read_as
    return ""


@cache
def pointing() -> tuple[frozenset[str], tuple[Form, ...]]:
    """The small words, and how a question points back."""
    return _listed("pointing", "-")


@cache
def _beginnings() -> tuple[frozenset[str], tuple[Form, ...]]:
    small, forms = _listed("stated", _SMALL)
    beside = frozenset(word for form in forms for word in form.words) - NEGATION
    return small | pointing()[0] | beside, forms


@cache
def _outright() -> tuple[Form, ...]:
    return _listed("outright", "-")[1]


def _listed(name: str, small: str) -> tuple[frozenset[str], tuple[Form, ...]]:
    """The small words of a list, and its forms, those of the most words first."""
    forms = [
        Form(frozenset(form.split()), kind)
        for line in entries(name)
        for kind, _, listed in [line.partition(": ")]
        for form in listed.split(" / ")
    ]
    words = frozenset(word for form in forms if form.read_as == small for word in form.words)
    asked = sorted((form for form in forms if form.read_as != small), key=lambda form: -len(form.words))
    return words, tuple(asked)
