"""The sentences of a nota through its versions: each is followed wherever it goes, and its words keep their origin.

The idea is that of WikiWho (Flöck and Acosta, 2014): a version is held against all that stood in any earlier one, first
its paragraphs, then its sentences, then its words, and what is found is never new. Here a paragraph is a question or an
answer, which the lineage of the questions follows through all renumbering; a sentence that left its place is looked for
elsewhere and among those that were taken out; and only of what is left the words are compared, in the same place first.
A sentence is used once: one that is said twice, where it was said once, is new the second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.cutting import Piece, blocks, pieces
from corpus.model import sentences
from differ.audit.change import Change, Out
from differ.audit.inherited import Line, Place
from differ.audit.lineage import Lineage, Standing


@dataclass(frozen=True, slots=True)
class Part:
    """A question, an answer, or a text outside the questions, in one version."""

    markdown: str
    lines: tuple[Line, ...]


def places(text: str, standing: Standing) -> dict[Place, str]:
    """The parts of a text in normal form in reading order, as Markdown, by where they stand."""
    chains = dict(zip(standing.numbers, standing.chains, strict=True))
    found: dict[Place, str] = {}
    for piece in pieces(text):
        if piece.number is None:
            found[_free(found, piece)] = piece.text
            continue
        chain = str(chains[piece.number])
        found[chain, "question"] = piece.text
        if piece.answer is not None:
            found[chain, "answer"] = piece.answer
    return found


def _free(taken: Mapping[Place, str], piece: Piece) -> Place:
    """Two sections may have one heading."""
    heading = piece.heading
    while (heading, "outside") in taken:
        heading += "'"
    return heading, "outside"


class Follower:
    """Goes from version to version."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._near: defaultdict[int, set[frozenset[str]]] = defaultdict(set)
        for joint in lineage.splits + lineage.merges:
            self._near[joint.at].add(frozenset((str(joint.piece), str(joint.whole))))
        self._out = Out()
        self._at = 0
        self.parts: dict[Place, Part] = {}
        """Of the version that was read last, in reading order."""

    def read(self, text: str, credited: int | None = None) -> None:
        """Go on with the next version. Costs what changed since the one before.

        `credited`: the version to which goes what is new in this one, where that is another: it only was read again.
        """
        now = places(text, self._lineage.standings[self._at])
        kept = {at: part for at, part in self.parts.items() if now.get(at) == part.markdown}
        gone = [line for at, part in self.parts.items() if at not in kept for line in part.lines]
        said = {at: _sentences(markdown) for at, markdown in now.items() if at not in kept}
        lines = Change(self._at if credited is None else credited, gone, said, self._out, self._near[self._at]).made()
        self.parts = {at: kept.get(at) or Part(markdown, lines[at]) for at, markdown in now.items()}
        self._at += 1


@lru_cache(maxsize=4096)
def _sentences(markdown: str) -> tuple[str, ...]:
    return tuple(sentences(blocks(markdown)))
