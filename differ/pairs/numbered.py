"""Which number is of what: 'artikel 12, lid 3' / 'artikel 3, lid 12', 'twee jaar' / 'twee maanden'.

Both texts have the same numbers, so that none of them tells it (see differ.pairs.conflicts).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from differ.lexicon import entries
from differ.pairs.conflicts import Conflict
from differ.questions.profile import WORD_NUMBERS, Profile
from differ.questions.roots import root

_FROM_TO = re.compile(r"\bvan (\d[\d,]*)(?: \w+)? (?:naar|op|tot) (\d[\d,]*)")
_PARTS = frozenset(
    map(
        root,
        """artikel lid hoofdstuk bijlage paragraaf onderdeel nr nummer kamerstuk tabel box fase titel categorie schijf
        aanbeveling motie vraag pagina""".split(),
    )
)
"""What a number behind it tells apart."""


def other_number(left: Profile, right: Profile) -> Conflict | None:
    """The first thing that has another number in the other text, or number that counts another thing."""
    there, back = _from_to(left.tokens), _from_to(right.tokens)
    if all(there) and there == back[::-1] and there != back:
        return Conflict("number", there, back)
    ours, theirs = _numbered(left.tokens), _numbered(right.tokens)
    for of, mine in sorted(ours.items()):
        its = theirs.get(of)
        if its and mine.isdisjoint(its):
            return Conflict("number", (of, min(mine)), (of, min(its)))
    return None


@lru_cache(maxsize=4096)
def _numbered(tokens: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The numbers of each part of a law or a paper, and the units of each number."""
    found: dict[str, frozenset[str]] = {}
    units = _units()
    for before, token in pairwise(tokens):
        if token[0].isdigit() and (of := root(before)) in _PARTS:
            found[of] = found.get(of, frozenset()) | {token}
        number = WORD_NUMBERS.get(before, before)
        if number[0].isdigit() and token in units:
            found[number] = found.get(number, frozenset()) | {units[token]}
    return found


def _from_to(tokens: tuple[str, ...]) -> tuple[str, str]:
    """The numbers in 'van 16 naar 18', 'van 16 op 18 jaar'; empty where there are none."""
    found = _FROM_TO.search(" ".join(tokens))
    return (found[1], found[2]) if found else ("", "")


@cache
def _units() -> Mapping[str, str]:
    """The words for what a number counts, each by the first of those that say the same."""
    return {word: words[0] for words in (line.lower().split(" / ") for line in entries("units")) for word in words}
