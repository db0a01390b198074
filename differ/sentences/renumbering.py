"""References to questions that only followed these to their new numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.references import NUMBERS

_MENTION = re.compile(rf"\b[Vv]ra(?:ag|gen) {NUMBERS}(?![\w%])")
# 'vraag 5 van letter B': its numbers are those of that paper.
_OTHER_PAPER = re.compile(
    r"\s+(?:van|uit|in)\s+(?:(?:de|het|onze|mijn)\s+)?(?:letter|nota|kamerstuk|brief|beantwoording)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+[a-z]?")


@dataclass(frozen=True)
class Renumbering:
    """Which numbers of the left became which of the right, and the other way; only those that became others."""

    forth: Mapping[str, str]
    back: Mapping[str, str]

    @classmethod
    def of(cls, forth: Mapping[str, str]) -> Renumbering:
        """That of the left to the right."""
        return cls(forth, {new: old for old, new in forth.items()})

    @property
    def turned(self) -> Renumbering:
        """That of the right to the left."""
        return Renumbering(self.back, self.forth)

    def follow(self, left: str, right: str) -> str:
        """The left text with its references to questions as they are numbered on the right, where they followed."""
        return self._followed(left, right)

    def onwards(self, left: str) -> str:
        """The left text with all its references to questions as these are numbered on the right."""
        return self._followed(left, None)

    def _followed(self, left: str, right: str | None) -> str:
        if not self.forth or not ("raag " in left or "ragen " in left):
            return left

        def followed(mention: re.Match[str]) -> str:
            if _OTHER_PAPER.match(left, mention.end()):
                return mention[0]
            new = _NUMBER.sub(lambda number: self.forth.get(number[0], number[0]), mention[0])
            return new if right is None or new in right else mention[0]

        return _MENTION.sub(followed, left)


NONE = Renumbering({}, {})
