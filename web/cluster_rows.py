"""What a page shows of a repeated question: the different answers beside each other, and why it is held to repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from corpus.messages import Message
from differ.bilingual.words import repeats
from differ.gathered.repeats import Shown
from differ.kinds import kind_of
from differ.model import Cluster, Fact, Located
from differ.reports.markup import LEFT, RIGHT, Marker, Say, unmarked
from differ.textdiff import diff
from web.places import Place, place, places

_PAIRS = 20
"""Pairs that are told one by one."""


@dataclass(frozen=True)
class Column:
    """One answer, the questions that got it, and what they ask where that is not said once for all."""

    places: tuple[Place, ...]
    questions: tuple[Markup, ...]
    answer: Markup


@dataclass(frozen=True)
class ClusterRow:
    """A repeated question: said once where the words are the same, the different answers beside each other, and why."""

    anchor: str
    places: tuple[Place, ...]
    size: int
    """How many questions it has; of a large one only some are shown."""
    answers: int
    """How many different answers."""
    own: tuple[Place, ...]
    """Of a large one: the questions of the nota that was asked for."""
    repeats: tuple[Message, ...]
    """What repeats, and how alike the questions are."""
    question: Markup | None
    """What all of them ask, where they ask it in the same words."""
    columns: tuple[Column, ...]
    answered_differently: bool
    """The same question got answers that differ. (That answers to different questions differ goes without saying.)"""
    facts: tuple[Fact, ...]
    why: tuple[tuple[Place, Place, tuple[Message, ...]], ...]
    """Of its pairs the first; twenty questions make two hundred."""
    pairs: int
    """How many there are."""
    because: tuple[Message, ...]
    """Of the pair that is least alike."""


def cluster_row(shown: Shown, say: Say) -> ClusterRow:
    """What a page shows of a cluster; questions with equal answers stand in one column."""
    cluster = shown.cluster
    same = len({member.question for member in cluster.members}) == 1
    columns: dict[str, list[Located]] = {}
    for member in cluster.members:
        columns.setdefault(member.answer, []).append(member)
    return ClusterRow(
        anchor=shown.name,
        places=places(cluster.members),
        size=shown.size,
        answers=shown.answers,
        own=tuple(map(place, shown.own)),
        repeats=tuple(repeats(cluster)),
        question=unmarked(cluster.members[0].question) if same else None,
        columns=tuple(
            Column(places(members), () if same else _wordings(members), answer)
            for members, answer in zip(columns.values(), _answers(shown, list(columns), say), strict=True)
        ),
        answered_differently=answered_differently(cluster),
        facts=cluster.difference,
        why=tuple((place(link.a), place(link.b), link.reasons) for link in cluster.links[:_PAIRS]),
        pairs=len(cluster.links),
        because=min(cluster.links, key=lambda link: link.score).reasons,
    )


def answered_differently(cluster: Cluster) -> bool:
    """Whether a question was asked again and got another answer."""
    return cluster.answers_differ and "question" in cluster.kinds


def _wordings(members: Iterable[Located]) -> tuple[Markup, ...]:
    return tuple(unmarked(text) for text in dict.fromkeys(member.question for member in members))


def _answers(shown: Shown, answers: list[str], say: Say) -> list[Markup]:
    """The answers; of one question, each with what it says otherwise than the first, where it says largely the same."""
    first, *others = answers
    if not answered_differently(shown.cluster):
        return [unmarked(answer) for answer in answers]
    marker = Marker(say, shown.name)
    changes = [diff(first, other) for other in others]
    told = [
        marker.show(own, RIGHT) if kind_of(own) == "changed" else unmarked(other)
        for own, other in zip(changes, others, strict=True)
    ]
    # Of several, each differs from the first in its own way: that one is left unmarked.
    marked = len(others) == 1 and kind_of(changes[0]) == "changed"
    return [marker.show(changes[0], LEFT) if marked else unmarked(first), *told]
