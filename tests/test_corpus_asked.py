"""Who asks: said by the question, or by what stands above it."""

from __future__ import annotations

from corpus.conventions.asked import who_asks
from tests.cases import document

TEXT = """---
schema: nota/1
id: een-nota
indieners:
  - De Boer (Volt)
  - Jansen (SP)
---

# een-nota

## Vraag 1

Wat kost het?

## Vragen van de leden van de VVD-fractie

## Vraag 2

Wanneer is het klaar?

## Vraag 3

De leden van de D66-fractie vragen waarom.

## Financiën

## Vraag 4

Deze leden vragen ook wie betaalt.

## Vraag 5

Wie betaalt?
"""


def test_who_asks_each_question_and_what_says_so() -> None:
    found = who_asks(document(TEXT).nota)
    assert {number: [f"{a.name} {a.basis}" for a in askers] for number, askers in found.items()} == {
        "1": ["Volt range", "SP range"],
        "2": ["VVD range"],
        "3": ["D66 stated"],
        "4": ["D66 range"],
        "5": ["VVD range"],
    }


def test_a_party_printed_beside_the_number_or_above_a_reaction() -> None:
    beside = document(
        "---\nschema: nota/1\nid: een-nota\n---\n\n## Vraag 1\n\n(VVD)\n\nWat kost het?\n\n## Vraag 2\n\n(pagina 4)\n"
    )
    assert who_asks(beside.nota)["1"][0].name == "VVD"
    assert who_asks(beside.nota)["2"] == ()
    above = "---\nschema: nota/1\nid: een-nota\n---\n\n## Antwoord op de vragen van de SP-fractie\n\n## Passage 1\n\n### Antwoord 1\n\nNiets.\n"
    assert [a.name for a in who_asks(document(above).nota)["p1"]] == ["SP"]
