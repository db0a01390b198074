"""One question put in quite other words, by the list of ways to ask."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from differ.lexicon import entries
from differ.pairs.compared import compare
from differ.pairs.conflicts import another_word
from differ.pairs.constructions import asked_otherwise, ways_of
from differ.similarity import explain, judge, profile

LINES = [[way.strip() for way in line.split(" / ")] for line in entries("constructions")]
FILLED = {
    "{S}": "de uitrol van glasvezel in krimpgebieden",
    "{Y}": "2023",
    "{A}": "12 miljoen euro",
    "{G}": "mantelzorgers",
    "{B}": "de Algemene Rekenkamer",
}


def filled(way: str, **other: str) -> str:
    for place, text in {**FILLED, **{f"{{{name}}}": text for name, text in other.items()}}.items():
        way = way.replace(place, text)
    return way + "?"


def test_a_wording_stands_once_in_the_list_and_is_about_something() -> None:
    ways = [way for line in LINES for way in line]
    assert [way for way, count in Counter(ways).items() if count > 1] == []
    assert [way for way in ways if way.count("{S}") != 1] == []
    assert all(len(line) > 1 for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0][:40])
def test_the_wordings_of_a_line_ask_the_same_about_any_subject(line: list[str]) -> None:
    """But for two of which one word only differs: there the list has no say."""
    for one, other in combinations(line, 2):
        left, right = profile(filled(one)), profile(filled(other))
        assert judge(left, right).same or another_word(left, right), (one, other)
        elsewhere = filled(other, S="de subsidieregeling voor bijenhouders")
        assert not judge(profile(filled(one)), profile(elsewhere)).same, (one, elsewhere)


@pytest.mark.parametrize("line", [line for line in LINES if "{Y}" in line[0]], ids=lambda line: line[0][:40])
def test_another_year_is_another_question_in_any_wording(line: list[str]) -> None:
    for one, other in combinations(line, 2):
        assert not judge(profile(filled(one)), profile(filled(other, Y="2024"))).same, (one, other)


def test_why_of_two_wordings_is_told_in_their_words() -> None:
    told = [str(reason) for reason in explain(profile("Wie bezit de haven?"), profile("In wiens handen is de haven?"))]
    assert any("bezit / wiens handen" in reason for reason in told), told


def test_what_is_narrower_is_not_asked_otherwise() -> None:
    one, other = profile("Wat kost de haven?"), profile("Hoeveel geld is er in Zeeland met de haven gemoeid?")
    assert ways_of(one.whole.terms).keys() & ways_of(other.whole.terms).keys()
    found = compare(one.whole, other.whole, one, other)
    assert asked_otherwise(one.whole, other.whole, one, other, found) is None
