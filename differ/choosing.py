"""Which questions of a comparison a reader wants to see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from differ.model import NotaDiff, PairDiff


@dataclass(frozen=True, slots=True)
class Choice:
    """What to leave out; the same in every output."""

    only_changed: bool = False
    """What is unchanged."""
    ignore_cosmetic: bool = False
    """What differs in layout or punctuation only: it is no difference."""
    facts: bool = False
    """Where no fact changed."""

    def of(self, diff: NotaDiff) -> NotaDiff:
        """The comparison with the chosen questions alone."""
        return replace(diff, pairs=tuple(pair for pair in diff.pairs if self.shows(pair)))

    def shows(self, pair: PairDiff) -> bool:
        """Whether a question is to be seen."""
        return self.counts(pair) and not (self.only_changed and not differs(pair))

    def counts(self, pair: PairDiff) -> bool:
        """Whether a question takes part in saying if the texts differ."""
        return not ((self.ignore_cosmetic and pair.kind == "cosmetic") or (self.facts and not pair.facts))

    def finds_difference(self, pairs: Iterable[PairDiff]) -> bool:
        """Whether texts are different in what counts; a move or another number is a difference."""
        return any(self.counts(pair) and differs(pair) for pair in pairs)


def differs(pair: PairDiff) -> bool:
    """Whether anything of a question is not as it was."""
    return pair.kind != "unchanged" or pair.moved or pair.renumbered
