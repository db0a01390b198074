"""Two texts on their way to a diff: what they begin and end with alike, and the sentences between."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from differ.sentences.joining import Pair, joined
from differ.sentences.likeness import Words
from differ.sentences.pairing import Link, anchored, filled
from differ.sentences.renumbering import Renumbering
from differ.sentences.strings import common_end, common_start
from differ.tokens import identity, sentences


@dataclass
class Side:
    """The sentences of one text between what both begin and end with."""

    sentences: list[str]
    """As they stand, with the white space after them."""
    keys: list[str]
    """As they are compared: references under their new numbers, where these stand on the other side."""
    around: str
    """What both texts begin and end with."""


@dataclass
class Draft:
    """What is known so far of one pair of texts."""

    head: str
    left: Side
    right: Side
    tail: str
    turned: bool
    """Compared from right to left: so both directions find the same, whatever is a matter of who comes first."""
    kept: list[Link] = field(default_factory=list)
    """Positions of the sentences that became one another, in order."""
    complete: bool = True
    rewritten: bool = False
    """Too little stayed: to be shown as two whole texts."""

    def anchor(self) -> None:
        """Find what stands once on both sides, and is equal."""
        found = anchored(*self._sides())
        self.kept = sorted((j, i) for i, j in found) if self.turned else found

    def fill(self, gone: Collection[int], came: Collection[int], words: Words) -> None:
        """Find what became one another between the anchors; of the movers it is known where they went."""
        movers = (came, gone) if self.turned else (gone, came)
        anchors = sorted((j, i) for i, j in self.kept) if self.turned else self.kept
        found, self.complete = filled(*self._sides(), anchors, movers, words)
        self.kept = sorted((j, i) for i, j in found) if self.turned else found

    def join(self, gone: Collection[int], came: Collection[int], words: Words) -> list[Pair]:
        """What became one another, with what was cut in two and what was joined."""
        movers = (came, gone) if self.turned else (gone, came)
        kept = sorted((j, i) for i, j in self.kept) if self.turned else self.kept
        found = joined(*self._sides(), kept, movers, words)
        return [Pair(one.right, one.left) for one in found] if self.turned else found

    def _sides(self) -> tuple[list[str], list[str]]:
        ours, theirs = self.left.keys, self.right.keys
        return (theirs, ours) if self.turned else (ours, theirs)


def draft(left: str, right: str, renumbering: Renumbering) -> Draft:
    """Two texts that are not equal, cut into sentences where they differ."""
    head = _line_start(left, right, common_start(left, right))
    tail = common_end(left, right, min(len(left), len(right)) - head)
    tail = _whole_lines(left[len(left) - tail :])
    ours, theirs = (sentences(text[head : len(text) - tail]) for text in (left, right))
    around = left[:head] + left[len(left) - tail :]
    their_keys = list(map(identity, theirs))
    our_keys = _keys(ours, set(their_keys), renumbering)
    return Draft(
        left[:head],
        Side(ours, our_keys, around),
        Side(theirs, their_keys, around),
        left[len(left) - tail :],
        left > right,
    )


def _line_start(left: str, right: str, most: int) -> int:
    """The last place up to here where on both sides a line begins."""
    while (at := left.rfind("\n", 0, most) + 1) and (left[at : at + 1].isspace() or right[at : at + 1].isspace()):
        most = at - 1
    return at


def _whole_lines(tail: str) -> int:
    """How much of an end that both have is whole lines: it may begin within one."""
    after = tail.find("\n") + 1
    return len(tail[after:].lstrip()) if after else 0


def _keys(ours: list[str], theirs: set[str], renumbering: Renumbering) -> list[str]:
    found = []
    for sentence in ours:
        followed = identity(renumbering.onwards(sentence))
        found.append(followed if followed in theirs else identity(sentence))
    return found
