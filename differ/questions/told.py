"""What a text itself says that an abbreviation stands for: 'de Rijksdienst voor het Cultureel Erfgoed (RCE)'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from differ.questions.folding import WORD, fold
from differ.questions.letters import may_abbreviate, runs_of
from differ.questions.naming import listed_names, one_name

_LEAST_TOLD = 2
"""Letters of one that the text itself tells: 'de Koninklijke Bibliotheek (KB)'."""
_SHORT = r"[A-Z][A-Za-z]{1,7}|[a-z]{3,5}"
_TOLD_BEHIND = re.compile(rf"\((?:hierna|verder|afgekort)?:? ?(?:de |het )?[\"'‘’“”]?({_SHORT})[\"'‘’“”]?\)")
_TOLD_BEFORE = re.compile(rf"(?<!\w)({_SHORT}) \((?:de |het )?([^\W\d_][^()\d?.;]{{6,100}})\)")
_MOST_WORDS, _MOST_SIGNS = 10, 120
"""Words and signs before a bracket among which what it abbreviates may begin."""


class Meaning(NamedTuple):
    """What a text itself says that an abbreviation stands for."""

    short: str
    """Folded."""
    tokens: tuple[str, ...]
    """The words, folded."""


class _Told(NamedTuple):
    start: int
    end: int
    short: str
    """As it is written, and so is ..."""
    full: str


def told_in(text: str) -> dict[str, str]:
    """What a text says that abbreviations stand for, both as they are written: 'de Raad van State (RvS)', 'de RvS (Raad
    van State)'."""
    return {told.short: told.full for told in _told(text) if not _is_listed(told)} if "(" in text else {}


def shortened(text: str) -> tuple[str, tuple[Meaning, ...]]:
    """A text in which that is written as the abbreviation alone, and what it told."""
    if "(" not in text:
        return text, ()
    found: list[Meaning] = []
    for told in reversed([*_told(text)]):
        if not _is_listed(told):
            found.append(Meaning(fold(told.short), _folded(told.full)))
        text = text[: told.start] + told.short + text[told.end :]
    return text, tuple(dict.fromkeys(found))


def introduced(question: str, known: Mapping[str, str]) -> str:
    """A question that tells what its paper tells elsewhere; `known`: as `told_in` gives it."""
    if not known:
        return question
    known = {short: full for short, full in known.items() if short not in told_in(question)}
    return _any_of(tuple(known)).sub(lambda found: f"{known[found[0]]} ({found[0]})", question) if known else question


@lru_cache(maxsize=64)
def _any_of(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, shorts))})(?!\w)")


def _told(text: str) -> Iterator[_Told]:
    """In order, none within another."""
    end = 0
    for told in sorted((*_told_behind(text), *_told_before(text))):
        if told.start >= end:
            end = told.end
            yield told


def _told_behind(text: str) -> Iterator[_Told]:
    for bracket in _TOLD_BEHIND.finditer(text):
        if not _may_be_told(bracket[1]):
            continue
        words = [*WORD.finditer(text, max(0, bracket.start() - _MOST_SIGNS), bracket.start())]
        for first in reversed(words[-_MOST_WORDS:]):
            full = text[first.start() : bracket.start()].strip()
            if _spell(fold(bracket[1]), _folded(full)):
                yield _Told(first.start(), bracket.end(), bracket[1], full)
                break


def _told_before(text: str) -> Iterator[_Told]:
    for found in _TOLD_BEFORE.finditer(text):
        if _may_be_told(found[1]) and _spell(fold(found[1]), _folded(found[2])):
            yield _Told(found.start(), found.end(), found[1], found[2])


def _folded(text: str) -> tuple[str, ...]:
    return tuple(map(fold, WORD.findall(text)))


def _may_be_told(token: str) -> bool:
    if fold(token) in listed_names():
        return True
    return may_abbreviate(token) or (len(token) == _LEAST_TOLD and token.isupper())


def _is_listed(told: _Told) -> bool:
    return fold(told.short) in listed_names()


def _spell(short: str, tokens: tuple[str, ...]) -> bool:
    """Whether all of these words, from the first to the last, make an abbreviation; of one that is listed also whether
    they are its name."""
    if len(tokens) > _MOST_WORDS or (0, len(tokens)) not in runs_of(short, tokens):
        return False
    return short not in listed_names() or fold(one_name(" ".join(tokens))) == short
