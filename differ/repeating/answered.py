"""Answers as evidence: which questions ask the same although their words leave it in doubt.

Only own answers are evidence. One that serves several questions at once says nothing of how alike these are, nor does
one that refers to another; and of questions that stand together in a paper the answers are often one text because
nobody wanted to write two. Two answers that share enough (see repeating.shared_answers) are read once more: what counts
is what they say nearly word for word, with the same figures. Whether that is about what is asked tells pairs.said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from differ.bilingual.help import _
from differ.pairs.said import Said, said_in
from differ.progress import Progress
from differ.questions.folding import folded_tokens
from differ.repeating.cliques import Pair, Told
from differ.repeating.judging import SURE, Verdicts
from differ.repeating.repeats import Desk, Mask, bearers_of
from differ.repeating.shared_answers import Answers, Shared
from differ.sentences.likeness import Overlap
from differ.shelves.asked import may_refer
from differ.shelves.hashed import Keys, Places
from differ.shelves.shelf import Shelf
from differ.shelves.workers import each
from differ.similarity import Profile, judge_answered

NEARLY = 85.0
"""Likeness of two sentences from which they say one thing, but for a small word or a slip. What is alike enough for a
reader (`likeness.SHARED_SENTENCE`) may name another body or another reason."""
SAME_ANSWER = 60.0
"""Of the words of the shorter answer, those in such sentences. 1 and 19 of the nota 36 800 K, D share 29 and ask two
things; of the real questions that ask the same and have answers alike the least is 71."""
LEAST_WORDS = 12
"""In such sentences: a shorter answer ('De evaluatie wordt dit najaar verwacht.') may be given to many a question."""
TOGETHER = 2
"""Places apart in a paper up to which questions stand together. All real pairs that do, each with one text as its own
answer, ask different things."""
IN_COMMON = 1 / 3
"""Of the keys of two questions (see shelves.asked), the part that is the same at least where as many of their terms are
as differ.pairs.said asks for: some of these are said in other words."""
MANY = 1_000
"""Pairs from which it pays to tell from arrays which have so much in common."""
_PART, _CHUNK = 200, 200_000

Alike = NDArray[np.int64]
"""A column each: two wordings, the lower first, and the place of an answer to each."""


class Lifted(NamedTuple):
    """That two wordings are held to ask the same by what was answered."""

    told: Told
    answers: Pair
    """To the lower wording and to the higher one."""


class Witness:
    """Tells of pairs of wordings of one shelf whether answers to them show that they ask the same."""

    def __init__(self, shelf: Shelf, formulas: frozenset[int]) -> None:
        self._answers = Answers(shelf, formulas)
        self._profile = lru_cache(1 << 12)(shelf.profile)

    def __call__(self, alike: Alike) -> list[Told | None]:
        """The place of the grade in `GRADES` and the score, where they do."""
        return [self._told(*column) for column in alike.T.tolist()]

    def _told(self, a: int, b: int, to_a: int, to_b: int) -> Told | None:
        left, right = self._profile(a), self._profile(b)
        # Most that got answers alike are about other things, which is soonest told.
        if not _may_share(left, right) or (said := self.said(to_a, to_b)) is None:
            return None
        verdict = judge_answered(left, right, said)
        return (SURE, verdict.score) if verdict.same else None

    def said(self, a: int, b: int) -> Said | None:
        """What two answers say as one, if they do; formulas left out."""
        return said_as_one(self._answers.overlap(a, b))


def _may_share(left: Profile, right: Profile) -> bool:
    """Whether two questions may have something in common."""
    return bool(left.compounds or right.compounds) or not set(left.terms).isdisjoint(right.terms)


def said_as_one(common: Overlap) -> Said | None:
    """What two answers say nearly word for word, where that is most of one of them; references left out."""
    telling = [pair for pair in common.shared if _is_one(*pair)]
    words = _words(telling)
    if words < LEAST_WORDS or common.score * words < SAME_ANSWER * _words(common.shared):
        return None
    return said_in(telling)


def _words(pairs: Sequence[tuple[str, str]]) -> int:
    """As differ.sentences.likeness counts them: of each pair those of the shorter sentence."""
    return sum(min(len(folded_tokens(one)), len(folded_tokens(other))) for one, other in pairs)


def _is_one(sentence: str, other: str) -> bool:
    """Whether two sentences say one thing; one that sends the reader elsewhere says nothing itself."""
    if may_refer(sentence) or may_refer(other):
        return False
    ours, theirs = folded_tokens(sentence), folded_tokens(other)
    return _figures(ours) == _figures(theirs) and fuzz.ratio(ours, theirs) >= NEARLY


def _figures(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token[0].isdigit()]


def lifted(desk: Desk, shared: Shared, known: Verdicts, progress: Progress) -> dict[Pair, Lifted]:
    """The pairs of wordings that are the same by what was answered and not by what is `known`.

    Costs what the pairs of answers in `shared` cost: of each, no more than `candidates.FORMULA` questions bear one.
    """
    alike = _alike(desk, shared, known)
    found: dict[Pair, Lifted] = {}
    with progress(_("weighing answers"), alike.shape[1]) as bar:
        parts = [alike[:, at : at + _PART] for at in range(0, alike.shape[1], _PART)]
        for part, told in zip(parts, each(desk.shelf, Witness, parts, len(parts), (shared.formulas,)), strict=True):
            for (a, b, *answers), own in zip(part.T.tolist(), told, strict=True):
                if own and ((a, b) not in found or own[1] > found[a, b].told[1]):
                    found[a, b] = Lifted(own, (answers[0], answers[1]))
            bar.update(part.shape[1])
    return found


def _alike(desk: Desk, shared: Shared, known: Verdicts) -> Alike:
    """The wordings whose own answers share enough, with these, each once."""
    columns = np.array(list(_columns(desk, shared)), np.int64).reshape(-1, 4)
    columns = np.unique(columns, axis=0).T
    same = known[known["grade"] <= SURE]
    codes = (same["a"].astype(np.int64) << 32) | same["b"]
    columns = columns[:, ~np.isin((columns[0] << 32) | columns[1], codes)]
    if columns.shape[1] <= MANY:
        return columns
    keys = desk.shelf.keys(0, desk.shelf.wordings)
    bearing = np.sort((keys.rows << 32) | keys.flat)
    parts = [columns[:, at : at + _CHUNK] for at in range(0, columns.shape[1], _CHUNK)]
    return np.concatenate([part[:, _share_keys(keys, bearing, *part[:2])] for part in parts], axis=1)


def _share_keys(keys: Keys, bearing: Places, a: Places, b: Places) -> Mask:
    """Which pairs of wordings have `IN_COMMON` of the keys of the one that has fewer. Linear in the keys."""
    counts = np.diff(keys.starts)
    few, many = np.where(counts[a] <= counts[b], a, b), np.where(counts[a] <= counts[b], b, a)
    lengths = counts[few]
    pair = np.repeat(np.arange(len(few)), lengths)
    nth = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
    codes = (many[pair] << 32) | keys.flat[keys.starts[few][pair] + nth]
    place = np.minimum(np.searchsorted(bearing, codes), len(bearing) - 1)
    shared = np.bincount(pair, bearing[place] == codes, len(few))
    return np.asarray((shared > 0) & (shared >= IN_COMMON * lengths))


def _columns(desk: Desk, shared: Shared) -> Iterator[tuple[int, int, int, int]]:
    wordings, texts = desk.rows.wordings.tolist(), desk.rows.texts.tolist()
    own = np.where(_serves_several(desk), -1, shared.given)
    bearing = bearers_of(own, np.array(list(chain.from_iterable(shared.told)), np.int64))
    for left, right in shared.told:
        ours, theirs = bearing.get(left, []), bearing.get(right, [])
        for one, other in combinations(ours, 2) if left == right else product(ours, theirs):
            stand_together = texts[one] == texts[other] and abs(one - other) <= TOGETHER
            a, b = wordings[one], wordings[other]
            if a != b and min(a, b) >= 0 and not stand_together:
                yield (a, b, left, right) if a < b else (b, a, right, left)


def _serves_several(desk: Desk) -> NDArray[np.bool_]:
    """Of each row whether its answer was given to it and to others at once."""
    rows = desk.rows
    given = rows.texts * (rows.answers.max(initial=0) + 2) + rows.answers
    return np.isin(given, given[rows.again])
