"""Two texts of a nota, or two nota's -> what changed, question by question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from corpus.model import Document, QAPair
from differ.align import align
from differ.facts import changed_facts
from differ.kinds import kind_of
from differ.model import Kind, Located, NotaDiff, PairDiff, TextDiff
from differ.outside import text_outside
from differ.textdiff import Found, diff_all


def compare(left: Document, right: Document) -> NotaDiff:
    """What changed from the left text to the right, question by question.

    Between two nota's only questions that ask the same are set side by side; between versions of one nota also
    those that were changed to ask something else.
    """
    ours, theirs = left.nota.pairs, right.nota.pairs
    aligned = align(ours, theirs, one_nota=left.nota.meta.id == right.nota.meta.id)
    sides = [
        (
            Located(left.address_of(ours[a.left].number), ours[a.left]) if a.left is not None else None,
            Located(right.address_of(theirs[a.right].number), theirs[a.right]) if a.right is not None else None,
        )
        for a in aligned
    ]
    renumbered = _renumbering(sides)
    pairs = tuple(_pair_diffs(sides, [a.moved for a in aligned], renumbered))
    next_move = _next_move(text for pair in pairs for text in (pair.question, pair.answer))
    (outside,) = diff_all([(text_outside(left.nota), text_outside(right.nota))], renumbered, next_move)
    return NotaDiff(left, right, pairs, outside.shown)


def compare_questions(left: Document, ours: QAPair, right: Document, theirs: QAPair) -> NotaDiff:
    """What changed from one question to another, whether they are alike or not."""
    sides = Located(left.address_of(ours.number), ours), Located(right.address_of(theirs.number), theirs)
    return NotaDiff(left, right, tuple(_pair_diffs([sides], [False], {})))


Sides = tuple[Located | None, Located | None]
"""One question in the left and in the right text; None: not there."""


def _renumbering(pairs: Sequence[Sides]) -> dict[str, str]:
    numbers = [(left.number, right.number) for left, right in pairs if left and right]
    return {old: new for old, new in numbers if old != new}


def _pair_diffs(pairs: Sequence[Sides], moved: Sequence[bool], renumbered: Mapping[str, str]) -> Iterator[PairDiff]:
    """What changed in each pair. A sentence of a question moves to a question, one of an answer to an answer."""
    questions = diff_all([_both(pair, lambda one: one.question) for pair in pairs], renumbered)
    answers = diff_all(
        [_both(pair, lambda one: one.answer) for pair in pairs], renumbered, _next_move(one.shown for one in questions)
    )
    for pair, is_moved, question, answer in zip(pairs, moved, questions, answers, strict=True):
        yield _pair_diff(*pair, is_moved, question, answer)


def _both(pair: Sides, text: Callable[[Located], str]) -> tuple[str, str]:
    left, right = pair
    return text(left) if left else "", text(right) if right else ""


def _next_move(texts: Iterable[TextDiff]) -> int:
    return max((change.move or 0 for text in texts for change in text.changes), default=0) + 1


def _pair_diff(left: Located | None, right: Located | None, moved: bool, question: Found, answer: Found) -> PairDiff:
    shown = question.shown, answer.shown
    kind: Kind = "added" if left is None else "removed" if right is None else kind_of(*shown)
    facts = changed_facts(question.in_place, answer.in_place) if kind in ("changed", "rewritten") else ()
    new_number = bool(left and right and left.number != right.number)
    return PairDiff(left, right, kind, moved, new_number, *shown, facts)
