"""Which question of a nota is which in each of its versions: what `differ.audit.lineage` finds, and others keep."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


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
    are_alone: bool = True
    """Whether in all versions each question stands above its own answer."""

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
