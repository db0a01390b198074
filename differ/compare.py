"""Two texts of a nota, or two nota's -> what changed, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from corpus.model import Asked, Document, QAPair
from differ.align import align_asked, asked
from differ.facts import changed_facts
from differ.kinds import kind_of
from differ.model import Kind, Located, NotaDiff, PairDiff
from differ.outside import text_outside
from differ.textdiff import Found, diff_all


def compare(left: Document, right: Document) -> NotaDiff:
    """What changed from the left text to the right, question by question.

    Between two nota's only questions that ask the same are set side by side; between versions of one nota also
    those that were changed to ask something else.
    """
    ours, theirs = left.nota.pairs, right.nota.pairs
    our_texts, their_texts = list(map(asked, ours)), list(map(asked, theirs))
    aligned = align_asked(our_texts, their_texts, _of_one_nota(left, right))
    texts = [
        (
            our_texts[a.left] if a.left is not None else _NOTHING,
            their_texts[a.right] if a.right is not None else _NOTHING,
        )
        for a in aligned
    ]
    sides = [
        (
            Located(left.address_of(ours[a.left].number), ours[a.left]) if a.left is not None else None,
            Located(right.address_of(theirs[a.right].number), theirs[a.right]) if a.right is not None else None,
        )
        for a in aligned
    ]
    renumbered = _renumbering(sides)
    numbers = count(1)
    found = _pair_diffs(sides, texts, [a.moved for a in aligned], renumbered, numbers)
    pairs = tuple(
        replace(pair, split_from=_address(left, ours, a.split_from), merged_into=_address(right, theirs, a.merged_into))
        if a.split_from is not None or a.merged_into is not None
        else pair
        for a, pair in zip(aligned, found, strict=True)
    )
    (outside,) = diff_all([(text_outside(left.nota), text_outside(right.nota))], renumbered, numbers)
    return NotaDiff(left, right, pairs, outside.shown)


def _of_one_nota(left: Document, right: Document) -> bool | None:
    ids = left.nota.meta.id, right.nota.meta.id
    return ids[0] == ids[1] if all(ids) else None


def _address(text: Document, pairs: Sequence[QAPair], position: int | None) -> str | None:
    return text.address_of(pairs[position].number) if position is not None else None


def compare_questions(left: Document, ours: QAPair, right: Document, theirs: QAPair) -> NotaDiff:
    """What changed from one question to another, whether they are alike or not."""
    sides = Located(left.address_of(ours.number), ours), Located(right.address_of(theirs.number), theirs)
    return NotaDiff(left, right, tuple(_pair_diffs([sides], [(asked(ours), asked(theirs))], [False], {}, count(1))))


_NOTHING = Asked("", "")
Sides = tuple[Located | None, Located | None]
"""One question in the left and in the right text; None: not there."""


def _renumbering(pairs: Sequence[Sides]) -> dict[str, str]:
    numbers = [(left.number, right.number) for left, right in pairs if left and right]
    return {old: new for old, new in numbers if old != new}


def _pair_diffs(
    pairs: Sequence[Sides],
    texts: Sequence[tuple[Asked, Asked]],
    moved: Sequence[bool],
    renumbered: Mapping[str, str],
    numbers: Iterator[int],
) -> Iterator[PairDiff]:
    """What changed in each pair. A sentence of a question moves to a question, one of an answer to an answer."""
    questions = diff_all([(left.question, right.question) for left, right in texts], renumbered, numbers)
    answers = diff_all([(left.answer, right.answer) for left, right in texts], renumbered, numbers)
    for pair, is_moved, question, answer in zip(pairs, moved, questions, answers, strict=True):
        yield _pair_diff(*pair, is_moved, question, answer)


def _pair_diff(left: Located | None, right: Located | None, moved: bool, question: Found, answer: Found) -> PairDiff:
    shown = question.shown, answer.shown
    kind: Kind = "added" if left is None else "removed" if right is None else kind_of(*shown)
    facts = changed_facts(question.in_place, answer.in_place) if kind in ("changed", "rewritten") else ()
    new_number = bool(left and right and left.number != right.number)
    return PairDiff(left, right, kind, moved, new_number, *shown, facts)
