"""Which questions of a comparison a reader wants to see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from differ.kinds import kind_of
from differ.model import NotaDiff, PairDiff, TextDiff


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
        outside = diff.outside if self.counts_outside(diff) else TextDiff(())
        shown = tuple(pair for pair in diff.pairs if self.shows(pair))
        left_out = sum(map(differs, diff.pairs)) - sum(map(differs, shown))
        return replace(diff, pairs=shown, outside=outside, left_out=left_out)

    def shows(self, pair: PairDiff) -> bool:
        """Whether a question is to be seen."""
        return self.counts(pair) and not (self.only_changed and not differs(pair))

    def counts(self, pair: PairDiff) -> bool:
        """Whether a question takes part in saying if the texts differ."""
        return not ((self.ignore_cosmetic and pair.kind == "cosmetic") or (self.facts and not pair.facts))

    def counts_outside(self, diff: NotaDiff) -> bool:
        """Whether what stands outside the questions takes part; facts are those of questions."""
        return not (self.facts or (self.ignore_cosmetic and kind_of(diff.outside) == "cosmetic"))

    def finds_difference(self, diff: NotaDiff) -> bool:
        """Whether texts are different in what counts; a move or another number is a difference."""
        within = any(self.counts(pair) and differs(pair) for pair in diff.pairs)
        beside = not diff.outside_conversion and self.counts_outside(diff) and kind_of(diff.outside) != "unchanged"
        return within or beside


def differs(pair: PairDiff) -> bool:
    """Whether anything of a question is not as it was, apart from how its source was read."""
    return not pair.conversion and (pair.kind != "unchanged" or pair.moved or pair.renumbered)
