"""What repeats in the real nota, in the fictional dossier, and what must not be joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.ingest import read_nota
from corpus.model import Document
from differ.duplicates import clusters
from differ.model import Cluster
from tests.cases import document

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def sample(name: str) -> Document:
    file = SAMPLES / name
    nota = read_nota(name, file.read_bytes()).nota
    return Document(nota.meta.id, nota)


def told(cluster: Cluster) -> tuple[str, tuple[str, ...], bool]:
    return " ".join(member.address for member in cluster.members), cluster.kinds, cluster.answers_differ


@pytest.fixture(scope="module")
def real() -> tuple[Cluster, ...]:
    return clusters([sample("kst-36800-K-D.md")])


def test_the_real_nota_repeats_in_three_ways_and_in_no_other(real: tuple[Cluster, ...]) -> None:
    nota = "kst-36800-K-D#"
    assert [told(cluster) for cluster in real] == [
        (f"{nota}12 {nota}13", ("question",), True),
        (f"{nota}1 {nota}3 {nota}4", ("reference",), False),
        (f"{nota}1 {nota}19", ("answer",), True),
    ]


def test_twelve_and_thirteen_differ_in_a_refusal_and_in_no_number(real: tuple[Cluster, ...]) -> None:
    facts = real[0].difference
    assert {fact.kind for fact in facts} == {"refusal"}
    assert any("beslotenheid" in (fact.left or "") for fact in facts)
    assert any("geen uitspraken" in (fact.right or "") for fact in facts)


def test_every_link_says_why(real: tuple[Cluster, ...]) -> None:
    reasons = [[str(reason) for reason in link.reasons] for cluster in real for link in cluster.links]
    assert reasons[0] == ["the same question, word for word"]
    assert reasons[1] == reasons[2] == ["the whole answer is: Zie het antwoord op vraag 1."]
    assert reasons[3][0].startswith("29% of the shorter answer stands in 2 sentences")


def test_the_fictional_notas_repeat_as_they_were_written_to() -> None:
    b, d = "kst-99999-B#", "kst-99999-D#"
    found = clusters([sample("fictief/99999-B.3-herdruk.md"), sample("fictief/99999-D.md")])
    assert [told(cluster) for cluster in found] == [
        (f"{b}4 {d}6", ("question",), True),
        (f"{b}9 {d}2", ("question",), True),
        (f"{b}11 {d}4", ("question",), True),
        (f"{b}1 {b}3 {b}10", ("reference",), False),
        (f"{b}5 {b}13 {d}7", ("reference",), False),
        (f"{b}5 {d}7", ("question",), False),
    ]
    by_name = {told(cluster)[0]: cluster for cluster in found}
    assert any(
        "12 procent" in (f.left or "") and "8 procent" in (f.right or "") for f in by_name[f"{b}11 {d}4"].difference
    )


def test_a_match_is_not_carried_over() -> None:
    """1 is like 2 and 2 like 3, but 3 asks for another year than 1: no cluster holds all three."""
    asked = "## Vraag {}\n{}\n### Antwoord\nDat is in onderzoek bij de inspectie.\n"
    text = "\n".join(
        asked.format(number, question)
        for number, question in (
            (1, "Welke middelen zijn in 2031 beschikbaar voor de opleiding?"),
            (2, "Welke middelen zijn beschikbaar voor de opleiding?"),
            (3, "Welke middelen zijn in 2032 beschikbaar voor de opleiding?"),
        )
    )
    assert not any(len(cluster.members) == 3 for cluster in clusters([document(text)]))


def test_one_answer_to_several_questions_is_no_repetition() -> None:
    text = (
        "## Vraag 1\nHoe hoog is de drempel voor kleine makers?\n## Vraag 2\nWie vult het formulier in?\n"
        "### Antwoord 1 en 2\nHet ministerie ontwikkelt samen met de branche een verkort formulier voor kleine makers.\n"
    )
    assert clusters([document(text)]) == ()


def test_a_reference_in_a_circle_ends() -> None:
    text = (
        "## Vraag 1\nWie houdt toezicht?\n### Antwoord\nZie het antwoord op vraag 2.\n"
        "## Vraag 2\nHoe hoog is het budget?\n### Antwoord\nZie het antwoord op vraag 1.\n"
    )
    assert [cluster.kinds for cluster in clusters([document(text)])] == [("reference",)]


def test_a_passing_mention_joins_nothing() -> None:
    text = (
        "## Vraag 1\nWie houdt toezicht?\n### Antwoord\nDe Inspectie houdt toezicht op het fonds.\n"
        "## Vraag 2\nHoe hoog is het budget?\n### Antwoord\nZoals toegelicht onder vraag 1, beslist de Inspectie.\n"
    )
    assert clusters([document(text)]) == ()
