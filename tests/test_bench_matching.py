"""The exam of the matching counts right: pairs, kinds, thresholds."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from rapidfuzz import fuzz

from bench.__main__ import main
from bench.matching.found import Listed
from bench.matching.judged import at_best, judged, mistakes
from bench.matching.tools import brute_force, ours
from bench.matching.truth import Truth, truth
from bench.questions import Ask, Labelled, labelled

BRIDGE = Ask("spent", "", "de brug", (("year", "2024"),))
LATER = BRIDGE.with_value("year", "2025")
TUNNEL = Ask("planned", "", "de tunnel", ())


@pytest.fixture
def known() -> Truth:
    return truth(
        [
            Labelled("0: the bridge", (BRIDGE,), "first"),
            Labelled("1: the bridge in other words", (BRIDGE,), "clause"),
            Labelled("2: the bridge a year later", (LATER,), "first", BRIDGE, "year"),
            Labelled("3: the tunnel", (TUNNEL,), "first"),
            Labelled("4: the bridge and the tunnel", (BRIDGE, TUNNEL), "merged"),
        ]
    )


def _found(*pairs: tuple[int, int, float]) -> Listed:
    left, right, scores = zip(*pairs, strict=True)
    return Listed.of(np.array(left), np.array(right), np.array(scores), 5)


def test_the_pairs_that_are_the_same_and_those_that_look_it(known: Truth) -> None:
    same = {divmod(int(key), 5): str(kind) for key, kind in zip(known.same.keys, known.same.kinds, strict=True)}
    assert same == {(0, 1): "clause", (0, 4): "merged", (1, 4): "two rewordings", (3, 4): "merged"}
    traps = {divmod(int(key), 5): str(kind) for key, kind in zip(known.traps.keys, known.traps.kinds, strict=True)}
    assert traps == {(0, 2): "year", (1, 2): "year", (2, 4): "year"}
    assert known.mistake(0 * 5 + 2) == "year"
    assert known.mistake(0 * 5 + 3) == "more"


def test_a_pair_counts_once_in_either_order_and_never_with_itself() -> None:
    found = _found((1, 0, 0.5), (0, 1, 0.9), (2, 2, 1.0), (3, 4, 0.7))
    assert found.keys.tolist() == [1, 19]
    assert found.scores.tolist() == [0.9, 0.7]
    assert found.scores_of(np.array([1, 2, 19])).tolist() == [0.9, -1.0, 0.7]


def test_precision_recall_and_what_fooled_it(known: Truth) -> None:
    found = _found((0, 1, 0.9), (3, 4, 0.8), (0, 2, 0.85), (1, 3, 0.3))
    result = judged(found, known)
    assert (result.precision, result.recall) == (2 / 4, 2 / 4)
    assert result.by_kind == {"clause": (1, 1), "merged": (1, 2), "two rewordings": (0, 1)}
    assert result.fooled == {"year": (1, 3)}
    assert mistakes(found, known).tolist() == [2, 8]
    assert judged(found, known, 0.88).precision == 1


def test_the_best_threshold_is_taken(known: Truth) -> None:
    result = at_best(_found((0, 1, 0.9), (3, 4, 0.8), (0, 2, 0.5), (1, 3, 0.3)), known)
    assert (result.precision, result.recall) == (1, 2 / 4)
    assert 0.5 < result.least <= 0.8


def test_brute_force_counts_every_pair_once() -> None:
    texts = [question.text for question in labelled("learn", 120)]
    counted = brute_force(fuzz.ratio, texts)()
    lowered = [text.casefold() for text in texts]
    scores = np.array([fuzz.ratio(a, b) for a, b in combinations(lowered, 2)])
    for least in (0.3, 0.6, 0.9, 1.0):
        assert counted.above(np.array([least])) == (np.floor(scores * 10) >= least * 1000).sum()
    assert counted.above(np.array([0.0])) == len(scores)


def test_ours_finds_what_is_word_for_word_the_same() -> None:
    questions = list(labelled("learn", 400))
    known = truth(questions)
    result = judged(ours([question.text for question in questions])(), known)
    hit, pairs = result.by_kind["word for word"]
    assert hit == pairs > 0
    assert result.looked_at is not None
    assert result.recall <= result.looked_at <= 1


def test_the_tables_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "--size", "150", "--world", "learn", "--tool", "nota-differ"]) == 0
    assert main(["scale", "150", "300", "--world", "learn"]) == 0
    said = capsys.readouterr().out
    for part in ("150 questions of the world 'learn'", "recall by kind of rewording", "wrong pairs", "growth"):
        assert part in said


def test_examples_are_shown_of_open_worlds_only(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["match", "--size", "300", "--tool", "nota-differ", "--examples", "1"]
    assert main([*given, "--world", "second"]) == 0
    assert re.search(r"missed, \w+\n  .*[?.]\n  .*[?.]\n", capsys.readouterr().out)
    with pytest.raises(SystemExit):
        main([*given, "--world", "fourth"])
    assert "for measuring only" in capsys.readouterr().err
