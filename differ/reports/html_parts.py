"""A question or an answer in two texts, as HTML: paragraph level with paragraph, what stayed shown once or folded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from corpus.messages import Message
from differ.model import BOTH, LEFT, RIGHT, PairDiff, TextDiff
from differ.reports.markup import Marker, unmarked
from differ.reports.stretches import Stretch, stretches

View = Literal["sides", "inline", "both"]
"""Two columns; one running text; or two columns with a running text beside them for a window without room for two."""

LONG = 400
"""Signs from which paragraphs that stayed are folded in a text that changed: some four lines of a column. A shorter
one is read over faster than opened, and tells where one is."""
OPENING = 60
"""Signs of what is folded that are shown, so that one knows what it is."""

NOT_THERE = Message("not in this text")
NO_ANSWER = Message("no answer")


@dataclass(frozen=True)
class Same:
    """What both sides say."""

    text: Markup
    form: Literal["same"] = "same"


@dataclass(frozen=True)
class Rest:
    """What both sides say, folded."""

    paragraphs: int
    opening: str
    """How it begins, plain text."""
    text: Markup
    form: Literal["rest"] = "rest"


@dataclass(frozen=True)
class Changed:
    """What each side says, marked; None: nothing here."""

    left: Markup | None
    right: Markup | None
    inline: Markup | None
    """Both as one running text, where that is asked for and is not what one side shows."""
    form: Literal["changed"] = "changed"


Piece = Same | Rest | Changed


@dataclass(frozen=True)
class Part:
    """A question or an answer in two texts."""

    pieces: tuple[Piece, ...]
    left_says: Message | None = None
    """Stands where the left text would, when there is none."""
    right_says: Message | None = None

    @property
    def same(self) -> Same | Rest | None:
        """What both texts are, where they are the same from begin to end."""
        match self.pieces:
            case (Same() | Rest() as only,):
                return only
        return None


@dataclass(frozen=True)
class Parts:
    """Makes the parts of one question; the marker is that of the part."""

    marker: Marker
    view: View

    def of_pair(self, pair: PairDiff, diff: TextDiff, says: Message | None) -> Part:
        """A part of a pair. `says` is what stands where a whole side is absent."""
        if pair.left and pair.right:
            return self.of(diff, fold_whole=pair.kind != "unchanged" and diff is pair.answer)
        # The whole stands on one side: to strike it all through would only make it hard to read.
        text = self._alone(diff, pair.left is not None)
        left_says, right_says = (None, says) if pair.left else (says, None)
        if not (diff.left or diff.right):
            left_says, right_says = (NO_ANSWER, says) if pair.left else (says, NO_ANSWER)
        return Part((text,), left_says, right_says)

    def of(self, diff: TextDiff, fold_whole: bool = False) -> Part:
        """A text on both sides."""
        if diff.all_equal:
            whole = Stretch(diff)
            return Part((_stayed(whole) if fold_whole else Same(_plain(whole)),)) if diff.changes else Part(())
        return Part(
            tuple(self._pieces(diff)),
            None if diff.left else NO_ANSWER,
            None if diff.right else NO_ANSWER,
        )

    def _pieces(self, diff: TextDiff) -> Iterator[Piece]:
        left, right = self.marker.showing(diff, LEFT), self.marker.showing(diff, RIGHT)
        inline = self._inline().showing(diff, BOTH)
        for stretch in stretches(diff):
            if stretch.stayed:
                yield _stayed(stretch)
            elif self.view == "inline":
                yield Changed(None, None, inline.show(stretch.diff))
            else:
                copied = inline.show(stretch.diff) if self.view == "both" else None
                yield Changed(left.show(stretch.diff) or None, right.show(stretch.diff) or None, copied)

    def _alone(self, diff: TextDiff, is_left: bool) -> Changed:
        """A text that one side alone has; marked only where some of it went elsewhere, or came from there."""
        moves = any(change.move is not None for change in diff.changes)
        text = diff.left if is_left else diff.right
        shown = self.marker.show(diff, BOTH) if moves else unmarked(text)
        inline = self._inline().show(diff, BOTH) if moves and self.view != "sides" else None
        if self.view == "inline":
            return Changed(None, None, inline or shown)
        return Changed(shown if is_left else None, None if is_left else shown, inline)

    def _inline(self) -> Marker:
        return self.marker if self.view == "inline" else self.marker.again()


def _stayed(stretch: Stretch) -> Same | Rest:
    text = _text(stretch)
    if len(text) < LONG:
        return Same(_plain(stretch))
    opening = " ".join(text[: OPENING * 2].split())
    return Rest(stretch.paragraphs, opening[:OPENING].rpartition(" ")[0] + " …", _plain(stretch))


def _plain(stretch: Stretch) -> Markup:
    return unmarked(_text(stretch))


def _text(stretch: Stretch) -> str:
    return "".join(change.text for change in stretch.diff.changes)
