"""Whether a text can state something that must not be missed, told at a glance from its words.

A pattern of many words costs a hundred times what a look at the words themselves does, and of most edits the answer is
no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from differ.lexicon import entries
from differ.model import FactKind
from differ.statements.names import is_known
from differ.statements.numerals import NUMERAL, PARTS, STARTS
from differ.tokens import MONTHS

CUES: tuple[FactKind, ...] = ("refusal", "scope", "negation", "modality")
"""The kinds that are told by a word list."""
SEASONS = "voorjaar|najaar|lente|zomer|herfst|winter"
"""Pattern: as in 'het najaar van 2026'."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a text holds, at a glance."""

    lower: frozenset[str]
    has_digits: bool
    has_names: bool
    """A capital that is not its first sign, or a name that is known without one."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, text: str) -> Words:
        """Those of a text. Linear."""
        small = text.lower()
        words = frozenset(_WORD.findall(small))
        first = _WORD.search(text)
        has_names = text[1:] != small[1:] or bool(first and is_known(first[0]))
        return cls(words, any(map(str.isdigit, words)), has_names)

    def have(self, some: Set[str]) -> bool:
        """Whether any of these (in lower case) stands in the text."""
        return not some.isdisjoint(self.lower)


_WORD = re.compile(r"[^\W\d_]+|\d+")
DATE_WORDS = frozenset(
    f"""{MONTHS} {SEASONS} eerste tweede derde vierde begin medio eind einde prinsjesdag verantwoordingsdag zomerreces
    kerstreces voorjaarsreces herfstreces meireces voorjaarsnota najaarsnota miljoenennota slotwet jaren dit volgend
    komend vorig""".replace("|", " ").split()
)
SHARE_WORDS = frozenset(("helft", "driekwart", *PARTS))
SHARE_STEMS = ("gehalveer", "verdubbel", "verdrievoudig", "verviervoudig", "vertienvoudig", "halvering")


def begins_a_numeral(word: str) -> bool:
    """Whether a word (in lower case) is, or begins with, a number written out."""
    return word[:2] in STARTS and _NUMERAL.match(word) is not None


_NUMERAL = re.compile(NUMERAL, re.IGNORECASE)
_FIGURE = re.compile(r"[\d%‰€]")
MULTIPLES = frozenset(("miljoen", "miljard", "duizend"))


def may_state(text: str, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether words in these stretches of a text (half-open; empty: between two words) may be part of what is stated.

    To tell is cheap, and of most edits the answer is no. What is put between the words of a lexicon ('in strikte
    beslotenheid') changes nothing that is stated.
    """
    return any(_may_state(text, start, end) for start, end in stretches)


def _may_state(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    # 'Stand [-van-]{+der+} Defensie', 'vraag 3 [-en-]{+of+} 4'; and in small letters 'Wet [-open-]{+vrije+} overheid'.
    around = (*before.split()[1:][-1:], *after.split(None, 1)[:1])
    if any(_is_marked(word) or word in MULTIPLES for word in around) or _WET.search(text, 0, start):
        return True
    return any(_tells(word) or _is_part_of_what_is_said(word, text) for word in text[start:end].split())


_NEAR = 60
"""Signs, in which the word before a change and the one after it stand."""
_WET = re.compile(r"[Ww]et ")


def _is_marked(word: str) -> bool:
    """With a capital or a figure."""
    return word.lower() != word or _FIGURE.search(word) is not None


@lru_cache(maxsize=65536)
def _tells(word: str) -> bool:
    """Whether it may be something by itself."""
    parts = _WORD.findall(word.lower())
    return _is_marked(word) or any(
        part in DATE_WORDS or part in SHARE_WORDS or part.startswith(SHARE_STEMS) or begins_a_numeral(part)
        for part in parts
    )


def _is_part_of_what_is_said(word: str, text: str) -> bool:
    """Whether a form of a lexicon that has the word has all its words in the text; a unit needs a number."""
    forms = [form for part in _WORD.findall(word.lower()) for form in _forms_with().get(part, ())]
    if not forms:
        return False
    words = Words.of(text)
    is_number = words.has_digits or any(map(begins_a_numeral, words.lower)) or words.have(MULTIPLES)
    return any(form.words <= words.lower and (is_number or not form.needs_number) for form in forms)


@dataclass(frozen=True, slots=True)
class _Form:
    words: frozenset[str]
    needs_number: bool


@cache
def _forms_with() -> Mapping[str, Sequence[_Form]]:
    """Every small word of the lexicons -> the forms that have it."""
    found: dict[str, list[_Form]] = {}
    for kind in (*CUES, "units"):
        for form in (form for line in entries(kind) for form in line.lower().split("/")):
            words = frozenset(_WORD.findall(form))
            for word in words:
                found.setdefault(word, []).append(_Form(words, kind == "units"))
    return found
