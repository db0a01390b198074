"""What of two compared questions is weighed: named counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from differ.pairs.compared import Compared, counted
from differ.pairs.conflicts import foreign_names
from differ.pairs.ways import asking_words
from differ.questions.concepts import Class, term
from differ.questions.profile import Profile, Unit

LEAST_SHARED = 2
SUBJECT = ("common", "rare")
"""Kinds of terms that tell what a question is about."""
WEIGHING: tuple[Class, ...] = ("asked", "general", "common", "rare")


class Features(NamedTuple):
    """Counts of terms unless it says otherwise.

    How much of their subject two questions share is not among them: however much it is, they may ask different things.
    """

    thin: float
    """1 where fewer than two terms are shared."""
    replaced: float
    """Weighing terms for which nothing stands, on the side that has fewer; at most 3."""
    asked_replaced: float
    soft_replaced: float
    any_replaced: float
    """Terms of any kind for which nothing stands, on the side that has fewer; at most 3."""
    more_asked: float
    """On the side that has more, as in all that follow."""
    more_soft: float
    more_general: float
    more_common: float
    more_rare: float
    more_weak: float
    more_numbers: float
    more_names: float
    synonyms: float
    """Terms for which another word of the lists stands, but for those that tell the subject; at most 3."""
    echoes: float
    compounds: float
    typos: float
    alike: float
    """1 where a term that tells what kind of question it is stands in both."""
    hollow: float
    """1 where something is left on both sides, or what asks on one, and nothing that both say asks for anything."""
    answered: float = 0.0
    """1 where the own answers to both say the same about what is asked, see repeating.answered. Questions alone never
    tell."""


def measured(found: Compared, left: Unit, right: Unit, first: Profile, second: Profile) -> Features:
    """The features of a pair; symmetric."""
    ours, theirs = counted(found.left), counted(found.right)
    here, there = (sum(side.get(kind, 0) for kind in WEIGHING) for side in (ours, theirs))
    alike = any(term(one).kind in ("asked", "soft") for one in found.shared)

    def more(kind: Class) -> int:
        return max(ours.get(kind, 0), theirs.get(kind, 0))

    def both(kind: Class) -> int:
        return min(ours.get(kind, 0), theirs.get(kind, 0))

    synonyms = _told(found.synonyms)
    asking = [pair for pair in found.synonyms if not any(term(one).kind in SUBJECT for one in pair)]
    return Features(
        len(found.shared) + synonyms + len(found.compounds) < LEAST_SHARED,
        min(here, there, 3),
        both("asked"),
        both("soft"),
        min(len(found.left), len(found.right), 3),
        more("asked"),
        more("soft"),
        more("general"),
        more("common"),
        more("rare"),
        more("weak"),
        max(_numbers_more(left, right, second), _numbers_more(right, left, first)),
        max(len(foreign_names(left, right, first, second)), len(foreign_names(right, left, second, first)))
        if left.names != right.names
        else 0,
        min(_told(asking), 3),
        min(len(found.echoes), 3),
        min(len(found.compounds), 2),
        len(found.typos),
        alike,
        bool(found.left or found.right) and not _ask_alike(found),
    )


def _ask_alike(found: Compared) -> bool:
    """Whether both say something that asks: a word that is part of a way of asking about any subject."""
    said = (*found.shared, *found.compounds, *(one for pair in (*found.synonyms, *found.echoes) for one in pair))
    return not asking_words().isdisjoint(said)


def _told(synonyms: Sequence[tuple[str, str]]) -> int:
    """Terms for which another stands, counted on the side that has fewer."""
    return min(len({one for one, _ in synonyms}), len({other for _, other in synonyms}))


def share(found: Compared) -> float:
    """Of the weighing terms of both sides, those for which something stands on the other, 0 to 100."""
    alone = sum(term(one).kind in WEIGHING for one in (*found.left, *found.right))
    matched = sum(term(one).kind in WEIGHING for one in found.shared)
    matched += len(found.synonyms) + len(found.compounds) + len(found.typos)
    return 100.0 * 2 * matched / (2 * matched + alone) if matched else 0.0


def _numbers_more(own: Unit, other: Unit, theirs: Profile) -> int:
    return sum(n not in other.numbers and n not in theirs.context for n in own.numbers)
