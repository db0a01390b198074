"""Pairs that may be one question, with points -> who goes with whom, so that the points of all together are most."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from differ.alignment.anchors import Matched, free
from differ.alignment.evidence import Evidence
from differ.alignment.rarity import Bag, Weights

ALL_PAIRS = 2_500
"""Pairs. So few are all weighed; of more, for each question those that share most with it."""
BEST = 8
"""Candidates of a question."""
MOST_BEARERS = 60
"""Questions. A word that more bear finds no candidates."""

Points = Mapping[tuple[int, int], float]


def candidates(evidence: Evidence, matched: Matched) -> list[tuple[int, int]]:
    """Pairs of positions that are not matched yet and worth weighing, in order.

    All where there are few; else for each question the BEST that share the rarest words of question or answer.
    Costs the words of all, times those that bear one, of which there are at most MOST_BEARERS.
    """
    left, right = free(len(evidence.left), matched), free(len(evidence.right), set(matched.values()))
    if len(left) * len(right) <= ALL_PAIRS:
        return list(product(left, right))
    found: set[tuple[int, int]] = set()
    for bags, weights in ((evidence.questions, evidence.of_questions), (evidence.answers, evidence.of_answers)):
        found |= _sharing_most(bags, weights, left, right)
    return sorted(found)


def _sharing_most(
    bags: tuple[Sequence[Bag], Sequence[Bag]], weights: Weights, left: Sequence[int], right: Sequence[int]
) -> set[tuple[int, int]]:
    """For each position of either side the BEST of the other, by the weight of the words they share."""
    bearing: defaultdict[str, list[int]] = defaultdict(list)
    for j in right:
        for word in bags[1][j]:
            bearing[word].append(j)
    ours: dict[int, defaultdict[int, float]] = {i: defaultdict(float) for i in left}
    theirs: dict[int, dict[int, float]] = {j: {} for j in right}
    for i, own in ours.items():
        for word in bags[0][i]:
            if len(bearers := bearing.get(word, ())) <= MOST_BEARERS:
                weight = weights[word]
                for j in bearers:
                    own[j] += weight
        for j, weight in own.items():
            theirs[j][i] = weight
    return {(i, j) for i, own in ours.items() for j in _best(own, i)} | {
        (i, j) for j, own in theirs.items() for i in _best(own, j)
    }


def _best(shared: Mapping[int, float], here: int) -> list[int]:
    """Of equals the nearest."""
    return heapq.nsmallest(BEST, shared, key=lambda other: (-shared[other], abs(other - here), other))


def assign(points: Points) -> Matched:
    """The matching with the most points (linear_sum_assignment of scipy), each positive.

    Ties go to what keeps its place. Pairs that compete with no other are taken as they are; scipy is loaded only
    for groups in which several compete on both sides. Costs the third power of such a group.
    """
    matched: Matched = {}
    for group in _groups(points):
        lefts, rights = sorted({i for i, _ in group}), sorted({j for _, j in group})
        if len(lefts) == 1 or len(rights) == 1:
            i, j = max(group, key=lambda pair: (points[pair], -abs(pair[0] - pair[1]), -sum(pair)))
            matched[i] = j
        else:
            matched.update(_optimal(points, lefts, rights))
    return matched


def _groups(points: Points) -> Iterable[list[tuple[int, int]]]:
    """The pairs, those together that compete for a question, or compete with one that does."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for i, j in points:
        leader[find(("left", i))] = find(("right", j))
    groups: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in points:
        groups[find(("left", i))].append((i, j))
    return groups.values()


def _optimal(points: Points, lefts: Sequence[int], rights: Sequence[int]) -> Iterator[tuple[int, int]]:
    import numpy  # noqa: PLC0415  half a second, which most diffs need not wait for
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    worth = numpy.zeros((len(lefts), len(rights)))
    for row, i in enumerate(lefts):
        for column, j in enumerate(rights):
            if (i, j) in points:
                worth[row, column] = points[i, j] - 1e-6 * abs(i - j)
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if (pair := (lefts[row], rights[column])) in points:
            yield pair
