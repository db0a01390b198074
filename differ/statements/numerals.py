"""Numbers written out in Dutch: 'veertien', 'honderdtwintig', 'anderhalf', 'twee derde'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from math import prod

ONES = (
    *"nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien".split(),
    *"vijftien zestien zeventien achttien negentien".split(),
)
"""From 0 on."""
TEN_WORDS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
"""From 20 on."""
_TENS = {word: 10 * n for n, word in enumerate(TEN_WORDS, 2)}
PARTS = "kwart derde vierde vijfde zesde zevende achtste negende tiende".split()

DECADES = "|".join(TEN_WORDS)
"""Pattern: as in 'de jaren negentig'."""

_TENS_PATTERN = rf"(?:(?:{'|'.join(ONES[1:10])})(?:en|ën))?(?:{DECADES})"
_BELOW_100 = rf"{_TENS_PATTERN}|{'|'.join(sorted(ONES[2:], key=len, reverse=True))}"

NUMERAL = (
    rf"[ée]én|(?:{'|'.join(ONES[2:])})?honderd(?:(?:en)?(?:{_BELOW_100}))?|{_BELOW_100}|nul|anderhal(?:f|ve)"
    r"|een(?= (?:miljoen|miljard|duizend)\b)"
)
"""Pattern of a number in words. 'een' is an article far more often than a number, but not before a multiple; 'één'
is never one."""

STARTS = frozenset(word[:2] for word in (*ONES, *TEN_WORDS, "één", "eén", "honderd", "anderhalf"))
"""The first two letters of every number in words: most words have others."""

SHARE = (
    rf"de helft|(?:een|één|twee|drie|vier) (?:{'|'.join(PARTS)})(?= (?:van|deel|deze|minder|meer)\b)|driekwart"
    r"|(?:gehalveer|(?:ver)(?:dubbel|drievoudig|viervoudig|tienvoudig))(?:d|de)|(?:halver|(?:ver)dubbel)ing"
)
"""Pattern of a part or a multiple in words: 'de helft', 'twee derde van', 'verdubbeld'."""


# What is held: 'acht u', 'het kabinet acht dit'; in 'de acht die' and 'bleken er acht een uitzondering' it is a number.
_HELD = re.compile(
    r"\s+(?:u|ik|hij|zij|ze|je|jij|jullie|wij|we|men|het|de|een|dit|dat|deze|die|zich|haar|hem|hen)(?!\w)",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(r"(?<!\w)(?:de|alle|deze|die|andere|overige|er(?:\s+\w+)?)\s+\Z", re.IGNORECASE)
# At the end of a clause: 'die hij noodzakelijk acht', 'voor zover zij dit van belang acht om'.
_JUDGED_BEFORE = re.compile(
    r"\w(?:lijk|baar|isch|ig|zaam|vol|end|wenst|oord|uun|wezen|boden|ant|ent|eel|ief)\s+\Z|\bbelang\s+\Z", re.IGNORECASE
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:?!)]|\Z)|\s+(?:om|dat|maar)(?!\w)")
# The verb is second where the subject is first: 'Het kabinet acht maatregelen nodig', and not 'Heeft het kabinet acht'.
_SUBJECT_BEFORE = re.compile(
    r"(?:\A|[.?!:]\s+)(?:ik|wij|we|u|hij|zij|men|(?:het|de|mijn|ons|onze) (?:kabinet|regering"
    r"|minister(?:ie|-president)?|staatssecretaris|commissie|raad|(?:algemene )?rekenkamer))\s+\Z",
    re.IGNORECASE,
)
# 'in acht te nemen', 'acht slaan op'.
_TAKEN = re.compile(r"\s+(?:(?:te|worden|wordt|werd|is|zijn)\s+)?(?:nemen|genomen|neemt|nam)(?!\w)")
_HEEDED = re.compile(r"\s+(?:te\s+)?(?:slaan|slaat|geslagen)(?!\w)")
_IN = re.compile(r"(?<!\w)in\s+\Z", re.IGNORECASE)


def is_number(text: str, start: int, end: int) -> bool:
    """Whether a numeral in a text is one: 'acht' is a verb far more often ('acht u', 'noodzakelijk acht')."""
    if text[start:end].lower() != "acht":
        return True
    # A sentence stands on a line.
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if _HELD.match(text, end):
        return bool(_COUNTED_BEFORE.search(before))
    if _HEEDED.match(text, end) or (_TAKEN.match(text, end) and _IN.search(before)):
        return False
    if _CLAUSE_ENDS.match(text, end):
        return not (_JUDGED_BEFORE.search(before) or _IN.search(before))
    return not _SUBJECT_BEFORE.search(before)


def figure(words: str) -> str:
    """A numeral (what matches NUMERAL, in any case) in figures: `figure("Honderdtwintig") == "120"`."""
    plain = words.lower().replace("é", "e").replace("ë", "e")
    if plain.startswith("anderhal"):
        return "1,5"
    hundreds, hundred, rest = plain.rpartition("honderd")
    total = 100 * (ONES.index(hundreds) if hundreds else 1) if hundred else 0
    if hundred and rest not in ONES:
        rest = rest.removeprefix("en")
    if not rest or rest in ONES:
        return str(total + (ONES.index(rest) if rest else 0))
    ten = next(word for word in TEN_WORDS if rest.endswith(word))
    ones = rest.removesuffix(ten).removesuffix("en")
    return str(total + (ONES.index(ones) if ones else 0) + _TENS[ten])


_TIMES = {"duizend": 10**3, "miljoen": 10**6, "miljard": 10**9}
"""Multiples, as the first form of their line in `lexicon/units.txt` has them."""


def multiplied(value: str, units: Sequence[str]) -> tuple[str, str]:
    """A number in figures with the multiples among its units worked out, and the other units, sorted.

    `multiplied("1,2", ["miljard", "euro"]) == ("1200000000", "euro")`.
    """
    number = Decimal(value.replace(",", ".")) * prod(_TIMES.get(unit, 1) for unit in units)
    return f"{number.normalize():f}".replace(".", ","), " ".join(sorted(unit for unit in units if unit not in _TIMES))
