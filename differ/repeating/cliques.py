"""Groups in which each member matches each other one. Matches are not closed: a chain of likenesses joins strangers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

Pair = tuple[int, int]
"""The lower first."""
Told = tuple[int, float]
"""Of a match: the place of its grade (the lower the surer) and its score."""


Ask = Callable[[int, int], Told | None]
"""How two match, if they do; the lower is given first."""


@dataclass(slots=True, eq=False)
class Group:
    """Members that all match each other, and how."""

    members: set[int]
    links: dict[Pair, Told]

    def widen(self, new: set[int], between: Ask) -> bool:
        """Take these in, if each of them matches each member."""
        links = {}
        for one, other in product(new, self.members):
            if (found := between(one, other)) is None:
                return False
            links[min(one, other), max(one, other)] = found
        self.links.update(links)
        self.members |= new
        return True


def cliques(matches: Mapping[Pair, Told], ask: Ask | None = None) -> list[Group]:
    """The matches in groups, the best first; each match is in one group, a member may be in several.

    A group is only widened by a member that matches all others: it is split where two would conflict. `ask` tells
    of two that were never compared whether they match; without it they do not.
    """
    told: dict[Pair, Told | None] = dict(matches)
    groups: list[Group] = []
    groups_of: defaultdict[int, list[Group]] = defaultdict(list)

    def between(a: int, b: int) -> Told | None:
        pair = (a, b) if a < b else (b, a)
        if pair not in told:
            told[pair] = ask(*pair) if ask else None
        return told[pair]

    for (a, b), own in sorted(matches.items(), key=lambda match: (match[1][0], -match[1][1], match[0])):
        near = groups_of[a] + groups_of[b]
        if any(a in group.members and b in group.members for group in near):
            continue
        widened = next((group for group in near if group.widen({a, b} - group.members, between)), None)
        group = widened or Group({a, b}, {(a, b): own})
        for one in (a, b):
            if group not in groups_of[one]:
                groups_of[one].append(group)
        if not widened:
            groups.append(group)
    return groups
