"""The made versions: what they say is true of them is true, and alignment finds nearly all of it."""

from __future__ import annotations

from random import Random

import pytest

from bench.aligning import links, made, scored, strangers
from bench.versions import PAPERS, STYLES, Versions
from corpus.model import QAPair
from differ.align import align

LEAST_F1 = 0.99
"""Of a few pairs; `python -m bench align` measures thousands."""

HANDS = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(name == "real" and not PAPERS.exists(), reason="the real papers are not there"),
    )
    for name in STYLES
]


@pytest.fixture(params=HANDS, scope="module")
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pairs(style: str) -> list[Versions]:
    return list(made(style, 12, seed=2))


def test_one_seed_makes_the_same_versions(style: str, pairs: list[Versions]) -> None:
    again = list(made(style, 3, seed=2))
    assert again == pairs[:3]
    assert list(made(style, 3, seed=3)) != again


def test_every_question_of_the_right_came_from_the_left_or_from_nowhere(pairs: list[Versions]) -> None:
    for one in pairs:
        from_left, from_nowhere = {link.right for link in one.truth}, {position for position, _ in one.alone}
        assert from_left.isdisjoint(from_nowhere)
        assert from_left | from_nowhere == set(range(len(one.right)))
        assert {link.left for link in one.truth} <= set(range(len(one.left)))


def test_what_is_untouched_is_the_same_and_what_was_edited_is_not(pairs: list[Versions]) -> None:
    for one in pairs:
        typeset = any("\u2011" in pair.question.text for pair in one.right)
        for link in one.truth:
            ours, theirs = one.left[link.left], one.right[link.right]
            same = _texts(ours) == _texts(theirs)
            assert typeset or same == (link.edits <= {"untouched", "moved", "section moved", "equal questions swapped"})


def _texts(pair: QAPair) -> tuple[str, str]:
    return pair.question.text, pair.answer.text if pair.answer else ""


def test_numbers_are_those_of_a_nota(pairs: list[Versions]) -> None:
    for one in pairs:
        for side in (one.left, one.right):
            assert len({pair.number for pair in side}) == len(side)


def test_versions_are_aligned(pairs: list[Versions]) -> None:
    score = scored(pairs)
    assert score.f1 >= LEAST_F1, score.misses


def test_of_strangers_none_is_matched(style: str) -> None:
    for left, right in strangers(style, 6, seed=5):
        assert not links(align(left, right, one_nota=False))
        assert not links(align(left, right))


def test_both_directions_find_the_same(pairs: list[Versions]) -> None:
    for one in pairs:
        there = links(align(one.left, one.right))
        back = {(i, j) for j, i in links(align(one.right, one.left))}
        assert there == back


def test_the_order_of_the_right_tells_nothing_of_what_became_what(style: str) -> None:
    """Never by number, nor by place alone: all questions reversed are all found."""
    chance = Random(8)
    hand = STYLES[style]()
    left = [hand.fresh(chance) for _ in range(60)]
    ours = tuple(asked.pair(str(n)) for n, asked in enumerate(left, 1))
    theirs = tuple(asked.pair(str(n)) for n, asked in enumerate(reversed(left), 1))
    assert links(align(ours, theirs)) == {(k, 59 - k) for k in range(60)}
