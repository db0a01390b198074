"""Two texts of a nota, or two nota's -> what changed, question by question."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Document, QAPair
from differ.align import Aligned, align
from differ.facts import changed_facts
from differ.kinds import kind_of
from differ.model import Kind, Located, NotaDiff, PairDiff, TextDiff
from differ.textdiff import diff


def compare(left: Document, right: Document) -> NotaDiff:
    """What changed from the left text to the right, question by question.

    Between two nota's only questions that ask the same are set side by side; between versions of one nota also
    those that were changed to ask something else.
    """
    ours, theirs = left.nota.pairs, right.nota.pairs
    aligned = align(ours, theirs, one_nota=left.nota.meta.id == right.nota.meta.id)
    renumbered = _renumbering(ours, theirs, aligned)
    pairs = tuple(
        _pair_diff(
            Located(left.address_of(ours[a.left].number), ours[a.left]) if a.left is not None else None,
            Located(right.address_of(theirs[a.right].number), theirs[a.right]) if a.right is not None else None,
            a.moved,
            renumbered,
        )
        for a in aligned
    )
    return NotaDiff(left, right, pairs)


def compare_questions(left: Document, ours: QAPair, right: Document, theirs: QAPair) -> NotaDiff:
    """What changed from one question to another, whether they are alike or not."""
    sides = Located(left.address_of(ours.number), ours), Located(right.address_of(theirs.number), theirs)
    return NotaDiff(left, right, (_pair_diff(*sides, moved=False, renumbered={}),))


def _renumbering(ours: Sequence[QAPair], theirs: Sequence[QAPair], aligned: Sequence[Aligned]) -> dict[str, str]:
    pairs = [
        (ours[a.left].number, theirs[a.right].number) for a in aligned if a.left is not None and a.right is not None
    ]
    return {old: new for old, new in pairs if old != new}


def _pair_diff(left: Located | None, right: Located | None, moved: bool, renumbered: dict[str, str]) -> PairDiff:
    texts = [(side.question, side.answer) if side else ("", "") for side in (left, right)]
    question = diff(texts[0][0], texts[1][0], renumbered)
    answer = diff(texts[0][1], texts[1][1], renumbered)
    kind: Kind = "added" if left is None else "removed" if right is None else kind_of(question, answer)
    facts = changed_facts(*_without_renumbering(question, answer)) if kind in ("changed", "rewritten") else ()
    new_number = bool(left and right and left.number != right.number)
    return PairDiff(left, right, kind, moved, new_number, question, answer, facts)


def _without_renumbering(*texts: TextDiff) -> tuple[str, str]:
    """The two sides, each with the right's number where a reference was only renumbered."""
    left = "\n\n".join("".join(_left_side(text)) for text in texts)
    return left, "\n\n".join(text.right for text in texts)


def _left_side(text: TextDiff) -> list[str]:
    renumbered = (
        [c.text for c in text.changes if c.why and c.op == "delete"],
        [c.text for c in text.changes if c.why and c.op == "insert"],
    )
    new = iter(renumbered[1])
    return [
        next(new, change.text) if change.why and change.op == "delete" else change.text
        for change in text.changes
        if change.op in ("equal", "delete", "move-from")
    ]
