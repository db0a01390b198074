"""Which sentence of a text became which, and what is held to have moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from differ.pairing import MOST_COMPARED, pair

PLAN = "Het plan noemt per jaar de bedragen die voor onderhoud beschikbaar zijn."
REPORT = "De inspectie meldt elk kwartaal hoeveel aanvragen zij van burgers heeft ontvangen."
FORMULA = "Zie het antwoord op vraag 1."


def found(left: list[str], right: list[str]) -> list[tuple[list[int], list[int], bool]]:
    """The pairs as positions on both sides, and whether they moved."""
    return [(list(p.left), list(p.right), p.moved) for p in pair(left, right).pairs]


def test_an_edited_sentence_is_still_that_sentence() -> None:
    edited = PLAN.replace("per jaar", "per kwartaal")
    assert found([REPORT, PLAN], [edited]) == [([1], [0], False)]


def test_a_sentence_cut_in_two_is_paired_with_both_halves() -> None:
    halves = ["Het plan noemt per jaar de bedragen.", "Die zijn voor onderhoud beschikbaar."]
    assert found([PLAN], halves) == [([0], [0, 1], False)]
    assert found(halves, [PLAN]) == [([0, 1], [0], False)]


def test_of_two_that_changed_places_the_longer_stayed() -> None:
    assert found([PLAN, REPORT], [REPORT, PLAN]) == [([0], [1], True), ([1], [0], False)]


def test_a_formula_that_stands_elsewhere_has_not_moved() -> None:
    assert found([FORMULA, PLAN], [PLAN, FORMULA]) == [([1], [0], False)]


def test_of_a_sentence_that_stands_twice_it_is_not_known_which_moved() -> None:
    assert not any(moved for _, _, moved in found([PLAN, PLAN, REPORT], [REPORT, PLAN, PLAN]))


def test_a_text_too_large_to_compare_all_with_all_says_so_and_still_finds_what_is_equal_or_near() -> None:
    count = int(MOST_COMPARED**0.5) + 1
    text = [f"In regel {n} van deze lijst staat het getal {n * n} genoemd." for n in range(count)]
    edited = pair(text, [line.replace("staat", "stond") for line in text])
    assert not edited.complete
    assert [(p.left.start, p.right.start) for p in edited.pairs] == [(n, n) for n in range(count)]
    turned = pair(text, text[::-1])
    assert sum(len(p.left) for p in turned.pairs) == count


SENTENCES = st.lists(
    st.sampled_from([PLAN, REPORT, FORMULA, "Ja.", PLAN + " Dat is nu bekend.", "Ja, dat is zo."]), max_size=7
)


@given(SENTENCES, SENTENCES)
def test_a_sentence_stands_in_one_pair_at_most_and_what_stayed_is_in_order(left: list[str], right: list[str]) -> None:
    pairs = pair(left, right).pairs
    for side in ([i for p in pairs for i in p.left], [j for p in pairs for j in p.right]):
        assert len(side) == len(set(side))
    stayed = [j for p in pairs if not p.moved for j in p.right]
    assert stayed == sorted(stayed)
