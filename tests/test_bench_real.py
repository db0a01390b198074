"""The graded pairs of real questions: each once, each understood, no text of a paper among them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.matching import real
from differ.pairs.weights import weights
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
    texts = real.Papers(papers).texts
    assert [pair for pair in real.graded_pairs() if not {pair.left, pair.right} <= texts.keys()] == []


def test_a_real_rewording_is_known_by_its_answer_and_nothing_that_differs_is() -> None:
    papers = real.Papers(shared(real.TABLE).parents[1])
    found = papers.found()
    held = [pair for pair in real.graded_pairs() if frozenset((pair.left, pair.right)) in found]
    assert {pair.grade for pair in held} == set(real.SAME)
    assert ("kamervragen.tsv#547", "kamervragen.tsv#573") in [(pair.left, pair.right) for pair in held]


def test_what_answers_weigh_is_what_the_real_pairs_tell() -> None:
    papers = real.Papers(shared(real.TABLE).parents[1])
    assert weights()[1].answered == pytest.approx(real.answered_odds(papers), abs=0.01)


def test_no_question_is_quoted() -> None:
    texts = [text for text in real.Papers(shared(real.TABLE).parents[1]).texts.values() if len(text) > 30]
    written = real.PAIRS.read_text("utf-8")
    assert [text for text in texts if text in written] == []


def test_without_the_papers_the_part_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(real, "PAPERS", tmp_path)
    assert main(["real"]) == 0
    assert "skipped, the papers are not in" in capsys.readouterr().out
