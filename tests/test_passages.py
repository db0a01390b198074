"""A nota without numbered questions, through the command and the pages: aligned, compared and audited by passage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Nota
from web.app import create_app

HEAD = """36 999 Wijziging van de Wet op de voorbeelden

Nr. 6 NOTA NAAR AANLEIDING VAN HET VERSLAG

Ontvangen 12 april 2027
"""
ASKED = """
De leden van de VVD-fractie vragen wat de wet voor gemeenten betekent.

Op grond van artikel 5 verandert er voor gemeenten niets.
"""
COSTS = """
De leden van de SP-fractie vragen wat het voorstel de komende jaren kost.

In antwoord op de vragen van deze leden merkt de regering op dat het 3 miljoen euro kost.
"""
ANEW = """
De leden van de D66-fractie vragen wanneer de eerste voorbeelden te zien zullen zijn.

De regering verwacht de eerste voorbeelden in het najaar.
"""
TOLD = """36 999 Wijziging van de Wet op de voorbeelden

Nr. 3 MEMORIE VAN TOELICHTING

Inleiding

Voorbeelden zijn nuttig en van alle tijden.

Gevolgen

Het voorstel kost 3 miljoen euro.
"""


@pytest.fixture
def versions(run: Nota, tmp_path: Path) -> Nota:
    """A nota of which the second version has a new passage between two, and other costs."""
    file = tmp_path / "nota.md"
    for text in (HEAD + ASKED + COSTS, HEAD + ASKED + ANEW + COSTS.replace("3 miljoen", "4 miljoen")):
        file.write_text(text)
        assert run("add", file).status == 0
    return run


def test_a_passage_is_asked_for_by_its_address(versions: Nota) -> None:
    (shown,) = versions("show", "36999, nr. 6#p2", "--json").json["questions"]
    assert (shown["address"], shown["number"]) == ("kst-36999-6@2#p2", "p2")
    assert shown["text"].startswith("De leden van de D66-fractie")
    assert shown["answer"] == "De regering verwacht de eerste voorbeelden in het najaar."
    assert shown["asked_by"] == [{"name": "D66", "basis": "stated"}]
    assert "Passage 2\n" in versions("show", "36999-6#p2").out
    assert "has no question 9; it has p1–3" in versions("show", "36999-6#9").err


def test_what_is_counted_are_passages(versions: Nota) -> None:
    assert "3 passages" in versions("list").out


def test_versions_are_aligned_by_what_their_passages_say(versions: Nota) -> None:
    compared = versions("diff", "36999-6@1", "36999-6@2", "--json").json
    assert compared["complete"]
    assert [(pair["left"], pair["right"], pair["kind"]) for pair in compared["pairs"]] == [
        ("kst-36999-6@1#p1", "kst-36999-6@2#p1", "unchanged"),
        (None, "kst-36999-6@2#p2", "added"),
        ("kst-36999-6@1#p2", "kst-36999-6@2#p3", "changed"),
    ]
    assert [(fact["left"], fact["right"]) for fact in compared["pairs"][2]["facts"]] == [
        ("3 miljoen euro", "4 miljoen euro")
    ]
    told = versions("diff", "36999-6@1", "36999-6@2").out
    assert "Passage 1: unchanged" in told
    assert "Passage 3 · changed · was passage 2" in told


def test_the_wordings_and_the_origin_of_a_passage(versions: Nota) -> None:
    wordings = versions("history", "36999-6#p3", "--json").json["wordings"]
    assert [(w["address"], w["kind"]) for w in wordings] == [
        ("kst-36999-6@1#p2", "first"),
        ("kst-36999-6@2#p3", "changed"),
    ]
    sentences = versions("blame", "36999-6#p3", "--json").json["sentences"]
    assert [(s["part"], s["version"]) for s in sentences] == [("question", 1), ("answer", 2)]


def test_a_text_in_which_nothing_is_asked_has_wordings_too(run: Nota, tmp_path: Path) -> None:
    file = tmp_path / "memorie.md"
    for text in (TOLD, TOLD.replace("3 miljoen", "5 miljoen")):
        file.write_text(text)
        assert "no question can be told from its answer; stored as numbered passages" in run("add", file).err
    wordings = run("history", "kst-36999-3#p2", "--json").json["wordings"]
    assert [w["question"] for w in wordings] == [f"Het voorstel kost {n} miljoen euro." for n in (3, 5)]
    told = run("history", "kst-36999-3#p2").out
    assert "[-3-]{+5+} miljoen euro" in told
    assert "(no answer)" not in run("show", "kst-36999-3").out
    assert run("blame", "kst-36999-3#p2").out.startswith("Passage 2\n")


def test_the_pages_speak_of_passages(versions: Nota, tmp_path: Path) -> None:
    app = create_app(tmp_path / "corpus")
    client = app.test_client()

    def page(path: str) -> str:
        answer = client.get(path, headers={"Accept-Language": "en"})
        assert answer.status_code == 200
        return answer.text

    nota = page("/nota/kst-36999-6")
    assert '<h2 id="hp2">Passage 2</h2>' in nota
    assert "question" not in nota.partition("<article>")[2]
    assert "Passage 1: unchanged" in page("/diff/kst-36999-6@1/kst-36999-6@2")
    assert "was passage 2" in page("/diff/kst-36999-6@1/kst-36999-6@2")
    assert "<h1>History of passage 3</h1>" in page("/history/kst-36999-6/2/p3")
    assert "3 passages" in page("/")
    shown = json.loads(page("/api/v1/notas/kst-36999-6"))
    assert [question["number"] for question in shown["questions"]] == ["p1", "p2", "p3"]
    app.extensions["library"].store.close()
