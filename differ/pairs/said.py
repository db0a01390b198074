"""What the own answers to two questions tell of these: that one thing is asked of a subject, however it is put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from differ.pairs.compared import Compared
from differ.pairs.features import SUBJECT, WEIGHING, Features, measured, share
from differ.questions.concepts import term
from differ.questions.profile import TELLING, Profile, Unit, profile

IN_DOUBT = 70.0
"""Of their terms in common, the share from which answers may decide. Of questions of `learn` that differ only in words
of the lists and share this much, half ask the same; below it, of a subject that is answered in one paragraph, 'Hoe
bevordert dit stelsel beter geïnformeerde beslissingen?' / 'Hoe verbetert het het inzicht in doelmatigheid?'."""


class Said(NamedTuple):
    """What the own answers to two questions say, in the sentences that both have: see differ.repeating.answered."""

    both: frozenset[str]
    """Terms, numbers and names of these sentences, in the one answer and in the other."""
    apart: frozenset[str]
    """Those that only one of the answers has."""
    sentences: tuple[str, ...]
    """As the first of the answers has them."""


def said_in(pairs: Sequence[tuple[str, str]]) -> Said:
    """What sentences say, each given as the one answer and as the other has it."""
    ours, theirs = _names("\n".join(one for one, _ in pairs)), _names("\n".join(other for _, other in pairs))
    return Said(ours & theirs, ours ^ theirs, tuple(one for one, _ in pairs))


def _names(text: str) -> frozenset[str]:
    own = profile(text)
    parts = (part for _, parts in own.compounds for part in parts)
    return frozenset((*own.stems, *own.whole.numbers, *own.whole.names, *parts))


def as_answered(found: Compared, one: Unit, other: Unit, left: Profile, right: Profile, said: Said) -> Features | None:
    """The features of two questions whose own answers say the same; None where these are no evidence.

    What both answers say need not be asked on both sides. What one of them says and the other does not is where the
    questions part: 'het cryptobeheer' for 'de inventarisatie', in the questions and so in the answers.
    """
    told = replace(found, left=_unsaid(found.left, said), right=_unsaid(found.right, said))
    if share(found) < IN_DOUBT or not _is_about(found, said) or _part_ways(found, told, said):
        return None
    features = measured(told, _unsaid_of(one, said), _unsaid_of(other, said), left, right)
    if features.asked_replaced or features.soft_replaced or features.more_numbers or features.more_names:
        return None
    return features._replace(answered=1.0)


def _part_ways(found: Compared, told: Compared, said: Said) -> bool:
    """Whether one answer says what only one question says, or neither answer says what only one is about."""
    own = (name for name in (*found.left, *found.right) if term(name).kind in WEIGHING)
    return not said.apart.isdisjoint(own) or any(term(name).kind in SUBJECT for name in (*told.left, *told.right))


def _unsaid_of(unit: Unit, said: Said) -> Unit:
    return unit._replace(names=tuple(_unsaid(unit.names, said)), numbers=tuple(_unsaid(unit.numbers, said)))


def _unsaid(names: Sequence[str], said: Said) -> list[str]:
    return [name for name in names if name not in said.both]


def _is_about(found: Compared, said: Said) -> bool:
    """Whether answers are about what both questions are: 'Hier is geen onderzoek naar gedaan' is about nothing."""
    subject = [name for name in (*found.shared, *found.compounds) if term(name).kind in ("general", *SUBJECT)]
    told = [name for name in subject if name in said.both]
    return len(told) >= min(TELLING, len(subject)) and any(term(name).topical for name in told)
