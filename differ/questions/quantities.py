"""How many, how much and when, written in one way: 'anderhalf miljoen', '1.500.000'; 'de helft', '50%'; '1-1-2031'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from differ.questions.notation import ORDINALS
from differ.statements.numerals import ONES, TEN_WORDS

_UNITS = ONES[1:]
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
"""In order."""
_SHORT_MONTHS = {one[:3]: one for one in MONTHS} | {"mrt": "maart", "sept": "september"}
_VALUE: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: 10 * number for number, word in enumerate(TEN_WORDS, 2)},
    "één": 1,
}
_SAID = "|".join(sorted((*_UNITS, "één"), key=len, reverse=True))
_NUMBER = rf"(?:\d+|{_SAID})"
_LEAST_WRITTEN = 13
"""Number words below this are read as figures where a question is taken apart; they have more meanings ('acht u')."""
_UNIT = {"miljard": 1_000_000_000, "miljoen": 1_000_000}
_FULL = {"mln": "miljoen", "mld": "miljard"}
_MARKS = ("ig", "tien", "honderd", "duizend")
"""One of these is in each number word of `_LEAST_WRITTEN` or more."""
_WRITTEN = re.compile(rf"\b(?:(?:{_SAID})(?:en|ën)?|{'|'.join(TEN_WORDS)}|honderd|duizend)+\b", re.IGNORECASE)
_PIECE = re.compile(rf"duizend|honderd|{'|'.join(TEN_WORDS)}|{_SAID}|en|ën")
_HALVES = (
    (re.compile(r"\b(?:een |1 )?half (?=mil(?:joen|jard)\b)", re.IGNORECASE), "0,5 "),
    (re.compile(r"\b[Aa]nderhal(?:f|ve)\b"), "1,5"),
    (re.compile(r"\b(?:[Ee]en|één) (?=mil(?:joen|jard)\b)"), "1 "),
)
_AMOUNT = re.compile(r"(?<![\w.,])(\d+(?:,\d+)?)(?: (miljoen|miljard|mln|mld)\b(?:\.(?= ))?)?(?!\w|,\d)")
_PARTS = {"helft": "50", "kwart": "25", "driekwart": "75"}
_PART = re.compile(
    r"\b(?:de (helft)|een (kwart)|(driekwart)|drie kwart)"
    r"(?= (?:van|deel|meer|minder|lager|hoger|is|wordt|was|verminderd|gedaald|afgenomen|verlaagd|teruggebracht)\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b({_SAID}) (derde|vierde|vijfde|tiende)(?:n|deel)?(?= (?:van|deel)\b)", re.IGNORECASE)
_OF_EACH = re.compile(
    rf"\b({_NUMBER}) op (?:de |elke |iedere )?({_NUMBER})(?= [a-z])(?! (?:{'|'.join(MONTHS)})\b)", re.IGNORECASE
)
_QUARTER = re.compile(r"\bQ([1-4])\b")
_ORDINAL = re.compile(r"\b([1-9]|1[0-2])(?:e|ste|de)\b")
_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])[-/](0?[1-9]|1[0-2])[-/]((?:19|20)\d\d)\b")
_SHORT_DATE = re.compile(rf"\b(\d\d?) ({'|'.join(one for one in _SHORT_MONTHS if one != 'mei')})\b\.?")
_TWICE = re.compile(r"\b(?:twee|2) (?:keer|maal) zo (?:groot|hoog|veel)(?: geworden)?\b")
_HALVED = re.compile(r"\bmet 50 (?:procent|%) (?:gedaald|verminderd|afgenomen|verlaagd|teruggebracht)\b")


def in_figures(text: str) -> str:
    """A text with its amounts, shares and dates in the figures that others write them in. Linear in its length."""
    if any(mark in text for mark in _MARKS):
        text = _WRITTEN.sub(_in_digits, text)
    if "ha" in text or "mil" in text:
        for half, figure in _HALVES:
            text = half.sub(figure, text)
    text = _of_wholes(text)
    # Most texts have no figure.
    return _with_figures(text) if any(map(str.isdigit, text)) else text


def _of_wholes(text: str) -> str:
    if "t/m" in text:
        text = text.replace("t/m", "tot en met")
    if "twee" in text or "2 " in text:
        text = _TWICE.sub("verdubbeld", text)
    if "helft" in text or "kwart" in text:
        text = _PART.sub(_as_part, text)
    if "de" in text:
        text = _SHARE.sub(_as_share, text)
    return _OF_EACH.sub(lambda found: _percent(found[1], found[2], found[0]), text) if " op " in text else text


def _with_figures(text: str) -> str:
    if "Q" in text:
        text = _QUARTER.sub(lambda found: f"{ORDINALS[int(found[1]) - 1]} kwartaal", text)
    text = _DATE.sub(lambda found: f"{int(found[1])} {MONTHS[int(found[2]) - 1]} {found[3]}", text)
    text = _SHORT_DATE.sub(lambda found: f"{found[1]} {_SHORT_MONTHS[found[2]]}", text)
    text = _ORDINAL.sub(lambda found: ORDINALS[int(found[1]) - 1], text)
    text = _HALVED.sub("gehalveerd", text) if "50" in text else text
    return _AMOUNT.sub(_in_units, text)


def _in_digits(found: re.Match[str]) -> str:
    """'vijfentwintig' -> '25'; what is below `_LEAST_WRITTEN`, or no number, stays as it is."""
    whole, part = 0, 0
    for piece in _PIECE.findall(found[0].casefold()):
        if piece == "honderd":
            part = 100 * max(part, 1)
        elif piece == "duizend":
            whole, part = 1000 * max(part, 1), 0
        else:
            part += _VALUE.get(piece, 0)
    return str(whole + part) if whole + part >= _LEAST_WRITTEN else found[0]


def _as_part(found: re.Match[str]) -> str:
    said = next(filter(None, found.groups()), "driekwart").casefold()
    return f"{_PARTS[said]} procent"


def _as_share(found: re.Match[str]) -> str:
    """'twee derde' -> '67 procent'."""
    return _percent(found[1], str(ORDINALS.index(found[2].casefold()) + 1), found[0])


def _percent(some: str, of: str, said: str) -> str:
    """'een op de vijf' -> '20 procent'."""
    part, whole = (int(one) if one.isdigit() else _VALUE[one.casefold()] for one in (some, of))
    return f"{round(100 * part / whole)} procent" if 0 < part < whole <= 100 else said


def _in_units(found: re.Match[str]) -> str:
    """'1500000' -> '1,5 miljoen', '0,5 miljoen' -> '500000', '1200 miljoen' -> '1,2 miljard'; others as they are."""
    named = _FULL.get(found[2], found[2])
    amount = Decimal(found[1].replace(",", ".")) * _UNIT.get(named, 1)
    unit = next((name for name, least in _UNIT.items() if amount >= least), None)
    if not named and not unit:
        return found[0]
    written = (amount / _UNIT[unit] if unit else amount).normalize()
    return f"{written:f}".replace(".", ",") + (f" {unit}" if unit else "")
