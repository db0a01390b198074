"""The wordings of an answer through time, and the origin of its sentences; git's own blame is the witness."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import AddressError
from corpus.ingest import read_nota
from corpus.store import Store, Submission
from differ.audit.provenance import blame
from differ.audit.threads import history
from differ.demo import fill
from differ.output.contract import misfits_of
from tests.commands import Nota


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with fill(tmp_path_factory.mktemp("samples") / "corpus") as store:
        yield store


def version(*answers: str, day: int = 1) -> Submission:
    """A version of a nota with one question for each answer."""
    asked = ("Wie houdt toezicht op het fonds?", "Hoe hoog is het budget in 2031?", "Waar is het kantoor gevestigd?")
    text = "\n".join(
        f"## Vraag {n}\n{q}\n### Antwoord\n{a}\n" for n, (q, a) in enumerate(zip(asked, answers, strict=False), 1)
    )
    nota = read_nota("nota.md", text.encode(), id="kst-99999-Z", received=date(2031, 3, day)).nota
    return Submission(nota, "nota.md", text.encode(), "markdown/1", author="A <a@voorbeeld.example>")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "corpus") as made:
        yield made


def test_an_answer_is_followed_through_versions_numbers_and_notas(samples: Store) -> None:
    found = history(samples, "99999-B#5")
    assert found.address == "kst-99999-B@3#5"
    assert [(w.located.address, w.kind, str(w.version.date)) for w in found.wordings] == [
        ("kst-99999-B@1#4", "first", "2031-03-03"),
        ("kst-99999-B@2#4", "changed", "2031-03-14"),
        ("kst-99999-B@3#5", "changed", "2031-03-28"),
        ("kst-99999-D@1#7", "reference", "2031-09-04"),
    ]
    assert ("62,4 miljoen euro", "71,8 miljoen euro") in [(f.left, f.right) for f in found.wordings[1].facts]


def test_the_thread_is_the_same_from_whichever_version_one_asks(samples: Store) -> None:
    asked = ("99999-B@1#4", "99999-B@concept#4", "99999-B#5", "99999-D#7")
    assert len({tuple(w.located.address for w in history(samples, address).wordings) for address in asked}) == 1


def test_a_question_is_followed_into_the_one_it_was_merged_with(store: Store) -> None:
    asked = ("Hoeveel aanvragen zijn in 2030 afgewezen?", "Welke redenen voerde het Voorbeeldenfonds daarvoor aan?")
    said = ("In 2030 zijn 41 aanvragen afgewezen.", "Meestal ontbrak een verklaring van de maker van het voorbeeld.")
    apart = "\n".join(f"## Vraag {n}\n{asked[n - 1]}\n### Antwoord\n{said[n - 1]}\n" for n in (1, 2))
    together = f"## Vraag 1\n{' '.join(asked)}\n### Antwoord\n{' '.join(said)}\n"
    for day, text in enumerate((apart, together), 1):
        nota = read_nota("nota.md", text.encode(), id="kst-99999-Z", received=date(2031, 3, day)).nota
        store.add([Submission(nota, "nota.md", text.encode(), "markdown/1", author="A <a@voorbeeld.example>")])
    followed = [wording.located.address for wording in history(store, "kst-99999-Z@1#2").wordings]
    assert followed == ["kst-99999-Z@1#1", "kst-99999-Z@1#2", "kst-99999-Z@2#1"]


def test_equal_texts_are_one_wording_with_all_its_versions(samples: Store) -> None:
    (only,) = history(samples, "99999-B@1#3").wordings
    assert [v.address for v in only.also_in] == ["kst-99999-B@2", "kst-99999-B@3"]


def test_each_wording_replays_from_the_one_before(samples: Store) -> None:
    wordings = history(samples, "99999-B#9").wordings
    for before, after in pairwise(wordings):
        assert after.answer_diff.left == before.located.answer
        assert after.answer_diff.right == after.located.answer


def test_a_text_that_returns_is_a_wording_again(store: Store) -> None:
    store.add([version("De Inspectie.", day=1), version("Het ministerie.", day=2), version("De Inspectie.", day=3)])
    assert [w.located.answer for w in history(store, "kst-99999-Z#1").wordings] == [
        "De Inspectie.",
        "Het ministerie.",
        "De Inspectie.",
    ]


def test_blame_names_the_version_that_brought_each_sentence(samples: Store) -> None:
    found = [(one.part, one.version.number, one.text) for one in blame(samples, "99999-B#1") if one.part == "answer"]
    assert [number for _, number, _ in found] == [1, 1, 1, 2]
    assert found[-1][2] == "Het ministerie onderzoekt of dat vanaf de volgende editie wel mogelijk is."


def test_a_sentence_that_came_from_another_answer_keeps_its_origin(store: Store) -> None:
    moved = "De uitvoering ligt al jaren bij het fonds zelf."
    store.add(
        [version("De Inspectie.", f"Twaalf miljoen. {moved}"), version(f"De Inspectie. {moved}", "Twaalf miljoen.")]
    )
    assert {one.text: one.version.number for one in blame(store, "kst-99999-Z#1")}[moved] == 1


def test_a_formula_that_stands_elsewhere_has_no_such_origin(store: Store) -> None:
    store.add([version("De Inspectie.", "Ja. Twaalf miljoen."), version("Ja. De Inspectie.", "Ja. Twaalf miljoen.")])
    assert {one.text: one.version.number for one in blame(store, "kst-99999-Z#1")}["Ja."] == 2


def test_of_two_equal_sentences_the_added_one_is_new(store: Store) -> None:
    said = "Het ministerie onderzoekt dit samen met de branche."
    store.add([version(said), version(f"{said} {said}")])
    assert [one.version.number for one in blame(store, "kst-99999-Z#1") if one.text == said] == [1, 2]


def test_plain_git_blames_the_same_versions(samples: Store) -> None:
    newest = samples.resolve("kst-99999-B@2")
    told = subprocess.run(
        ["git", "blame", "--line-porcelain", newest.commit, "--", newest.path],
        cwd=samples.path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    commits = {}
    commit = ""
    for line in told.splitlines():
        if line.startswith("\t"):
            commits[line[1:].replace("\\", "")] = commit
        elif len(line.split()[0]) == 40:
            commit = line.split()[0]
    ours = {
        one.text: one.version.commit for number in (1, *range(3, 13)) for one in blame(samples, f"99999-B@2#{number}")
    }
    assert ours == {text: commits[text] for text in ours}


@pytest.mark.parametrize("address", ["99999-B", "99999-B#77", "99999-X#1", "99999-B@9#1"])
def test_an_address_that_leads_to_no_question_is_told(samples: Store, address: str) -> None:
    for ask in (history, blame) if "#" in address else (history,):
        with pytest.raises(AddressError) as caught:
            ask(samples, address)
        assert "99999" in str(caught.value)


def test_another_reading_of_the_same_source_is_no_other_wording(store: Store) -> None:
    def read(said: str, reader: str) -> Submission:
        text = f"## Vraag 1\nWie houdt toezicht op het fonds?\n### Antwoord\n{said}\n"
        nota = read_nota("nota.md", text.encode(), id="kst-99999-Z", received=date(2031, 3, 3)).nota
        return Submission(nota, "nota.pdf", b"as received", reader, author="A <a@voorbeeld.example>")

    store.add([read("De In spectie houdt toezicht.", "pdf/1"), read("De Inspectie houdt toezicht.", "pdf/2")])
    assert [w.kind for w in history(store, "kst-99999-Z#1").wordings] == ["first"]
    # The reading that it replaced is told when it is asked for, and the other one as what it is.
    assert [(w.located.address, w.kind) for w in history(store, "kst-99999-Z@1#1").wordings] == [
        ("kst-99999-Z@1#1", "first"),
        ("kst-99999-Z@2#1", "converted"),
    ]


def test_a_version_that_was_corrected_stands_in_no_thread_but_can_be_asked_for(store: Store) -> None:
    wrong, right = version("Tien miljoen.", day=2), version("Twaalf miljoen.", day=2)
    store.add([version("De Inspectie.", day=1), wrong])
    store.add([replace(right, replaces="kst-99999-Z@2", reason="verkeerd bestand")])
    assert [w.located.address for w in history(store, "kst-99999-Z#1").wordings] == [
        "kst-99999-Z@1#1",
        "kst-99999-Z@3#1",
    ]
    assert "kst-99999-Z@2#1" in [w.located.address for w in history(store, "kst-99999-Z@2#1").wordings]
    assert {one.version.number for one in blame(store, "kst-99999-Z@2#1") if one.part == "answer"} == {2}


def test_the_history_of_an_answer_is_a_table_too(samples: Store, run: Nota, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTA_CORPUS", str(samples.path))
    told = json.loads(run("history", "99999-B#5", "--json").out)
    table = list(csv.DictReader(io.StringIO(run("history", "99999-B#5", "--csv").out.removeprefix("\ufeff"))))
    for field in ("address", "date", "commit", "author", "question", "answer"):
        assert [row[field] for row in table] == [one[field] for one in told["wordings"]]
    assert [row["change"] for row in table] == ["first wording", "changed", "changed", "refers to another answer"]
    assert table[1]["difference"].startswith("number: 62,4 miljoen euro -> 71,8 miljoen euro; ")
    assert run("history", "99999-B#5", "--csv", "--json").status == 2


def test_blame_of_a_nota_is_told_by_the_command_in_every_form(
    samples: Store, run: Nota, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTA_CORPUS", str(samples.path))
    told = json.loads(run("blame", "99999-B", "--json").out)
    assert not misfits_of("blame", told)
    assert {one["address"] for one in told["sentences"]} >= {"kst-99999-B@3", "kst-99999-B@3#1", "kst-99999-B@3#13"}
    assert all("".join(run["text"] for run in one["words"]) == one["text"] for one in told["sentences"])
    lines = run("blame", "99999-B#5").out.splitlines()
    assert lines[0] == "Question 5"
    assert any(line.endswith("Het kabinet zal de Kamer uiterlijk in het najaar van 2031") for line in lines)
    words = run("blame", "99999-B#5", "--words").out
    assert "|   uiterlijk" in words
    table = run("blame", "99999-B", "--csv").out.splitlines()
    assert len(table) == 1 + len(told["sentences"])
    assert run("blame", "99999-B", "--csv", "--json").status == 2


def test_the_old_and_the_new_number_of_the_same_question_do_not_read_as_one(run: Nota, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    told = " ".join(run("history", "99999-B#11").out.split())
    assert "in het antwoord op vraag [-6-]{+7+} en [-7-]{+8+}, verwacht" in told
