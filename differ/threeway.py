"""Two successors of one text -> question by question, who changed what, and where both changed the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.messages import Message
from corpus.model import Document
from differ.choosing import Choice
from differ.compare import compare
from differ.merging import Stretch, merged, stretches
from differ.model import Located, NotaDiff, PairDiff

Outcome = Literal["unchanged", "left", "right", "same", "both", "conflict"]
Part = Literal["question", "answer"]

OUTCOMES: Mapping[Outcome, Message] = {
    "conflict": Message("both changed the same sentence"),
    "both": Message("both changed it, in other sentences"),
    "left": Message("only the left changed it"),
    "right": Message("only the right changed it"),
    "same": Message("both made the same change"),
    "unchanged": Message("unchanged"),
}
"""In the order of their weight for a reader."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sentences that both successors changed, and not to the same. A text is '' where they were taken out."""

    part: Part
    base: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Triple:
    """One question in a text and in its two successors."""

    left: PairDiff | None
    """From the base to the left; None: on the right alone."""
    right: PairDiff | None

    @property
    def base(self) -> Located | None:
        """The question in the base; None where it is new."""
        return next((side.left for side in (self.left, self.right) if side and side.left), None)

    @property
    def located(self) -> Located:
        """Where it stands: in the base, else in the successor that has it."""
        found = self.base or next(side.right for side in (self.left, self.right) if side and side.right)
        assert found is not None, "a question is somewhere"
        return found

    @property
    def kind(self) -> Outcome:
        """Who changed it; a new number because of other questions is no change."""
        ours, theirs = _changed(self.left), _changed(self.right)
        if not (ours and theirs):
            return "left" if ours else "right" if theirs else "unchanged"
        if _result(self.left) == _result(self.right):
            return "same"
        return "conflict" if self.conflicts else "both"

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where both changed the same sentence; all of it, where one took out what the other changed."""
        return tuple(
            Conflict(part, *(text.strip() for text in (one.base, one.left, one.right)))
            for part in ("question", "answer")
            for one in self.stretches(part)
            if one.is_conflict
        )

    def stretches(self, part: Part) -> tuple[Stretch, ...]:
        """The sentences of the base, and what each successor says there."""
        if self.left and self.right and self.base and self.left.right and self.right.right:
            return stretches(getattr(self.left, part), getattr(self.right, part))
        base = getattr(self.base, part) if self.base else ""
        texts = (getattr(side.right, part) if side and side.right else "" for side in (self.left, self.right))
        return (Stretch(base, *texts),)

    def merged(self, part: Part) -> str | None:
        """The text with the changes of both; None where they conflict."""
        return merged(self.stretches(part))


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A text and two successors of it, in the reading order of the right."""

    base: Document
    left: Document
    right: Document
    triples: tuple[Triple, ...]

    @property
    def complete(self) -> bool:
        """Whether every text diff in it is complete."""
        sides = [side for triple in self.triples for side in (triple.left, triple.right) if side]
        return all(side.question.complete and side.answer.complete for side in sides)

    @property
    def summary(self) -> dict[Outcome, int]:
        """How many questions there are of each kind, the weightiest first; kinds that do not occur are left out."""
        kinds = [triple.kind for triple in self.triples]
        return {kind: kinds.count(kind) for kind in OUTCOMES if kind in kinds}


def compare_three(base: Document, left: Document, right: Document) -> ThreeWay:
    """What two successors changed in one text. Costs two comparisons.

    Where the left is the base, the pairs on the right are those of `compare(base, right)`, in their order.
    """
    ours, theirs = compare(base, left), compare(base, right)
    return ThreeWay(base, left, right, tuple(_triples(ours, theirs)))


def chosen(result: ThreeWay, choice: Choice) -> ThreeWay:
    """The comparison with the chosen questions alone."""
    return ThreeWay(result.base, result.left, result.right, tuple(t for t in result.triples if _shows(t, choice)))


def _shows(triple: Triple, choice: Choice) -> bool:
    sides = [side for side in (triple.left, triple.right) if side]
    changed = [side for side in sides if _changed(side)]
    if choice.facts and not any(side.facts for side in sides):
        return False
    if choice.ignore_cosmetic and changed and all(side.kind == "cosmetic" for side in changed):
        return False
    return bool(changed) or not choice.only_changed


def differs(result: ThreeWay) -> bool:
    """Whether any question is not as it was, in one of the successors."""
    return any(triple.kind != "unchanged" for triple in result.triples)


def _changed(side: PairDiff | None) -> bool:
    return side is not None and (side.kind != "unchanged" or side.moved)


def _result(side: PairDiff | None) -> tuple[str, str] | None:
    return (side.right.question, side.right.answer) if side and side.right else None


def _triples(ours: NotaDiff, theirs: NotaDiff) -> Iterator[Triple]:
    """In the order of the right; what the left alone added comes behind what stands before it there."""
    by_base = {pair.left.number: pair for pair in ours.pairs if pair.left}
    added = _added(ours)
    same = {pair.right.question for pair in theirs.pairs if pair.right and not pair.left}
    yield from (Triple(own, None) for own in added.get(None, []) if _text(own) not in same)
    by_text = {_text(own): own for group in added.values() for own in group}
    for pair in theirs.pairs:
        if pair.left is None:
            yield Triple(by_text.get(_text(pair)), pair)
            continue
        yield Triple(by_base.get(pair.left.number), pair)
        yield from (Triple(own, None) for own in added.get(pair.left.number, []) if _text(own) not in same)


def _text(pair: PairDiff) -> str:
    return pair.right.question if pair.right else ""


def _added(diff: NotaDiff) -> dict[str | None, list[PairDiff]]:
    """What is new, by the number in the base of the question before it; None for what opens the text."""
    found: dict[str | None, list[PairDiff]] = {}
    before: str | None = None
    for pair in diff.pairs:
        if pair.left:
            before = pair.left.number
        else:
            found.setdefault(before, []).append(pair)
    return found
