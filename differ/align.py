"""Two texts of a nota, or two nota's -> which question became which, and what changed in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model import Document, QAPair
from differ.facts import changed_facts
from differ.likeness import likeness, long_sentences
from differ.model import Kind, Located, NotaDiff, PairDiff, TextDiff
from differ.order import heaviest_in_order
from differ.similarity import judge, profile
from differ.textdiff import diff, is_cosmetic

SURELY = 60.0
"""Between versions a question that is this much like another is that question: its neighbours are all known."""
WITH_ANSWER = 20.0
"""A question that was rewritten still has its answer: this much of the question, if an answer of some length says
the same."""
SAME_ANSWER = 75.0
"""An answer that says the same, for a question that was rewritten."""
REWRITTEN = 35.0
"""An answer (or a question) of which less than this stays is shown as two whole texts: the words that both happen
to have would only look like something kept. 'Daarover doet het ministerie in het openbaar geen uitspraken.' and 'De
doelstelling is een minimum. …' share 15."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Positions of one question in the left and the right text; None: not there."""

    left: int | None
    right: int | None
    moved: bool = False


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


def align(left: Sequence[QAPair], right: Sequence[QAPair], one_nota: bool = True) -> tuple[Aligned, ...]:
    """Which question became which; every question stands in exactly one entry.

    Never by number: first what is the same in question and answer, then in the question, then what is most
    alike. In the reading order of the right text; what was removed stands where it was. Costs the product of
    the questions that are not the same.
    """
    matched: dict[int, int] = {}
    for key in (_question_and_answer, _question_only):
        _match_equal(left, right, matched, key)
    _match_alike(left, right, matched, _likeness if one_nota else _sameness)
    moved = _moved(matched, [len(pair.question.text) for pair in left])
    return tuple(_in_reading_order(len(left), len(right), matched, moved))


# Matching


def _question_and_answer(pair: QAPair) -> tuple[object, ...]:
    return profile(pair.question.text).tokens, profile(_answer(pair)).tokens


def _question_only(pair: QAPair) -> tuple[object, ...]:
    return (profile(pair.question.text).tokens,)


def _match_equal(
    left: Sequence[QAPair],
    right: Sequence[QAPair],
    matched: dict[int, int],
    key: Callable[[QAPair], tuple[object, ...]],
) -> None:
    """Join what has the same key; several with one key are joined in reading order."""
    waiting: dict[tuple[object, ...], list[int]] = {}
    taken = set(matched.values())
    for j in range(len(right) - 1, -1, -1):
        if j not in taken:
            waiting.setdefault(key(right[j]), []).append(j)
    for i, pair in enumerate(left):
        if i not in matched and (found := waiting.get(key(pair))):
            matched[i] = found.pop()


def _match_alike(
    left: Sequence[QAPair],
    right: Sequence[QAPair],
    matched: dict[int, int],
    alike: Callable[[QAPair, QAPair], float | None],
) -> None:
    """Join the most alike first; of equals the nearest in the text."""
    free_left = [i for i in range(len(left)) if i not in matched]
    taken = set(matched.values())
    free_right = [j for j in range(len(right)) if j not in taken]
    scored = [
        (score, -abs(i - j), -i - j, i, j)
        for i in free_left
        for j in free_right
        if (score := alike(left[i], right[j])) is not None
    ]
    for _, _, _, i, j in sorted(scored, reverse=True):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)


def _likeness(left: QAPair, right: QAPair) -> float | None:
    """How alike two questions with their answers are; None where they are not one question."""
    ours, theirs = profile(left.question.text), profile(right.question.text)
    question = max(likeness(left.question.text, right.question.text), judge(ours, theirs).score)
    if question < WITH_ANSWER:
        return None
    answer = likeness(_answer(left), _answer(right))
    if question >= SURELY or (answer >= SAME_ANSWER and len(long_sentences(_answer(left))) > 0):
        return question + answer / 4
    return None


def _sameness(left: QAPair, right: QAPair) -> float | None:
    verdict = judge(profile(left.question.text), profile(right.question.text))
    return verdict.score if verdict.same else None


def _answer(pair: QAPair) -> str:
    return pair.answer.text if pair.answer else ""


# Order


def _moved(matched: dict[int, int], weights: Sequence[int]) -> set[int]:
    """The left positions of pairs that left the common order: all but the weightiest run that kept it."""
    pairs = sorted(matched.items())
    kept = heaviest_in_order(pairs, [weights[i] + 1.0 for i, _ in pairs])
    return set(matched) - {i for i, _ in kept}


def _in_reading_order(lefts: int, rights: int, matched: dict[int, int], moved: set[int]) -> list[Aligned]:
    origin = {j: i for i, j in matched.items()}
    entries: list[Aligned] = []
    gone = 0
    for j in range(rights):
        i = origin.get(j)
        if i is not None and i not in moved:
            entries += [Aligned(g, None) for g in range(gone, i) if g not in matched]
            gone = i
        entries.append(Aligned(i, j, i in moved))
    return entries + [Aligned(g, None) for g in range(gone, lefts) if g not in matched]


def _renumbering(ours: Sequence[QAPair], theirs: Sequence[QAPair], aligned: Sequence[Aligned]) -> dict[str, str]:
    pairs = [
        (ours[a.left].number, theirs[a.right].number) for a in aligned if a.left is not None and a.right is not None
    ]
    return {old: new for old, new in pairs if old != new}


# What changed in a pair


def _pair_diff(left: Located | None, right: Located | None, moved: bool, renumbered: dict[str, str]) -> PairDiff:
    texts = [(side.question, side.answer) if side else ("", "") for side in (left, right)]
    question = diff(texts[0][0], texts[1][0], renumbered)
    answer = diff(texts[0][1], texts[1][1], renumbered)
    kind: Kind = "added" if left is None else "removed" if right is None else kind_of(question, answer)
    facts = changed_facts(*_without_renumbering(question, answer)) if kind in ("changed", "rewritten") else ()
    new_number = bool(left and right and left.number != right.number)
    return PairDiff(left, right, kind, moved, new_number, question, answer, facts)


def kind_of(*texts: TextDiff) -> Kind:
    """What kind of change texts went through together: that of the one that changed most."""
    if not any(map(_changes, texts)):
        return "unchanged"
    if all(map(is_cosmetic, texts)):
        return "cosmetic"
    return "rewritten" if any(map(_is_rewritten, texts)) else "changed"


def _changes(text: TextDiff) -> bool:
    return any(change.op != "equal" and not change.why for change in text.changes)


def _is_rewritten(text: TextDiff) -> bool:
    return bool(text.left and text.right) and likeness(text.left, text.right) < REWRITTEN


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
