"""A question that points back at a statement is read as the question that others ask outright; any other stays."""

from __future__ import annotations

import pytest

from corpus.sentences import split
from differ.questions.beginnings import plainly_begun, without_beginning
from differ.questions.pointing import asked_outright
from tests.cases import DATA

_LINES = [
    line.removeprefix("- ") for line in (DATA / "pointing.md").read_text("utf-8").splitlines() if line.startswith("- ")
]
READ = [(text, plain) for line in _LINES for text, arrow, plain in [line.partition(" -> ")] if arrow]
STAYS = [line for line in _LINES if " -> " not in line]


@pytest.mark.parametrize(("text", "plain"), READ)
def test_what_points_back_is_asked_outright(text: str, plain: str) -> None:
    assert asked_outright(split(text)) == [plain]


@pytest.mark.parametrize("text", STAYS)
def test_what_asks_for_something_of_its_own_stays(text: str) -> None:
    assert asked_outright(split(text)) == list(split(text))


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Begrijpen zij het goed dat de prijs stijgt?", "klopt het dat de prijs stijgt?"),
        ("Mogen zij hieruit opmaken dat de prijs niet stijgt?", "klopt het dat de prijs niet stijgt?"),
        ("Kan de minister ervoor instaan dat de prijs daalt?", "kunt u toezeggen dat de prijs daalt?"),
        ("Hoe waarborgt u dat de prijs daalt?", "Hoe waarborgt u dat de prijs daalt?"),
        ("Kunt u niet bevestigen dat de prijs daalt?", "Kunt u niet bevestigen dat de prijs daalt?"),
        (
            "Is de minister bereid te bevorderen dat de prijs daalt?",
            "Is de minister bereid te bevorderen dat de prijs daalt?",
        ),
    ],
)
def test_a_beginning_is_read_in_the_words_that_most_use(said: str, plain: str) -> None:
    assert plainly_begun(said) == plain


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ("Deze leden hebben met belangstelling kennisgenomen van de adviezen", "de adviezen"),
        ("De leden van de SP-fractie vragen aandacht voor de dorpsscholen", "de dorpsscholen"),
        ("De dorpsscholen sluiten", "De dorpsscholen sluiten"),
        ("Van het bedrag voor de dorpsscholen zien deze leden nog weinig terug", "Van het bedrag voor de dorpsscholen"),
        ("Het rapport over de dorpsscholen is uit", "Het rapport over de dorpsscholen is uit"),
    ],
)
def test_what_is_only_brought_up_is_the_subject(told: str, about: str) -> None:
    assert without_beginning(told) == about
