"""The pairs that were written one by one: each once, of both kinds, and not shown."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.__main__ import main
from bench.matching.written import written_pairs


def test_each_pair_is_written_once_and_asks_something() -> None:
    pairs = written_pairs()
    assert len(pairs) >= 100
    assert {pair.grade for pair in pairs} == {"same", "different"}
    texts = Counter((pair.left, pair.right) for pair in pairs)
    assert max(texts.values()) == 1
    for pair in pairs:
        assert pair.left != pair.right
        assert {pair.left[-1], pair.right[-1]} <= {"?", "."}, pair


def test_the_table_shows_kinds_and_no_pair(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["written"]) == 0
    said = capsys.readouterr().out
    assert "precision" in said
    assert [pair for pair in written_pairs() if pair.left in said] == []
