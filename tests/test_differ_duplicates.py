"""What repeats in the real nota, in the fictional dossier, and what must not be joined."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.ingest import read_nota
from corpus.model import Document
from differ.candidates import FORMULA as FORMULA_BEARERS
from differ.duplicates import Wanted, clusters
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


FORMULA = "Het kabinet hecht eraan de Kamer zorgvuldig, tijdig en volledig over dit onderwerp te informeren."


def answered(*answers: str, start: int = 1) -> str:
    """Questions on subjects of their own, with these answers."""
    asked = "## Vraag {0}\nHoe staat het met onderwerp{0} in regeling{0}?\n### Antwoord\n{1}\n"
    return "".join(asked.format(number, answer) for number, answer in enumerate(answers, start))


def test_what_is_said_in_many_answers_is_a_formula_and_joins_none() -> None:
    own = (
        "Over onderdeel {0} van programma {0} heeft de Inspectie in het voorjaar advies{0} uitgebracht aan minister{0}."
    )
    many = [f"{FORMULA}\n{own.format(number)}" for number in range(FORMULA_BEARERS + 1)]
    assert clusters([document(answered(*many))]) == ()
    few = clusters([document(answered(*[FORMULA] * 3))])
    assert [cluster.kinds for cluster in few] == [("answer",)]
    assert len(few[0].members) == 3


def test_a_formula_does_not_hide_what_else_is_shared() -> None:
    shared = "De subsidie wordt met ingang van 2031 beperkt tot makers die in Nederland zijn gevestigd en ingeschreven."
    many = [FORMULA] * FORMULA_BEARERS + [f"{FORMULA}\n{shared}"] * 2
    (found,) = clusters([document(answered(*many))])
    assert [member.number for member in found.members] == [str(len(many) - 1), str(len(many))]
    assert not any("hecht eraan" in str(reason) for link in found.links for reason in link.reasons)


def test_a_reference_to_another_paper_leads_there_and_nowhere_else() -> None:
    b = document(answered("De Inspectie houdt toezicht."), "b").nota.with_meta(id="kst-99999-B", dossier="99999")
    text = answered("Zie het antwoord op vraag 1 van letter B.").replace("onderwerp1", "het budget")
    d = document(text, "d").nota.with_meta(id="kst-99999-D", dossier="99999")
    both = clusters([Document("b", b), Document("d", d)])
    assert [told(cluster) for cluster in both] == [("b#1 d#1", ("reference",), False)]
    assert clusters([Document("d", d)]) == ()


def test_two_drafts_without_an_id_do_not_refer_to_each_other() -> None:
    first = answered("De Inspectie houdt toezicht.", "Zie het antwoord op vraag 1.")
    second = answered("Het budget is 3 miljoen euro.", start=1) + answered("Zie het antwoord op vraag 9.", start=2)
    found = clusters([document(first, "a.md"), document(second, "b.md")])
    assert [told(cluster)[0] for cluster in found if "reference" in cluster.kinds] == ["a.md#1 a.md#2"]


def test_what_was_not_answered_is_not_answered_otherwise() -> None:
    text = "## Vraag 1\nWie houdt toezicht op het fonds?\n"
    answer = "### Antwoord\nDe Inspectie houdt toezicht.\n"
    (found,) = clusters([document(text, "a.md"), document(text + answer, "b.md")])
    assert not found.answers_differ


def test_another_answer_to_the_same_question_comes_first_and_of_these_what_differs_in_a_fact() -> None:
    asked = "## Vraag {}\nHoeveel inspecteurs telt dienst{}?\n### Antwoord\n{}\n"
    answers = ("Er zijn inspecteurs.", "Zij zijn er.", "Er zijn 12 inspecteurs.", "Er zijn 14 inspecteurs.")
    text = "".join(asked.format(n, 1 + (n - 1) // 2, answer) for n, answer in enumerate(answers, start=1))
    text += asked.format(5, 3, "Ja.") + asked.format(6, 3, "Ja.") + asked.format(7, 1, "Zie het antwoord op vraag 1.")
    found = [told(cluster) for cluster in clusters([document(text)])]
    assert found == [
        ("case.md#3 case.md#4", ("question",), True),
        ("case.md#1 case.md#2 case.md#7", ("question",), True),
        ("case.md#1 case.md#7", ("reference",), False),
        ("case.md#5 case.md#6", ("question",), False),
    ]


def test_only_what_is_wanted_is_found() -> None:
    documents = [sample("kst-36800-K-D.md")]
    assert [c.kinds for c in clusters(documents, Wanted(kinds=("reference",)))] == [("reference",)]
    assert [told(c)[0] for c in clusters(documents, Wanted(different_answers=True))] == [
        "kst-36800-K-D#12 kst-36800-K-D#13",
        "kst-36800-K-D#1 kst-36800-K-D#19",
    ]
    assert {c.grade for c in clusters(documents, Wanted("identical"))} == {"identical"}


@pytest.mark.parametrize("name", ["kst-36800-K-D.md", "fictief/99999-B.3-herdruk.md"])
def test_what_is_kept_of_a_question_reads_as_it_does_in_the_nota(name: str) -> None:
    whole = sample(name)
    kept = {member.address: member for cluster in clusters([whole], Wanted("related")) for member in cluster.members}
    assert kept
    for address, member in kept.items():
        pair = whole.nota.pair(member.number)
        assert pair
        assert member == replace(member, address=whole.address_of(pair.number))
        assert (member.question, member.answer) == (pair.question.text, pair.answer.text if pair.answer else "")
        assert address == whole.address_of(pair.number)
