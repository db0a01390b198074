"""Answers as evidence: which questions they show to be the same, and which answers show nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.model import Document, Nota, Question
from differ.candidates import FORMULA
from differ.duplicates import Placed, Wanted, clusters
from differ.duplicates import found as repeats
from differ.model import Grade
from differ.progress import Bar, silent
from differ.repeating import answered
from differ.repeating.answered import lifted
from differ.repeating.judging import VERDICT
from differ.repeating.repeats import Desk
from differ.repeating.rounds import all_verdicts
from differ.repeating.shared_answers import shared_answers
from differ.shelves.asked import text_of
from differ.shelves.shelf import Shelf
from tests.cases import case_files, document, parts

CASES = case_files("answered")


def documents(file: Path) -> list[Document]:
    return [document(text, name) for name, text in parts(file).items() if name in ("a", "b")]


def found(texts: list[Document]) -> list[str]:
    told = clusters(texts)
    return [f"{kind}: {' '.join(own.address for own in one.members)}" for one in told for kind in one.kinds]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    assert found(documents(file)) == parts(file)["repeats"].splitlines()


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_what_is_told_from_arrays_is_what_is_told_of_each(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answered, "MANY", 0)
    assert found(documents(file)) == parts(file)["repeats"].splitlines()


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_the_order_of_the_papers_does_not_matter(file: Path) -> None:
    there, back = documents(file), documents(file)[::-1]
    assert [set(line.split()) for line in found(there)] == [set(line.split()) for line in found(back)]


OTTER = CASES[[file.stem for file in CASES].index("put-otherwise-and-answered-alike")]


def test_without_the_answers_they_are_in_doubt_and_with_them_it_is_said_why() -> None:
    asked = documents(OTTER)
    unanswered = [replace(one, nota=without_answers(one.nota)) for one in asked]
    (doubted,) = clusters(unanswered, Wanted("related"))
    assert [link.grade for link in doubted.links] == ["related"]
    (found,) = clusters(asked)
    (link,) = found.links
    reasons = [str(reason) for reason in link.reasons]
    assert (link.kind, link.grade) == ("question", "same")
    assert reasons[0] == "the answers say the same about it, in the same sentences: otter, voorbeelddal"
    assert "both say: De otter is sinds het voorjaar weer op vier plaatsen in het Voorbeelddal gezien." in reasons
    alone = [word.left or word.right for word in link.words if not (word.left and word.right)]
    assert any("terecht" in word for word in alone)
    assert any("vordert" in word for word in alone)


def without_answers(nota: Nota) -> Nota:
    return replace(nota, body=tuple(replace(own, answer=None) for own in nota.body if isinstance(own, Question)))


@pytest.mark.parametrize("least", ["same", "similar", "related"])
def test_what_answers_tell_goes_before_what_words_tell(least: Grade) -> None:
    (found,) = clusters(documents(OTTER), Wanted(least))
    assert [(link.kind, link.grade) for link in found.links] == [("question", "same")]


def test_only_word_for_word_is_only_that() -> None:
    assert clusters(documents(OTTER), Wanted("identical")) == ()


def test_questions_alone_are_told_by_their_answers_too() -> None:
    assert len(clusters(documents(OTTER), Wanted(kinds=("question",)))) == 1
    assert clusters(documents(OTTER), Wanted(kinds=("reference",))) == ()


THIRD = """## Vraag 1
In hoeverre slaagt het herstel van de otter in het Voorbeelddal?
### Antwoord
De otter is sinds het voorjaar weer op vier plaatsen in het Voorbeelddal gezien.
Het waterschap legt daarom vóór de winter drie oversteekplaatsen aan onder de provinciale weg.
"""


def test_of_a_corpus_the_same_is_found_for_all_and_for_one(tmp_path: Path) -> None:
    """A paper after the other, and each looked at alone: the group that it makes with others is whole."""
    shelf = Shelf(tmp_path)
    asked = [*documents(OTTER), document(THIRD, "c")]
    placed = [Placed(one.address, one.address) for one in asked]
    for one in asked:
        shelf.put([text_of(one.address, one.nota)])
        all_verdicts(shelf, silent)
    everything = list(repeats(shelf, placed))
    assert [[own.address for own in one.members] for one in everything] == [["a#1", "b#7", "c#1"]]
    assert {link.grade for link in everything[0].links} == {"same"}
    for one in asked:
        assert list(repeats(shelf, placed, concerned=frozenset((one.address,)))) == everything
    shelf.close()


def test_an_answer_that_many_got_costs_no_pairs(tmp_path: Path) -> None:
    """Formulas are no evidence, however many bear them: no two questions are held against each other for these."""
    said = "Het kabinet hecht eraan de Kamer zorgvuldig, tijdig en volledig over het Voorbeeldregister te informeren."
    asked = "## Vraag {0}\nHoe staat het met onderdeel{0} van het Voorbeeldregister?\n### Antwoord\n{1}\n"
    text = "".join(asked.format(number, said) for number in range(1, FORMULA + 2))
    shelf = Shelf(None)
    shelf.put([text_of("all", document(text).nota)])
    rows = shelf.rows(["all"])
    desk = Desk(shelf, rows, np.ones(len(rows.ids), bool))
    seen: list[int] = []

    @contextmanager
    def counted(_label: str, count: int) -> Iterator[Bar]:
        seen.append(count)
        with silent("", count) as bar:
            yield bar

    assert lifted(desk, shared_answers(desk, (), silent), np.zeros(0, VERDICT), counted) == {}
    assert seen == [0]
    shelf.close()
