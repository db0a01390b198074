"""When it is asked of: 'vorig jaar' / 'dit jaar', 'afgelopen maand' / 'afgelopen jaar', 'wanneer heeft de Kamer het
ontvangen' / 'wanneer ontvangt de Kamer het'.

Small words and forms of verbs, of which no term tells. Against a match is only that each text tells of another time:
where one tells of none, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from differ.pairs.conflicts import Conflict
from differ.pairs.order import clauses
from differ.questions.forms import base
from differ.questions.profile import Profile

_UNITS = {
    "jaar": "jaar",
    "jaren": "jaar",
    "maand": "maand",
    "maanden": "maand",
    "week": "week",
    "weken": "week",
    "dag": "dag",
    "dagen": "dag",
    "kwartaal": "kwartaal",
    "kwartalen": "kwartaal",
    "halfjaar": "halfjaar",
    "decennium": "decennium",
    "decennia": "decennium",
    "periode": "periode",
    "kabinetsperiode": "kabinetsperiode",
    "kabinet": "kabinet",
    "schooljaar": "schooljaar",
    "studiejaar": "schooljaar",
    "seizoen": "seizoen",
    "begrotingsjaar": "jaar",
}
_RELATED = {
    word: name
    for name, words in (
        ("vorig", "vorig vorige afgelopen voorbije verleden verstreken voorgaande voorafgaande laatste"),
        ("dit", "dit deze lopend lopende huidig huidige"),
        ("volgend", "komend komende volgend volgende aankomend aankomende eerstvolgende aanstaande"),
    )
    for word in words.split()
}
_NUMBER = r"\d+|paar|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
_RELATIVE = re.compile(rf"\b(na )?({'|'.join(_RELATED)}) (?:({_NUMBER}) )?({'|'.join(_UNITS)})\b")
_IS_TO_COME = re.compile(
    r"\b(?:zal|zullen|zult)\b|\bgaat u (?:\w+ )*?(?:doen|nemen|ondernemen|zetten|treffen)\b"
    r"|\b(?:komend|komende|volgend|volgende) (?:jaar|maand|jaren|maanden|periode)\b"
)
_WHEN = re.compile(
    r"^(?:wanneer|op welk moment|op welke (?:termijn|datum)|per (?:wanneer|welke datum))"
    r" (?!bent |zit |moet )(?:\w+t|kan|mag|worden|kunnen|komen|gaan|krijgen|ontvangen) "
)
"""A question after a time whose verb is of now asks what will be: 'wanneer ontvangt de Kamer'."""
_WAS = re.compile(r"\b(?:was|waren|werd|werden|geweest|kreeg|kregen|ging|gingen|kwam|kwamen)\b")
_ALREADY = frozenset(("al", "reeds", "inmiddels"))
_HAVING = frozenset("heeft hebben hebt had hadden".split())
_BECOMING = frozenset(("wordt", "worden"))
_BEFORE_A_NOUN = frozenset("de het een aan van voor in op met door bij naar over tot uit om te geen".split())
_PARTICIPLE = re.compile(
    r"(?:\w{2,5})?ge\w{2,}[dtn]|(?:be|ver|ont|her|er|onder|over|mis)\w{2,}[dt]|ontvangen|besloten|vernomen"
)
_ALIKE = frozenset(("ontvangen", "besloten", "vernomen"))
_NOUNS = frozenset("gevolgen gevallen gegevens geluiden gebieden gesprekken gemeenten gebouwen bericht besluit".split())

Tense = Literal["was", "will be", ""]


class Times(NamedTuple):
    """What a text tells of when."""

    relative: frozenset[tuple[str, ...]]
    """Last, this or next; how many, if told; of what."""
    tense: Tense


def other_time(left: Profile, right: Profile) -> Conflict | None:
    """The times of two texts that are told to be others; symmetric but for which is told first."""
    ours, theirs = times(left.tokens), times(right.tokens)
    if ours.relative and theirs.relative and ours.relative.isdisjoint(theirs.relative):
        return Conflict("opposite", min(ours.relative), min(theirs.relative))
    if {ours.tense, theirs.tense} == {"was", "will be"}:
        return Conflict("word", _verbs(left.tokens), _verbs(right.tokens))
    return None


@lru_cache(maxsize=4096)
def times(tokens: tuple[str, ...]) -> Times:
    """What a text tells of when. Linear."""
    text = " ".join(tokens)
    found = (
        tuple(filter(None, ("volgend" if after else _RELATED[word], number, _UNITS[unit])))
        for after, word, number, unit in _RELATIVE.findall(text)
    )
    return Times(frozenset(found), _tense(tokens, text))


def _tense(tokens: Sequence[str], text: str) -> Tense:
    was = bool(_WAS.search(text)) or _is_perfect(tokens) or _is_done(tokens)
    will_be = bool(_IS_TO_COME.search(text))
    will_be = will_be or (not was and bool(_WHEN.search(text)))
    return "" if was == will_be else "was" if was else "will be"


def _is_done(tokens: Sequence[str]) -> bool:
    """'Zijn de gesprekken al afgerond'."""
    already = any(before in _ALREADY and _is_participle(token) for before, token in pairwise(tokens))
    return already and _BECOMING.isdisjoint(tokens)


def _is_perfect(tokens: Sequence[str]) -> bool:
    """Whether a verb stands beside a form of 'hebben': 'heeft gestuurd', 'onderzocht heeft'."""
    return any(
        not _HAVING.isdisjoint(clause)
        and _BECOMING.isdisjoint(clause)
        and any(_is_participle(token) and before not in _BEFORE_A_NOUN for before, token in pairwise(("", *clause)))
        for clause in clauses(tokens)
    )


@lru_cache(maxsize=1 << 13)
def _is_participle(token: str) -> bool:
    if not _PARTICIPLE.fullmatch(token) or token in _NOUNS:
        return False
    verb = base(token)
    return token in _ALIKE or (verb is not None and verb.endswith("n") and verb != token)


def _verbs(tokens: Sequence[str]) -> tuple[str, ...]:
    """What tells the time of a text, to name it."""
    found = [token for token in tokens if token in _HAVING or _WAS.fullmatch(token) or _is_participle(token)]
    return tuple(found or [token for token in tokens if _IS_TO_COME.fullmatch(token)] or tokens)[:2]
