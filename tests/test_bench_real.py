"""The graded pairs of real questions: each once, each understood, no text of a paper among them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.matching import real
from tests.helpers import shared


def test_each_pair_is_graded_once_and_in_a_few_words() -> None:
    pairs = real.graded_pairs()
    assert len(pairs) >= 200
    assert {pair.grade for pair in pairs} == set(real.GRADES)
    names = Counter(frozenset((pair.left, pair.right)) for pair in pairs)
    assert [sorted(name) for name, count in names.items() if count > 1 or len(name) < 2] == []
    assert [pair for pair in pairs if not 1 <= len(pair.reason.split()) <= 12] == []


def test_each_graded_question_is_there() -> None:
    papers = shared(real.TABLE).parents[1]
    texts = real.questions(papers)
    assert [pair for pair in real.graded_pairs() if not {pair.left, pair.right} <= texts.keys()] == []


def test_no_question_is_quoted() -> None:
    texts = [text for text in real.questions(shared(real.TABLE).parents[1]).values() if len(text) > 30]
    written = real.PAIRS.read_text("utf-8")
    assert [text for text in texts if text in written] == []


def test_without_the_papers_the_part_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(real, "PAPERS", tmp_path)
    assert main(["real"]) == 0
    assert "skipped, the papers are not in" in capsys.readouterr().out
