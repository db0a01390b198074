"""What a text points to, and who asks. What is not certain is not recognised."""

from __future__ import annotations

import pytest

from corpus.references import Citation, Mention, askers, citations, expand_numbers, mentions

CITED = {
    "Kamerstuk 36 800 X, nr. 78": "kst-36800-X-78",
    "Kamerstuk 36800-X, nr.78": "kst-36800-X-78",
    "Kamerstukken II 36 800 X, nr. 78": "kst-36800-X-78",
    "36 725 X nr. 6": "kst-36725-X-6",
    "36.725 X, nr. 6": "kst-36725-X-6",
    "36 800-X34": "kst-36800-X-34",
    "33.279-40": "kst-33279-40",
    "Kamerstuk 33 279, nr. 40": "kst-33279-40",
    "36 800 K, D": "kst-36800-K-D",
    "36 800 K, letter D": "kst-36800-K-D",
    "Kamerstuk 36800-K": None,
    "dossier 36 800": None,
    "36 800 IXA, nr. 2": "kst-36800-IXA-2",
    "Kamerstuk 36 200 IXB, nr. 4": "kst-36200-IXB-4",
    "MINDEF20260028717": None,
    "2026D01234": None,
}


@pytest.mark.parametrize(("text", "paper"), CITED.items())
def test_a_citation_as_people_write_it(text: str, paper: str | None) -> None:
    assert citations(f"Zie de brief ({text}) van vorig jaar.") == (Citation(text, paper),)
    assert citations(f"Dat staat in {text}. En verder niets.") == (Citation(text, paper),)


@pytest.mark.parametrize(
    "text",
    [
        "Het kost € 36 725 per stuk.",
        "Er zijn 36 725 militairen en 36.800 reservisten.",
        "Het gaat om 10 000-20 000 stuks.",
        "Het gaat om 10.000–20.000 euro.",
        "In 2025-2026 groeit het met 1,5%.",
        "Het bedrag van 136 800 000 euro is beschikbaar.",
        "Er komen 36 800 Nederlandse woningen bij.",
        "Dat is 36 800% meer.",
    ],
)
def test_an_amount_is_no_citation(text: str) -> None:
    assert citations(text) == ()


def test_a_paper_cited_twice_is_listed_once_and_in_order() -> None:
    text = "Zie 33.279-40, daarna 36 725 X nr. 6 en weer 33.279-40."
    assert [citation.text for citation in citations(text)] == ["33.279-40", "36 725 X nr. 6"]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("3", "3"),
        ("12a", "12a"),
        ("3 en 4", "3 4"),
        ("3, 8 en 9", "3 8 9"),
        ("7, 8, en 9", "7 8 9"),
        ("17 t/m 20", "17 18 19 20"),
        ("17 tot en met 19", "17 18 19"),
        ("2-4", "2 3 4"),
        ("2 – 4 en 6", "2 3 4 6"),
        ("3 en 3", "3"),
    ],
)
def test_numbers_are_written_out(written: str, numbers: str) -> None:
    assert expand_numbers(written) == tuple(numbers.split())


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("Zie het antwoord op vraag 1.", "1"),
        ("Zie antwoord op vraag 12a", "12a"),
        ("Zie hiervoor het antwoord op de vragen 3, 8 en 9.", "3 8 9"),
        ("Zie de beantwoording van vraag 2.", "2"),
        ("Hiervoor verwijs ik naar het antwoord op vraag 4.", "4"),
        ("Ik verwijs u naar mijn antwoord op vraag 4.", "4"),
        ("Voor het antwoord op deze vraag verwijst het kabinet naar de antwoorden op vragen 5 t/m 7.", "5 6 7"),
        ("Kortheidshalve verwijs ik naar de beantwoording van vraag 8.", "8"),
        ("Zie vraag 3.", "3"),
        ("Zie antwoord 3.", "3"),
        ("Zie mijn antwoord op vraag 3, 8 en 9.", "3 8 9"),
        ("Zie beantwoording vraag 5 t/m 7.", "5 6 7"),
        ("Zie het antwoord op vraag 2 en 3 hierboven.", "2 3"),
        ("Hiervoor wordt verwezen naar het antwoord op vraag 7.", "7"),
        ("Wij verwijzen hiervoor naar ons antwoord op vraag 1.", "1"),
    ],
)
def test_a_whole_answer_that_points_to_another(answer: str, numbers: str) -> None:
    assert mentions(answer) == (Mention(tuple(numbers.split()), True, None),)


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("Zoals toegelicht onder vraag 1, herziet Defensie dit.", "1"),
        ("Zie het antwoord op vraag 1. Daarnaast geldt een norm.", "1"),
        ("Zie het antwoord op vraag 1, met dien verstande dat dit niet voor 2027 geldt.", "1"),
        ("In aanvulling op het antwoord op vraag 3 en 4 volgt een brief.", "3 4"),
        ("- Zie het antwoord op vraag 1.\n- Nee.", "1"),
        ("De kosten stijgen (zie antwoord vraag 10) in 2025.", "10"),
        ("Zoals gemeld in de brief van 10 september (33 763, nr. 98), verwijs ik naar vraag 3.", "3"),
        ("Zie antwoord op vraag 3 van de leden van de SP-fractie.", "3"),
    ],
)
def test_a_passing_mention(answer: str, numbers: str) -> None:
    assert mentions(answer) == (Mention(tuple(numbers.split()), False, None),)


@pytest.mark.parametrize(
    "answer", ["De vraag 40% te halen blijft.", "Er is veel vraag naar staal.", "Vraag en aanbod dalen."]
)
def test_a_demand_is_no_mention(answer: str) -> None:
    assert mentions(answer) == ()


@pytest.mark.parametrize(
    ("answer", "paper", "whole"),
    [
        ("Zie het antwoord op vraag 5 van letter B.", "kst-99999-B", True),
        (
            "Zie het antwoord op vraag 5 van de nota naar aanleiding van het verslag (36 800 K, D).",
            "kst-36800-K-D",
            True,
        ),
        ("Zie het antwoord op vraag 5 van Kamerstuk 33.279-40, maar dan voor 2027.", "kst-33279-40", False),
        ("Wij verwijzen naar ons antwoord op vraag 5 van de Beantwoording (33942 nr. 25).", "kst-33942-25", True),
        ("Zoals gezegd bij vraag 5 uit Kamerstuk 36 800 X, nr. 78 geldt dit.", "kst-36800-X-78", False),
        ("Zie mijn antwoord in de brief van 3 mei 2024 (33942, nr. 25) op vraag 5.", "kst-33942-25", True),
        ("Zie ons antwoord van 13 juni 2014 (33942 nr. 25) op vraag 5.", "kst-33942-25", True),
        ("Zie de nota naar aanleiding van het verslag (36 800 K, D), antwoord op vraag 5.", "kst-36800-K-D", True),
        ("Zie Kamerstuk 36 800 X, nr. 78, vraag 5.", "kst-36800-X-78", True),
        ("In de brief van 3 mei 2024 (33942, nr. 25) op vraag 5 is dit toegelicht.", "kst-33942-25", False),
        ("Ik verwijs naar de brief van 3 mei (33942, nr. 25), waarin op vraag 5 is ingegaan.", "kst-33942-25", False),
        (
            "Zie het antwoord op vraag 5 van Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 2386.",
            "ah-tk-20232024-2386",
            True,
        ),
    ],
)
def test_an_answer_in_another_paper(answer: str, paper: str, whole: bool) -> None:
    assert mentions(answer, dossier="99999") == (Mention(("5",), whole, paper),)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("De leden van de SP-fractie vragen dit.", "SP"),
        ("Dat constateren de leden van de GroenLinks-PvdA-fractie.", "GroenLinks-PvdA"),
        ("De leden van de fractie van het CDA vragen dit.", "CDA"),
        ("De leden van de fracties van de VVD, D66 en de ChristenUnie vragen dit.", "VVD|D66|ChristenUnie"),
        ("De leden van de VVD-, CDA- en D66-fracties vragen dit.", "VVD|CDA|D66"),
        (
            "De leden van de SP-fractie en de leden van de Volt-fractie vragen dit, aldus de leden van de SP-fractie.",
            "SP|Volt",
        ),
        ("De leden van de Partij voor de Dieren-fractie vragen dit.", "Partij voor de Dieren"),
        ("De leden van de fracties van de SP en de Partij voor de Dieren vragen dit.", "SP|Partij voor de Dieren"),
        ("De leden van de commissie vragen dit.", ""),
        ("De leden van de fractie vragen dit.", ""),
        ("Wat vindt de SP-fractie hiervan?", ""),
    ],
)
def test_who_asks(question: str, names: str) -> None:
    assert askers(question) == tuple(filter(None, names.split("|")))


@pytest.mark.parametrize(
    "answer",
    [
        "Zie ons antwoord op vraag 1 van de Beantwoording van vragen van 3 mei 2030.",
        "Zie mijn antwoord op vraag 5 van de schriftelijke vragen van het lid Voorbeeld (2030Z12345).",
        "Zie het antwoord op vraag 1 van de vorige nota.",
        "Dat is gemeld in mijn antwoord in de brief van 3 mei op vraag 1.",
        "In de brief van mijn ambtsvoorganger op vraag 3 staat dat.",
    ],
)
def test_an_answer_in_another_paper_that_is_not_named_is_not_taken_for_one_in_this(answer: str) -> None:
    assert mentions(answer, dossier="99999") == ()
