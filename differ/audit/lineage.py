"""The questions of one nota through all its versions: which is which, also where it was away for some versions.

A *chain* is one question from version to version: renumbered, moved or reworded, it is the same. A question that was
cut in two goes on as one chain, and the other piece begins one that hangs from it; of two that were put together one
ends in the other. A question that was taken out and asked again later takes up its chain again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.cutting import pairs
from differ.align import align_asked, asked, match_same
from differ.anchors import Asked, anchors
from differ.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """The questions of one version, in reading order."""

    numbers: tuple[str, ...]
    chains: tuple[int, ...]
    """To which chain each belongs; a chain stands once in a version at most."""

    def chain(self, number: str) -> int:
        """That of the question with this number."""
        return self.chains[self.numbers.index(number)]

    def place(self, chain: int) -> int:
        """Position of its question; behind all where it does not stand here."""
        return self.chains.index(chain) if chain in self.chains else len(self.chains)


@dataclass(frozen=True, slots=True)
class Joint:
    """Where two chains hang together: from version `at` one began as a part of the other, or ended as a part of it."""

    at: int
    """Position of the version."""
    piece: int
    """The chain that begins or ends here."""
    whole: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """All versions of a nota, in the order they were given."""

    standings: tuple[Standing, ...]
    splits: tuple[Joint, ...]
    merges: tuple[Joint, ...]

    def family(self, chain: int) -> tuple[int, ...]:
        """The chains that hang together with this one, itself too, in order."""
        near: defaultdict[int, set[int]] = defaultdict(set)
        for joint in self.splits + self.merges:
            near[joint.piece].add(joint.whole)
            near[joint.whole].add(joint.piece)
        found, more = {chain}, {chain}
        while more:
            more = {other for own in more for other in near[own]} - found
            found |= more
        return tuple(sorted(found))


def lineage(texts: Iterable[str]) -> Lineage:
    """The chains through these texts in normal form, in this order.

    Versions that are equal cost nothing, and where only answers changed next to nothing is weighed: see `align`.
    """
    weaver = _Weaver()
    for text in texts:
        weaver.add(text)
    return Lineage(tuple(weaver.standings), tuple(weaver.splits), tuple(weaver.merges))


@dataclass
class _Weaver:
    """Goes from version to version and remembers what was taken out."""

    standings: list[Standing] = field(default_factory=list)
    splits: list[Joint] = field(default_factory=list)
    merges: list[Joint] = field(default_factory=list)
    _before: tuple[Asked, ...] = ()
    _away: dict[int, Asked] = field(default_factory=dict)
    """Chains that were taken out, as they stood last."""
    _count: int = 0

    def add(self, text: str) -> None:
        questions = pairs(text)
        now = tuple(map(asked, questions))
        chains = self.standings[-1].chains if now == self._before and self.standings else self._aligned(now)
        self.standings.append(Standing(tuple(pair.number for pair in questions), chains))
        self._before = now

    def _aligned(self, now: Sequence[Asked]) -> tuple[int, ...]:
        at, before = len(self.standings), self.standings[-1].chains if self.standings else ()
        entries = align_asked(self._before, now, one_nota=True)
        found = {a.right: before[a.left] for a in entries if a.left is not None and a.right is not None}
        pieces = {a.right: before[a.split_from] for a in entries if a.right is not None and a.split_from is not None}
        found |= self._again(now, [j for j in range(len(now)) if j not in found and j not in pieces])
        found |= {j: self._next() for j in range(len(now)) if j not in found}
        ended = {
            before[a.left]: found[a.merged_into] for a in entries if a.left is not None and a.merged_into is not None
        }
        self.splits += [Joint(at, found[j], whole) for j, whole in pieces.items()]
        self.merges += [Joint(at, piece, whole) for piece, whole in ended.items()]
        here = {*found.values(), *ended}
        self._away |= {chain: own for chain, own in zip(before, self._before, strict=True) if chain not in here}
        return tuple(found[j] for j in range(len(now)))

    def _again(self, now: Sequence[Asked], new: Sequence[int]) -> dict[int, int]:
        """Of what is new, what was taken out before and asks the same, not what is only like it: position to chain."""
        if not self._away or not new:
            return {}
        chains, ours = list(self._away), list(self._away.values())
        theirs = [now[j] for j in new]
        matched = anchors(ours, theirs)
        if len(matched) < min(len(ours), len(theirs)):
            match_same(Evidence(ours, theirs), matched)
        for i in matched:
            del self._away[chains[i]]
        return {new[j]: chains[i] for i, j in matched.items()}

    def _next(self) -> int:
        self._count += 1
        return self._count - 1
