"""Two texts of a nota, or two nota's -> which question became which: the same, then the alike, then moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from corpus.model import Asked, QAPair
from differ.alignment.anchors import Matched, anchors
from differ.alignment.assignment import assign, candidates
from differ.alignment.evidence import ONE_QUESTION, Evidence, Neighbours
from differ.alignment.splits import merged_into, split_from
from differ.questions.profile import profile
from differ.sentences.order import heaviest_in_order
from differ.similarity import judge

KIN = 0.2
"""Of the questions of the shorter text, the least share that stands in both for them to be taken as versions of one
nota. Two nota's on one subject repeat a question or two."""
SHORT = 3
"""Questions. In texts so short there need not be one that stayed, to vouch for those that were edited."""
WORTH_JUDGING, MOST_JUDGED = 0.45, 3
"""Of two nota's the questions that share at least this much are judged, for each the likeliest so many: judging is
slow, and nearly all are strangers."""
ROUNDS = 3
"""Of weighing what is left: each time what was matched before is a neighbour that speaks for others."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Positions of one question in the left and the right text; None: not there."""

    left: int | None
    right: int | None
    moved: bool = False
    split_from: int | None = None
    """Of a question that is new on the right: the left question that it was a part of."""
    merged_into: int | None = None
    """Of a question that is gone from the right: the right question that it became a part of."""


def align(left: Sequence[QAPair], right: Sequence[QAPair], one_nota: bool | None = None) -> tuple[Aligned, ...]:
    """Which question became which; every question stands in exactly one entry.

    Never by number: first what is the same in question and answer, then in the question, then what is most
    alike. In the reading order of the right text; what was removed stands where it was. `one_nota` tells
    whether these are versions of one nota, in which a question may be changed to ask something else; None: not
    known. Of two nota's only what asks the same is matched, unless so much of it is equal that one was made of the
    other. Linear where all is equal.
    """
    return align_asked(list(map(asked, left)), list(map(asked, right)), one_nota)


def align_asked(ours: Sequence[Asked], theirs: Sequence[Asked], one_nota: bool | None = None) -> tuple[Aligned, ...]:
    """`align` of questions that were written out already."""
    matched, *cut = matching(ours, theirs, one_nota)
    moved = _moved(matched, [len(one.question) for one in ours])
    return tuple(_in_reading_order(len(ours), len(theirs), matched, moved, *cut))


def matching(
    ours: Sequence[Asked], theirs: Sequence[Asked], one_nota: bool | None = None
) -> tuple[Matched, Matched, Matched]:
    """What `align` is made of, in no order: who goes with whom; and `split_from` and `merged_into` of the rest."""
    matched = anchors(ours, theirs)
    cut: tuple[Matched, Matched] = {}, {}
    if len(matched) < max(len(ours), len(theirs)):
        evidence = Evidence(ours, theirs)
        if one_nota is not False or _are_kin(evidence, matched):
            weigh(evidence, matched, kin=one_nota or max(len(ours), len(theirs)) <= SHORT)
            cut = split_from(evidence, matched), merged_into(evidence, matched)
        else:
            match_same(evidence, matched)
    return matched, *cut


def asked(pair: QAPair) -> Asked:
    """The texts of a question and its answer."""
    return Asked(pair.question.text, pair.answer.text if pair.answer else "")


def _are_kin(evidence: Evidence, matched: Matched) -> bool:
    return len(matched) >= KIN * min(len(evidence.left), len(evidence.right))


def weigh(evidence: Evidence, matched: Matched, kin: bool) -> None:
    """Match what is left and alike enough, in rounds: what is matched is a neighbour that speaks for others."""
    pairs = list(candidates(evidence, matched))
    for _ in range(ROUNDS if pairs else 0):
        kin = kin or _are_kin(evidence, matched)
        neighbours = Neighbours(matched, len(evidence.left), len(evidence.right), kin)
        taken = set(matched.values())
        free_pairs = ((i, j) for i, j in pairs if i not in matched and j not in taken)
        points = {pair: evidence.points(*pair, neighbours) - ONE_QUESTION for pair in free_pairs}
        points = {pair: own for pair, own in points.items() if own > 0}
        if not points:
            break
        matched.update(assign(points))


def match_same(evidence: Evidence, matched: Matched) -> None:
    """Match what asks the same. Between strangers likeness proves nothing: see differ.similarity."""
    likeliest: dict[int, list[tuple[float, int]]] = {}
    for i, j in candidates(evidence, matched):
        if (alike := evidence.asked(i, j)) >= WORTH_JUDGING:
            likeliest.setdefault(i, []).append((alike, j))
    verdicts = (
        ((i, j), judge(profile(evidence.left[i].question), profile(evidence.right[j].question)))
        for i, own in likeliest.items()
        for _, j in nlargest(MOST_JUDGED, own)
    )
    matched.update(assign({pair: verdict.score for pair, verdict in verdicts if verdict.same}))


# Order


def _moved(matched: Matched, weights: Sequence[int]) -> set[int]:
    """The left positions of pairs that left the common order: all but the weightiest run that kept it."""
    pairs = sorted(matched.items())
    kept = heaviest_in_order(pairs, [weights[i] + 1.0 for i, _ in pairs])
    return set(matched) - {i for i, _ in kept}


def _in_reading_order(
    lefts: int, rights: int, matched: Matched, moved: set[int], cut: Matched, joined: Matched
) -> list[Aligned]:
    origin = {j: i for i, j in matched.items()}
    gone = [g for g in range(lefts) if g not in matched][::-1]
    entries: list[Aligned] = []
    for j in range(rights):
        i = origin.get(j)
        if i is not None and i not in moved:
            while gone and gone[-1] < i:
                entries.append(Aligned(gone[-1], None, merged_into=joined.get(gone.pop())))
        entries.append(Aligned(i, j, i in moved, split_from=cut.get(j)))
    return entries + [Aligned(g, None, merged_into=joined.get(g)) for g in reversed(gone)]
