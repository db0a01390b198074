"""The marks of a diff, case by case, and what holds of every diff."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from differ.kinds import is_cosmetic
from differ.sentences.pairing import MOST_COMPARED
from differ.textdiff import diff
from tests.cases import case_files, parts
from tests.soundness import assert_cuts_no_word, assert_mirrors, assert_moves_have_two_ends, assert_replays
from tests.stories import marks

CASES = case_files("textdiff")


def renumbering(case: dict[str, str]) -> dict[str, str]:
    return dict(line.split() for line in case.get("renumbered", "").splitlines())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = parts(path)
    assert marks(diff(case["left"], case["right"], renumbering(case))) == case["marks"]


def assert_sound(left: str, right: str, renumbered: dict[str, str]) -> None:
    found = diff(left, right, renumbered)
    assert found.complete
    assert found == diff(left, right, renumbered)
    assert_replays(found, left, right)
    assert_cuts_no_word(found)
    assert_moves_have_two_ends([found])
    assert_mirrors(found, diff(right, left, {new: old for old, new in renumbered.items()}))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_sound_both_ways(path: Path) -> None:
    case = parts(path)
    assert_sound(case["left"], case["right"], renumbering(case))
    assert_sound(case["right"], case["left"], {new: old for old, new in renumbering(case).items()})


WORDS = """de Kamer het kabinet zal kan niet 76,2 miljoen euro 40% procent vraag 4 5 , . – ' EU-programma's
21 mei 2026 36 800-X, nr. 78 defensie materieel wordt geïnformeerd Ja. Zie het antwoord op vraag 1.""".split()
SENTENCE = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
TEXT = st.lists(SENTENCE, max_size=8).flatmap(
    lambda found: st.lists(st.sampled_from([" ", "\n", "\n\n", "\n- "]), min_size=len(found), max_size=len(found)).map(
        lambda gaps: "".join(s + g for s, g in zip(found, gaps, strict=True)).strip()
    )
)
ANY = TEXT | st.text(max_size=40)


@given(TEXT, TEXT)
def test_every_diff_is_sound(left: str, right: str) -> None:
    assert_sound(left, right, {"4": "5", "5": "6"})


@given(ANY, ANY)
def test_any_text_is_replayed(left: str, right: str) -> None:
    found = diff(left, right)
    assert (found.left, found.right) == (left, right)


@given(ANY)
def test_a_text_against_itself_is_all_equal(text: str) -> None:
    assert {c.op for c in diff(text, text, {"4": "5"}).changes} <= {"equal"}


@pytest.mark.parametrize(
    ("left", "right", "cosmetic"),
    [
        ("Een 'zin'.\nNog een.", "Een ‘zin’.\n\nNog een.", True),
        ("Het is 40% van 1.240.", "Het is 40 procent van 1 240.", True),
        ("Het is 40%.", "Het is 41%.", False),
        (
            "'Zo' zei de Kamer, en dat was het voor vandaag: 40%.",
            "‘Zo’ zei de Kamer, en dat was het voor vandaag: 40 procent.",
            True,
        ),
        ("'Zo' zei de Kamer, en dat was het.", "‘Zo’ zei de kamer, en dat was het.", False),
        ("Het cafe\u0301 is 'open'.", "Het café is ‘open’.", True),
        ("Het is zo.", "Het is niet zo.", False),
        ("Een zin. Twee zinnen.", "Twee zinnen. Een zin.", False),
        ("Zie vraag 4.", "Zie vraag 4.", True),
    ],
)
def test_cosmetic(left: str, right: str, cosmetic: bool) -> None:
    assert is_cosmetic(diff(left, right)) is cosmetic


def test_only_renumbered_is_cosmetic() -> None:
    assert is_cosmetic(diff("Zie vraag 4.", "Zie vraag 5.", {"4": "5"}))
    assert not is_cosmetic(diff("Zie vraag 4.", "Zie vraag 5."))


def test_a_diff_that_met_its_limit_says_so() -> None:
    """More sentences replaced at one place than are compared: both texts are still told to the letter."""
    count = int(MOST_COMPARED**0.5) + 1
    left = "\n".join(f"Zin {i} van links." for i in range(count))
    right = "\n".join(f"Regel {i + count} van rechts." for i in range(count))
    found = diff(left, right)
    assert not found.complete
    assert (found.left, found.right) == (left, right)


def test_more_words_than_code_points_before_the_surrogates() -> None:
    """Each distinct word is one code point; those of surrogates cannot be in a text."""
    words = [f"w{i}" for i in range(0xD800 + 10)]
    found = diff(" ".join(words), " ".join([*words[:-1], "anders"]))
    assert [c.text for c in found.changes if c.op != "equal"] == [words[-1], "anders"]
