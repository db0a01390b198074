"""Who asks and how politely is no part of a question, however it is put."""

from __future__ import annotations

import pytest

from differ.questions.openings import without_opening
from differ.similarity import judge, profile
from tests.cases import DATA

OPENINGS = [
    line.removeprefix("- ") for line in (DATA / "openings.md").read_text("utf-8").splitlines() if line.startswith("- ")
]
ASKED = {
    "wanneer de uitrol van glasvezel in krimpgebieden wordt geëvalueerd": (
        "Wanneer wordt de uitrol van glasvezel in krimpgebieden geëvalueerd?"
    ),
    "of de jeugdbescherming in Gelderland op orde is": "Is de jeugdbescherming in Gelderland op orde?",
    "hoeveel meldingen er in 2023 over het keuringsregime zijn binnengekomen": (
        "Hoeveel meldingen zijn er in 2023 over het keuringsregime binnengekomen?"
    ),
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_opening_carries_nothing(opening: str) -> None:
    for indirect, direct in ASKED.items():
        assert judge(profile(opening.replace("…", indirect)), profile(direct)).same, indirect


@pytest.mark.parametrize("opening", [one for one in OPENINGS if "SGP" in one])
def test_it_does_not_matter_who_asks(opening: str) -> None:
    for indirect in ASKED:
        asked = opening.replace("…", indirect)
        assert judge(profile(asked), profile(asked.replace("SGP", "CDA").replace("Volt", "D66"))).same


@pytest.mark.parametrize(
    "whole",
    [
        "Hoe weet de regering of het keuringsregime werkt?",
        "Is de regering bereid te onderzoeken of het keuringsregime werkt?",
        "Kan de regering ingaan op het voorstel van D66 en aangeven wat dat kost?",
        "Is het keuringsregime effectief en hoe wordt dat gemeten?",
        "Waarom kan de minister niet aangeven hoeveel het keuringsregime kost?",
        "In hoeverre werkt het keuringsregime?",
    ],
)
def test_what_says_something_is_no_opening(whole: str) -> None:
    assert without_opening(whole) == whole
