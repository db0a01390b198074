"""Questions that stand in both texts, word for word: nothing has to be weighed there. Linear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from corpus.model import Asked
from differ.questions.folding import folded_tokens

TELLING = 60
"""Letters of an answer that is somebody's own; 'Zie het antwoord op vraag 1.' stands under any question."""

Matched = dict[int, int]
"""Left to right positions."""


Key = Callable[[Asked], Hashable]
Keys = Mapping[int, Hashable]
"""By position."""
_Asked = Mapping[int, Asked]


def anchors(left: Sequence[Asked], right: Sequence[Asked]) -> Matched:
    """What is the same in question and answer, then but for punctuation, then in the question alone.

    Several that are the same: those beside a pair that is matched, then in reading order. Linear in the length
    of the texts; only what differs is cut into words.
    """
    matched: Matched = {}
    ours, theirs = dict(enumerate(left)), dict(enumerate(right))
    # What is written alike first: of most of what changed it is only the answer, and no word need be read then.
    _match_equal(ours, theirs, matched)
    for match, key in _BY_KEYS:
        ours, theirs = _free(ours, matched), _free(theirs, set(matched.values()))
        if not ours or not theirs:
            break
        match(ours, theirs, matched, key)
    return matched


def _free(asked: Mapping[int, Asked], taken: Container[int]) -> dict[int, Asked]:
    return {position: own for position, own in asked.items() if position not in taken}


def _as_said(asked: Asked) -> Hashable:
    # Of an answer its letters and figures in a row do: to cut a long one into words costs ten times as much.
    return folded_tokens(asked.question), _letters(asked.answer)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return _BETWEEN_LETTERS.sub("", text).casefold()


_BETWEEN_LETTERS = re.compile(r"[\W_]+")


def _question_as_said(asked: Asked) -> Hashable:
    return folded_tokens(asked.question)


def free(count: int, taken: Matched | set[int]) -> list[int]:
    """The positions that are not taken yet."""
    return [position for position in range(count) if position not in taken]


def _match_equal(ours: Keys, theirs: Keys, matched: Matched) -> None:
    mine, where = _unique(ours), _unique(theirs)
    both = zip(mine.values(), map(where.get, mine), strict=True)
    matched.update({i: j for i, j in both if j is not None})
    # Nearly always each is borne once, and then nothing is left of which there are several.
    if len(mine) < len(ours) or len(where) < len(theirs):
        _match_beside(ours, theirs, matched)
        _match_in_order(ours, theirs, matched)


def _unique(keys: Keys) -> dict[Hashable, int]:
    places = dict(zip(keys.values(), keys, strict=True))
    if len(places) == len(keys):
        return places
    bearers = Counter(keys.values())
    return {key: position for position, key in keys.items() if bearers[key] == 1}


def _match_beside(ours: Keys, theirs: Keys, matched: Matched) -> None:
    """Equal ones are told apart by their neighbours: of two, one of which is gone, it is not always the second."""
    taken = set(matched.values())
    for step, order in ((1, sorted(ours)), (-1, sorted(ours, reverse=True))):
        for i in order:
            j = matched.get(i - step, -2) + step
            if i not in matched and j not in taken and j in theirs and ours[i] == theirs[j]:
                matched[i] = j
                taken.add(j)


def _match_in_order(ours: Keys, theirs: Keys, matched: Matched) -> None:
    """Equal ones of which there are as many on both sides; of others, what is left of them has to be weighed."""
    lefts, rights = _bearers(ours, matched), _bearers(theirs, set(matched.values()))
    for key, own in lefts.items():
        if len(own) == len(other := rights.get(key, [])):
            matched.update(zip(own, other, strict=True))


def _bearers(keys: Keys, taken: Matched | set[int]) -> dict[Hashable, list[int]]:
    bearers: dict[Hashable, list[int]] = {}
    for position in sorted(set(keys).difference(taken)):
        bearers.setdefault(keys[position], []).append(position)
    return bearers


def _match_same(ours: _Asked, theirs: _Asked, matched: Matched, key: Key) -> None:
    _match_equal({i: key(own) for i, own in ours.items()}, {j: key(own) for j, own in theirs.items()}, matched)


def _match_same_question(ours: _Asked, theirs: _Asked, matched: Matched, key: Key) -> None:
    """Asked once on both sides, unless the answer of one stands under another question: then it is weighed."""
    elsewhere = _telling(own.answer for own in ours.values()) & _telling(own.answer for own in theirs.values())
    where = _unique({j: key(own) for j, own in theirs.items()})
    for question, i in _unique({i: key(own) for i, own in ours.items()}).items():
        j = where.get(question)
        if j is not None and ours[i].answer not in elsewhere and theirs[j].answer not in elsewhere:
            matched[i] = j


def _telling(answers: Iterable[str]) -> set[str]:
    return {answer for answer in answers if len(answer) >= TELLING}


_BY_KEYS: tuple[tuple[Callable[[_Asked, _Asked, Matched, Key], None], Key], ...] = (
    (_match_same_question, attrgetter("question")),
    (_match_same, _as_said),
    (_match_same_question, _question_as_said),
)
"""What is tried in turn of what is written otherwise."""
