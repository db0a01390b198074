"""Real papers, against what a careful reader wrote down of each before any of them was parsed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.conventions.asked import who_asks
from corpus.ingest import Reading, read_file
from corpus.model import QAPair, sentences
from corpus.normal import load, render
from corpus.text import word_list
from tests.cases import DATA
from tests.helpers import shared

PAPERS = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted((DATA / "papers").glob("*.toml"))}
NUMBERED = {name: paper for name, paper in PAPERS.items() if paper["questions"]}
NARRATIVE = {name: paper for name, paper in PAPERS.items() if paper.get("passages")}

each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
each_numbered = pytest.mark.parametrize("paper", NUMBERED.values(), ids=NUMBERED)


def reading(paper: Mapping[str, Any]) -> Reading:
    file: Path = shared(paper["file"])
    return read_file(file.name, file.read_bytes())


@each_numbered
def test_the_questions_and_the_answers_that_serve_several(paper: Mapping[str, Any]) -> None:
    pairs = reading(paper).nota.pairs
    assert [pair.number for pair in pairs] == paper["questions"]
    grouped = {pair.answer.numbers for pair in pairs if pair.answer and len(pair.answer.numbers) > 1}
    assert grouped == {tuple(group) for group in paper["groups"]}
    assert [pair.number for pair in pairs if not pair.answer] == paper["unanswered"]


@each_numbered
@pytest.mark.parametrize("part", ["question", "answer"])
def test_where_a_text_begins_and_ends(paper: Mapping[str, Any], part: str) -> None:
    nota = reading(paper).nota
    for expected in paper.get(part, []):
        pair = nota.pair(expected["number"])
        assert pair
        words = spoken(pair, part)
        begins, ends = word_list(expected["begins"]), word_list(f"{expected['ends']} {expected.get('stray', '')}")
        assert words[: len(begins)] == begins, expected["number"]
        assert words[len(words) - len(ends) :] == ends, expected["number"]


def spoken(pair: QAPair, part: str) -> list[str]:
    """The words of a question or an answer, without marks of notes and the page that a question is about."""
    blocks = pair.question.blocks if part == "question" else pair.answer.blocks if pair.answer else ()
    text = re.sub(r"\[\^[^\]]+\]|^\(pagina [\d-]+\)", "", " ".join(sentences(blocks)))
    return word_list(text)


@pytest.mark.parametrize("paper", NARRATIVE.values(), ids=NARRATIVE)
def test_who_brings_forward_each_passage(paper: Mapping[str, Any]) -> None:
    nota = reading(paper).nota
    asked = [" ".join(asker.name for asker in askers) for askers in who_asks(nota).values()]
    assert asked == [passage["asked_by"] for passage in paper["passages"]]
    for pair, passage in zip(nota.pairs, paper["passages"], strict=True):
        begins = word_list(passage["begins"])
        assert spoken(pair, "question")[: len(begins)] == begins


def test_a_paper_that_answers_by_subject_is_kept_as_passages() -> None:
    paper = PAPERS["rekenkamer-text--2018-06-11_2018-baten-lasten"]
    read = reading(paper)
    assert {pair.number[0] for pair in read.nota.pairs} == {"p"}
    assert [str(warning).partition(": ")[2] for warning in read.warnings] == [
        "no question can be told from its answer; stored as numbered passages"
    ]


@each_paper
def test_no_word_of_a_real_paper_is_lost_and_its_normal_form_is_read_again(paper: Mapping[str, Any]) -> None:
    read = reading(paper)
    nota = read.nota.with_meta(id="een-nota")
    assert read.words > 100
    assert load(render(nota)) == nota
