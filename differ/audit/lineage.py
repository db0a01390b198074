"""The questions of one nota through all its versions: which is which, also where it was away for some versions.

A *chain* is one question from version to version: renumbered, moved or reworded, it is the same. A question that was
cut in two goes on as one chain, and the other piece begins one that hangs from it; of two that were put together one
ends in the other. A question that was taken out and asked again later takes up its chain again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, starmap
from operator import attrgetter, is_not
from typing import cast

from corpus.cutting import Piece, asked_of
from corpus.model import Asked
from differ.align import match_same, matching
from differ.anchors import TELLING, anchors
from differ.audit.inherited import likeness
from differ.audit.standings import Joint, Lineage, Standing
from differ.evidence import Evidence

_ALONE, _ASKED, _NUMBER, _QUESTION = map(attrgetter, ("is_alone", "asked", "number", "question"))
_NOTHING = Standing((), ())
STILL = 0.8
"""Of the words of a question and of its answer, the share that is kept by one that was edited in its place."""


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
    asked = cache(lambda at: _all_asked(_questions(text_of(at))))
    weaver = _Weaver(list(known.standings), list(known.splits), list(known.merges))
    weaver.go_on(_questions(text_of(len(known.standings) - 1)), {own: asked(at)[n] for own, at, n in _gone(known)})
    return weaver.all(versions)


def _gone(known: Lineage) -> Iterator[tuple[int, int, int]]:
    """The chains that were taken out, in that order, each with the position of the version and its place there."""
    last = {chain: (at, n) for at, own in enumerate(known.standings) for n, chain in enumerate(own.chains)}
    away = last.keys() - set(known.standings[-1].chains) - {joint.piece for joint in known.merges}
    yield from ((chain, *last[chain]) for chain in sorted(away, key=last.__getitem__))


def _questions(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.number]


@dataclass
class _Weaver:
    """Goes from version to version and remembers what was taken out."""

    standings: list[Standing] = field(default_factory=list)
    splits: list[Joint] = field(default_factory=list)
    merges: list[Joint] = field(default_factory=list)
    _pieces: Sequence[Piece] = ()
    _before: tuple[Asked, ...] = ()
    _away: dict[int, Asked] = field(default_factory=dict)
    """Chains that were taken out, as they stood last."""
    _count: int = 0

    def go_on(self, questions: Sequence[Piece], away: Mapping[int, Asked]) -> None:
        """From the standings that are known: with the last questions, and what was taken out before."""
        self._pieces, self._before, self._away = questions, _all_asked(questions), dict(away)
        self._count = 1 + max((chain for own in self.standings for chain in own.chains), default=-1)

    def all(self, versions: Iterable[Sequence[Piece]]) -> Lineage:
        for pieces in versions:
            self.add(_questions(pieces))
        return Lineage(tuple(self.standings), tuple(self.splits), tuple(self.merges))

    def add(self, questions: Sequence[Piece]) -> None:
        if self.standings and questions == self._pieces:
            self.standings.append(self.standings[-1])
            return
        now = _all_asked(questions)
        numbers = cast(tuple[str, ...], tuple(map(_NUMBER, questions)))
        last = self.standings[-1] if self.standings else _NOTHING
        chains = last.chains if _stayed(self._before, now) else self._aligned(now)
        # Of a thousand versions most stand so, and the same object is known for the same at once.
        stays = chains is last.chains and numbers == last.numbers
        self.standings.append(last if stays else Standing(numbers, chains))
        self._before, self._pieces = now, questions

    def _aligned(self, now: Sequence[Asked]) -> tuple[int, ...]:
        at, before = len(self.standings), self.standings[-1].chains if self.standings else ()
        matched, split, merged = matching(self._before, now, one_nota=True)
        found = {j: before[i] for i, j in matched.items()}
        pieces = {j: before[split[j]] for j in sorted(split)}
        found |= self._again(now, [j for j in range(len(now)) if j not in found and j not in pieces])
        found |= {j: self._next() for j in range(len(now)) if j not in found}
        ended = {before[i]: found[merged[i]] for i in sorted(merged)}
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


def _all_asked(questions: Sequence[Piece]) -> tuple[Asked, ...]:
    if all(map(_ALONE, questions)):
        return tuple(map(_ASKED, questions))
    serving = {number: piece for piece in questions for number in piece.numbers}
    return tuple(_asked(piece, serving.get(piece.number or "")) for piece in questions)


def _asked(piece: Piece, under: Piece | None) -> Asked:
    """Of a question whose answer stands under another one, or under itself."""
    return asked_of(piece.text, under.answer or "" if under else "")


def _stayed(before: Sequence[Asked], now: Sequence[Asked]) -> bool:
    """Whether each question stands where it stood, and those that were edited are still beyond doubt the same.

    Most versions are so, and weighing costs a hundred times as much. Each is told by what it kept: the question, or
    most of its words and most of those of the answer. And none that was edited may be another one that stands there.
    """
    if len(before) != len(now):
        return False
    # Most that reads the same is the same object (see `corpus.cutting.asked_of`), which is told at once.
    others = compress(zip(before, now, strict=True), map(is_not, before, now))
    edited = [(old, new) for old, new in others if old != new]
    if not edited:
        return True
    if not _are_distinct(now) or not (_ask_the_same(edited) or _are_distinct(before)):
        return False
    answers = {own.answer for own, _ in edited if len(own.answer) >= TELLING}
    if any(new.answer in answers and new.answer != old.answer for old, new in edited):
        return False
    return all(starmap(_is_edited, edited))


def _are_distinct(asked: Sequence[Asked]) -> bool:
    return len(set(map(_QUESTION, asked))) == len(asked)


def _ask_the_same(edited: Iterable[tuple[Asked, Asked]]) -> bool:
    return all(old.question == new.question for old, new in edited)


def _is_edited(old: Asked, new: Asked) -> bool:
    if old.question == new.question:
        return True
    # Words in common cost most: not of what is the same, unless nothing is said there.
    stays = old.answer == new.answer != "" or likeness(old.answer, new.answer) >= STILL
    return stays and likeness(old.question, new.question) >= STILL
