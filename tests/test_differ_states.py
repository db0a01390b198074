"""States that exclude each other, directions, and who gives and who gets."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from differ.lexicon import entries
from differ.pairs.directions import other_direction
from differ.pairs.giving import other_giver
from differ.pairs.states import WIDE, WRITTEN, Line, lines, other_state
from differ.questions.concepts import rooted
from differ.questions.profile import profile
from tests.test_differ_constructions import LINES, filled


def test_the_wordings_of_a_line_of_the_list_of_constructions_are_never_set_against_each_other() -> None:
    for line in LINES:
        for left, right in combinations([profile(filled(way)) for way in line], 2):
            assert other_state(left.whole, right.whole, left, right) is None, (left.tokens, right.tokens)
            assert other_direction(left, right) is None, (left.tokens, right.tokens)
            assert other_giver(left, right) is None, (left.tokens, right.tokens)


def found_by(form: str) -> object:
    return form if form.startswith(WRITTEN) else rooted(form.removesuffix(WIDE))


def told(line: Line) -> list[list[str]]:
    """Of each state the forms that tell it and stand in no other."""
    every = [set(map(found_by, side)) for side in line.states]
    return [
        [
            form.removeprefix(WRITTEN).replace(" …", "")
            for form in side
            if not form.endswith(WIDE)
            and not any(found_by(form) in other for o, other in enumerate(every) if o != place)
        ]
        for place, side in enumerate(line.states)
    ]


@pytest.mark.parametrize("number", range(len(entries("states"))), ids=lambda n: entries("states")[n][:40])
def test_two_states_of_a_line_are_two_questions(number: int) -> None:
    """Of the things of the line, in a question that says nothing else; what has no form of its own is passed over."""
    line = lines()[number]
    thing = entries("states")[number].rpartition(":")[0].split(",")[0].strip()
    sides = [side for side in told(line) if side]
    assert len(sides) > 1
    held = 0
    for one, other in combinations(sides, 2):
        left, right = (profile(f"Welke {thing} betreft Lutjebroek, {side[0]}?") for side in (one, other))
        found = other_state(left.whole, right.whole, left, right)
        back = other_state(right.whole, left.whole, right, left)
        assert (found and (found.left, found.right)) == (back and (back.right, back.left))
        held += found is not None
    assert held


def test_no_form_stands_twice_in_a_state() -> None:
    for line in lines():
        for side in line.states:
            assert len(side) == len(set(side)), side
            assert all(form == form.strip() and form for form in side), side


TURNED = (
    "Wat is het effect van {} op {}?",
    "Welke gevolgen heeft {} voor {}?",
    "Welke invloed {} op {} heeft, vragen deze leden.",
    "Wat betekent {} voor {}?",
    "Wat doet {} met {}?",
    "In hoeverre draagt {} bij aan {}?",
    "Leidt {} tot {}?",
    "Gaat {} ten koste van {}?",
)
HELD = (
    "In hoeverre hangt {1} af van {0}?",
    "In hoeverre is {1} afhankelijk van {0}?",
    "Hoe wordt {1} beïnvloed door {0}?",
    "Wat is de invloed op {1} van {0}?",
)
THINGS = ("de aanleg van rotondes", "de leefbaarheid in dorpen")


@pytest.mark.parametrize("asked", [*TURNED, *HELD])
def test_what_works_upon_what_may_not_be_turned_round(asked: str) -> None:
    left, right = profile(asked.format(*THINGS)), profile(asked.format(*reversed(THINGS)))
    assert other_direction(left, right)
    assert other_direction(right, left)


@pytest.mark.parametrize(("one", "other"), list(permutations([*TURNED[:5], *HELD], 2)))
def test_one_direction_in_two_wordings_is_one(one: str, other: str) -> None:
    left, right = profile(one.format(*THINGS)), profile(other.format(*THINGS))
    assert other_direction(left, right) is None
    assert other_direction(left, profile(other.format(*reversed(THINGS))))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wat kan Nederland leren van Finland over dijken?", "Wat kan Finland van Nederland leren over dijken?"),
        ("Welke lessen biedt Finland aan Nederland?", "Welke lessen trekt Finland uit Nederland?"),
        ("Wat heeft Finland van Nederland geleerd?", "Wat leert Nederland van Finland?"),
    ],
)
def test_who_learns_is_not_who_teaches(one: str, other: str) -> None:
    assert other_direction(profile(one), profile(other))


GIVES = ("Hoeveel geld betaalt {} voor dijken?", "Welk bedrag wordt door {} betaald voor dijken?")
GETS = (
    "Hoeveel geld gaat er naar {} voor dijken?",
    "Hoeveel geld krijgt {} voor dijken?",
    "Welk bedrag wordt aan {} betaald voor dijken?",
    "Welk bedrag ontvangt {} voor dijken?",
)


@pytest.mark.parametrize("whom", ["TenneT", "de gemeente", "de provincie Drenthe"])
def test_who_gives_is_not_who_gets(whom: str) -> None:
    gives, gets = ([profile(asked.format(whom)) for asked in every] for every in (GIVES, GETS))
    assert all(other_giver(one, other) and other_giver(other, one) for one in gives for other in gets)
    assert not any(other_giver(one, other) for every in (gives, gets) for one, other in permutations(every, 2))
