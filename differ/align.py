"""Two texts of a nota, or two nota's -> which question became which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model import QAPair
from differ.likeness import likeness, long_sentences
from differ.order import heaviest_in_order
from differ.similarity import judge, profile

SURELY = 60.0
"""Between versions a question that is this much like another is that question: its neighbours are all known."""
WITH_ANSWER = 20.0
"""A question that was rewritten still has its answer: this much of the question, if an answer of some length says
the same."""
SAME_ANSWER = 75.0
"""An answer that says the same, for a question that was rewritten."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Positions of one question in the left and the right text; None: not there."""

    left: int | None
    right: int | None
    moved: bool = False


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
