"""The pieces of a text, and where each stands: the same place from version to version, whatever its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import is_not

from corpus.cutting import Piece
from differ.audit.standings import Standing

Placed = Sequence[tuple[str, Piece]]


@dataclass(frozen=True, slots=True)
class Laid:
    """The pieces of one version in reading order, and the place of each: the chain of a question, or a heading.

    Two sections may have one heading: the second has a mark behind it. A heading is told from a chain by the mark
    before it.
    """

    pieces: Sequence[Piece] = ()
    places: Sequence[str] = ()
    chains: Sequence[int] = ()

    def followed(self, pieces: Sequence[Piece], standing: Standing) -> Laid:
        """The next version. At little cost where each question and each heading stands where one stood."""
        stayed = (
            standing.chains == self.chains
            and len(pieces) == len(self.pieces)
            and all(
                old.number and new.number if new.number or old.number else old.heading == new.heading
                for old, new in _unlike(self.pieces, pieces)
            )
        )
        places = self.places if stayed else tuple(_places(pieces, standing))
        return Laid(pieces, places, standing.chains)

    def changed(self, now: Laid) -> tuple[Placed, Placed]:
        """What stood here that is not in the next version, and what is new there, both in reading order."""
        if now.places is self.places:
            edited = list(compress(range(len(self.places)), map(is_not, self.pieces, now.pieces)))
            return [(self.places[at], self.pieces[at]) for at in edited], [
                (now.places[at], now.pieces[at]) for at in edited
            ]
        old, new = (dict(zip(text.places, text.pieces, strict=True)) for text in (self, now))
        return _without(old, new), _without(new, old)


def _unlike(left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    return compress(zip(left, right, strict=True), map(is_not, left, right))


def _without(own: dict[str, Piece], other: dict[str, Piece]) -> Placed:
    return [(place, piece) for place, piece in own.items() if other.get(place) is not piece]


def _places(pieces: Sequence[Piece], standing: Standing) -> Iterator[str]:
    chains = iter(standing.chains)
    taken: set[str] = set()
    for piece in pieces:
        place = f"#{piece.heading}" if piece.number is None else str(next(chains))
        while place in taken:
            place += "'"
        taken.add(place)
        yield place
