"""How many, how much and when: written in one way, whatever an author writes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from differ.questions.cleaning import cleaned
from differ.questions.quantities import in_figures
from tests.cases import DATA

WRITTEN = [
    tuple(line[2:].split(" -> "))
    for line in (DATA / "quantities.md").read_text("utf-8").splitlines()
    if line.startswith("- ")
]


@pytest.mark.parametrize(("said", "compared_as"), WRITTEN)
def test_a_quantity_is_written_in_one_way(said: str, compared_as: str) -> None:
    assert cleaned(said) == compared_as


@given(st.lists(st.sampled_from([one for one, _ in WRITTEN]), max_size=8).map(", ".join))
def test_what_is_written_so_stays_so(text: str) -> None:
    once = in_figures(text)
    assert in_figures(once) == once


@given(st.decimals(min_value="0.001", max_value="99999", places=3), st.sampled_from(("miljoen", "miljard")))
def test_an_amount_is_the_same_in_any_unit(amount: Decimal, unit: str) -> None:
    value = amount.normalize()
    written = f"{value:f}".replace(".", ",")
    full = f"{amount * (1_000_000 if unit == 'miljoen' else 1_000_000_000):f}".removesuffix(".000")
    assert in_figures(f"{written} {unit} euro").split() == in_figures(f"{full} euro").split()
