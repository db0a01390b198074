"""Two things that changed places: 'A strenger dan B' / 'B strenger dan A', 'A wel en B niet' / 'B wel en A niet'.

Both texts have the same words, so that no term tells it. In the very same words any two may change places ('van 16 naar
18'); in others it is told by what is set against something: behind 'dan', 'in plaats van' and their like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from differ.pairs.compared import Compared
from differ.pairs.conflicts import Conflict
from differ.questions.concepts import carrying_nothing
from differ.questions.profile import Profile, Unit
from differ.questions.roots import root

_ARTICLES = frozenset("de het een".split())
_PLACING = frozenset(
    """aan achter bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te tegen
    tijdens tot tussen uit van vanaf via volgens voor wegens zonder""".split()
)
_AND = frozenset("en of als noch respectievelijk alsmede evenals".split())
_CONTRAST = frozenset("niet wel alleen slechts uitsluitend enkel ook maar dan".split())
_LONGEST = 4
"""Words that change places with others, at most."""
_MOST_TOKENS = 60
"""Of longer texts it is not told."""

_PLACED = r"(?: (?:in|bij|op|aan|door|voor|via|met|uit|onder|tot|naar|over|van|rond))?(?: (?:de|het|een))?"
_FEW = r"((?: \w+){1,5})"
_SET_AGAINST = (
    re.compile(rf"\w(?:er|ere|der|dere)\b.*? dan{_PLACED}{_FEW}"),
    re.compile(rf"\b(?:meer|minder|eerder|liever|anders)\b.*? dan{_PLACED}{_FEW}"),
    re.compile(rf"\bvoorkeur\b.* boven{_PLACED}{_FEW}"),
    re.compile(rf"\b(?:in plaats van|in tegenstelling tot|vergeleken met|ten opzichte van){_PLACED}{_FEW}"),
    re.compile(rf"\bverhoudt?\b.*? (?:tot|met){_PLACED}{_FEW}"),
    re.compile(rf"\b(?:en|maar) niet{_PLACED}{_FEW}"),
    re.compile(rf"\bniet{_PLACED}((?: \w+){{1,10}}?)(?= maar )"),
    re.compile(r"\bniet en((?: \w+){1,4}?)(?= wel )"),
)
"""What stands behind these is set against what stands before."""
_WITH_IT = (
    re.compile(r"(?<= wel (?:en|of) )((?:\w+ ){1,4}?)niet\b"),
    re.compile(r"(?<= wel maar )((?:\w+ ){1,4}?)niet\b"),
    re.compile(r"((?:\w+ ){1,3})(?=niet (?:en|maar|of) (?:\w+ ){1,4}?wel\b)"),
    re.compile(rf"(?<= wel ){_PLACED}((?: \w+){{1,4}}?) (?:en|maar) niet\b(?!{_PLACED} \w)"),
)
"""What is denied while another is not: 'A wel en B niet'."""
_MAY_BE_SET = re.compile(r" (?:dan|niet|plaats|boven|tegenstelling|vergeleken|opzichte) |\bverhoud")
_SHOULD_HAVE = re.compile(r"\b(?:had|hadden) .*\bniet .*\bmoeten\b")
"""'Had dit niet in de wet moeten staan in plaats van in een besluit' denies nothing."""
_ENDS = frozenset("is zijn was waren wordt worden werd werden heeft hebben had hadden en zo die dat om".split())
"""Where the thing ends that is set against another."""


def exchanged(left: Profile, right: Profile, found: Compared) -> Conflict | None:
    """What changed places in two texts; symmetric but for which is told first."""
    return (
        _in_the_same_words(left.tokens, right.tokens)
        or _set_against_another(left, right)
        or _names_in_other_forms(left.whole, right.whole, found)
    )


def _names_in_other_forms(one: Unit, other: Unit, found: Compared) -> Conflict | None:
    """'Syrische vluchtelingen in Turkije' / 'Turkse vluchtelingen in Syrië'."""
    named = [pair for pair in found.synonyms if pair[0] in one.names and pair[1] in other.names]
    for first, last in combinations(sorted(named, key=lambda pair: one.terms.index(pair[0])), 2):
        if other.terms.index(first[1]) > other.terms.index(last[1]):
            return Conflict("role", (first[0],), (last[1],))
    return None


def _in_the_same_words(ours: Sequence[str], theirs: Sequence[str]) -> Conflict | None:
    """'Van 16 naar 18' / 'van 18 naar 16': all else is equal, word for word."""
    mine, others = (tuple(token for token in own if token not in _ARTICLES) for own in (ours, theirs))
    if len(mine) > _MOST_TOKENS or mine == others or sorted(mine) != sorted(others):
        return None
    start = next(i for i, (one, other) in enumerate(zip(mine, others, strict=True)) if one != other)
    end = len(mine) - next(
        i for i, (one, other) in enumerate(zip(mine[::-1], others[::-1], strict=True)) if one != other
    )
    before = mine[start - 1] if start else ""
    found = _exchanges(mine[start:end], others[start:end], before)
    return next((Conflict("role", one, other) for one, other in found), None)


def _exchanges(
    mine: tuple[str, ...], others: tuple[str, ...], before: str
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The two parts of 'X … Y' that stand as 'Y … X' on the other side. What takes its preposition with it has only
    moved, as has what stands behind the same one: 'in Stein in 2023'."""
    for one in range(1, min(_LONGEST, len(mine) - 1) + 1):
        for other in range(1, min(_LONGEST, len(mine) - one) + 1):
            first, between, last = mine[:one], mine[one : len(mine) - other], mine[len(mine) - other :]
            if others != last + between + first or not between:
                continue
            if between[-1] == before in _PLACING and _CONTRAST.isdisjoint(between):
                continue
            symmetric = _AND.issuperset(set(between) - _PLACING) and not _AND.isdisjoint(between)
            if not symmetric and _is_thing(first) and _is_thing(last):
                yield first, last


def _is_thing(words: tuple[str, ...]) -> bool:
    return words[0] not in _PLACING and any(word in _CONTRAST or word not in carrying_nothing() for word in words)


def _set_against_another(left: Profile, right: Profile) -> Conflict | None:
    """What is set against another thing on one side, and on the other it is that which is set against the first."""
    (mine, ours), (its, theirs) = _against(left.tokens), _against(right.tokens)
    here, there = (mine - its) & theirs, (its - mine) & ours
    return Conflict("role", tuple(sorted(here)), tuple(sorted(there))) if here and there else None


@lru_cache(maxsize=4096)
def _against(tokens: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The roots of what is set against something, and those of all else that a text says."""
    text = " ".join(tokens)
    if not _MAY_BE_SET.search(text) or _SHOULD_HAVE.search(text):
        return frozenset(), frozenset()
    spans = [_thing(found, text) for pattern in (*_SET_AGAINST, *_WITH_IT) for found in pattern.finditer(text)]
    against = {root(word) for span in spans for word in text[slice(*span)].split() if word not in carrying_nothing()}
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    rest = frozenset(root(word) for word in text.split() if word not in carrying_nothing())
    return frozenset(against - rest), rest - against


def _thing(found: re.Match[str], text: str) -> tuple[int, int]:
    """Where the thing stands that a pattern found, up to the verb behind it."""
    start, end = found.span(1)
    at = start
    for word in text[start:end].split(" "):
        if word in _ENDS:
            return start, at
        at += len(word) + 1
    return start, end
