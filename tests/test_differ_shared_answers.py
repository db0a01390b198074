"""Answers that many questions got: what they cost does not grow with the square of how many got one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from corpus.model import Answer, Meta, Nota, Paragraph, Question
from differ.candidates import FORMULA
from differ.progress import silent
from differ.repeating.repeats import Desk, by_answer
from differ.repeating.shared_answers import shared_answers
from differ.shelves.asked import text_of
from differ.shelves.shelf import Shelf

MANY = 1_000
HEARD = "Het kabinet hecht eraan de Kamer zorgvuldig, tijdig en volledig over dit onderwerp te informeren."
NOTED = "Dit onderwerp wordt betrokken bij de evaluatie van de regeling die in het voorjaar wordt uitgevoerd."
OWN = "De subsidie wordt met ingang van 2031 beperkt tot makers die in Nederland zijn gevestigd en ingeschreven."


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf(None)
    yield made
    made.close()


def desk_of(shelf: Shelf, answers: Sequence[str]) -> Desk:
    """Questions on subjects of their own, with these answers."""
    body = tuple(
        Question(f"{n}", (Paragraph((f"Wie leidt dienst{n}?",)),), Answer((f"{n}",), (Paragraph((answer,)),)))
        for n, answer in enumerate(answers)
    )
    shelf.put([text_of("all", Nota(Meta("all"), (), body))])
    rows = shelf.rows(["all"])
    return Desk(shelf, rows, np.ones(len(rows.ids), bool))


def test_an_answer_that_thousands_got_makes_no_pairs(shelf: Shelf) -> None:
    often = ["Ja.", HEARD, f"{NOTED} {HEARD}"]
    desk = desk_of(shelf, [*often * MANY, *[OWN] * FORMULA])
    shared = shared_answers(desk, (), silent)
    bearing = np.bincount(shared.given)
    assert sorted(bearing) == [FORMULA, *[MANY] * len(often)]
    # All the rows that are held against each other: of the one answer that is no formula.
    assert [bearing[a] * bearing[b] for a, b in shared.told] == [FORMULA**2]
    (links,) = by_answer(desk, shared.told, shared.given, ())
    assert len(links) == FORMULA * (FORMULA - 1) // 2
    assert {row for link in links for row in link[:2]} == set(range(len(often) * MANY, len(often) * MANY + FORMULA))


def test_what_is_linked_otherwise_is_not_linked_by_its_answer_too(shelf: Shelf) -> None:
    desk = desk_of(shelf, [OWN] * 3)
    shared = shared_answers(desk, (), silent)
    (all_three,) = by_answer(desk, shared.told, shared.given, ())
    assert [link[:2] for link in all_three] == [(0, 1), (0, 2), (1, 2)]
    found = by_answer(desk, shared.told, shared.given, [[all_three[0]]])
    assert sorted(link[:2] for links in found for link in links) == [(0, 2), (1, 2)]
