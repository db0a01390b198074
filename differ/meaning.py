"""A model of meaning of the user's own beside the judgement: off unless one is given."""

from __future__ import annotations

from typing import Protocol

from differ.questions.profile import profile
from differ.similarity import Verdict, judge

MEANS_THE_SAME = 0.9
"""The least likeness in meaning that makes two questions on one subject the same."""


class Scorer(Protocol):
    """How alike two questions are in meaning, as a sentence embedding may tell."""

    def __call__(self, left: str, right: str) -> float:
        """0 (strangers) to 1 (the same) for two plain texts; symmetric."""
        ...


def judge_with(scorer: Scorer, left: str, right: str) -> Verdict:
    """The verdict on two questions (plain texts), raised to `same` where a scorer holds them to mean the same.

    It raises only `related`: another number, name, opposite or negation ('similar') stays what it is, because that is
    what models of meaning are worst at; nor are questions with nothing in common looked at.
    """
    verdict = judge(profile(left), profile(right))
    if verdict.grade != "related":
        return verdict
    meaning = scorer(left, right)
    return Verdict("same", 100.0 * meaning) if meaning >= MEANS_THE_SAME else verdict
