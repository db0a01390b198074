"""Who does something to whom, by the order of the words: 'wat verwijt A B' / 'wat verwijt B A'.

Of words that act (`lexicon/actors.txt`, and names) the first that stands bare in a clause does something to those that
stand behind it, bare or behind a preposition; 'door' tells who does it, whatever the order. Where a clause does not
tell (it is passive without 'door', or begins with what may be either: 'welke gemeenten hebben de scholen bezocht'),
nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from differ.lexicon import entries
from differ.pairs.conflicts import Conflict
from differ.questions.profile import Profile
from differ.questions.roots import root

_OPENS_CLAUSE = frozenset(
    "dat die of omdat doordat zodat waarbij waarvan terwijl nadat voordat alvorens indien als zo toen om maar".split()
)
_TOWARDS = frozenset("aan bij op tegen jegens naar over voor".split())
_BY, _FROM, _FOR, _TO = "door", "van", "voor", "om"
_PLACING = _TOWARDS | frozenset(
    """van door met zonder in uit tot onder binnen buiten tussen volgens via rond na sinds langs per tijdens wegens
    vanwege namens ondanks rondom richting behalve inzake omtrent te ten ter vanaf boven naast achter""".split()
)
_ARTICLES = frozenset("de het een zijn haar hun deze dit alle geen".split())
_SUBJECTS = frozenset("u wij we zij ze hij men ik wie".split())
_YOU = "u"
"""Who is asked may do something, or be the one to whom it is done: 'heeft de provincie u ingelicht'."""
_PASSIVE = frozenset("wordt worden werd werden".split())
_BEING = frozenset("is zijn was waren".split())
_FINITE = frozenset(
    """heeft hebben had hadden kan kunnen kon konden mag mogen moet moeten moest wil willen zal zullen zou zouden wordt
    worden werd werden is zijn was waren""".split()
)
_PLACES = frozenset(("in", "te"))
"""What stands before a place, in whose name an article may stand: 'in Reusel-De Mierden'."""
_UNTOLD = "?"
"""The mark of what stands behind another word that has one: 'over X uiten gemeenten', 'voor uitgezonden militairen'."""
_AND = frozenset("en of als noch".split())
_EITHER = frozenset("welke welk hoeveel wat aantal".split())
"""'Welke gemeenten' may do something, or something may be done to them."""
_GETTING = frozenset(
    map(root, "ontvangen krijgen vorderen terugvorderen innen heffen terugkrijgen kopen overnemen lenen eisen".split())
)
"""What one gets from another that one does."""

_TWO = 2
"""Who may change places."""
_OFFICES = frozenset(map(root, ("minister", "staatssecretaris")))

_OF_VERBS = ("er", "ar", "or", "tie")

_NONE = frozenset[tuple[str, str]]()


class Named(NamedTuple):
    """A word that may act, as it stands in a clause."""

    name: str
    """Its root."""
    mark: str
    """The preposition before it; empty where it stands bare."""
    place: int


@lru_cache(maxsize=4096)
def towards(own: Profile) -> frozenset[tuple[str, str]]:
    """Who does something to whom in a text: pairs of roots. Linear but for the actors of a clause, which are few."""
    acting = acting_in(own)
    if len(acting) < _TWO:
        return _NONE
    return frozenset(pair for clause in clauses(own.tokens) for pair in _in_clause(clause, acting))


def other_order(left: Profile, right: Profile) -> Conflict | None:
    """The first two words that act upon each other the other way round; symmetric but for which is told first."""
    ours, theirs = towards(left), towards(right)
    for one, other in sorted(ours):
        if (other, one) in theirs and (one, other) not in theirs and (other, one) not in ours:
            return Conflict("role", (one, other), (other, one))
    return None


@cache
def actors() -> frozenset[str]:
    """The roots of the words that may act."""
    return frozenset(root(word) for line in entries("actors") for word in line.split(" / "))


def other_office(left: Profile, right: Profile) -> Conflict | None:
    """'Wat verwijt A de minister' / 'de staatssecretaris': to whom something is done, and not who is asked."""
    ours, theirs = ({pair for pair in towards(own) if pair[1] in _OFFICES} for own in (left, right))
    for agent, office in sorted(ours):
        its = {other for same, other in theirs if same == agent}
        if its and office not in its:
            return Conflict("role", (office,), (min(its),))
    return None


def acting_in(own: Profile) -> frozenset[str]:
    """The roots of the words of a text that may act: of the list, compounds of these, and names."""
    known = actors()
    compounds = {name for name, parts in own.compounds if parts[-1] in known}
    words = frozenset(root(token) for token in own.tokens if not _is_done(token))
    return words & (known | compounds | {_YOU} | {name for unit in own.units for name in unit.names})


@lru_cache(maxsize=1 << 13)
def _is_done(token: str) -> bool:
    """Whether a word is only of the family of one that acts: 'gebruiken' of 'gebruiker', 'inspecteert'."""
    return _agents().get(root(token), "") not in token.replace("aa", "a")


@cache
def _agents() -> Mapping[str, str]:
    """The words of the list that are made of a verb, by their roots."""
    words = [word for line in entries("actors") for word in line.split(" / ") if word.endswith(_OF_VERBS)]
    return {root(word): word.replace("aa", "a") for word in words}  # 'leraar', 'leraren'


def clauses(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """A text cut before the words that open a clause; 'voor A om' and what follows is one."""
    start = 0
    for place, token in enumerate(tokens):
        opens = token in _OPENS_CLAUSE and place > start
        if opens and not (token == _TO and _FOR in tokens[max(start, place - 6) : place]):
            yield tokens[start:place]
            start = place
    yield tokens[start:]


def _in_clause(clause: Sequence[str], acting: frozenset[str]) -> Iterator[tuple[str, str]]:
    named = list(_named(clause, acting))
    words = frozenset(clause)
    by = [one for one in named if one.mark == _BY]
    yield from _handed_over(named)
    agents = by or ([] if words & _PASSIVE else _subject(named, clause))
    for agent, one in product(agents, named):
        if one.name == agent.name or _joined(clause, agent, one):
            continue
        if one.mark == _FROM and not by and not _GETTING.isdisjoint(map(root, clause)):
            yield one.name, agent.name
        elif one.mark in _TOWARDS or (not one.mark and (by or one.place > agent.place)):
            yield agent.name, one.name


def _handed_over(named: Sequence[Named]) -> Iterator[tuple[str, str]]:
    """'Van gemeenten naar provincies', where none does it."""
    giving = [one for one in named if one.mark == _FROM]
    if giving and not any(not one.mark or one.mark == _BY for one in named):
        yield from ((giving[0].name, one.name) for one in named if one.mark in ("aan", "naar"))


def _subject(named: Sequence[Named], clause: Sequence[str]) -> list[Named]:
    """Who does something in a clause that is not passive."""
    bare = [one for one in named if not one.mark]
    asked_for = [one for one in named if one.mark == _FOR and _TO in clause[one.place :]]
    if not bare or (asked_for and asked_for[0].place < clause.index(_TO) < bare[0].place):
        return asked_for[:1]
    if not _SUBJECTS.isdisjoint(clause[: bare[0].place]) or (len(bare) == 1 and not _BEING.isdisjoint(clause)):
        return []
    return bare[:1]


def _joined(clause: Sequence[str], one: Named, other: Named) -> bool:
    """'A en B', 'de A of de B'."""
    start, end = sorted((one.place, other.place))
    between = frozenset(clause[start + 1 : end]) - _ARTICLES
    return bool(between) and between <= _AND


def _named(clause: Sequence[str], acting: frozenset[str]) -> Iterator[Named]:
    mark, either, before = "", False, ""
    for place, token in enumerate(clause):
        goes_on = before in _PLACING
        if token in _PLACING:
            mark, either = token, either and token == _FROM
        elif token in _ARTICLES:
            mark, either = mark if goes_on else _UNTOLD if mark in _PLACES else "", either and goes_on
        elif token in _EITHER:
            mark, either = mark * goes_on, True
        elif token in _FINITE:
            mark, either = "", False
        elif (name := root(token)) in acting and not _is_done(token):
            if not either:
                yield Named(name, mark, place)
        elif token not in _AND and not token.endswith("e"):
            mark, either = _UNTOLD if mark else "", False
        before = token
