"""Of a cluster of many the part that is shown among others: the first answers, each with the first who got it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from differ.model import GRADES, Cluster, Located, Match

LARGE = 12
"""Members up to which a cluster is shown whole."""
_ANSWERS, _EACH = 6, 2
"""Different answers that are shown of a larger one, and members with each: so many are read, thousands are not."""


def part(cluster: Cluster) -> Cluster:
    """The cluster itself, or of a large one a part: in kinds, grade, score and what differs the same as the whole."""
    if len(cluster.members) <= LARGE:
        return cluster
    kept = set(_first(cluster.members))
    telling = list(_telling(cluster.links))
    kept |= {address for link in telling for address in (link.a, link.b)}
    return _only(cluster, kept, telling)


def piece(cluster: Cluster, limit: int, offset: int) -> Cluster:
    """Its members from `offset` on, at most `limit`; without links of their own, with those that tell of all."""
    members = {own.address for own in cluster.members[offset : offset + limit]}
    own = _only(cluster, members, [])
    return own if own.links else replace(own, links=tuple(_telling(cluster.links)))


def answers(cluster: Cluster) -> int:
    """How many different ones."""
    return len({own.answer for own in cluster.members})


def _only(cluster: Cluster, kept: set[str], telling: Sequence[Match]) -> Cluster:
    links = [link for link in cluster.links if link in telling or (link.a in kept and link.b in kept)]
    members = tuple(own for own in cluster.members if own.address in kept)
    return replace(cluster, members=members, links=tuple(links))


def _first(members: Sequence[Located]) -> Iterator[str]:
    by_answer: defaultdict[str, list[str]] = defaultdict(list)
    for own in members:
        if own.answer in by_answer or len(by_answer) < _ANSWERS:
            by_answer[own.answer].append(own.address)
    for addresses in by_answer.values():
        yield from addresses[:_EACH]


def _telling(links: Sequence[Match]) -> Iterator[Match]:
    """Of each way in which it repeats the weakest link, and the least alike of all."""
    for kind in dict.fromkeys(link.kind for link in links):
        yield min((link for link in links if link.kind == kind), key=lambda link: link.score)
    yield max(links, key=lambda link: GRADES.index(link.grade))
