"""Which sentence of a text became which, and what is held to have moved."""

from __future__ import annotations

from itertools import islice, product

from hypothesis import given
from hypothesis import strategies as st

from differ.sentences.pairing import MOST_COMPARED
from differ.sentences.plan import Plan, plan
from differ.sentences.renumbering import NONE

PLAN = "Het plan noemt per jaar de bedragen die voor onderhoud beschikbaar zijn."
REPORT = "De inspectie meldt elk kwartaal hoeveel aanvragen zij van burgers heeft ontvangen."
FORMULA = "Zie het antwoord op vraag 1."


Became = tuple[list[int], list[int]]


def planned(left: list[str], right: list[str]) -> Plan:
    return plan([("\n".join(left), "\n".join(right))], NONE)


def stayed(left: list[str], right: list[str]) -> list[Became]:
    """What became one another in its place, as positions between what both texts begin and end with."""
    return [(list(p.left), list(p.right)) for pairs in planned(left, right).pairs for p in pairs]


def moved(left: list[str], right: list[str]) -> list[Became]:
    return [(list(m.left), list(m.right)) for m in planned(left, right).moves]


def test_an_edited_sentence_is_still_that_sentence() -> None:
    edited = PLAN.replace("per jaar", "per kwartaal")
    assert stayed([REPORT, PLAN], [edited]) == [([1], [0])]


def test_a_sentence_cut_in_pieces_is_paired_with_all_of_them() -> None:
    halves = ["Het plan noemt per jaar de bedragen.", "Die zijn voor onderhoud beschikbaar."]
    assert stayed([PLAN], halves) == [([0], [0, 1])]
    assert stayed(halves, [PLAN]) == [([0, 1], [0])]
    whole = "De inspectie meldt elk kwartaal hoeveel aanvragen zij heeft ontvangen, wie die deed en wat zij besloot."
    thirds = [
        "De inspectie meldt elk kwartaal hoeveel aanvragen zij heeft ontvangen.",
        "Zij meldt wie die deed.",
        "En wat zij besloot.",
    ]
    assert stayed([whole], thirds) == [([0], [0, 1, 2])]


def test_of_two_that_changed_places_the_longer_stayed() -> None:
    assert moved([PLAN, REPORT], [REPORT, PLAN]) == [([0], [1])]
    assert stayed([PLAN, REPORT], [REPORT, PLAN]) == [([1], [0])]


def test_a_formula_that_stands_elsewhere_has_not_moved() -> None:
    assert not moved([FORMULA, PLAN], [PLAN, FORMULA])


def test_a_formula_that_is_an_item_of_a_list_has() -> None:
    assert moved(["- munitie voor schepen;", f"- {PLAN}"], [f"- {PLAN}", "- munitie voor schepen;"]) == [([0], [1])]


def test_of_a_sentence_that_stands_twice_it_is_not_known_which_moved() -> None:
    assert not moved([PLAN, PLAN, REPORT], [REPORT, PLAN, PLAN])


def test_an_edit_does_not_claim_a_sentence_that_stands_elsewhere_word_for_word() -> None:
    near = PLAN.replace("per jaar", "per kwartaal").replace("onderhoud", "opleiding")
    long = f"{REPORT[:-1]}, uitgesplitst naar soort, provincie en grootte van de aanvrager."
    assert moved([PLAN, long], [near, long, PLAN]) == [([0], [2])]


def edited(text: list[str]) -> list[str]:
    return [line.replace("staat", "stond") for line in text]


def test_a_long_gap_falls_apart_at_what_is_nearly_equal() -> None:
    count = int(MOST_COMPARED**0.5) + 1
    text = [f"In regel {n} van lijst {n * 7} staat voor post {n * 3} het getal {n * n} genoemd." for n in range(count)]
    found = planned(text, edited(text))
    assert found.drafts[0].complete
    assert [(p.left.start, p.right.start) for p in found.pairs[0]] == [(n, n) for n in range(count)]


def test_a_text_too_large_to_compare_all_with_all_says_so_and_still_finds_what_is_near() -> None:
    count = int(MOST_COMPARED**0.5) + 1
    words = "de Kamer het kabinet een brief".split()
    text = [f"{' '.join(said)} staat hier." for said in islice(product(words, repeat=3), count)]
    found = planned(text, edited(text))
    assert not found.drafts[0].complete
    assert len(found.pairs[0]) == count


def test_a_text_turned_around_is_found_back() -> None:
    text = [f"In regel {n} van deze lijst staat het getal {n * n} genoemd." for n in range(200)]
    found = planned(text, text[::-1])
    assert sum(len(p.left) for p in found.pairs[0]) + sum(len(m.left) for m in found.moves) == len(text)


SENTENCES = st.lists(
    st.sampled_from([PLAN, REPORT, FORMULA, "Ja.", PLAN + " Dat is nu bekend.", "Ja, dat is zo."]), max_size=7
)


@given(SENTENCES, SENTENCES)
def test_a_sentence_stands_in_one_place_at_most_and_what_stayed_is_in_order(left: list[str], right: list[str]) -> None:
    kept = stayed(left, right)
    for side in (0, 1):
        places = [at for found in (*kept, *moved(left, right)) for at in found[side]]
        assert len(places) == len(set(places))
        assert [at for found in kept for at in found[side]] == sorted(at for found in kept for at in found[side])


@given(SENTENCES, SENTENCES)
def test_both_directions_find_the_same(left: list[str], right: list[str]) -> None:
    assert sorted(stayed(right, left)) == sorted((b, a) for a, b in stayed(left, right))
    assert sorted(moved(right, left)) == sorted((b, a) for a, b in moved(left, right))
