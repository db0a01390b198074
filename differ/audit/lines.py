"""The sentences of a nota through its versions: each is followed wherever it goes, and its words keep their origin.

The idea is that of WikiWho (Flöck and Acosta, 2014): a version is held against all that stood in any earlier one, first
its paragraphs, then its sentences, then its words, and what is found is never new. Here a paragraph is a question or an
answer, which the lineage of the questions follows through all renumbering; a sentence that left its place is looked for
elsewhere and among those that were taken out; and only of what is left the words are compared, in the same place first.
A sentence is used once: one that is said twice, where it was said once, is new the second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from corpus.cutting import Piece, blocks
from corpus.model import sentences
from differ.audit.change import Change, Out
from differ.audit.inherited import Line, Place
from differ.audit.laid import Laid, Placed
from differ.audit.standings import Lineage

_MARKS = ("\\", "&", "\n- ", "\n* ", "\n|")
"""What makes a part of a text more than its sentences, one a line: signs that are escaped, lists, tables."""


class Follower:
    """Goes from version to version."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._near: defaultdict[int, set[frozenset[str]]] = defaultdict(set)
        for joint in lineage.splits + lineage.merges:
            self._near[joint.at].add(frozenset((str(joint.piece), str(joint.whole))))
        self._out = Out()
        self._at = 0
        self._text = Laid()
        self._lines: dict[Place, tuple[Line, ...]] = {}

    def read(self, pieces: Sequence[Piece], credited: int | None = None) -> None:
        """Go on with the next version. Costs what changed since the one before.

        `credited`: the version to which goes what is new in this one, where that is another: it only was read again.
        """
        now = self._text.followed(pieces, self._lineage.standings[self._at])
        before, after = self._text.changed(now)
        if before or after:
            self._change(before, after, self._at if credited is None else credited)
        self._text = now
        self._at += 1

    def _change(self, before: Placed, after: Placed, credited: int) -> None:
        gone = {at: self._lines.pop(at) for at, _ in _parts(before, dict(after))}
        new = {at: _sentences(markdown) for at, markdown in _parts(after, dict(before))}
        if gone or new:
            self._lines |= Change(credited, gone, new, self._out, self._near[self._at]).made()

    def lines(self) -> Iterator[tuple[Place, tuple[Line, ...]]]:
        """What stands in the version that was read last, in reading order."""
        for at, _ in _parts(list(zip(self._text.places, self._text.pieces, strict=True)), {}):
            yield at, self._lines[at]


def _parts(pieces: Placed, others: Mapping[str, Piece]) -> Iterator[tuple[Place, str]]:
    """The parts of these pieces, as Markdown, but for those that read the same in the other text."""
    for place, piece in pieces:
        other = others.get(place)
        if other is None or other.text != piece.text:
            yield (place, "outside" if piece.number is None else "question"), piece.text
        if piece.answer is not None and (other is None or other.answer != piece.answer):
            yield (place, "answer"), piece.answer


@lru_cache(maxsize=4096)
def _sentences(markdown: str) -> tuple[str, ...]:
    if any(map(markdown.__contains__, _MARKS)) or markdown.startswith(("- ", "* ", "|")):
        return tuple(sentences(blocks(markdown)))
    return tuple(filter(None, markdown.split("\n")))
