"""Questions that stand in both texts, word for word: nothing has to be weighed there. Linear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence

from corpus.model import Asked
from differ.folding import folded_tokens

TELLING = 60
"""Letters of an answer that is somebody's own; 'Zie het antwoord op vraag 1.' stands under any question."""

Matched = dict[int, int]
"""Left to right positions."""


Key = Callable[[Asked], Hashable]


def anchors(left: Sequence[Asked], right: Sequence[Asked]) -> Matched:
    """What is the same in question and answer, then but for punctuation, then in the question alone.

    Several that are the same: those beside a pair that is matched, then in reading order. Linear in the length
    of the texts; only what differs is cut into words.
    """
    matched: Matched = {}
    # What is written alike first: of most of what changed it is only the answer, and no word need be read then.
    _match_equal(left, right, matched, _as_written)
    _match_same_question(left, right, matched, _question_as_written)
    _match_equal(left, right, matched, _as_said)
    _match_same_question(left, right, matched, _question_as_said)
    return matched


def _as_written(asked: Asked) -> Hashable:
    return asked


def _as_said(asked: Asked) -> Hashable:
    # Of an answer its letters and figures in a row do: to cut a long one into words costs ten times as much.
    return folded_tokens(asked.question), _BETWEEN_LETTERS.sub("", asked.answer).casefold()


_BETWEEN_LETTERS = re.compile(r"[\W_]+")


def _question_as_written(asked: Asked) -> Hashable:
    return asked.question


def _question_as_said(asked: Asked) -> Hashable:
    return folded_tokens(asked.question)


def free(count: int, taken: Matched | set[int]) -> list[int]:
    """The positions that are not taken yet."""
    return [position for position in range(count) if position not in taken]


def _match_equal(left: Sequence[Asked], right: Sequence[Asked], matched: Matched, key: Key) -> None:
    ours = {i: key(left[i]) for i in free(len(left), matched)}
    theirs = {j: key(right[j]) for j in free(len(right), set(matched.values()))} if ours else {}
    mine, where = _unique(ours), _unique(theirs)
    matched.update((i, where[own]) for own, i in mine.items() if own in where)
    # Nearly always each is borne once, and then nothing is left of which there are several.
    if len(mine) < len(ours) or len(where) < len(theirs):
        _match_beside(ours, theirs, matched)
        _match_in_order(ours, theirs, matched)


def _unique(keys: dict[int, Hashable]) -> dict[Hashable, int]:
    places = {key: position for position, key in keys.items()}
    if len(places) == len(keys):
        return places
    bearers = Counter(keys.values())
    return {key: position for position, key in keys.items() if bearers[key] == 1}


def _match_beside(ours: dict[int, Hashable], theirs: dict[int, Hashable], matched: Matched) -> None:
    """Equal ones are told apart by their neighbours: of two, one of which is gone, it is not always the second."""
    taken = set(matched.values())
    for step, order in ((1, sorted(ours)), (-1, sorted(ours, reverse=True))):
        for i in order:
            j = matched.get(i - step, -2) + step
            if i not in matched and j not in taken and j in theirs and ours[i] == theirs[j]:
                matched[i] = j
                taken.add(j)


def _match_in_order(ours: dict[int, Hashable], theirs: dict[int, Hashable], matched: Matched) -> None:
    """Equal ones of which there are as many on both sides; of others, what is left of them has to be weighed."""
    lefts, rights = _bearers(ours, matched), _bearers(theirs, set(matched.values()))
    for key, own in lefts.items():
        if len(own) == len(other := rights.get(key, [])):
            matched.update(zip(own, other, strict=True))


def _bearers(keys: dict[int, Hashable], taken: Matched | set[int]) -> dict[Hashable, list[int]]:
    bearers: dict[Hashable, list[int]] = {}
    for position in sorted(set(keys).difference(taken)):
        bearers.setdefault(keys[position], []).append(position)
    return bearers


def _match_same_question(left: Sequence[Asked], right: Sequence[Asked], matched: Matched, key: Key) -> None:
    """Asked once on both sides, unless the answer of one stands under another question: then it is weighed."""
    ours = {i: key(left[i]) for i in free(len(left), matched)}
    theirs = {j: key(right[j]) for j in free(len(right), set(matched.values()))} if ours else {}
    elsewhere = _telling(left[i].answer for i in ours) & _telling(right[j].answer for j in theirs)
    where = _unique(theirs)
    for own, i in _unique(ours).items():
        j = where.get(own)
        if j is not None and left[i].answer not in elsewhere and right[j].answer not in elsewhere:
            matched[i] = j


def _telling(answers: Iterable[str]) -> set[str]:
    return {answer for answer in answers if len(answer) >= TELLING}
