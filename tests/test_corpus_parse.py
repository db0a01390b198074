"""Reading papers as people write them, case by case, and the one real nota, word for word."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from corpus.conventions.parts import parts as sub_questions
from corpus.ingest import NORMAL_READER, Reading, read_file, read_nota
from corpus.model import Nota, Note, Signatory, sentences
from corpus.normal import render
from corpus.references import Citation, Mention, askers, citations, mentions
from tests.cases import DATA, case_files, parts

CASES = case_files("parse")
PLAIN_HEAD = "---\nschema: nota/1\nid: een-nota\n---\n\n# een-nota\n\n"
"""What a case leaves out that tells nothing of itself."""


def read_case(text: str) -> Reading:
    """A case that tells no id is called 'een-nota'."""
    data = text.lstrip("\n").encode()
    return read_nota("case.md", data, id=read_file("case.md", data).nota.meta.id or "een-nota")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    case = parts(file)
    reading = read_case(case["Input"])
    assert render(reading.nota).removeprefix(PLAIN_HEAD).strip() == case["Normal form"].strip()
    assert [str(warning) for warning in reading.warnings] == case.get("Warnings", "").strip().splitlines()


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_normal_form_read_again_is_the_same_nota(file: Path) -> None:
    nota = read_case(parts(file)["Input"]).nota
    again = read_nota("again.md", render(nota).encode())
    assert (again.nota, again.reader, again.warnings, again.removed) == (nota, NORMAL_READER, (), ())


# The real nota

SAMPLE = Path(__file__).parents[1] / "corpus" / "samples" / "kst-36800-K-D.md"
TRUTH = Path(__file__).parents[2] / "shared" / "data" / "built-from-nota" / "truth.json"


@pytest.fixture(scope="module")
def nota() -> Nota:
    return read_nota(SAMPLE.name, SAMPLE.read_bytes()).nota


def test_the_real_nota_has_this_normal_form(nota: Nota) -> None:
    assert render(nota) == (DATA / "kst-36800-K-D.normal.md").read_text("utf-8")


@pytest.mark.skipif(not TRUTH.exists(), reason="the nota as its authors built it is not beside this project")
def test_every_question_and_answer_is_whole(nota: Nota) -> None:
    def squeezed(texts: list[str]) -> str:
        return re.sub(r"\s+", " ", " ".join(texts)).strip()

    expected = [(str(q["n"]), squeezed(q["q"] + q["bul"]), squeezed(q["a"])) for q in json.loads(TRUTH.read_text())]
    found = [
        (
            pair.number,
            squeezed(list(sentences(pair.question.blocks))),
            squeezed(list(sentences(pair.answer.blocks if pair.answer else ()))),
        )
        for pair in nota.pairs
    ]
    assert found == expected


def test_what_the_paper_says_of_itself(nota: Nota) -> None:
    meta = nota.meta
    assert (meta.id, meta.kamer, meta.dossier, meta.ondernummer) == ("kst-36800-K-D", "EK", "36800-K", "D")
    assert (meta.vergaderjaar, meta.ontvangen) == ("2025-2026", date(2026, 5, 21))
    assert meta.soort == "nota naar aanleiding van het verslag"
    assert meta.titel == "Nota naar aanleiding van het verslag"
    assert meta.dossiertitel == (
        "Vaststelling van de begrotingsstaat van het Defensiematerieelbegrotingsfonds voor het jaar 2026"
    )
    assert meta.indieners == ()
    assert meta.noten == (Note("3", "NRC3", None),)


def test_who_signed(nota: Nota) -> None:
    assert nota.meta.ondertekend == (
        Signatory("De minister van Defensie", "Dilan Yeşilgöz-Zegerius"),
        Signatory("De staatssecretaris van Defensie", "Derk Boswijk"),
    )


def test_every_question_is_answered_on_its_own(nota: Nota) -> None:
    assert [(pair.number, pair.answer and pair.answer.numbers) for pair in nota.pairs] == [
        (str(n), (str(n),)) for n in range(1, 23)
    ]


def test_who_asks(nota: Nota) -> None:
    asked = {pair.number: askers(pair.question.text) for pair in nota.pairs}
    assert {number: names for number, names in asked.items() if names} == {
        "5": ("GroenLinks-PvdA",),
        "8": ("GroenLinks-PvdA",),
        "9": ("SP",),
        "16": ("Volt",),
    }


def test_what_is_cited(nota: Nota) -> None:
    cited = {pair.number: citations(pair.answer.text) for pair in nota.pairs if pair.answer}
    assert {number: found for number, found in cited.items() if found} == {
        "2": (Citation("Kamerstuk 36800-X, nr.78", "kst-36800-X-78"),),
        "9": (Citation("36 725 X nr. 6", "kst-36725-X-6"), Citation("MINDEF20260028717", None)),
        "10": (Citation("36 800-X34", "kst-36800-X-34"),),
        "17": (Citation("Kamerstuk 33.279-40", "kst-33279-40"),),
    }


def test_which_answers_point_to_another(nota: Nota) -> None:
    found = {pair.number: mentions(pair.answer.text) for pair in nota.pairs if pair.answer}
    assert {number: each for number, each in found.items() if each} == {
        "3": (Mention(("1",), True, None),),
        "4": (Mention(("1",), True, None),),
        "9": (Mention(("1",), False, None),),
    }


@pytest.mark.parametrize(
    ("number", "beginnings"),
    [
        ("1", ["A) Welk aandeel hebben", "B) En kan de regering"]),
        ("2", ["Is de 50%-doelstelling een", "Zo nee, waarom", "Is de regering voorstander"]),
        (
            "3",
            [
                "a. het aandeel gezamenlijke",
                "b. het aandeel Europese inkoop",
                "c. het aandeel Europese licentie",
                "Zo nee",
            ],
        ),
        ("8", ["Het MSS NATO wordt recent"]),
        ("9", ["het aandeel van alle", "het aandeel dat specifiek"]),
        ("15", ["Kan de regering ingaan", "Kan de regering toelichten", "Welke waarborgen", "Zijn er ook nog"]),
    ],
)
def test_the_sub_questions_of_a_question(nota: Nota, number: str, beginnings: list[str]) -> None:
    pair = nota.pair(number)
    assert pair
    found = sub_questions(pair.question)
    assert [part[: len(start)] for part, start in zip(found, beginnings, strict=True)] == beginnings
