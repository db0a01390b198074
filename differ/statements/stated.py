"""What a text states that a reader must not miss: numbers, dates, references, names, words that carry weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import cache

from corpus.references import NUMBERS, citations
from differ.lexicon import entries
from differ.model import FactKind
from differ.statements.glance import (
    CUES,
    DATE_WORDS,
    MULTIPLES,
    SEASONS,
    SHARE_STEMS,
    SHARE_WORDS,
    Words,
    begins_a_numeral,
)
from differ.statements.names import laws, names
from differ.statements.numerals import DECADES, NUMERAL, SHARE, figure, is_number, multiplied
from differ.tokens import MONTHS, identity, spoken


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing stated, and where in the text (half-open, in characters)."""

    kind: FactKind
    words: str
    """As printed."""
    value: str
    """The same for all ways of writing the same."""
    start: int
    end: int
    unit: str = ""
    """Of a number: what it counts; empty where that is no unit of measure."""


def stated(text: str, alone: bool = False) -> tuple[Stated, ...]:
    """What a text (plain) states, in reading order; no two overlap.

    Where two readings overlap, that of the first finder counts: the '2026' in '21 mei 2026' is no year of its own.
    Of a text that stands alone, of which nothing is beside what it was, only numbers, dates, references, refusals
    and a 'nee' need to be told: then not more is looked for.
    """
    found: list[Stated] = []
    taken = bytearray(len(text))
    words = Words.of(text)
    for finder, may_find in _FINDERS_ALONE if alone else _FINDERS:
        for one in finder(text) if may_find(words) else ():
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


# Words of a lexicon

NO = frozenset(("nee", "neen"))
"""The answer itself, and so told anywhere."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """One form of a lexicon."""

    kind: FactKind
    line: str
    """All forms that say the same."""
    form: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """How it is written. Made when its first word is met: to make those of all takes longer than most diffs."""
        return _cue_pattern(self.form)


_CUE_WORD = re.compile(r"(?<![\w-])\w+")


def _cues(text: str) -> Iterator[Stated]:
    return _cues_at(text, _cues_by_word().keys())


def _refusals(text: str) -> Iterator[Stated]:
    return _cues_at(text, _refusing())


def _cues_at(text: str, first_words: Set[str]) -> Iterator[Stated]:
    end = 0
    for start, word in _places(text, first_words & Words.of(text).lower):
        for cue in _cues_by_word()[word] if start >= end else ():
            if match := cue.pattern.match(text, start):
                end = match.end()
                yield Stated(cue.kind, match[0], cue.line, start, end)
                break


def _places(text: str, words: Set[str]) -> list[tuple[int, str]]:
    """Where in a text these words stand, in reading order."""
    found = []
    # Of a letter or two in the world the small form is two signs: positions would be others.
    small = text.lower() if len(text.lower()) == len(text) else text
    for word in words:
        start = small.find(word)
        while start >= 0:
            after = small[start + len(word) : start + len(word) + 1]
            if not (_is_in_word(small[start - 1 : start]) or after == "_" or after.isalnum()):
                found.append((start, word))
            start = small.find(word, start + 1)
    return sorted(found)


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or sign in ("_", "-")


@cache
def _cues_by_word() -> dict[str, tuple[_Cue, ...]]:
    """The forms of all kinds by their first word, the longest first.

    Kind by kind would take the 'enkel' out of 'geen enkel', and the 'niet' out of 'niet beschikbaar'.
    """
    forms = [(form.strip(), kind, line) for kind in CUES for line in entries(kind) for form in line.split("/")]
    found: dict[str, list[_Cue]] = {}
    for form, kind, line in sorted(forms, key=lambda one: -len(one[0])):
        if word := _CUE_WORD.match(form):
            found.setdefault(word[0].lower(), []).append(_Cue(kind, line, form))
    return {word: tuple(cues) for word, cues in found.items()}


@cache
def _cue_pattern(form: str) -> re.Pattern[str]:
    words = r"\s+".join(r"(?:[\w-]+\s+){0,5}?" if word == "…" else re.escape(word) for word in form.split())
    return re.compile(words.replace(r"{0,5}?\s+", "{0,5}?") + r"(?![\w-])", re.IGNORECASE)


# Papers and questions


def _papers(text: str) -> Iterator[Stated]:
    for citation in citations(text):
        for match in re.finditer(rf"(?<!\w){re.escape(citation.text)}(?!\w)", text):
            value = citation.id or re.sub(r"\W", "", citation.text).casefold()
            yield Stated("reference", match[0], value, match.start(), match.end())


_ARTICLE = r"\d+[a-z]*(?:[.:]\d+)*"
_PART = r"\d+(?:\.\d+)*"
_AND = r"(?:,? en |, | t/m | tot en met )"
_REFERENCE = re.compile(
    rf"\bvra(?:ag|gen) {NUMBERS}(?![\w%])"
    rf"|\bartikel(?:en)? {_ARTICLE}(?:{_AND}{_ARTICLE})*"
    r"|\b(?:bijlagen?|hoofdstuk(?:ken)?|paragra(?:af|fen)|pagina(?:'s)?|blz\.|aanbeveling(?:en)?|tabel|figuur|onderdeel)"
    rf" {_PART}(?:{_AND}{_PART})*(?![\w%])",
    re.IGNORECASE,
)


def _references(text: str) -> Iterator[Stated]:
    for match in _REFERENCE.finditer(text):
        yield Stated("reference", match[0], identity(match[0]).casefold(), match.start(), match.end())


# Time

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\w.,-])(?:
        (?:\d{{1,2}}\ )?(?:{MONTHS})(?:\ (?:van\ )?{_YEAR})?
      | \d{{1,2}}[-/]\d{{1,2}}[-/]{_YEAR}
      | (?:(?:eerste|tweede|derde|vierde)\ (?:helft|kwartaal)|{SEASONS})(?:\ (?:van\ )?{_YEAR})?
      | (?:begin|medio|eind|einde)\ (?:van\ )?{_YEAR}
      | {_YEAR}(?:[-–/]{_YEAR})?
      | (?:prinsjesdag|verantwoordingsdag|zomerreces|kerstreces|voorjaarsreces|herfstreces|meireces)
      | (?<=bij\ )(?:voorjaarsnota|najaarsnota|miljoenennota|slotwet)
      | jaren\ (?:{DECADES})
      | (?:dit|volgend|komend|vorig)\ (?:voor|na)?jaar
    )(?![\w%]|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)


def _dates(text: str) -> Iterator[Stated]:
    for match in _DATE.finditer(text):
        # '2000 euro' is an amount.
        if not (match[0].isdigit() and _unit_pattern().match(text, match.end())):
            value = re.sub(r"\bvan ", "", identity(match[0]).casefold())
            yield Stated("date", match[0], value, match.start(), match.end())


# Numbers

_FIGURES = r"\d{1,3}(?:[. ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = re.compile(
    rf"(?P<euro>€\s?)?(?<![\w.,-])(?:(?P<figures>{_FIGURES})|(?P<words>{NUMERAL}))(?![\w-]|[.,]\d)", re.IGNORECASE
)
_SHARE = re.compile(rf"(?<![\w-])(?:{SHARE})(?![\w-])", re.IGNORECASE)


def _shares(text: str) -> Iterator[Stated]:
    for match in _SHARE.finditer(text):
        yield Stated("number", match[0], match[0].lower().replace("é", "e"), match.start(), match.end())


def _numbers(text: str) -> Iterator[Stated]:
    for match in _NUMBER.finditer(text):
        if match["words"] and not is_number(text, *match.span("words")):
            continue
        unit, end = ("euro " if match["euro"] else ""), match.end()
        while following := _unit_pattern().match(text, end):
            unit, end = f"{unit}{_units()[following['unit'].casefold()]} ", following.end()
        # '€ 5 miljoen' is '5 miljoen euro', and '45 duizend hectare' '45.000 hectare'.
        value = spoken(match["figures"]) if match["figures"] else figure(match["words"])
        value, unit = multiplied(value, unit.split())
        yield Stated("number", text[match.start() : end], f"{value} {unit}", match.start(), end, unit)


@cache
def _units() -> dict[str, str]:
    """Each way to write a unit -> the first of its line."""
    lines = [[form.strip() for form in line.split("/")] for line in entries("units")]
    return {form.casefold(): line[0] for line in lines for form in line}


@cache
def _unit_pattern() -> re.Pattern[str]:
    forms = sorted(_units(), key=len, reverse=True)
    return re.compile(rf"\s?(?P<unit>{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)


# Names


def _laws(text: str) -> Iterator[Stated]:
    for start, name in laws(text):
        yield Stated("name", name, identity(name).casefold(), start, start + len(name))


def _names(text: str) -> Iterator[Stated]:
    for start, name in names(text):
        yield Stated("name", name, identity(name).casefold(), start, start + len(name))


_FINDERS: tuple[tuple[Callable[[str], Iterator[Stated]], Callable[[Words], bool]], ...] = (
    (_papers, lambda words: words.has_digits),
    (_references, lambda words: words.has_digits),
    (_dates, lambda words: words.has_digits or words.have(DATE_WORDS)),
    (_shares, lambda words: words.have(SHARE_WORDS) or any(word.startswith(SHARE_STEMS) for word in words.lower)),
    (_cues, lambda words: words.have(_cues_by_word().keys())),
    (_numbers, lambda words: words.has_digits or words.have(MULTIPLES) or any(map(begins_a_numeral, words.lower))),
    (_laws, lambda words: "wet" in words.lower),
    (_names, lambda words: words.has_names),
)
"""What finds something, and whether there can be any; the first that finds a place has it."""


@cache
def _refusing() -> frozenset[str]:
    """The words that a refusal or a 'nee' begins with."""
    return frozenset(
        word for word, cues in _cues_by_word().items() if word in NO or any(cue.kind == "refusal" for cue in cues)
    )


_FINDERS_ALONE = (
    *_FINDERS[:4],
    (_refusals, lambda words: words.have(_refusing())),
    (_numbers, _FINDERS[5][1]),
)
"""Those of what is told anywhere."""
