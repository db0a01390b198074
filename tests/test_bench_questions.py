"""The labelled questions: the same every time, worlds apart, and no pair labelled both ways."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.questions import WORLDS, Ask, Labelled, World, difference, labelled, load_world
from bench.questions.noise import scanned, typos

SIZE = 20_000
KINDS = {"word for word", "party", "prefix", "lead", "sub-question", "merged", "typos", "scan", "several"}
KINDS |= {"clause", "synonyms", "noun", "order", "subject", "written otherwise"}
TRAPS = {"year", "amount", "percent", "body", "ministry", "party", "province", "municipality", "country", "law"}
TRAPS |= {"fund", "group", "negation", "antonym", "rise/fall", "narrowed", "other subject", "other question"}

each_world = pytest.mark.parametrize("world", WORLDS)


@pytest.fixture(scope="module")
def many() -> dict[str, list[Labelled]]:
    return {world: list(labelled(world, SIZE)) for world in WORLDS}


def _slots(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{(\w+)\}", text))


@each_world
def test_each_wording_of_a_frame_names_the_same(world: str) -> None:
    for frame in load_world(world).frames:
        for text in frame.wordings:
            assert _slots(text) == _slots(frame.text), (frame.name, text)
            assert set(frame.slots) <= set(load_world(world).slots), frame.name


@each_world
def test_no_wording_and_no_subject_stands_twice(world: str) -> None:
    found = load_world(world)
    for texts in (_wordings(found), _writings(found)):
        assert len(texts) == len(set(texts)), [text for text, n in Counter(texts).items() if n > 1]
    assert len(found.subjects) >= 200
    assert len(found.frames) >= 40


def _wordings(world: World) -> list[str]:
    return [text for frame in world.frames for text in frame.wordings]


def _writings(world: World) -> list[str]:
    return [text for subject in world.subjects for text in subject.writings]


@pytest.mark.parametrize(("one", "other"), list(combinations(WORLDS, 2)))
def test_two_worlds_share_no_wording_no_subject_and_no_way_to_open(one: str, other: str) -> None:
    left, right = load_world(one), load_world(other)
    assert not set(_wordings(left)) & set(_wordings(right))
    assert not set(_writings(left)) & set(_writings(right))
    for words in ("polite", "asker", "lead", "added"):
        assert not set(getattr(left, words)) & set(getattr(right, words)), words
    for slot in ("municipality", "ministry", "body", "law", "fund", "group"):
        assert not set(left.slots[slot]) & set(right.slots[slot]), slot


@each_world
def test_the_same_seed_gives_the_same_questions_and_another_seed_others(world: str) -> None:
    first, again, other = (list(labelled(world, 500, seed)) for seed in (1, 1, 2))
    assert first == again
    assert len(first) == 500
    assert {q.text for q in first} != {q.text for q in other}


@each_world
def test_no_text_asks_two_things(world: str, many: dict[str, list[Labelled]]) -> None:
    asked: dict[str, tuple[Ask, ...]] = {}
    for question in many[world]:
        assert asked.setdefault(question.text.casefold(), question.asks) == question.asks, question.text


@each_world
def test_a_trap_differs_in_what_it_says_it_differs_in(world: str, many: dict[str, list[Labelled]]) -> None:
    traps = [question for question in many[world] if question.looks_like]
    assert len(traps) > SIZE // 3
    for question in traps:
        (ask,) = question.asks
        assert question.looks_like
        assert difference(ask, question.looks_like) == difference(question.looks_like, ask) == question.trap
        assert ask != question.looks_like


@each_world
def test_each_kind_of_rewording_and_of_trap_occurs(world: str, many: dict[str, list[Labelled]]) -> None:
    assert {question.how for question in many[world]} >= KINDS
    assert {question.trap for question in many[world]} >= TRAPS
    one_word = sum(q.trap not in ("", "other subject", "other question") for q in many[world])
    assert 0.3 < one_word / SIZE < 0.45


@each_world
def test_a_reworded_question_has_a_first_to_be_found(world: str, many: dict[str, list[Labelled]]) -> None:
    first = {ask for question in many[world] if question.how == "first" for ask in question.asks}
    alone = [q for q in many[world] if q.how != "first" and not set(q.asks) & first]
    # The last family is cut where the size is reached.
    assert len(alone) <= 3


@each_world
def test_no_place_is_left_unfilled_and_no_sentence_broken(world: str, many: dict[str, list[Labelled]]) -> None:
    for question in many[world]:
        assert not re.search(r"[{}]|  |\.\.| [?.]", question.text), question.text
        assert question.text[0].isupper(), question.text
        assert question.text[-1] in "?.", question.text


TEXTS = st.sampled_from([q.text for world in WORLDS for q in labelled(world, 200)])


@given(TEXTS, st.integers(0, 10_000), st.sampled_from([typos, scanned]))
def test_a_slip_leaves_numbers_and_names_alone(text: str, seed: int, slip: object) -> None:
    assert callable(slip)
    slipped = slip(text, Random(seed), 2)
    assert re.findall(r"\d+", slipped) == re.findall(r"\d+", text)
    assert re.findall(r"[A-Z]\w*", slipped) == re.findall(r"[A-Z]\w*", text)


def test_what_two_asks_differ_in() -> None:
    ask = Ask("spent", "", "het fietspad", (("year", "2024"), ("in province", "Drenthe")))
    other = ask.with_value("year", "2025")
    assert difference(ask, ask) is None
    assert difference(ask, other) == "year"
    assert difference(other, ask._replace(subject="de brug")) is None
    assert difference(ask, ask._replace(values=ask.values[:1])) == "narrowed"
    assert difference(ask, ask._replace(variant="antonym")) == "antonym"
    assert difference(ask, Ask("planned", "", ask.subject, ask.values[1:])) == "other question"
