"""The word lists: what they join, and what they keep apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from differ.lexicon import entries
from differ.pairs.opposed import CONCEPT
from differ.questions.concepts import carrying_nothing, rooted
from differ.similarity import explain, judge, profile
from tests.cases import DATA

SAME = [
    tuple(line[2:].split(" / "))
    for line in (DATA / "same-things.md").read_text("utf-8").splitlines()
    if line.startswith("- ")
]
ASKED = (
    "Welke gevolgen heeft {} voor gemeenten?",
    "Wat heeft de regering in 2024 gedaan aan {}?",
    "Hoe staat het met {}?",
)
SMALL = frozenset(
    "voor na tot vanaf tegen in uit binnen buiten onder boven met zonder achter beneden tijdens wel niet".split()
)
"""Told by where they stand in a question, not by being there: see test_differ_similarity."""
FRAME = frozenset(map(rooted, ("gevolg", "effect", "sector")))
"""What the questions of the test say themselves."""


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_thing_in_two_ways_is_asked_about_alike(one: str, other: str, asked: str) -> None:
    left, right = profile(asked.format(one)), profile(asked.format(other))
    assert judge(left, right).same, explain(left, right)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_more_of_the_thing_is_another_question(one: str, other: str) -> None:
    left = profile(f"Hoeveel geld is er uitgegeven aan {one}?")
    right = profile(f"Hoeveel geld is er uitgegeven aan {other} in het basisonderwijs?")
    assert not judge(left, right).same


def apart() -> list[str]:
    return [entry for entry in entries("opposites") if not entry.startswith(CONCEPT)]


def test_no_two_words_that_are_told_apart_have_one_root() -> None:
    for entry in apart():
        words = [word.strip() for word in entry.split("/")]
        assert len({rooted(word) for word in words}) == len(words), entry


def test_a_word_is_never_held_to_be_its_opposite() -> None:
    """In the same question, and in the same question in other words."""
    for entry in apart():
        words = [word.strip() for word in entry.split("/")]
        said = [word for word in words if not {word} & (SMALL | carrying_nothing()) and rooted(word) not in FRAME]
        for one, other in combinations(said, 2):
            left = profile(f"Wat zijn de gevolgen van {one} in de sector?")
            assert not judge(left, profile(f"Wat zijn de gevolgen van {other} in de sector?")).same, (one, other)
            assert not judge(left, profile(f"Welke effecten heeft {other} in de sector?")).same, (one, other)
