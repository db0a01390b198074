"""What holds of every diff: both texts to the letter, no mark within a word, each move with both ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from differ.model import NotaDiff, Op, TextDiff
from differ.tokens import tokenise

LEFT: tuple[Op, ...] = ("equal", "delete", "move-from")
RIGHT: tuple[Op, ...] = ("equal", "insert", "move-to")
MIRROR: dict[Op, Op] = {
    "equal": "equal",
    "delete": "insert",
    "insert": "delete",
    "move-from": "move-to",
    "move-to": "move-from",
}


def edges(text: str) -> set[int]:
    """Where a change may begin or end: between tokens, and between a token and the white space after it."""
    ends = list(accumulate(map(len, tokenise(text)), initial=0))
    spaces = {i for i, sign in enumerate(text) if sign.isspace()}
    return set(ends) | spaces | {i + 1 for i in spaces}


def assert_replays(found: TextDiff, left: str, right: str) -> None:
    assert (found.left, found.right) == (left, right)
    assert all(change.text for change in found.changes)


def assert_cuts_no_word(found: TextDiff) -> None:
    for text, ops in ((found.left, LEFT), (found.right, RIGHT)):
        assert set(accumulate(len(c.text) for c in found.changes if c.op in ops)) <= edges(text)


def assert_moves_have_two_ends(found: Iterable[TextDiff]) -> None:
    """Each number stands at one place it left and one it came to, whichever texts these are in."""
    ends: dict[Op, Counter[int]] = {"move-from": Counter(), "move-to": Counter()}
    for text in found:
        for op, moves in ends.items():
            moves.update({change.move for change in text.changes if change.op == op and change.move})
    assert ends["move-from"] == ends["move-to"]
    assert set(ends["move-from"].values()) <= {1}


def assert_sound(found: NotaDiff) -> None:
    for pair in found.pairs:
        left, right = ((side.question, side.answer) if side else ("", "") for side in (pair.left, pair.right))
        for text, own, other in zip((pair.question, pair.answer), left, right, strict=True):
            assert_replays(text, own, other)
            assert_cuts_no_word(text)
    assert_moves_have_two_ends([text for pair in found.pairs for text in (pair.question, pair.answer)])


def side(text: TextDiff, ops: tuple[Op, ...], mirrored: bool = False) -> list[tuple[Op, str, str | None]]:
    """One side of a diff: what became of each stretch of words; mirrored: as it is seen from the other side.

    Neighbours of one kind are one: between them stands, on the other side alone, what is told of that side. White
    space at the edge of a change may be told as part of it or not.
    """
    told: list[tuple[Op, str, str | None]] = []
    for change in text.changes:
        words = "".join(change.text.split())
        if words and change.op in ops:
            op = MIRROR[change.op] if mirrored else change.op
            if told and (told[-1][0], told[-1][2]) == (op, change.why):
                told[-1] = (op, told[-1][1] + words, change.why)
            else:
                told.append((op, words, change.why))
    return told


def assert_mirrors(there: TextDiff, back: TextDiff) -> None:
    assert side(there, LEFT) == side(back, RIGHT, mirrored=True)
    assert side(there, RIGHT) == side(back, LEFT, mirrored=True)
