"""Who gives and who gets, said of one: 'hoeveel betaalt Pharos' / 'hoeveel gaat er naar Pharos'.

Where two are named, who gives to whom is told by differ.pairs.order; here the other one is not said. Of words that act
(`lexicon/actors.txt`, and names) the verb of the clause and what stands before the word tell it; where they do not
agree, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from differ.pairs.conflicts import Conflict
from differ.pairs.order import acting_in, clauses
from differ.questions.profile import Profile
from differ.questions.roots import root

_Part = Literal["gives", "gets"]

_VALUE = frozenset(
    map(
        root,
        """geld bedrag euro miljoen miljard budget subsidie bijdrage middelen steun vergoeding compensatie uitkering
        premie belasting boete lening krediet hulp tegemoetkoming toelage voorschot toeslag schadevergoeding garantie
        fonds gegevens informatie advies opdracht dividend rente huur pacht loon kosten financiering donatie gift
        personeel goederen wapens materieel energie gas stroom water""".split(),
    )
)
"""What may be given: without it 'geven' and 'krijgen' are many things ('krijgt de kans', 'geeft aan')."""
_GIVES = frozenset(
    """geeft geven gaf gaven gegeven betaalt betalen betaalde betaalden betaald verstrekt verstrekken verstrekte
    verleent verlenen verleende schenkt schenken schonk doneert doneren financiert financieren gefinancierd
    bekostigt bekostigen subsidieert subsidiëren keert keren uitkeert uitkeren uitgekeerd levert leveren leverde
    geleverd draagt dragen bijdraagt bijdragen bijgedragen legt leggen bijlegt bijleggen besteedt besteden besteedde
    besteed spendeert investeert investeren sponsort sponsoren overmaakt overmaken overgemaakt afdraagt afdragen
    afgedragen voldoet voldoen uitgeeft uitgeven uitgegeven uitleent uitlenen toekent toekennen verschaft
    verschaffen""".split()
)
_GETS = frozenset(
    """krijgt krijgen kreeg kregen gekregen ontvangt ontvangen ontving ontvingen int innen geïnd heft heffen geheven
    vordert vorderen teruggevorderd terugvordert terugvorderen aanvraagt aanvragen aangevraagd leent lenen geleend
    verdient verdienen verdiend bemachtigt verkrijgt verkrijgen verwerft verwerven opstrijkt opstrijken""".split()
)
_COMES = frozenset("gaat gaan ging gingen gegaan komt komen kwam vloeit vloeien stroomt stroomde beland".split())
_YOU = "u"
"""Who is asked, and seldom the one who pays: 'kunt u zeggen'."""
_TO = frozenset(("aan", "naar", "bij"))
_MARKS = frozenset("aan naar van door voor bij met op over uit tot in onder tegen via namens".split())
_THROUGH = frozenset("de het een deze die dit dat welke welk alle elke andere en of als".split())
_PASSIVE = frozenset("wordt worden werd werden is zijn was waren".split())
_ACTIVE = frozenset("heeft hebben had hadden zal zullen kan kunnen moet moeten wil willen".split())


def other_giver(left: Profile, right: Profile) -> Conflict | None:
    """Someone who gives in one text and gets in the other; symmetric but for which is told first."""
    ours, theirs = _parts(left), _parts(right)
    for name in sorted({one for one, _ in ours} & {one for one, _ in theirs}):
        mine, its = ({part for one, part in own if one == name} for own in (ours, theirs))
        if len(mine) == len(its) == 1 and mine != its:
            return Conflict("role", (min(mine), name), (min(its), name))
    return None


@lru_cache(maxsize=4096)
def _parts(own: Profile) -> frozenset[tuple[str, _Part]]:
    """Who gives or gets something of value in a text, by the roots of the words."""
    if _VALUE.isdisjoint(map(root, own.tokens)) and "hoeveel" not in own.tokens:
        return frozenset()
    acting = acting_in(own)
    return frozenset(found for clause in clauses(own.tokens) for found in _in_clause(clause, acting))


def _in_clause(clause: Sequence[str], acting: frozenset[str]) -> Iterator[tuple[str, _Part]]:
    words = frozenset(clause)
    gives, gets, comes = not words.isdisjoint(_GIVES), not words.isdisjoint(_GETS), not words.isdisjoint(_COMES)
    if gives + gets != 1 and not (comes and not gives and not gets):
        return
    if "te" in words and "om" in words:
        return  # 'om gemeenten te subsidiëren': to whom, and none is said to do it
    passive = not words.isdisjoint(_PASSIVE) and words.isdisjoint(_ACTIVE)
    asked = True
    for place, token in enumerate(clause):
        name = root(token)
        if token == _YOU:
            asked = asked and clause[place - 1] not in _GIVES | _GETS
            continue
        if name not in acting:
            continue
        mark = _mark(clause, place)
        if mark in _TO and (gives or (comes and mark == "naar")):
            yield name, "gets"
        elif mark == "door" and (gives or gets) and passive:
            yield name, "gives" if gives else "gets"
        elif mark == "van" and (gets or comes) and not gives:
            yield name, "gives"
        elif not mark and asked and not passive and (gives or gets):
            yield name, "gives" if gives else "gets"
            asked = False


def _mark(clause: Sequence[str], place: int) -> str:
    """The preposition before a word: behind it stand articles, adjectives and names of kinds."""
    for word in reversed(clause[max(0, place - 3) : place]):
        if word in _MARKS:
            return word
        if word not in _THROUGH and not word.endswith("e"):
            return ""
    return ""
