"""Which questions and answers of the left document stay, go, come and move, and where what comes is put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Answer, Nota, Question
from differ.model import Change, NotaDiff, PairDiff, TextDiff
from differ.order import heaviest_in_order
from differ.reports.tracked.places import Region

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


def steps(diff: NotaDiff, regions: Sequence[Region]) -> tuple[list[Step], list[Region]]:
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
    owners = _owners(diff)
    for number, part in enumerate(parts(diff.right.nota)):
        pair = owners[id(part)]
        if id(part) in partners:
            own, text = partners[id(part)]
            found.append(Step(part, regions[own], text, number in kept, pair))
        else:
            new = TextDiff((Change("insert", part.text),))
            found.append(Step(part, None, new, False, pair))
    taken = {own for own, _ in matched}
    return found, [region for number, region in enumerate(regions) if number not in taken]


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


def _owners(diff: NotaDiff) -> dict[int, PairDiff]:
    owners: dict[int, PairDiff] = {}
    for pair in diff.pairs:
        if pair.right:
            for part in (pair.right.pair.question, pair.right.pair.answer):
                if part:
                    owners[id(part)] = pair
    return owners
