"""The changes of one text as they are found, written so that both texts are kept to the letter."""

from __future__ import annotations

from typing import Literal

from differ.model import Change, Op
from differ.sentences.cleanup import Segment, Segments
from differ.tokens import identity

End = Literal["left", "right"]


class Script:
    """Takes what stayed, what replaced what and what moved, in reading order; gives the changes."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._gone = self._new = ""

    def keep(self, text: str) -> None:
        """The same on both sides."""
        self._flush()
        self._add("equal", text)

    def replace(self, gone: str, new: str) -> None:
        """What stands on the left only, and what stands on the right only."""
        self._gone += gone
        self._new += new

    def edit(self, segments: Segments) -> None:
        """Sentences that became others, here."""
        for segment in segments:
            if segment.stayed:
                self._stayed(segment)
            else:
                self.replace("".join(segment.left), "".join(segment.right))

    def move(self, segments: Segments, number: int, end: End) -> None:
        """One end of a move, with what was edited in it."""
        for segment in segments:
            text = "".join(segment.left if end == "left" else segment.right)
            if segment.stayed:
                self._flush()
                self._add("move-from" if end == "left" else "move-to", text, number)
            else:
                self.replace(*((text, "") if end == "left" else ("", text)))

    def part(self) -> None:
        """What was replaced so far and what follows are two changes, also where they read the same."""
        self._flush()

    def changes(self) -> tuple[Change, ...]:
        """All of both texts."""
        self._flush()
        return tuple(self._changes)

    def _stayed(self, segment: Segment) -> None:
        if segment.left == segment.right:
            self.keep("".join(segment.left))
            return
        for old, new in zip(segment.left, segment.right, strict=True):
            self._stayed_token(old, new)

    def _stayed_token(self, old: str, new: str) -> None:
        """A token that is the same, but perhaps for the white space after it, its accents, or its new number."""
        if old == new:
            self.keep(old)
            return
        word, other = old.rstrip(), new.rstrip()
        if word == other:
            self.keep(word)
        elif identity(old) != identity(new):
            self._flush()
            self._changes += [Change("delete", word, why="renumbered"), Change("insert", other, why="renumbered")]
        else:
            self.replace(word, other)
        self.replace(old[len(word) :], new[len(other) :])

    def _flush(self) -> None:
        """White space that both sides have at an edge of a change is no part of it."""
        gone, new = self._gone, self._new
        if not gone and not new:
            return
        self._gone = self._new = ""
        head, gone, new = _common_space(gone, new)
        tail, gone, new = (text[::-1] for text in _common_space(gone[::-1], new[::-1]))
        self._add("equal", head)
        if gone == new:
            self._add("equal", gone)
        else:
            self._add("delete", gone)
            self._add("insert", new)
        self._add("equal", tail)

    def _add(self, op: Op, text: str, move: int | None = None) -> None:
        if not text:
            return
        last = self._changes[-1] if self._changes else None
        if last and (last.op, last.move, last.why) == (op, move, None):
            self._changes[-1] = Change(op, last.text + text, move)
        else:
            self._changes.append(Change(op, text, move))


def _common_space(left: str, right: str) -> tuple[str, str, str]:
    """The white space that both begin with, and the rest of each."""
    length = 0
    for own, other in zip(left, right, strict=False):
        if own != other or not own.isspace():
            break
        length += 1
    return left[:length], left[length:], right[length:]
