"""Words -> roots, a verb and its particle further on made one: 'voert … uit', 'waar … aan'."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from differ.questions.roots import PARTICLES, joined, root

MOST_BETWEEN = 25
"""Words between a verb and its particle."""
_AFTER_WHERE = frozenset("aan op in mee van toe tegen door voor over uit onder bij naar af heen".split())
"""What may end a question that begins with 'waar': 'waar … aan' is 'waaraan'."""
_BEFORE_TE = frozenset(("om", "door"))
"""Particles that are also said before any infinitive with 'te'."""
_PARTICIPLES = ("ge", "be", "ver", "uitge", "inge", "aange", "toege", "word", "werd")
_AFTER_VERB = frozenset(
    """dat of om als en dan zodat omdat aan van voor met op tot in over bij onder door naar tegen tussen uit sinds na
    binnen per ten""".split()
)
"""Words before which a particle ends its verb: 'draagt … bij aan'."""


def joined_verbs(tokens: Sequence[str]) -> list[str]:
    """The roots, a verb and its particle further on made one: 'voert … uit'. What was joined leaves ''."""
    roots = [root(token) for token in tokens]
    if tokens and tokens[0] == "waar":
        _join_where(tokens, roots)
    particles = _particles()
    if particles.isdisjoint(tokens):
        return roots
    for i in range(len(tokens) - 2) if "te" in tokens else ():
        if tokens[i + 1] == "te" and tokens[i] in particles and not _purpose(tokens[i], tokens[i + 2]):
            roots[i], roots[i + 1], roots[i + 2] = root(tokens[i] + tokens[i + 2]), "", ""
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i] not in particles or not _parted(tokens, i):
            continue
        for j in range(i - 1, max(-1, i - MOST_BETWEEN), -1):
            if _may_be_verb(tokens[j]) and (whole := joined(tokens[i], tokens[j])):
                roots[j], roots[i] = whole, ""
                break
    return roots


def _may_be_verb(word: str) -> bool:
    """'blijft een reactie … uit' is no 'uiteen'."""
    return (len(word) > 2 or word == "is") and word != "een"


def _purpose(word: str, verb: str) -> bool:
    """Whether 'om te demonstreren', 'door te investeren' says what for, or by what, since there is no such verb."""
    return word in _BEFORE_TE and joined(word, verb) is None


def _join_where(tokens: Sequence[str], roots: list[str]) -> None:
    """'Waar wordt het geld aan besteed?' asks 'waaraan'."""
    for i in range(len(tokens) - 1, max(0, len(tokens) - 3), -1):
        if tokens[i] in _AFTER_WHERE and (i == len(tokens) - 1 or tokens[-1].startswith(_PARTICIPLES)):
            roots[0], roots[i] = root(tokens[0] + tokens[i]), ""
            return


def _parted(tokens: Sequence[str], particle: int) -> bool:
    """A particle that ends its clause belongs to a verb; elsewhere it is a preposition."""
    return particle == len(tokens) - 1 or tokens[particle + 1] in _AFTER_VERB


@cache
def _particles() -> frozenset[str]:
    return frozenset(PARTICLES)
