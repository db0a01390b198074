"""A statement and a question that points back at it, as the one question that others ask outright.

'Het verbaast deze leden dat de prijs stijgt, en zij vragen de regering dat uit te leggen' is 'Waarom stijgt de prijs?';
'Zij vinden dat de prijs te hoog is. Deelt de regering die mening?' is 'Deelt u de mening dat de prijs te hoog is?'.
What points back has no word of its own but how it asks (`lexicon/pointing.txt`); how the statement begins
(`lexicon/stated.txt`) carries nothing. A sentence of which either is not sure stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from differ.lexicon import entries
from differ.questions.askers import unasked
from differ.questions.folding import WORD, fold
from differ.questions.negations import NEGATION
from differ.questions.openings import opened

_MOST_WORDS = 22
"""Of a piece that points back."""
_MOST_PIECES = 8
"""Places in a sentence where such a piece may begin, looked at from its end."""
_PIECE = re.compile(r"(?:[,;:] (?:(?:en|maar|dus) )?| (?:en|maar) )(?:dan ook )?")
_ASKING = frozenset(
    """vragen vraagt vraag verzoeken verzoekt verzoek vernemen verneemt verneem horen hoort willen wil ontvangen
    ontvangt zien zouden zou krijgen wensen benieuwd nieuwsgierig stellen""".split()
)
"""One of these stands in a piece that asks without a question mark."""
_DEMONSTRATIVES = frozenset("die dat deze dit".split())
_POINTERS = re.compile(
    r"\b(?:[Dd]i[et]|[Dd]at|[Dd]eze|zulks|(?:daar|hier|er)\w+|reden|waarom|opheldering|uitleg|toelichting|verklaring"
    r"|daar|hier|eens|verduidelijking|reactie|duidelijkheid)\b",
    re.IGNORECASE,
)
"""One of these stands in each piece that points back: most sentences end on none."""
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
_ASKED_OUTRIGHT = re.compile(
    r"(?:kun(?:t|nen)|kan|is|zijn|bent|was|waren|heeft|hebben|hebt|had|klopt|deelt|vindt|wil(?:t|len)?|zou|zult|zal|gaat"
    r"|moet|mag|wordt|worden|hoe\w*|wat|welke?|waar\w*|wanneer|wie|ziet|acht|herkent|erkent|onderschrijft|beschikt|weet"
    r"|komt|krijgt)\b",
    re.IGNORECASE,
)
"""How a sentence begins that asks for something itself: 'Klopt het dat …, en wat vindt u daarvan?' asks two things."""
_MUST = re.compile(r"\b(?:zou(?:den)? )?(?:moet|moeten|dient|dienen|behoort|behoren)\b(?: te\b)?")
_EXPLAIN, _WHY, _DONE = "explain", "waarom", "bent u bereid"
_SURPRISE, _OPINION, _TOLD, _SMALL = "surprise", "opinion", "told", "small"


class _Form(NamedTuple):
    words: frozenset[str]
    read_as: str


class _Stated(NamedTuple):
    """A statement without how it begins."""

    kind: str
    """As in `lexicon/stated.txt`; '' where it begins as any sentence does."""
    that: str


def asked_outright(sentences: Sequence[str]) -> list[str]:
    """The sentences of a text, each question that points back made one with what it points at. Linear in length."""
    found: list[str] = []
    for sentence in sentences:
        if not _POINTERS.search(sentence):
            found.append(sentence)
        elif found and (whole := _with_the_one_before(found[-1], sentence)):
            found[-1] = whole
        else:
            found.append(_in_one(sentence) or sentence)
    return found


def plainly_begun(said: str) -> str:
    """A question without who asks, its beginning before 'dat' in the words that most use for it."""
    if not (found := _DAT.search(said)) or not said[: found.start()]:
        return said
    words = {fold(word) for word in WORD.findall(said[: found.start()])}
    if len(words) > _MOST_BEGINNING:
        return said
    plain = _read_as(words, _outright(), _pointing()[0])
    return f"{plain} {said[found.start() :]}" if plain else said


def without_beginning(told: str) -> str:
    """What a statement is about, where it only brings it up: 'Zij hebben kennisgenomen van | de adviezen'."""
    said = unasked(told).strip(" .,;:")
    small, forms = _beginnings()
    before: set[str] = set()
    for found in islice(WORD.finditer(said), _MOST_BEGINNING):
        word = fold(found[0])
        if word in _LEADING_ON and _read_as(before, forms, small):
            return said[found.end() :].strip()
        before.add(word)
    return told


def _with_the_one_before(told: str, sentence: str) -> str | None:
    """'Zij vinden dat … | Deelt de regering die mening?' as one question."""
    if told.endswith("?") or not (asks := _points(sentence)) or not _POINTERS.search(sentence):
        return None
    stated = _stated(told)
    return _plain(stated, asks) if opened(told).question == told else None


def _in_one(sentence: str) -> str | None:
    """'Zij vinden dat … | en vragen of de regering die mening deelt' as one question."""
    for start, end in _pieces(sentence):
        if not (asks := _points(sentence[end:])):
            continue
        told = sentence[:start]
        if opened(told).question != told:
            return f"{told}." if asks == _EXPLAIN else None
        stated = _stated(told)
        if not stated.kind and (asks == _EXPLAIN or _ASKED_OUTRIGHT.match(unasked(told).strip())):
            return None
        return _plain(stated, asks)
    return None


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """Where a last piece of a sentence may begin: the end of what goes before, its own first letter."""
    found = [(one.start(), one.end()) for one in _PIECE.finditer(sentence)]
    return islice(reversed(found), _MOST_PIECES)


@lru_cache(maxsize=1024)
def _points(piece: str) -> str:
    """What a piece that points back asks, as `lexicon/pointing.txt` names it; '' for any other piece."""
    words = [fold(word) for word in WORD.findall(unasked(piece))]
    if not words or len(words) > _MOST_WORDS:
        return ""
    if not piece.rstrip().endswith("?") and _ASKING.isdisjoint(fold(word) for word in WORD.findall(piece)):
        return ""
    small, forms = _pointing()
    pointed_at = {word for before, word in pairwise(words) if before in _DEMONSTRATIVES}
    return _read_as(set(words), forms, small, pointed_at - NEGATION)


def _read_as(words: Set[str], forms: Iterable[_Form], small: Set[str], maybe: Set[str] = frozenset()) -> str:
    """The longest form of which all words are there, where all others are small; one at most may be of `maybe`."""
    for form in forms:
        if form.words <= words:
            others = words - form.words - small
            if not others or (len(others) == 1 and others <= maybe):
                return form.read_as
    return ""


@lru_cache(maxsize=1024)
def _stated(told: str) -> _Stated:
    """A statement by how it begins and what it says."""
    said = unasked(told).strip(" .,;:")
    if according := _ACCORDING.match(said):
        return _Stated(_OPINION, said[according.end() :])
    small, forms = _beginnings()
    for found in reversed([*islice(_THAT.finditer(said), _MOST_PIECES)]):
        begins = {fold(word) for word in WORD.findall(said[: found.start()])}
        if kind := _read_as(begins, forms, small) if begins else _TOLD:
            return _Stated(kind, said[found.end() :])
    return _Stated("", said)


def _plain(stated: _Stated, asks: str) -> str | None:
    """The question of a statement; none where it is told, and only more is to be heard of it."""
    if asks == _EXPLAIN:
        if stated.kind != _SURPRISE:
            return None
        asks = _WHY
    that = _MUST.sub("", stated.that) if asks == _DONE else stated.that
    return f"{asks.capitalize()} {that}?"


@cache
def _pointing() -> tuple[frozenset[str], tuple[_Form, ...]]:
    return _listed("pointing", "-")


@cache
def _beginnings() -> tuple[frozenset[str], tuple[_Form, ...]]:
    small, forms = _listed("stated", _SMALL)
    beside = frozenset(word for form in forms for word in form.words) - NEGATION
    return small | _pointing()[0] | beside, forms


@cache
def _outright() -> tuple[_Form, ...]:
    return _listed("outright", "-")[1]


def _listed(name: str, small: str) -> tuple[frozenset[str], tuple[_Form, ...]]:
    """The small words of a list, and its forms, those of the most words first."""
    forms = [
        _Form(frozenset(form.split()), kind)
        for line in entries(name)
        for kind, _, listed in [line.partition(": ")]
        for form in listed.split(" / ")
    ]
    words = frozenset(word for form in forms if form.read_as == small for word in form.words)
    asked = sorted((form for form in forms if form.read_as != small), key=lambda form: -len(form.words))
    return words, tuple(asked)
