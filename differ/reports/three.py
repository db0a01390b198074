"""What every output shows of two successors of one text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.messages import Message
from differ.bilingual.words import KINDS
from differ.model import PairDiff, TextDiff
from differ.threeway import Conflict, Part, Triple

Side = Literal["left", "right"]

PARTS: tuple[Part, ...] = ("question", "answer")
SIDES: Mapping[Side | Literal["base"], Message] = {
    "base": Message("Base"),
    "left": Message("Left"),
    "right": Message("Right"),
}


def sides(triple: Triple) -> tuple[tuple[Side, PairDiff | None], ...]:
    """Both successors of a question."""
    return ("left", triple.left), ("right", triple.right)


def name(side: Side, pair: PairDiff | None) -> Message:
    """Which successor it is, and what it did: 'Left (changed)'."""
    if pair is None:
        return Message("%(side)s (not in this text)", {"side": SIDES[side]})
    return Message("%(side)s (%(kind)s)", {"side": SIDES[side], "kind": KINDS[pair.kind]})


def changes(pair: PairDiff | None, part: Part) -> TextDiff:
    """What one successor changed in a part of the base; nothing where it does not have it."""
    if pair is None:
        return TextDiff(())
    text: TextDiff = getattr(pair, part)
    return text


def changed(triple: Triple, part: Part) -> list[tuple[Side, PairDiff | None, TextDiff]]:
    """The successors that changed a part, with what they changed; both, where neither did, or both did the same."""
    found = [(side, pair, changes(pair, part)) for side, pair in sides(triple)]
    differing = [own for own in found if any(change.op != "equal" for change in own[2].changes)]
    return differing if len(differing) == 1 else found


def texts_of(conflict: Conflict) -> tuple[tuple[Side | Literal["base"], str], ...]:
    """What the base says where both changed it, and what they made of it."""
    return ("base", conflict.base), ("left", conflict.left), ("right", conflict.right)
