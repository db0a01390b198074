"""Sub-questions beside the parts of the answer that bear their letters, and never where that is not certain."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from corpus.conventions.part_answers import END, Run, cut, part_answers, part_starts
from corpus.conventions.parts import parts
from corpus.ingest import read_nota
from corpus.model import Answer, Block, Question, sentences

DATA = Path(__file__).parent / "data"
CASES = tomllib.loads((DATA / "sub-answers.toml").read_text("utf-8"))["case"]
ASKED = tomllib.loads((DATA / "sub-questions.toml").read_text("utf-8"))["case"]

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))


def read(question: str, answer: str) -> tuple[Question, Answer]:
    text = f"## Vraag 1\n\n{question}\n\n### Antwoord 1\n\n{answer}\n"
    (pair,) = read_nota("nota.md", text.encode(), id="kst-99999-Z").nota.pairs
    assert pair.answer
    return pair.question, pair.answer


def text(blocks: tuple[Block, ...]) -> str:
    return " ".join(sentences(blocks))


@each_case
def test_these_parts_stand_beside_each_other(case: dict[str, Any]) -> None:
    question, answer = read(case["question"], case["answer"])
    found = part_answers(question, answer)
    assert [
        [f"1.{own.part}", text(cut(question.blocks, own.asked)), text(cut(answer.blocks, own.answered))]
        for own in found
    ] == case["beside"]


@each_case
def test_no_word_is_lost_or_told_twice(case: dict[str, str]) -> None:
    question, answer = read(case["question"], case["answer"])
    found = part_answers(question, answer)
    for blocks, runs in (
        (question.blocks, [own.asked for own in found]),
        (answer.blocks, [own.answered for own in found]),
    ):
        cuts = [0, *(cut for run in runs for cut in (run.start, run.end)), END]
        pieces = [text(cut(blocks, Run(start, end))) for start, end in pairwise(cuts)]
        assert " ".join(filter(None, pieces)) == text(blocks)


@pytest.mark.parametrize("case", [*ASKED, *CASES], ids=lambda case: str(case["name"]))
def test_each_sub_question_begins_in_a_sentence_of_its_question(case: dict[str, str]) -> None:
    question, _ = read(case.get("text", case.get("question", "")), "Ja.")
    told, starts = list(sentences(question.blocks)), part_starts(question)
    assert list(starts) == sorted(starts)
    for part, start in zip(parts(question), starts, strict=True):
        assert part[:20] in " ".join(told[start:])
        assert part[:20] not in " ".join(told[start + 1 :])
