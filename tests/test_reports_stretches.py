"""A text cut into stretches that stand level: nothing is lost, and what stayed is told apart from what changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from differ.model import Change, TextDiff
from differ.reports.stretches import stretches
from differ.textdiff import diff

PARAGRAPHS = st.lists(
    st.sampled_from(
        ["Een zin.", "Nog een zin.\nEn die erna.", "- punt een\n- punt twee", "| a | b |\n| -- | -- |\n| 1 | 2 |"]
    ),
    max_size=6,
).map("\n\n".join)
PIECES = st.lists(
    st.tuples(
        st.sampled_from(["equal", "delete", "insert", "move-from", "move-to"]),
        st.text(alphabet="ab\n", max_size=6),
    ),
    max_size=8,
)


def written(text: str) -> list[str]:
    """The paragraphs of a text: how many empty lines stand between them is not text."""
    return [own.strip("\n") for own in text.split("\n\n") if own.strip()]


def seen(left: str, right: str) -> list[tuple[str, str, bool]]:
    return [(own.diff.left.strip(), own.diff.right.strip(), own.stayed) for own in stretches(diff(left, right))]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("A.\n\nB.\n\nC.", "A.\n\nB.\n\nC.", [("A.\n\nB.\n\nC.", "A.\n\nB.\n\nC.", True)]),
        (
            "Het fonds heeft 5 leden.\n\nB.",
            "Het fonds heeft 6 leden.\n\nB.",
            [("Het fonds heeft 5 leden.", "Het fonds heeft 6 leden.", False), ("B.", "B.", True)],
        ),
        ("A.\n\nB.", "A.\n\nB.\n\nC.", [("A.\n\nB.", "A.\n\nB.", True), ("", "C.", False)]),
        ("A.\n\nB.", "B.", [("A.", "", False), ("B.", "B.", True)]),
        (
            "Het fonds heeft leden.\n\nDat blijft geheim.\n\nZo gaat het.",
            "Het fonds heeft leden.\n\nWij melden alles.\n\nZo gaat het.",
            [
                ("Het fonds heeft leden.", "Het fonds heeft leden.", True),
                ("Dat blijft geheim.", "Wij melden alles.", False),
                ("Zo gaat het.", "Zo gaat het.", True),
            ],
        ),
    ],
    ids=["equal", "a number", "added at the end", "removed at the start", "one in the place of another"],
)
def test_paragraphs_stand_beside_what_became_of_them(
    left: str, right: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert seen(left, right) == expected


def test_a_paragraph_that_was_cut_in_two_stands_beside_both() -> None:
    assert seen("Een.\nTwee.\n\nDrie.", "Een.\n\nTwee.\n\nDrie.") == [
        ("Een.\nTwee.", "Een.\n\nTwee.", False),
        ("Drie.", "Drie.", True),
    ]


@given(PARAGRAPHS, PARAGRAPHS)
def test_the_stretches_together_are_both_texts(left: str, right: str) -> None:
    found = stretches(diff(left, right))
    assert [own for one in found for own in written(one.diff.left)] == written(left)
    assert [own for one in found for own in written(one.diff.right)] == written(right)


@given(PIECES)
def test_of_any_changes_no_letter_is_lost_and_what_stayed_is_the_same_on_both_sides(
    pieces: list[tuple[str, str]],
) -> None:
    whole = TextDiff(tuple(Change(op, text) for op, text in pieces))  # type: ignore[arg-type]
    found = stretches(whole)
    for side in ("left", "right"):
        letters = "".join("".join(getattr(one.diff, side).split()) for one in found)
        assert letters == "".join(getattr(whole, side).split())
    assert all(one.diff.left == one.diff.right for one in found if one.stayed)
    assert not any(first.stayed and second.stayed for first, second in pairwise(found))
