"""Which answers are no more than a reference to another, in the same paper or in another one, and to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.references import mentions
from differ.shelves.shelf import Rows, Shelf


class Resolution:
    """The references among the rows of some texts."""

    def __init__(self, shelf: Shelf, rows: Rows, keys: Sequence[str]) -> None:
        self._shelf = shelf
        self._rows = rows
        self._papers = shelf.papers(keys)
        self._known = frozenset(nota for nota, _ in self._papers if nota)
        self._text_of = {nota: text for text, (nota, _) in enumerate(self._papers)}
        self._numbers = lru_cache(4096)(self._numbered)
        self._refers = lru_cache(4096)(self._targets_of)

    def row(self, row: int) -> int:
        """The row where the answer to a question stands, after its references are followed."""
        seen = set()
        while row not in seen and (targets := self._refers(row)):
            seen.add(row)
            row = targets[0]
        return row

    @cached_property
    def refers(self) -> dict[int, tuple[int, ...]]:
        """Of each row whose whole answer refers to others, the rows of these."""
        return {row: found for row in np.flatnonzero(self._may_refer).tolist() if (found := self._refers(row))}

    @cached_property
    def _may_refer(self) -> NDArray[np.bool_]:
        referring = np.zeros(self._shelf.answers + 1, bool)
        referring[self._shelf.referring()] = True
        # An answer of -1, which is none, falls on the last place, which is no answer's.
        return np.asarray(referring[self._rows.answers])

    def _targets_of(self, row: int) -> tuple[int, ...]:
        return tuple(self._targets(row)) if self._may_refer[row] else ()

    def _targets(self, row: int) -> Iterator[int]:
        text = int(self._rows.texts[row])
        dossier = self._papers[text][1]
        for mention in mentions(self._shelf.answer(int(self._rows.answers[row])), dossier, self._known):
            # Its own text, and not its own id: of two drafts without an id neither refers to the other.
            where = text if mention.paper in (None, self._papers[text][0]) else self._text_of.get(mention.paper)
            numbers = self._numbers(where) if where is not None and mention.whole else {}
            yield from (numbers[n] for n in mention.numbers if n in numbers and numbers[n] != row)

    def _numbered(self, text: int) -> dict[str, int]:
        """The rows of a text by the number of the question."""
        first, end = np.searchsorted(self._rows.texts, (text, text + 1)).tolist()
        return {self._shelf.asked(int(self._rows.ids[row])).number: row for row in range(first, end)}
