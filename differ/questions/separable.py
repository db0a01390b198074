"""Words -> roots, a verb and its particle further on made one: 'voert … uit', 'waar … aan'."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from differ.questions.forms import base
from differ.questions.roots import PARTICLES, joined, root

MOST_BETWEEN = 25
"""Words between a verb and its particle."""
_AFTER_WHERE = frozenset("aan op in mee van toe tegen door voor over uit onder bij naar af heen".split())
"""What may end a question that begins with 'waar': 'waar … aan' is 'waaraan'."""
_ARTICLES = frozenset(("de", "het", "een"))
_NEXT_CLAUSE = frozenset("en of dat die om als maar zodat omdat wat waar".split())
_BEFORE_TE = frozenset(("om", "door"))
"""Particles that are also said before any infinitive with 'te'."""
_PARTICIPLES = ("ge", "be", "ver", "uitge", "inge", "aange", "toege", "word", "werd")
_NOUNS = ("ing", "ingen", "heid", "heden", "schap", "nis")
_LAST_VERBS = frozenset(
    """is zijn was waren heeft hebben had hadden kan kunnen kon moet moeten mag mogen zal zullen zou zouden gaat gaan
    ging komt komen voldoen leiden staat staan bestaat bestaan ligt liggen rekenen denken""".split()
)
_SIDE_BY_SIDE = frozenset("in op af uit aan toe mee terug".split())
_PREPOSITIONS = [[one] for one in "voor bij met van tegen tot over onder wegens vanwege".split()]
_SECOND = 7
"""Words among which the verb of a main clause is."""
_AFTER_VERB = frozenset(
    """dat of om als en dan zodat omdat aan van voor met op tot in over bij onder door naar tegen tussen uit sinds na
    binnen per ten wegens vanwege jegens tijdens gedurende volgens zonder ondanks hoe wat wie waar welke waarom wanneer
    die""".split()
)
"""Words before which a particle ends its verb: 'draagt … bij aan'."""


def joined_verbs(tokens: Sequence[str], names: Set[str] = frozenset()) -> list[str]:
    """The roots, a verb and its particle further on made one: 'voert … uit'. What was joined leaves ''. `names`: words
    with a capital, which are no verbs ('in de gemeente Wijk bij Duurstede')."""
    roots = list(map(root, tokens))
    if tokens and tokens[0] == "waar":
        _join_where(tokens, roots)
    particles = _particles()
    if particles.isdisjoint(tokens):
        return roots
    for i in range(len(tokens) - 2) if "te" in tokens else ():
        if tokens[i + 1] == "te" and tokens[i] in particles and not _purpose(tokens[i], tokens[i + 2]):
            roots[i], roots[i + 1], roots[i + 2] = root(tokens[i] + tokens[i + 2]), "", ""
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i] in particles and _parted(tokens, i) and (found := _verb_of(tokens, i, names)):
            at, whole = found
            roots[at], roots[i] = whole, ""
    return roots


def _verb_of(tokens: Sequence[str], particle: int, names: Set[str]) -> tuple[int, str] | None:
    """Where the verb of a particle stands, and what they are together: the nearest that makes a word with it. One that
    may be a noun ('stemt … op wegen af') gives way to one before it in the same clause."""
    found = None
    for j in range(particle - 1, max(-1, particle - MOST_BETWEEN), -1):
        if found and tokens[j] in _NEXT_CLAUSE:
            break
        if tokens[j] not in names and _may_be_verb(tokens, j) and (whole := joined(tokens[particle], tokens[j])):
            found = j, whole
            if not tokens[j].endswith("en"):
                break
    return found or _unlisted(tokens, particle)


def _unlisted(tokens: Sequence[str], particle: int) -> tuple[int, str] | None:
    """The same of a verb that no list has, where two prepositions stand side by side: 'huurde … in voor'."""
    if tokens[particle] not in _SIDE_BY_SIDE or tokens[particle + 1 : particle + 2] not in _PREPOSITIONS:
        return None
    for j in range(min(_SECOND, particle)):
        verb = base(tokens[j])
        if verb and verb.endswith("en") and tokens[j].endswith(("t", "de", "te", "den", "ten")) and verb != tokens[j]:
            return j, root(tokens[particle] + verb)
    return None


def _may_be_verb(tokens: Sequence[str], i: int) -> bool:
    """No noun: 'gaat de verkoop door' is of 'doorgaan'. Nor an article: 'blijft een reactie … uit' is no 'uiteen'. Nor
    what is said of a noun: 'wijkt de hulp bij wisselende inkomens af' is not of 'afwisselen'."""
    if tokens[i].endswith("ende") and base(tokens[i]) == tokens[i][:-2]:
        return False
    return (len(tokens[i]) > 2 or tokens[i] == "is") and _ARTICLES.isdisjoint(tokens[max(i - 1, 0) : i + 1])


def _purpose(word: str, verb: str) -> bool:
    """Whether 'om te demonstreren', 'door te investeren' says what for, or by what, since there is no such verb."""
    return word in _BEFORE_TE and joined(word, verb) is None


def _join_where(tokens: Sequence[str], roots: list[str]) -> None:
    """'Waar wordt het geld aan besteed?' asks 'waaraan', as does 'waar het geld aan wordt besteed'."""
    for i in range(len(tokens) - 1, max(0, len(tokens) - 4), -1):
        if tokens[i] in _AFTER_WHERE and all(map(_ends_clause, tokens[i + 1 :])):
            roots[0], roots[i] = root(tokens[0] + tokens[i]), ""
            return


def _ends_clause(token: str) -> bool:
    return (token.startswith(_PARTICIPLES) and not token.endswith(_NOUNS)) or token in _LAST_VERBS


def _parted(tokens: Sequence[str], particle: int) -> bool:
    """A particle that ends its clause belongs to a verb; elsewhere it is a preposition."""
    return particle == len(tokens) - 1 or tokens[particle + 1] in _AFTER_VERB


@cache
def _particles() -> frozenset[str]:
    return frozenset(PARTICLES)
