"""The phrases of the word lists in a clause, and so its terms: 'hoe staat het met' is one, whatever stands between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from sys import intern
from typing import NamedTuple

from differ.keeping.prepared import prepared
from differ.lexicon import entries
from differ.questions.concepts import GAP, MOST_GAP, PREPOSITIONS, carrying_nothing, commonness, forms, rooted
from differ.questions.forms import base
from differ.questions.roots import root

_END = "……"
"""Before a verb, wherever it stands behind the rest of a phrase: it ends its clause, or a preposition follows."""
_LONG = 6
"""Letters that a word of the frame has more than, to be known by its root: 'uiteenzetten'."""
_ANY_GAP = 1000
_INFINITIVE = "en"
_LAW = "wet"
_ER = root("er")
_SHORTEST_CLAUSE = 3
_DENYING = frozenset(map(root, "niet geen zonder".split()))
_ASKING = frozenset(map(root, "wat hoe wie waar welk waarom".split()))
_NO_VERBS = frozenset(("laat", "groot", "kort", "recht", "uit"))
_AUXILIARY = frozenset(map(root, "wordt worden is zijn was heeft hebben kan gaat wil zal moet".split()))


class _Phrase(NamedTuple):
    place: int
    """Among those that begin with the same root, the longest first."""
    roots: tuple[str, ...]
    """With gaps."""
    needs: frozenset[str]
    """The same, each once, without gaps."""
    term: str | None
    """None: it carries nothing."""


def terms(roots: Sequence[str], words: Sequence[str], names: Set[str] = frozenset()) -> list[str]:
    """The terms of a clause in order: its phrases that the lists have, and its other roots that carry something.

    `names`: words with a capital: 'in strijd met de Wet luchtvaart' is about that law, not about what is illegal.
    Words that carry nothing are known as they are written, not by their roots: 'weten' is not 'wet'.
    """
    found: list[tuple[int, str]] = []
    used: set[int] = set()
    present = set(roots)
    phrases = _phrases()
    law = words.index(_LAW) if _LAW in names and _LAW in words[:-1] else None
    for start, one in enumerate(roots):
        if one not in phrases or start in used:
            continue
        others, own = phrases[one]
        if others.isdisjoint(present):
            continue
        possible = [phrase for other in others & present for phrase in own[other] if phrase.needs <= present]
        taken = used if law is None or start == law else {*used, law}
        if possible and (match := _longest_phrase(sorted(possible), roots, words, start, taken)):
            phrase, positions = match
            used.update(positions)
            if phrase.term:
                found.append((start, phrase.term))
    nothing, saying = carrying_nothing(), _saying()
    # A verb that was parted ('uiteen te zetten', 'gaat … door') is not as it was written: it is known by its root.
    found += [
        (i, one)
        for i, (one, word) in enumerate(zip(roots, words, strict=True))
        if i not in used and (word not in nothing if one == root(word) else one not in saying)
    ]
    return list(dict.fromkeys(one for _, one in sorted(found)))


def _is_another_form(phrase: _Phrase, last: str) -> bool:
    """Whether a phrase is told apart from what has its roots: 'te laten' is not 'te laat', nor 'wegen' 'weegt'."""
    if phrase.term in _degrees():
        return last.endswith(_INFINITIVE)
    verb = phrase.roots[-1]
    return phrase.roots[-2] == _END and verb not in _AUXILIARY and not last.endswith("t")


def _longest_phrase(
    possible: Sequence[_Phrase], roots: Sequence[str], words: Sequence[str], start: int, used: set[int]
) -> tuple[_Phrase, list[int]] | None:
    for phrase in possible:
        positions = _places(phrase.roots, roots, start)
        if (
            positions
            and not used.intersection(positions)
            and not _is_another_form(phrase, words[positions[-1]])
            and not _parts_others(positions, roots)
        ):
            return phrase, positions
    return None


def _parts_others(positions: Sequence[int], roots: Sequence[str]) -> bool:
    """Whether the last word of a phrase is of another: 'gaat over de kustwacht in Zeeland' is not 'gaat … in'."""
    last, after = positions[-1], positions[-2] + 1
    return roots[last] in PREPOSITIONS and last > after and roots[after] in PREPOSITIONS and last + 1 < len(roots)


def _places(pattern: Sequence[str], roots: Sequence[str], start: int) -> list[int] | None:
    """Where the words of a phrase that begins here stand; None where it does not."""
    found: list[int] = []
    at, gap = start, 0
    for one in pattern:
        if one == GAP:
            gap = MOST_GAP
            continue
        if one == _END:
            gap = _ANY_GAP
            continue
        try:
            place = roots.index(one, at, at + gap + 1)
        except ValueError:
            return None
        if gap == _ANY_GAP and place + 1 < len(roots) and roots[place + 1] not in PREPOSITIONS:
            return None
        found.append(place)
        at, gap = place + 1, 0
    return found


@cache
def _phrases() -> Mapping[str, tuple[frozenset[str], Mapping[str, tuple[_Phrase, ...]]]]:
    """The phrases of more than one word by their first root, and by their rarest other one: these alone, and all."""
    return {
        first: (frozenset(own), {other: tuple(map(_Phrase._make, some)) for other, some in own.items()})
        for first, own in _listed_phrases().items()
    }


@prepared
def _listed_phrases() -> Mapping[str, Mapping[str, list[tuple[int, tuple[str, ...], frozenset[str], str | None]]]]:
    named = [(form, True) for form, _ in forms()] + [(form, False) for form in entries("frames")]
    begin: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
    for form, tells in named:
        if len(roots := rooted(form)) > 1:
            name = intern(" ".join(roots)) if tells else None
            for order in (roots, *_as_clauses(roots, (*form.split(), "")[1])):
                begin.setdefault(roots[0], []).append((order, name))
    found: dict[str, dict[str, list[tuple[int, tuple[str, ...], frozenset[str], str | None]]]] = {}
    for first, own in begin.items():
        for place, (roots, name) in enumerate(sorted(own, key=lambda phrase: -len(phrase[0]))):
            needs = frozenset(roots) - {GAP, _END}
            other = min(sorted(needs - {first}), key=commonness, default=first)
            found.setdefault(first, {}).setdefault(other, []).append((place, roots, needs, name))
    return found


@prepared
def _degrees() -> frozenset[str]:
    """The phrases that tell too high a degree ('te laat', 'te kort'), none of which is an infinitive."""
    said = (form for form, _ in forms() if form.startswith("te ") and not form.endswith(_INFINITIVE))
    return frozenset(" ".join(rooted(form)) for form in said if form.count(" ") == 1)


def _as_clauses(roots: tuple[str, ...], verb: str) -> Iterator[tuple[str, ...]]:
    """A phrase that asks, as it stands in a subordinate clause: 'wat wordt … gedaan', 'wat er wordt gedaan' and 'wat er
    gedaan wordt'; 'wat doet', 'wat de minister daartegen doet'. `verb`: its second word."""
    if roots[0] not in _ASKING or not _DENYING.isdisjoint(roots):
        return
    first, second, *rest = (one for one in roots if one not in (GAP, _ER))
    if roots[1] in _AUXILIARY and len(roots) >= _SHORTEST_CLAUSE and rest:
        yield (first, GAP, second, *rest)
        yield (first, GAP, rest[0], second, *rest[1:])
        yield (first, GAP, *rest, _END, second)
    elif roots[1] == second and _is_finite(verb):
        yield (first, *((GAP, *rest) if rest else ()), _END, second)


def _is_finite(verb: str) -> bool:
    """Whether a word is a verb as it stands after 'wat' or 'hoe' ('wat doet', 'hoe weegt'; not 'hoe laat')."""
    return verb.endswith("t") and verb not in _NO_VERBS and (base(verb) or "").endswith(_INFINITIVE)


@prepared
def _saying() -> frozenset[str]:
    """The roots of the longer words of the frame."""
    return frozenset(root(word) for word in entries("frames") if len(word) > _LONG)
