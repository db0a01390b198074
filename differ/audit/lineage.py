"""The questions of one nota through all its versions: which is which, also where it was away for some versions.

A *chain* is one question from version to version: renumbered, moved or reworded, it is the same. A question that was
cut in two goes on as one chain, and the other piece begins one that hangs from it; of two that were put together one
ends in the other. A question that was taken out and asked again later takes up its chain again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from corpus.cutting import Piece
from corpus.model import Asked
from differ.align import match_same, matching
from differ.alignment.anchors import anchors
from differ.alignment.evidence import Evidence
from differ.audit.questions import Questions, stayed
from differ.audit.standings import Joint, Lineage, Standing

_NOTHING = Standing((), ())


def lineage(versions: Iterable[Sequence[Piece]]) -> Lineage:
    """The chains through these texts (their pieces), in this order.

    What stayed costs nothing, and what was edited in its place next to nothing; only where questions came, went, moved
    or changed much they are weighed: see `differ.align`.
    """
    return _Weaver().all(versions)


def continued(
    known: Lineage, text_of: Callable[[int], Sequence[Piece]], versions: Iterable[Sequence[Piece]]
) -> Lineage:
    """The chains through further versions than those that are known; `text_of` gives the pieces of one of these.

    The same as through all of them. Costs what is new, and a look at the last text in which each chain stood.
    """
    questions = cache(lambda at: Questions.of([piece for piece in text_of(at) if piece.number]))
    weaver = _Weaver(list(known.standings), list(known.splits), list(known.merges), known.are_alone)
    away = {own: questions(at).asked[n] for own, at, n in _gone(known)}
    weaver.go_on(questions(len(known.standings) - 1), away)
    return weaver.all(versions)


def _gone(known: Lineage) -> Iterator[tuple[int, int, int]]:
    """The chains that were taken out, in that order, each with the position of the version and its place there."""
    last = {chain: (at, n) for at, own in enumerate(known.standings) for n, chain in enumerate(own.chains)}
    away = last.keys() - set(known.standings[-1].chains) - {joint.piece for joint in known.merges}
    yield from ((chain, *last[chain]) for chain in sorted(away, key=last.__getitem__))


@dataclass
class _Weaver:
    """Goes from version to version and remembers what was taken out."""

    standings: list[Standing] = field(default_factory=list)
    splits: list[Joint] = field(default_factory=list)
    merges: list[Joint] = field(default_factory=list)
    are_alone: bool = True
    _before: Questions = field(default_factory=Questions)
    _away: dict[int, Asked] = field(default_factory=dict)
    """Chains that were taken out, as they stood last."""
    _count: int = 0

    def go_on(self, before: Questions, away: Mapping[int, Asked]) -> None:
        """From the standings that are known: with the last questions, and what was taken out before."""
        self._before, self._away = before, dict(away)
        self._count = 1 + max((chain for own in self.standings for chain in own.chains), default=-1)

    def all(self, versions: Iterable[Sequence[Piece]]) -> Lineage:
        for pieces in versions:
            self.add([piece for piece in pieces if piece.number])
        return Lineage(tuple(self.standings), tuple(self.splits), tuple(self.merges), self.are_alone)

    def add(self, pieces: Sequence[Piece]) -> None:
        last = self.standings[-1] if self.standings else _NOTHING
        if self.standings and pieces == self._before.pieces:
            self.standings.append(last)
            return
        now = self._before.followed(pieces)
        chains = last.chains if stayed(self._before, now) else self._aligned(now.asked)
        # Of a thousand versions most stand so, and the same object is known for the same at once.
        stays = chains is last.chains and now.numbers == last.numbers
        self.standings.append(last if stays else Standing(now.numbers, chains))
        self.are_alone &= now.are_alone
        self._before = now

    def _aligned(self, now: Sequence[Asked]) -> tuple[int, ...]:
        at, before = len(self.standings), self.standings[-1].chains if self.standings else ()
        matched, split, merged = matching(self._before.asked, now, one_nota=True)
        found = {j: before[i] for i, j in matched.items()}
        pieces = {j: before[split[j]] for j in sorted(split)}
        found |= self._again(now, [j for j in range(len(now)) if j not in found and j not in pieces])
        found |= {j: self._next() for j in range(len(now)) if j not in found}
        ended = {before[i]: found[merged[i]] for i in sorted(merged)}
        self.splits += [Joint(at, found[j], whole) for j, whole in pieces.items()]
        self.merges += [Joint(at, piece, whole) for piece, whole in ended.items()]
        here = {*found.values(), *ended}
        self._away |= {chain: own for chain, own in zip(before, self._before.asked, strict=True) if chain not in here}
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
