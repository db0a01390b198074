"""How the answers to questions that repeat differ, after references are followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from differ.facts import changed_facts
from differ.kinds import is_cosmetic
from differ.model import Fact
from differ.shelves.shelf import Shelf
from differ.shelves.workers import each
from differ.textdiff import diff

Difference = tuple[Fact, ...] | None
"""What facts differ; None where the answers do not differ but cosmetically."""
_PART = 100


class Differences:
    """Compares answers of a shelf, by their places on it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __call__(self, many: Sequence[Sequence[int]]) -> list[Difference]:
        """Of each of these rows of answers: between the first and the first one unlike it."""
        return [self._difference(places) for places in many]

    def _difference(self, places: Sequence[int]) -> Difference:
        first, *others = (self._shelf.answer(place) for place in places)
        for other in others:
            if not is_cosmetic(changes := diff(first, other)):
                return changed_facts(changes)
        return None


def differences(shelf: Shelf, many: Sequence[Sequence[int]]) -> Iterator[Difference]:
    """Of each of these rows of answers, in order; equal answers are one, and what was not answered does not differ."""
    different = [list(dict.fromkeys(place for place in places if place >= 0)) for places in many]
    several = [places for places in different if len(places) > 1]
    parts = [several[at : at + _PART] for at in range(0, len(several), _PART)]
    found = (own for part in each(shelf, Differences, parts, len(parts)) for own in part)
    for places in different:
        yield next(found) if len(places) > 1 else None
