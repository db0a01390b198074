"""A model of meaning may join what words do not, and never what a number, a name or an opposite keeps apart."""

from __future__ import annotations

from differ.meaning import judge_with
from differ.questions.profile import profile
from differ.similarity import judge

ASKED = "Hoeveel klachten over de postbezorging zijn er in 2031 ingediend?"
IN_OTHER_WORDS = "Hoeveel misnoegde klanten dienden in 2031 klachten over de postbezorging in?"
ANOTHER_YEAR = "Hoeveel klachten over de postbezorging zijn er in 2032 ingediend?"


def sure(left: str, right: str) -> float:
    return 0.95


def unsure(left: str, right: str) -> float:
    return 0.4


def test_a_scorer_joins_what_words_alone_do_not() -> None:
    assert judge(profile(ASKED), profile(IN_OTHER_WORDS)).grade == "related"
    assert judge_with(sure, ASKED, IN_OTHER_WORDS).grade == "same"
    assert judge_with(unsure, ASKED, IN_OTHER_WORDS).grade == "related"


def test_a_scorer_changes_nothing_else() -> None:
    assert judge_with(sure, ASKED, ANOTHER_YEAR) == judge(profile(ASKED), profile(ANOTHER_YEAR))
    assert judge_with(sure, ASKED, ANOTHER_YEAR).grade == "similar"
    assert judge_with(unsure, ASKED, ASKED).grade == "identical"
