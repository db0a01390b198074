"""Who gives and who gets, who acts and who is acted upon: the same words in the places of each other ask another thing.

'Wat betaalt Nederland aan de EU' / 'wat betaalt de EU aan Nederland' have the same terms. Roles are told by what
stands before a word; none is guessed. Held against pairs only that are otherwise the same, which are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, permutations, product
from typing import NamedTuple

from differ.pairs.conflicts import Conflict
from differ.pairs.order import acting_in, actors, other_office, other_order
from differ.questions.concepts import carrying_nothing
from differ.questions.profile import Profile
from differ.questions.roots import root

_MARKS = frozenset("aan naar tegen jegens van door op over uit tot voor bij met in rond inzake".split())
_TURNS = frozenset("aan naar tegen jegens van door op over".split())
"""These make another question where they stand before the other one of two ('aan de EU' / 'aan Nederland'). Not 'voor':
'wat kost dit voor gemeenten' is 'hoeveel betalen gemeenten voor dit'."""
_OF = "van"
_HAS = "heeft"
_HAVING = frozenset("heeft hebben had hadden".split())
_ACTS = frozenset(("door", _HAS))
_AGAINST = frozenset(("tegen", "jegens"))
_PROSECUTING = frozenset(map(root, "vervolgen bestraffen berechten aanpakken bestrijden veroordelen dagen".split()))
"""'De vervolging van ambtenaren' is against them."""
_ABOUT = frozenset("over tegen op jegens".split())
_SAID = frozenset(
    map(
        root,
        """klacht kritiek zorg oordeel mening opvatting bericht signaal uitspraak vraag advies brief rapport aangifte
        melding bezwaar verwijt verklaring tip waarschuwing verhaal beschuldiging procedure rechtszaak""".split(),
    )
)
"""What is said or written by somebody and about somebody."""
_GETTING = frozenset(
    map(root, "ontvangen krijgen vorderen terugvorderen innen heffen terugkrijgen winnen verwerven".split())
)
_GIVING = frozenset(
    map(
        root,
        """geven leveren aanleveren verstrekken betalen rapporteren verantwoording verkopen overdragen melden sturen
        zenden toezenden toezeggen beloven opdragen toekennen verlenen overmaken uitlenen verhuren vragen schenken
        doneren uitkeren gunnen toewijzen doorgeven""".split(),
    )
)
_BEFORE_A_NOUN = 3
"""Words that may stand between what marks a role and whose it is: 'aan de kleine gemeenten'."""

_NONE = frozenset[str]()


class Roles(NamedTuple):
    """Who is what in a text, by the roots of its words."""

    words: frozenset[str]
    acting: frozenset[str]
    """Those that may act: by the list, and names."""
    marks: Mapping[str, frozenset[str]]
    """What stands before a word: 'aan', 'van' and their like, 'heeft' for all forms of it."""

    def told(self, name: str) -> frozenset[str]:
        """What stands before a word, but for 'heeft'."""
        return self.marks.get(name, _NONE) - {_HAS}

    def bare(self, name: str) -> bool:
        """Whether nothing stands before a word that tells its role, but that it has or does something."""
        return not self.told(name)


def other_role(left: Profile, right: Profile) -> Conflict | None:
    """The first word that has another role in the one text than in the other, in no matter which order.

    Quadratic in the words of both that have a mark, which are few.
    """
    if left.tokens == right.tokens:
        return None
    ours, theirs = _roles(left), _roles(right)
    told = (
        _swapped(ours, theirs),
        _acts_and_gets(ours, theirs),
        _to_whom(left, right),
        _said_by(left, right),
    )
    return next(chain.from_iterable(told), None) or other_order(left, right) or other_office(left, right)


@lru_cache(maxsize=4096)
def _roles(own: Profile) -> Roles:
    words = frozenset(map(root, own.tokens))
    marks: dict[str, frozenset[str]] = {}
    for place, token in enumerate(own.tokens):
        mark = _HAS if token in _HAVING else token
        if (mark in _MARKS or mark == _HAS) and (name := _noun_after(own.tokens, place)):
            marks[name] = marks.get(name, _NONE) | {mark}
    return Roles(words, (words & actors()) | {name for unit in own.units for name in unit.names}, marks)


def _noun_after(tokens: Sequence[str], place: int) -> str | None:
    """The first word behind a mark that carries something, or behind its adjective one that acts."""
    found: str | None = None
    for token in tokens[place + 1 : place + 1 + _BEFORE_A_NOUN]:
        name = root(token)
        if token in _MARKS or token in _HAVING:
            return found
        if name in actors():
            return name
        if token not in carrying_nothing():
            found = found or name
            if not token.endswith("e"):
                return found
    return found


def _swapped(ours: Roles, theirs: Roles) -> Iterator[Conflict]:
    """Two words that have each other's marks: 'van A op B' / 'van B op A'; where the one has none ('A aan B' / 'B aan
    A'), two that act: 'wat ontvangt de school aan subsidie' is 'hoeveel subsidie gaat er naar de school'."""
    both = (ours.marks.keys() | theirs.marks.keys()) & ours.words & theirs.words
    for one, other in permutations(sorted(both), 2):
        mine, its = ours.told(one), ours.told(other)
        if mine and mine != its and (mine, its) == (theirs.told(other), theirs.told(one)):
            mark = min(mine)
            if mine | its <= _TURNS and (its or {one, other} <= ours.acting & theirs.acting):
                yield Conflict("role", (mark, one), (mark, other))


def _acts_and_gets(ours: Roles, theirs: Roles) -> Iterator[Conflict]:
    """What is against someone, or about him, is not by him; nor is what he gets what he gives."""
    for name in sorted(ours.acting & theirs.acting):
        mine, others = ours.marks.get(name, _NONE), theirs.marks.get(name, _NONE)
        for here, there, giver, getter in ((mine, others, ours, theirs), (others, mine, theirs, ours)):
            if _is_by(here, there, getter) or _is_got_from(here, there, giver, getter):
                yield Conflict("role", (*sorted(mine)[:1], name), (*sorted(others)[:1], name))


def _is_by(here: frozenset[str], there: frozenset[str], other: Roles) -> bool:
    """Whether someone is acted upon here ('tegen de Staat') and acts there ('door de Staat', 'van de Staat')."""
    against = not here.isdisjoint(_AGAINST)
    if not (against or here == {"over"}) or not here.isdisjoint(_ACTS):
        return False
    owns = against and there == {_OF} and other.words.isdisjoint(_PROSECUTING)
    return there.isdisjoint(_AGAINST) and (owns or not there.isdisjoint(_ACTS))


def _is_got_from(here: frozenset[str], there: frozenset[str], giver: Roles, getter: Roles) -> bool:
    """Whether one and the same gives to someone here ('aan gemeenten') and gets from him there ('van gemeenten')."""
    if "aan" not in here or there != {_OF} or getter.words.isdisjoint(_GETTING):
        return False
    return any(giver.bare(name) and getter.bare(name) for name in giver.acting & getter.acting)


def _said_by(left: Profile, right: Profile) -> Iterator[Conflict]:
    """'Klachten over verzekeraars' / 'klachten van verzekeraars'."""
    for (said, mark, whose), (also, other, who) in product(_sayings(left), _sayings(right)):
        if said == also and whose == who and mark != other:
            yield Conflict("role", (mark, whose), (other, who))


@lru_cache(maxsize=4096)
def _sayings(own: Profile) -> tuple[tuple[str, str, str], ...]:
    """What is said, 'over' or 'van', and the first word behind it that carries something."""
    acting = acting_in(own)
    return tuple(
        (said, "van" if mark == _OF else "over", whose)
        for place, mark in enumerate(own.tokens)
        if place and (mark == _OF or mark in _ABOUT) and (said := root(own.tokens[place - 1])) in _SAID
        if (whose := _noun_after(own.tokens, place)) in acting
    )


def _to_whom(left: Profile, right: Profile) -> Iterator[Conflict]:
    """'Aan wie is opdracht gegeven' / 'wie heeft opdracht gegeven'."""
    ours, theirs = ("aan wie" in " ".join(own.tokens) for own in (left, right))
    if ours == theirs:
        return
    words = [frozenset(map(root, own.tokens)) for own in (left, right)]
    other = words[1] if ours else words[0]
    if "wie" in other and not (words[0] & words[1]).isdisjoint(_GIVING) and other.isdisjoint(_GETTING):
        yield Conflict("role", ("aan", "wie"), ("wie",)) if ours else Conflict("role", ("wie",), ("aan", "wie"))
