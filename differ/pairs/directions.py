"""What works upon what, and who learns from whom: 'het effect van X op Y' / 'het effect van Y op X'.

Both texts have the same words, so that no term tells it. What stands before and behind a preposition does; where
several may be the one that divides them ('de gevolgen van de subsidie voor scholen voor het verzuim'), each is tried,
and nothing is said where by one of them both texts say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from differ.pairs.conflicts import Conflict
from differ.questions.concepts import carrying_nothing
from differ.questions.profile import Profile
from differ.questions.roots import root

_EFFECT = (
    r"\b(?:effecten|effect|invloed|impact|gevolgen|gevolg|consequenties|consequentie|uitwerking|weerslag|doorwerking"
    r"|inwerking|betekenis|repercussies|implicaties|bijdrage|meerwaarde|toegevoegde waarde|nut|belang|waarde|nadelen"
    r"|voordelen|baten|opbrengsten|schade|risico|risicos|gevaar|bedreiging|bedreigingen|dreiging)"
)
_HAS = "(?:heeft|hebben|had|hadden|zal|zullen|kan|kunnen|levert|leveren|vormt|vormen)"
_UPON = "(?:op|voor|aan|met|in|bij)"
_IS = r"\b(?:is|zijn|was|waren|blijft|blijven)"
_MEANS = "(?:betekent|betekenen|betekende|impliceert)"
_DOES = "(?:doet|doen|deed|deden)"
_GOES = "(?:gaat|gaan|ging|gingen)"
_LEADS = "(?:leidt|leiden|leidde|leidden)"
_IS_DONE = r"\b(?:wordt|worden|werd|werden)"
_DONE = "(?:beïnvloed|geraakt|bepaald|veroorzaakt|belemmerd|bedreigd|beperkt|versterkt|gehinderd)"
_CAN = r"\b(?:kan|kunnen|zou|zouden|heeft|hebben|wil|willen)"

_ACTS_UPON = (
    "(?:beïnvloedt|beïnvloeden|veroorzaakt|veroorzaken|belemmert|belemmeren|bedreigt|bedreigen|verdringt"
    "|verdringen|ondermijnt|ondermijnen|hindert|hinderen|schaadt|schaden|versterkt|versterken|remt"
    "|vervangt|vervangen|verklaart|overtreft|overtreffen|beperkt|beperken|verdrijft|bevordert|bevorderen)"
)

_WORKS = (
    f"{_EFFECT} van <X> {_UPON} <Y>",
    f"{_EFFECT} {_HAS} <X> {_UPON} <Y>",
    f"{_EFFECT} <X> {_UPON} <Y> {_HAS}",
    f"{_EFFECT} <X> {_HAS} {_UPON} <Y>",
    f"{_EFFECT} {_UPON} <Y> (?:van|door) <X>",
    f"{_EFFECT} {_UPON} <Y> {_HAS} <X>",
    f"{_EFFECT} (?:ondervindt|ondervinden|merkt|merken|voelt|voelen) <Y> van <X>",
    rf"\b{_MEANS} <X> voor <Y>",
    rf"\bwat <X> {_MEANS} voor <Y>",
    rf"\bwat <X> voor <Y> {_MEANS}",
    rf"\bwat {_DOES} <X> (?:met|voor) <Y>",
    rf"\bwat <X> {_DOES} (?:met|voor) <Y>",
    rf"\bwat <X> (?:met|voor) <Y> {_DOES}",
    r"\b(?:werkt|werken) <X> (?:door (?:in|op)|in op|op) <Y>",
    r"\b(?:draagt|dragen|droeg|droegen) <X> (?:bij aan|aan) <Y>",
    r"<X> (?:bijdraagt|bijdragen|bijgedragen|bijdroeg) aan <Y>",
    r"<X> aan <Y> (?:bijdraagt|bijdragen|bijgedragen|bijdroeg)",
    r"\bbijdrage (?:levert|leveren) <X> aan <Y>",
    rf"\b{_LEADS} <X> tot <Y>",
    rf"<X> {_LEADS} tot <Y>",
    rf"<X> tot <Y> {_LEADS}",
    r"\b(?:komt|komen) <X> ten goede aan <Y>",
    rf"\b{_GOES} <X> ten koste van <Y>",
    rf"<X> {_GOES} ten koste van <Y>",
    rf"<X> ten koste {_GOES} van <Y>",
    rf"<X> ten koste van <Y> {_GOES}",
    r"\b(?:hangt|hangen|hing|hingen) <Y> (?:af van|van) <X>",
    rf"{_IS} <Y> (?:mede |sterk |zeer |financieel )?afhankelijk van <X>",
    r"<Y> (?:afhangt|afhangen|afhankelijk is|afhankelijk zijn) van <X>",
    r"<Y> afhankelijk (?:is|zijn|was|waren) van <X>",
    r"<Y> van <X> (?:afhangt|afhangen|afhankelijk is|afhankelijk zijn)",
    r"\bafhankelijkheid van <Y> van <X>",
    rf"{_IS} <X> (?:van|een) (?:invloed|betekenis|belang|nut|waarde|bedreiging|gevaar|risico) (?:op|voor) <Y>",
    rf"{_IS_DONE} <Y> {_DONE} door <X>",
    rf"{_IS_DONE} <Y> door <X> {_DONE}",
    rf"{_IS} <X> (?:het gevolg|een gevolg) van <Y>",
    rf"{_IS} <Y> (?:de oorzaak|een oorzaak) van <X>",
    r"\b(?:verandert|veranderen|verbetert|merkt|merken) <Y> door <X>",
    r"\b(?:voorrang|prioriteit|voorkeur) (?:heeft|krijgt|hebben|krijgen) <X> (?:boven|op) <Y>",
    r"<X> (?:voorrang|prioriteit|voorkeur) (?:heeft|krijgt|hebben|krijgen) (?:boven|op) <Y>",
    rf"\b{_GOES} <X> (?:boven|voor) <Y>",
    rf"\b{_ACTS_UPON} <X> <Y>",
    rf"{_IS_DONE} <Y> door <X>",
    rf"{_IS_DONE} <Y> (?:vervangen|overgenomen|verdrongen|gevolgd|ingehaald|gefinancierd|betaald) door <X>",
    r"\b(?:maakt|maken) <X> deel uit van <Y>",
)
"""What works upon what, <X> upon <Y>. Of a cause and its effect, as in the two lines on 'gevolg' and 'oorzaak', too."""
_TEACHES = (
    f"{_CAN} <Y> van <X>",
    f"{_CAN} <Y> (?:leren|opsteken|overnemen) van <X>",
    rf"\bwat <Y> van <X> {_CAN}",
    rf"\bwat <Y> {_CAN} (?:leren |geleerd )?van <X>",
    r"\b(?:leert|leren|leerde|leerden)(?! van) <Y> van <X>",
    r"\blessen (?:trekt|trekken|haalt|halen|leert|leren|kan|kunnen) <Y> (?:trekken )?(?:van|uit) <X>",
    r"\blessen <Y> (?:van|uit) <X>",
    r"\blessen (?:biedt|bieden|heeft|hebben|geeft) <X> (?:aan|voor) <Y>",
    r"\blessen <X> (?:aan|voor) <Y>",
    r"\b(?:voorbeeld|les) (?:is|zijn|kan|kunnen|vormt) <X> (?:zijn )?voor <Y>",
    r"\b(?:neemt|nemen|nam|kan|kunnen) <Y> (?:een )?voorbeeld (?:nemen )?aan <X>",
    r"\b(?:neemt|nemen|nam) <Y> over van <X>",
    f"{_CAN} <X> voor <Y> een voorbeeld",
    r"\b(?:is|zijn|was) <X> (?:een )?voorbeeld voor <Y>",
)
"""Who teaches whom, <X> teaches <Y>."""
_MOVES = (
    r"\b(?:van|uit|vanuit) <X> naar <Y>",
    r"\bnaar <Y> (?:van|uit|vanuit) <X>",
)
"""What goes from <X> to <Y>."""
_LEARNING = re.compile(r"\b(?:leren|leert|leerde|leerden|geleerd|lessen|les|opsteken|voorbeeld|overnemen|neemt over)\b")
_BEFORE_IT = frozenset(
    """manier wijze waarop aanpak ervaring ervaringen voorbeeld gebied praktijk beleid werkwijze situatie ontwikkeling
    ontwikkelingen punt punten terrein""".split()
)
"""What stands before the thing that is meant: 'de manier waarop Estland', 'de ervaringen van Estland'."""
_MOST = 500
"""Letters of a text in which it is looked for: longer ones have many prepositions."""
_MOST_AHEAD = 6
"""Prepositions that may divide the two, at most."""


class Working(NamedTuple):
    """What works upon another thing, or teaches it, by the roots of its words in their order."""

    one: tuple[str, ...]
    other: tuple[str, ...]


class Way(NamedTuple):
    """A way to say it: what stands before, between and behind the two."""

    before: re.Pattern[str]
    between: re.Pattern[str]
    behind: re.Pattern[str] | None
    turned: bool
    """Whether the one that is worked upon stands first."""


def other_direction(left: Profile, right: Profile) -> Conflict | None:
    """Two things of which in one text the one works upon the other, and in the other text the other way round."""
    for ours, theirs in zip(_workings(left.tokens), _workings(right.tokens), strict=True):
        pairs = list(product(ours, theirs))
        if any(_the_same(mine, its) for mine, its in pairs):
            continue
        for mine, its in pairs:
            if _the_same(mine, Working(its.other, its.one)):
                return Conflict("role", mine.one[:1], mine.other[:1])
    return None


def _the_same(one: Working, other: Working) -> bool:
    """Whether each thing is named in the other text in the same place, by its first word."""
    return one.one[0] != one.other[0] and all(
        mine[0] in its and its[0] in mine for mine, its in zip(one, other, strict=True)
    )


@lru_cache(maxsize=4096)
def _workings(tokens: Sequence[str]) -> tuple[tuple[Working, ...], ...]:
    """What works upon what in a text, who teaches whom, and what goes from where to where; by each preposition that may
    divide them."""
    text = " ".join(tokens)
    if len(text) > _MOST:
        return (), (), ()
    teaches = _found(_ways(_TEACHES), text) if _LEARNING.search(text) else ()
    return _found(_ways(_WORKS), text), teaches, _found(_ways(_MOVES), text)


@cache
def _ways(said: Sequence[str]) -> tuple[Way, ...]:
    ways = []
    for form in said:
        before, first, between, _, behind = re.split("<([XY])>", form)
        ends = re.compile(behind + r"\b") if behind else None
        ways.append(Way(re.compile(before), re.compile(between), ends, first == "Y"))
    return tuple(ways)


def _found(ways: Sequence[Way], text: str) -> tuple[Working, ...]:
    return tuple(dict.fromkeys(working for way in ways for working in _by(way, text)))


def _by(way: Way, text: str) -> Iterator[Working]:
    """Each way to divide what stands behind the opening words."""
    opens = way.before.search(text)
    if not opens:
        return
    for divides in list(way.between.finditer(text, opens.end()))[:_MOST_AHEAD]:
        behind = text[divides.end() :]
        ends = way.behind.search(behind) if way.behind else None
        if way.behind and not ends:
            continue
        first, second = (
            _things(text[opens.end() : divides.start()]),
            _things(behind[: ends.start()] if ends else behind),
        )
        if first and second:
            yield Working(second, first) if way.turned else Working(first, second)


def _things(said: str) -> tuple[str, ...]:
    return tuple(root(word) for word in said.split() if word not in carrying_nothing() and word not in _BEFORE_IT)
