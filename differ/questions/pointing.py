"""A statement and a question that points back at it, as the one question that others ask outright.

'Het verbaast deze leden dat de prijs stijgt, en zij vragen de regering dat uit te leggen' is 'Waarom stijgt de prijs?';
'Zij vinden dat de prijs te hoog is. Deelt de regering die mening?' is 'Deelt u de mening dat de prijs te hoog is?'.
What points back has no word of its own but how it asks (`lexicon/pointing.txt`); how the statement begins
(`lexicon/stated.txt`) carries nothing. A sentence of which either is not sure stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from differ.questions.askers import unasked
from differ.questions.beginnings import SURPRISE, Stated, pointing, read_as, stated
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
_ASKED_OUTRIGHT = re.compile(
    r"(?:kun(?:t|nen)|kan|is|zijn|bent|was|waren|heeft|hebben|hebt|had|klopt|deelt|vindt|wil(?:t|len)?|zou|zult|zal|gaat"
    r"|moet|mag|wordt|worden|hoe\w*|wat|welke?|waar\w*|wanneer|wie|ziet|acht|herkent|erkent|onderschrijft|beschikt|weet"
    r"|komt|krijgt)\b",
    re.IGNORECASE,
)
"""How a sentence begins that asks for something itself: 'Klopt het dat …, en wat vindt u daarvan?' asks two things."""
_MUST = re.compile(r"\b(?:zou(?:den)? )?(?:moet|moeten|dient|dienen|behoort|behoren)\b(?: te\b)?")
_EXPLAIN, _WHY, _DONE = "explain", "waarom", "bent u bereid"


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


def _with_the_one_before(told: str, sentence: str) -> str | None:
    """'Zij vinden dat … | Deelt de regering die mening?' as one question."""
    if told.endswith("?") or not (asks := _points(sentence)) or not _POINTERS.search(sentence):
        return None
    return _plain(stated(told), asks) if opened(told).question == told else None


def _in_one(sentence: str) -> str | None:
    """'Zij vinden dat … | en vragen of de regering die mening deelt' as one question."""
    for start, end in _pieces(sentence):
        if not (asks := _points(sentence[end:])):
            continue
        told = sentence[:start]
        if opened(told).question != told:
            return f"{told}." if asks == _EXPLAIN else None
        begun = stated(told)
        if not begun.kind and (asks == _EXPLAIN or _ASKED_OUTRIGHT.match(unasked(told).strip())):
            return None
        return _plain(begun, asks)
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
    small, forms = pointing()
    pointed_at = {word for before, word in pairwise(words) if before in _DEMONSTRATIVES}
    return read_as(set(words), forms, small, pointed_at - NEGATION)


def _plain(told: Stated, asks: str) -> str | None:
    """The question of a statement; none where it is told, and only more is to be heard of it."""
    if asks == _EXPLAIN:
        if told.kind != SURPRISE:
            return None
        asks = _WHY
    that = _MUST.sub("", told.that) if asks == _DONE else told.that
    return f"{asks.capitalize()} {that}?"
