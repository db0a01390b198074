"""What every output shows of a comparison: the pairs in reading order, what is unchanged folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from corpus.messages import Message
from differ.bilingual.words import KINDS, called, called_together, ranges
from differ.model import Kind, Located, NotaDiff, Op, PairDiff


@dataclass(frozen=True)
class Row:
    """A question in two texts, and what is said of it."""

    pair: PairDiff
    anchor: str
    """Names it on a page: `v12`, and `was-12` where it is on the left alone."""
    notes: tuple[Message, ...]
    """What happened to it besides its kind: another number, another place."""

    @property
    def located(self) -> Located:
        """The question on the right; on the left where it is there alone."""
        side = self.pair.right or self.pair.left
        assert side is not None, "a pair has at least one side"
        return side

    @property
    def number(self) -> str:
        """Of the question, as printed."""
        return self.located.number


@dataclass(frozen=True)
class Fold:
    """Unchanged questions in a row, to be told in a line."""

    called: Message
    were: str | None
    """The numbers they had, where those were others."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class End:
    """Where one end of a move stands."""

    anchor: str
    """Of the text: that of its row with `-q` for the question, `-a` for the answer."""
    number: str
    """Of its question."""
    page: str = ""
    """The address of the page that it stands on; empty for the same one."""


def rows(pairs: Iterable[PairDiff]) -> Iterator[Row | Fold]:
    """The pairs in their order, those that stayed as they were folded; what is conversion only comes last, apart."""
    own: list[PairDiff] = []
    converted: list[PairDiff] = []
    for pair in pairs:
        (converted if pair.conversion else own).append(pair)
    for quiet, run in groupby(own, is_quiet):
        made = tuple(map(row, run))
        yield from (_fold(made),) if quiet else made
    yield from map(row, converted)


def row(pair: PairDiff) -> Row:
    """One pair, by itself."""
    side = pair.right or pair.left
    assert side is not None, "a pair has at least one side"
    return Row(pair, f"v{side.number}" if pair.right else f"was-{side.number}", tuple(_notes(pair)))


def is_quiet(pair: PairDiff) -> bool:
    """Whether there is nothing to see, but perhaps a new number because of others."""
    return pair.kind == "unchanged" and not pair.moved


def counts(diff: NotaDiff) -> list[tuple[Kind, int]]:
    """How many questions there are of each kind, the weightiest first."""
    weight = list(KINDS)
    return sorted(diff.summary.items(), key=lambda count: weight.index(count[0]))


def move_ends(
    pairs: Iterable[PairDiff], page_of: Callable[[PairDiff], str | None] = lambda _: None
) -> Mapping[tuple[Op, int], End]:
    """Where the ends of moves stand from one text to another; what moved within one text is left out."""
    found: dict[tuple[Op, int], End] = {}
    for pair in pairs:
        for part, text in (("q", pair.question), ("a", pair.answer)):
            ends = {(change.op, change.move) for change in text.changes if change.move is not None}
            own = row(pair) if ends else None
            for op, move in ends:
                if own and move is not None and ("move-to" if op == "move-from" else "move-from", move) not in ends:
                    found[op, move] = End(f"{own.anchor}-{part}", own.number, page_of(pair) or "")
    return found


def _fold(made: tuple[Row, ...]) -> Fold:
    numbers = [one.number for one in made]
    were = [one.pair.left.number for one in made if one.pair.left]
    return Fold(called_together(numbers), ranges(were) if were != numbers else None, made)


CONVERSION = Message("conversion only")
"""Said of what differs because the same source was read by another reader."""


def _notes(pair: PairDiff) -> Iterator[Message]:
    if pair.conversion:
        yield CONVERSION
    if pair.left and pair.right and pair.left.number != pair.right.number:
        yield Message("was %(numbers)s", {"numbers": called(pair.left.number, opens=False)})
    if pair.split_from:
        yield Message("split off from %(number)s", {"number": _called_at(pair.split_from)})
    if pair.merged_into:
        yield Message("merged into %(number)s", {"number": _called_at(pair.merged_into)})
    if pair.moved:
        yield Message("moved to another place")
    if not (pair.question.complete and pair.answer.complete):
        yield Message("too long to compare word by word")


def _called_at(address: str) -> Message:
    return called(address.rpartition("#")[2], opens=False)
