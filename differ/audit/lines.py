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
from dataclasses import dataclass
from functools import lru_cache

from corpus.cutting import Piece, blocks
from corpus.model import sentences
from differ.audit.change import Change, Out
from differ.audit.inherited import Line, Place
from differ.audit.lineage import Lineage, Standing


@dataclass(frozen=True, slots=True)
class Part:
    """A question, an answer, or a text outside the questions, in one version."""

    markdown: str
    lines: tuple[Line, ...]


def places(pieces: Sequence[Piece], standing: Standing) -> dict[str, Piece]:
    """The pieces of a text in reading order, by where they stand: the chain of a question, or a heading.

    Two sections may have one heading: the second has a mark behind it. A heading is told from a chain by the mark
    before it.
    """
    chains = iter(standing.chains)
    found: dict[str, Piece] = {}
    for piece in pieces:
        place = f"#{piece.heading}" if piece.number is None else str(next(chains))
        while place in found:
            place += "'"
        found[place] = piece
    return found


def parts(place: str, piece: Piece) -> Iterator[tuple[Place, str]]:
    """The parts of a piece, as Markdown."""
    yield (place, "outside" if piece.number is None else "question"), piece.text
    if piece.answer is not None:
        yield (place, "answer"), piece.answer


class Follower:
    """Goes from version to version."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._near: defaultdict[int, set[frozenset[str]]] = defaultdict(set)
        for joint in lineage.splits + lineage.merges:
            self._near[joint.at].add(frozenset((str(joint.piece), str(joint.whole))))
        self._out = Out()
        self._at = 0
        self._pieces: dict[str, Piece] = {}
        self._parts: dict[Place, Part] = {}

    def read(self, pieces: Sequence[Piece], credited: int | None = None) -> None:
        """Go on with the next version. Costs what changed since the one before.

        `credited`: the version to which goes what is new in this one, where that is another: it only was read again.
        """
        now = places(pieces, self._lineage.standings[self._at])
        if now != self._pieces:
            before = {place: own for place, own in self._pieces.items() if now.get(place) is not own}
            after = {place: own for place, own in now.items() if self._pieces.get(place) is not own}
            self._change(before, after, self._at if credited is None else credited)
            self._pieces = now
        self._at += 1

    def _change(self, before: Mapping[str, Piece], after: Mapping[str, Piece], credited: int) -> None:
        now = dict(own for place, piece in after.items() for own in parts(place, piece))
        gone = [at for place, piece in before.items() for at, _ in parts(place, piece) if not self._stays(at, now)]
        new = {at: _sentences(markdown) for at, markdown in now.items() if not self._stays(at, now)}
        lines = [line for at in gone for line in self._parts.pop(at).lines]
        found = Change(credited, lines, new, self._out, self._near[self._at]).made()
        self._parts |= {at: Part(now[at], own) for at, own in found.items()}

    def _stays(self, at: Place, now: Mapping[Place, str]) -> bool:
        part = self._parts.get(at)
        return part is not None and now.get(at) == part.markdown

    def lines(self) -> Iterator[tuple[Place, tuple[Line, ...]]]:
        """What stands in the version that was read last, in reading order."""
        for place, piece in self._pieces.items():
            yield from ((at, self._parts[at].lines) for at, _ in parts(place, piece))


@lru_cache(maxsize=4096)
def _sentences(markdown: str) -> tuple[str, ...]:
    return tuple(sentences(blocks(markdown)))
