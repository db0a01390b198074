"""Two sides of one thing, said in whatever words: 'wie is de koper' / 'wie verkoopt', 'ingangsdatum' / 'wanneer loopt
het af' (`lexicon/converses.txt`).

Beside the opposites of `lexicon/opposites.txt`, which must be left over on both sides: these may also be said by words
that stand for something on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from differ.lexicon import entries
from differ.pairs.conflicts import Conflict
from differ.questions.negations import negations
from differ.questions.profile import Profile

_GAP = " …"
_ANY = r"(?: \w+){0,10}"


def other_side(left: Profile, right: Profile) -> Conflict | None:
    """The first line of which each text says another side; symmetric but for which is told first."""
    ours, theirs = _said(left.tokens), _said(right.tokens)
    for (one, other), mine, its in zip(_lines_named(), ours, theirs, strict=True):
        if {mine, its} == {(True, False), (False, True)}:
            return Conflict("opposite", *((one, other) if mine[0] else (other, one)))
    return None


@lru_cache(maxsize=4096)
def _said(tokens: Sequence[str]) -> tuple[tuple[bool, bool], ...]:
    """Of each line whether a text says something of the one side and of the other; of none where it denies."""
    text = " ".join(tokens)
    if negations(text):
        return ((False, False),) * len(_lines())
    return tuple((bool(one.search(text)), bool(other.search(text))) for one, other in _lines())


@cache
def _lines() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_pattern(one), _pattern(other)) for one, other in _sides())


@cache
def _lines_named() -> tuple[tuple[tuple[str], tuple[str]], ...]:
    return tuple(((one.split(" / ")[0],), (other.split(" / ")[0],)) for one, other in _sides())


def _sides() -> list[tuple[str, str]]:
    return [(one.strip(), other.strip()) for one, _, other in (entry.partition(":") for entry in entries("converses"))]


def _pattern(side: str) -> re.Pattern[str]:
    said = (re.escape(form).replace(re.escape(_GAP), _ANY) for form in side.split(" / "))
    return re.compile(rf"\b(?:{'|'.join(said)})\b")
