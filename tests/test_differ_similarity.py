"""When two questions are the same, and when they only look it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from differ.lexicon import entries
from differ.sentences.likeness import likeness, overlap
from differ.similarity import explain, judge, profile, words
from tests.cases import DATA


def cases() -> list[tuple[str, str, str, str, str]]:
    found = []
    for block in (DATA / "same-questions.md").read_text("utf-8").split("\n=== ")[1:]:
        head, left, right = block.strip().splitlines()
        says, _, verdict = head.partition(" -> ")
        kind, _, reason = verdict.partition(", ")
        found.append((says, kind, reason, left, right))
    return found


@pytest.mark.parametrize(("says", "kind", "reason", "left", "right"), cases(), ids=lambda value: str(value)[:40])
def test_case(says: str, kind: str, reason: str, left: str, right: str) -> None:
    verdict = judge(profile(left), profile(right))
    assert ("same" if verdict.same else "different") == kind, (says, verdict)
    assert str(explain(profile(left), profile(right))[0]).startswith(reason), (says, verdict)


@pytest.mark.parametrize(("says", "kind", "reason", "left", "right"), cases(), ids=lambda value: str(value)[:40])
def test_the_order_of_two_questions_does_not_matter(says: str, kind: str, reason: str, left: str, right: str) -> None:
    there, back = judge(profile(left), profile(right)), judge(profile(right), profile(left))
    assert (there.same, round(there.score, 6)) == (back.same, round(back.score, 6)), says


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared_in_either_order(left: str, right: str) -> None:
    one, other = profile(left), profile(right)
    assert judge(one, other).same == judge(other, one).same
    assert judge(one, one).same
    assert likeness(left, right) == likeness(right, left)
    assert likeness(left, left) == 100
    assert overlap(left, right).score == pytest.approx(overlap(right, left).score)
    assert 0 <= overlap(left, right).score <= 100


def test_answers_overlap_in_the_sentences_they_share() -> None:
    shared = "Defensie streeft ernaar deze nieuwe cijfers gereed te hebben voor de Stand van Defensie in het najaar."
    left = f"{shared}\nHet kabinet informeert de Kamer over de doelstellingen die in het akkoord zijn opgenomen."
    right = f"De doelstellingen zien op het versterken van de industrie in Nederland en in Europa.\n{shared}"
    found = overlap(left, right)
    assert found.shared == ((shared, shared),)
    assert 40 < found.score < 60


def test_a_short_formula_is_not_shared_text() -> None:
    assert overlap("Dat is mogelijk.\nJa.", "Dat is mogelijk.\nNee.").shared == ()


@pytest.mark.parametrize("name", ["stopwords", "frames", "opposites"])
def test_a_word_list_has_each_entry_once_in_lower_case(name: str) -> None:
    found = entries(name)
    assert len(found) == len(set(found)) > 20
    assert all(entry == entry.casefold().strip() for entry in found)


def test_the_words_of_two_questions_are_told_with_their_weights() -> None:
    left = profile("Wanneer ontvangt de Kamer de evaluatie van de huurtoeslag in 2026?")
    right = profile("Wanneer krijgt de Kamer de evaluatie van de huurtoeslag in de gemeente Utrecht?")
    told = words(left, right)
    both = [word for word in told if word.left and word.right]
    assert {(word.left, word.right) for word in both} >= {("huurtoeslag", "huurtoeslag"), ("ontvangt", "krijgt")}
    assert [word.left for word in told if not word.right] == ["2026"]
    assert {word.right for word in told if not word.left} == {"gemeente", "utrecht"}
    weight = {word.left or word.right: word.weight for word in told}
    assert weight["huurtoeslag"] > weight["ontvangt"] > 0 < weight["2026"]
    assert {(w.right, w.left, w.weight) for w in words(right, left)} == {(w.left, w.right, w.weight) for w in told}
    assert words(left, left) == ()
