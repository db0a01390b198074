"""The sub-questions of a question: none is swallowed by another."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corpus.conventions.parts import parts
from corpus.ingest import read_nota

CASES = tomllib.loads((Path(__file__).parent / "data" / "sub-questions.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_question_has_these_parts(case: dict[str, str | list[str]]) -> None:
    text = f"## Vraag 1\n\n{case['text']}\n\n### Antwoord 1\n\nJa.\n"
    (pair,) = read_nota("nota.md", text.encode(), id="kst-99999-Z").nota.pairs
    assert list(parts(pair.question)) == case["parts"]
