"""Which words are one word in another form, and which only look so."""

from __future__ import annotations

from itertools import combinations

import pytest

from differ.questions.roots import joined, root
from differ.questions.separable import joined_verbs
from tests.cases import DATA

ALIKE, UNLIKE = (DATA / "families.md").read_text("utf-8").split("# Words that only look alike")


def lines(part: str) -> list[tuple[str, ...]]:
    return [tuple(line[2:].split(" / ")) for line in part.splitlines() if line.startswith("- ")]


def test_there_are_many_families() -> None:
    assert len(lines(ALIKE)) > 400
    assert len(lines(UNLIKE)) > 50


@pytest.mark.parametrize("words", lines(ALIKE), ids=lambda words: words[0])
def test_all_forms_of_a_word_have_one_root(words: tuple[str, ...]) -> None:
    assert {word: root(word) for word in words} == dict.fromkeys(words, root(words[0]))


@pytest.mark.parametrize("words", lines(UNLIKE), ids=lambda words: words[0])
def test_words_that_look_alike_keep_their_own(words: tuple[str, ...]) -> None:
    for one, other in combinations(words, 2):
        assert root(one) != root(other), (one, other)


@pytest.mark.parametrize(
    ("particle", "verb", "noun"),
    [
        ("af", "neemt", "afname"),
        ("af", "nam", "afname"),
        ("aan", "legt", "aanleg"),
        ("toe", "ziet", "toezicht"),
        ("over", "draagt", "overdracht"),
        ("uit", "stoot", "uitstoot"),
        ("aan", "bood", "aanbod"),
    ],
)
def test_a_verb_in_two_parts_is_its_noun(particle: str, verb: str, noun: str) -> None:
    assert joined(particle, verb) == root(noun)


def test_the_root_of_a_root_is_found_whatever_the_word_is() -> None:
    """Words of one letter, of one sign, of no language: nothing is asked of a word but that it is one."""
    for word in ("e", "d", "ee", "gee", "geeed", "ïed", "x1", "1", "geïd", "aange", "uitgeed"):
        assert root(word)


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("om te demonstreren", ["om", "te", root("demonstreren")]),
        ("door te investeren", [root("door"), "te", root("investeren")]),
        ("om te zetten", [root("omzetten"), "", ""]),
        ("door te voeren", [root("doorvoeren"), "", ""]),
        ("uit te voeren", [root("uitvoeren"), "", ""]),
    ],
)
def test_om_and_door_before_te_are_of_a_verb_only_where_there_is_such_a_verb(text: str, roots: list[str]) -> None:
    assert joined_verbs(text.split()) == roots
