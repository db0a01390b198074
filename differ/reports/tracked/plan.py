"""Which questions and answers of the left document stay, go, come and move, and where what comes is put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.model import Answer, Nota, Question
from differ.model import Located, NotaDiff, PairDiff, TextDiff
from differ.reports.tracked.places import Region
from differ.sentences.order import heaviest_in_order

Part = Question | Answer


@dataclass(frozen=True)
class Step:
    """A question or an answer of the right text, in its order, and what it was on the left."""

    part: Part
    region: Region | None
    """None: it is new."""
    diff: TextDiff
    stays: bool
    """Whether it stands where it stood; else it came from elsewhere, or is new."""
    pair: PairDiff


@dataclass(frozen=True)
class Gone:
    """A question or an answer of the left text that goes for good, and where sentences of it went."""

    region: Region
    diff: TextDiff


def steps(diff: NotaDiff, regions: Sequence[Region]) -> tuple[list[Step], list[Gone]]:
    """The parts of the right text in order, and the regions of the left that go for good."""
    where = {id(region.part): number for number, region in enumerate(regions)}
    partners = _partners(diff, where)
    matched = [
        (partners[id(part)][0], number) for number, part in enumerate(parts(diff.right.nota)) if id(part) in partners
    ]
    matched.sort()
    weights = [1.0 + len(regions[own].at) for own, _ in matched]
    kept = {other for _, other in heaviest_in_order(matched, weights)}
    found = []
    owners = _owners(diff, "right")
    for number, part in enumerate(parts(diff.right.nota)):
        pair = owners[id(part)]
        if id(part) in partners:
            own, text = partners[id(part)]
            found.append(Step(part, regions[own], text, number in kept, pair))
        else:
            found.append(Step(part, None, _of(pair, part), False, pair))
    taken = {own for own, _ in matched}
    losers = _owners(diff, "left")
    left = [region for number, region in enumerate(regions) if number not in taken]
    return found, [Gone(region, _of(losers[id(region.part)], region.part)) for region in left]


def _of(pair: PairDiff, part: Part) -> TextDiff:
    """What a pair says of one of its parts."""
    return pair.question if isinstance(part, Question) else pair.answer


def parts(nota: Nota) -> Iterator[Part]:
    """The questions and answers that have a text, in reading order."""
    for item in nota.body:
        if isinstance(item, Question):
            yield from (part for part in (item, item.answer) if part and part.blocks)


def _partners(diff: NotaDiff, where: dict[int, int]) -> dict[int, tuple[int, TextDiff]]:
    """Which region a part of the right text was, and what changed; an answer to several questions is one part."""
    found: dict[int, tuple[int, TextDiff]] = {}
    taken: set[int] = set()
    for pair in diff.pairs:
        if pair.left and pair.right:
            ours, theirs = pair.left.pair, pair.right.pair
            for own, other, text in (
                (ours.question, theirs.question, pair.question),
                (ours.answer, theirs.answer, pair.answer),
            ):
                if own and other and id(own) in where and other.blocks and id(other) not in found:
                    number = where[id(own)]
                    if number not in taken:
                        taken.add(number)
                        found[id(other)] = number, text
    return found


def _owners(diff: NotaDiff, side: Literal["left", "right"]) -> dict[int, PairDiff]:
    """The pair that each part of one text is told in; the first, of an answer to several questions."""
    owners: dict[int, PairDiff] = {}
    for pair in diff.pairs:
        located: Located | None = getattr(pair, side)
        for part in (located.pair.question, located.pair.answer) if located else ():
            if part:
                owners.setdefault(id(part), pair)
    return owners
