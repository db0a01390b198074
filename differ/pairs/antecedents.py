"""What the questions of a text lean on: a subject that is told before them and not in them."""

from __future__ import annotations

from differ.pairs.conflicts import Conflict
from differ.pairs.features import SUBJECT, WEIGHING
from differ.questions.concepts import term
from differ.questions.profile import Profile
from differ.questions.roots import root

_POINTING = frozenset(
    """dit deze hiervan daarvan hierbij daarbij hiermee daarmee hiervoor daarvoor hieraan daaraan hierin daarin hierover
    daarover ervan""".split()
)
_EVERYWHERE = frozenset(map(root, "rijk kamer nederland europa europees staat overheid kabinet regering".split()))
"""Names that tell nothing of what is asked about."""


def other_antecedent(own: Profile, other: Profile) -> bool:
    """Whether the questions of one text point back to what goes before them, and the other text has something else."""
    points_back = not _POINTING.isdisjoint(own.tokens) or not any(term(one).kind == "rare" for one in own.terms)
    if not own.context or not points_back:
        return False
    mine = any(term(t).kind in WEIGHING for t in own.context if t not in other.stems)
    return mine and any(term(t).kind in WEIGHING for t in other.stems if t not in own.stems)


def other_statements(left: Profile, right: Profile) -> Conflict | None:
    """Where the questions have no subject of their own, what they are asked of is stated before them: 'Voor de aanpak
    van zwartwerk worden opdrachten gegeven. Welke bedrijven waren dat?'; another subject there is another question."""
    if not (_leans(left) and _leans(right)):
        return None
    mine, others = _stated(left, right), _stated(right, left)
    return Conflict("subject", mine, others) if mine and others else None


def _leans(own: Profile) -> bool:
    """Whether a question behind a statement has no word that tells what it is about, or points back to people."""
    if not own.context:
        return False
    told = any(term(one).kind in SUBJECT for one in own.terms if one not in _EVERYWHERE)
    return not told or "hen" in own.tokens


def _stated(own: Profile, other: Profile) -> tuple[str, ...]:
    """What is stated before the questions of a text, and nowhere in another."""
    stems = other.stems
    known = frozenset[str]().union(*(term(one).concepts for one in stems))
    return tuple(
        one
        for one in own.context
        if one not in stems and term(one).kind in SUBJECT and known.isdisjoint(term(one).concepts)
    )
