"""Which questions are compared at all: of those that ask the same nearly all, of the others few."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest

from bench.questions import labelled
from corpus.model import Meta, Nota, Paragraph, Question
from differ.progress import silent
from differ.questions.profile import profile
from differ.repeating.rounds import Round
from differ.shelves.asked import LEAST_KEYS, keys, text_of
from differ.shelves.index import NEAREST
from differ.shelves.shelf import Shelf

SIZE = 1500


@pytest.fixture(scope="module")
def looked_up() -> tuple[set[tuple[int, int]], dict[str, list[bool]]]:
    """The pairs of wordings that are compared; and of each kind of rewording whether the pairs that ask the same are."""
    questions = list(labelled("learn", SIZE))
    body = tuple(Question(str(n), (Paragraph((q.text,)),)) for n, q in enumerate(questions))
    shelf = Shelf(None)
    shelf.put([text_of("all", Nota(Meta("all"), (), body))])
    compared = set(zip(*Round(shelf, 0, shelf.wordings).pairs(silent).tolist(), strict=True))
    wordings = shelf.rows(["all"]).wordings.tolist()
    shelf.close()
    asking = defaultdict(list)
    for question, wording in zip(questions, wordings, strict=True):
        for ask in question.asks:
            asking[ask].append((wording, question.how))
    found = defaultdict(list)
    for same in asking.values():
        for (one, how), (other, how_other) in combinations(sorted(same), 2):
            if one != other:
                found[how if how_other == "first" else how_other].append((one, other) in compared)
    return compared, found


def test_nearly_all_that_ask_the_same_are_compared(
    looked_up: tuple[set[tuple[int, int]], dict[str, list[bool]]],
) -> None:
    _, found = looked_up
    everything = [own for kind in found.values() for own in kind]
    assert len(everything) > 300
    assert np.mean(everything) >= 0.97
    for kind in ("prefix", "party", "order", "sub-question", "merged", "lead"):
        assert np.mean(found[kind]) == 1, kind


def test_no_question_is_compared_with_many(looked_up: tuple[set[tuple[int, int]], dict[str, list[bool]]]) -> None:
    compared, _ = looked_up
    assert len(compared) <= NEAREST * SIZE
    assert all(low < high for low, high in compared)


INTRODUCTIONS = (
    "De wetenschappelijke literatuur laat een genuanceerd beeld zien waar het gaat om gevolgen voor kwetsbare burgers.",
    "Hoogleraren wezen tijdens de deskundigenbijeenkomst op onbedoelde neveneffecten in de uitvoeringspraktijk.",
)


def test_what_is_asked_is_looked_up_and_not_its_introduction() -> None:
    asked = "Wanneer wordt de inkoop van jeugdzorg geëvalueerd?"
    plain, *introduced = (keys(profile(text)) for text in (asked, *(f"{said} {asked}" for said in INTRODUCTIONS)))
    assert plain and all(own == plain for own in introduced)


def test_what_asks_too_little_is_looked_up_by_its_introduction_too() -> None:
    one, other = (keys(profile(f"{said} En vapen?")) for said in INTRODUCTIONS)
    assert {*keys(profile("En vapen?"))} <= {*one} & {*other}
    assert {*one} != {*other}
    assert min(len(one), len(other)) > LEAST_KEYS


def test_a_compound_is_looked_up_by_its_parts() -> None:
    asked = "Hoeveel vergunningen zijn er in Zeeland verleend voor"
    one, other = (set(keys(profile(f"{asked} {said}?"))) for said in ("de vossenjacht", "de jacht op vossen"))
    assert other <= one
