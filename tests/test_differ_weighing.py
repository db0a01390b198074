"""What speaks for two questions being one: what is told without weighing all is what weighing all would tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.auditing.histories import history
from bench.versions import Narrative, Templated
from corpus.cutting import pieces
from corpus.model import Asked
from differ.align import asked
from differ.alignment import rarity
from differ.alignment.anchors import Matched, anchors
from differ.alignment.evidence import BESIDE, ONE_QUESTION, Evidence, Neighbours
from differ.alignment.rarity import FEWEST, LEAST_RARE, Weights, words
from tests.cases import case_files, document, parts

TEXTS = st.lists(
    st.lists(st.sampled_from("de kazerne in Breda, munitie? 2031 „schepen” geld".split(" ")), max_size=12).map(
        " ".join
    ),
    max_size=6,
)


@given(st.text())
def test_the_words_of_a_text_are_what_stands_between_white_space_and_signs(text: str) -> None:
    signs = str.maketrans(dict.fromkeys("?.,;:!()[]{}|\"'“”„‘’«»–—…", " "))
    assert words(text) == frozenset(text.lower().translate(signs).split())


@pytest.mark.parametrize("few", [0, 100], ids=["all-counted", "looked-for"])
@given(left=TEXTS, right=TEXTS)
def test_a_word_weighs_by_the_text_in_which_more_questions_bear_it(few: int, left: list[str], right: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rarity, "_FEW_WORDS", few)
        patch.setattr(rarity, "_SHORT", 0)
        weights = Weights(left, right)
        for word in words(" ".join(left + right)):
            bearers = max(sum(word in words(text) for text in side) for side in (left, right))
            rare = math.log(max(FEWEST, len(left), len(right)) / bearers) + LEAST_RARE
            assert any(math.isclose(weights[word], part * rare) for part in (1, rarity.COMMON_WORD, rarity.SMALL_WORD))


@given(TEXTS, TEXTS, st.floats(0, 12))
def test_what_is_said_to_weigh_so_much_does(left: list[str], right: list[str], least: float) -> None:
    weights = Weights(left, right)
    for bag in map(words, left + right):
        assert not weights.reaches(bag, least) or weights.sum(bag) >= least - 1e-9


def test_an_answer_of_some_length_is_known_to_be_telling_without_its_words_being_counted() -> None:
    texts = history(Narrative(), Random(1), 2, 12).texts
    left, right = ([asked(piece.pair).answer for piece in pieces(text) if piece.number] for text in texts)
    weights = Weights(left, right)
    told = [answer for answer in left if weights.reaches(words(answer), 20)]
    assert len(told) > 1
    assert not len(weights)


def successive() -> Iterator[tuple[Sequence[Asked], Sequence[Asked]]]:
    """The two texts of each case of aligning, and what offices do to a nota."""
    for case in case_files("align"):
        both = (document(parts(case)[side]).nota.pairs for side in ("left", "right"))
        left, right = (list(map(asked, pairs)) for pairs in both)
        yield left, right
    for seed in range(6):
        made = history((Narrative, Templated)[seed % 2](), Random(seed), 8, 10).texts
        yield from pairwise([[asked(piece.pair) for piece in pieces(text) if piece.number] for text in made])


def test_what_cannot_be_one_question_is_told_so_and_what_can_has_the_points_of_all_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[list[float]] = []
    for is_quick in (True, False):
        if not is_quick:
            monkeypatch.setattr(Weights, "reaches", lambda *_: False)
        found.append(
            [max(own, ONE_QUESTION) for own in chain.from_iterable(map(points, successive(), [is_quick] * 99))]
        )
    quick, full = found
    assert quick == pytest.approx(full)
    assert sum(own > ONE_QUESTION for own in full) > len(case_files("align"))


def points(texts: tuple[Sequence[Asked], Sequence[Asked]], is_quick: bool) -> Iterator[float]:
    """Of each pair, where nothing is matched yet and where what is the same is."""
    left, right = texts
    evidence = Evidence(left, right)
    nothing: Matched = {}
    for matched in (nothing, anchors(left, right)):
        neighbours = Neighbours(matched, len(left), len(right), kin=True)
        for i, j in product(range(len(left)), range(len(right))):
            whole = evidence._weighed(i, j) + BESIDE * neighbours.common(i, j)
            yield evidence.points(i, j, neighbours) if is_quick else whole
