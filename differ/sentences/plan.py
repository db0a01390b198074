"""Texts in pairs -> which sentence became which, in its place or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from differ.sentences.draft import Draft, draft
from differ.sentences.joining import Pair
from differ.sentences.likeness import Words
from differ.sentences.moves import Move, Said, Spot, Texts, edited, runs, unedited
from differ.sentences.renumbering import Renumbering
from differ.sentences.rewriting import is_rewritten


@dataclass(frozen=True, slots=True)
class Plan:
    """Which sentence became which, in texts that are not equal."""

    drafts: Sequence[Draft]
    pairs: Sequence[Sequence[Pair]]
    """Of each draft, in order: what stayed in its place."""
    moves: Sequence[Move]
    """In the order of the left."""


def plan(texts: Texts, renumbering: Renumbering) -> Plan:
    """In order what is equal; elsewhere what is equal; in order what was edited; elsewhere what was edited.

    In this turn, so that an edit never claims a sentence that stands elsewhere word for word.
    """
    words, said = Words(), Said(texts)
    drafts = [draft(left, right, renumbering) for left, right in texts if left != right]
    for one in drafts:
        one.anchor()
    moved = unedited(drafts, said)
    for one, (gone, came) in zip(drafts, _movers(len(drafts), moved.items()), strict=True):
        one.fill(gone, came, words)
    moved |= edited(drafts, moved, words, said)
    moves = runs(drafts, moved)
    movers = _movers(len(drafts), (ends for move in moves for ends in _ends(move)))
    pairs = [_stayed(one, gone, came, words) for one, (gone, came) in zip(drafts, movers, strict=True)]
    return Plan(drafts, pairs, moves)


def _stayed(one: Draft, gone: set[int], came: set[int], words: Words) -> list[Pair]:
    pairs = one.join(gone, came, words)
    one.rewritten = is_rewritten(one, pairs, (gone, came), words)
    return [] if one.rewritten else pairs


def _movers(texts: int, moved: Iterable[tuple[Spot, Spot]]) -> list[tuple[set[int], set[int]]]:
    """Of each text, the positions of what left and of what came."""
    found: list[tuple[set[int], set[int]]] = [(set(), set()) for _ in range(texts)]
    for here, there in moved:
        found[here.text][0].add(here.at)
        found[there.text][1].add(there.at)
    return found


def _ends(move: Move) -> Iterator[tuple[Spot, Spot]]:
    for i, j in zip(move.left, move.right, strict=True):
        yield Spot(move.left_text, i), Spot(move.right_text, j)
