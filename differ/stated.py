"""What a text states that a reader must not miss: numbers, dates, references, names, words that carry weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.references import NUMBERS, citations
from corpus.sentences import split
from differ.lexicon import entries
from differ.model import FactKind
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


def stated(text: str) -> tuple[Stated, ...]:
    """What a text (plain) states, in reading order; no two overlap.

    Where two readings overlap, that of the first finder counts: the '2026' in '21 mei 2026' is no year of its own.
    """
    found: list[Stated] = []
    taken = bytearray(len(text))
    for finder in _FINDERS:
        for one in finder(text):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


# Words of a lexicon


def _cues(kind: FactKind) -> Callable[[str], Iterator[Stated]]:
    def find(text: str) -> Iterator[Stated]:
        for match in _cue_pattern(kind).finditer(text):
            value = str(int((match.lastgroup or "g0")[1:]))
            yield Stated(kind, match[0], value, match.start(), match.end())

    return find


@cache
def _cue_pattern(kind: FactKind) -> re.Pattern[str]:
    """Each line of the lexicon a group, the longest wording first."""
    lines = [[_cue(form) for form in line.split("/")] for line in entries(kind)]
    forms = sorted(((form, number) for number, line in enumerate(lines) for form in line), key=lambda f: -len(f[0]))
    groups: dict[int, list[str]] = {}
    for form, number in forms:
        groups.setdefault(number, []).append(form)
    alternatives = "|".join(f"(?P<g{number}>{'|'.join(forms)})" for number, forms in groups.items())
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _cue(form: str) -> str:
    return r"\s+".join(r"(?:[\w-]+\s+){0,3}?" if word == "…" else re.escape(word) for word in form.split()).replace(
        r"{0,3}?\s+", "{0,3}?"
    )


# Papers and questions


def _papers(text: str) -> Iterator[Stated]:
    for citation in citations(text):
        for match in re.finditer(rf"(?<!\w){re.escape(citation.text)}(?!\w)", text):
            value = citation.id or re.sub(r"\W", "", citation.text).casefold()
            yield Stated("reference", match[0], value, match.start(), match.end())


_REFERENCE = re.compile(rf"\bvra(?:ag|gen) {NUMBERS}(?![\w%])|\bartikel(?:en)? \d+[a-z]*(?:[.:]\d+)*", re.IGNORECASE)


def _references(text: str) -> Iterator[Stated]:
    for match in _REFERENCE.finditer(text):
        yield Stated("reference", match[0], identity(match[0]).casefold(), match.start(), match.end())


# Time

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\w.,-])(?:
        (?:\d{{1,2}}\ )?(?:{MONTHS})(?:\ (?:van\ )?{_YEAR})?
      | (?:(?:eerste|tweede|derde|vierde)\ (?:helft|kwartaal)|voorjaar|najaar|zomer|herfst|winter)\ (?:van\ )?{_YEAR}
      | (?:begin|medio|eind|einde)\ (?:van\ )?{_YEAR}
      | {_YEAR}(?:[-–/]{_YEAR})?
      | (?:voorjaar|najaar|prinsjesdag|verantwoordingsdag|zomerreces|kerstreces)
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

_WRITTEN_OUT = (
    "nul",
    "een",
    *"twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien".split(),
    *"zestien zeventien achttien negentien twintig".split(),
)
# 'een' is an article far more often than a number; 'één' is never one.
_NUMBER = re.compile(
    rf"""(?P<euro>€\s?)?(?<![\w.,-])
        (?P<figures>\d{{1,3}}(?:[.\ ]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?|één|{"|".join(_WRITTEN_OUT[2:])})
        (?![\w-]|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)


def _numbers(text: str) -> Iterator[Stated]:
    for match in _NUMBER.finditer(text):
        unit, end = ("euro " if match["euro"] else ""), match.end()
        while following := _unit_pattern().match(text, end):
            unit, end = f"{unit}{_units()[following['unit'].casefold()]} ", following.end()
        # '€ 5 miljoen' is '5 miljoen euro'.
        unit = " ".join(sorted(unit.split()))
        yield Stated(
            "number", text[match.start() : end], f"{_figure(match['figures'])} {unit}", match.start(), end, unit
        )


def _figure(words: str) -> str:
    plain = words.casefold().replace("één", "een")
    return str(_WRITTEN_OUT.index(plain)) if plain in _WRITTEN_OUT else spoken(words)


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

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*"
_NAME = re.compile(rf"(?<![\w-]){_CAPITAL}(?: (?:(?:van|voor|de|het|der|den|inzake|en) )*{_CAPITAL})*")


def _names(text: str) -> Iterator[Stated]:
    """Runs of words with a capital. A capital that only begins a sentence tells nothing."""
    begins = _sentence_starts(text)
    for match in _NAME.finditer(text):
        start = match.start()
        if start in begins:
            first = re.match(r"[\w'’-]+", match[0])
            if first and not (len(first[0]) > 1 and first[0].isupper()):
                rest = re.search(rf"(?<= ){_CAPITAL}", match[0])
                start = match.start() + rest.start() if rest else match.end()
        words = text[start : match.end()]
        if len(words) > 1:
            yield Stated("name", words, identity(words).casefold(), start, match.end())


def _sentence_starts(text: str) -> set[int]:
    """Positions of the first letter of each sentence, and of what is quoted or counted as one."""
    starts: set[int] = set()
    for line in re.finditer(r"[^\n]+", text):
        position = line.start()
        for sentence in split(line[0]):
            first = re.search(r"[^\W_]", sentence)
            starts.add(position + first.start() if first else position)
            position += len(sentence) + 1
    return starts | {match.end() for match in re.finditer(r"[:|)]\s+|[\"“‘]", text)}


_FINDERS = (
    _cues("refusal"),
    _papers,
    _references,
    _dates,
    _numbers,
    _cues("scope"),
    _cues("negation"),
    _cues("modality"),
    _names,
)
