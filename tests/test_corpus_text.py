"""Clean text, and the words by which we prove that none is lost."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import Words, _mark, clean, word_list, words


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  twee  woorden\tmet\nwit ", "twee woorden met wit"),
        ("36\u00a0725\u202fX", "36 725 X"),
        ("defensie\u00admaterieel", "defensiematerieel"),
        ("nul\u200bbreed\ufeff", "nulbreed"),
        ("e\u0301e\u0301n", "één"),
        ("‘zo’ – “zo” … '50%'", "‘zo’ – “zo” … '50%'"),
        ("regel\u2028regel\x85regel", "regel regel regel"),
        ("half \ud800 paar", "half \ufffd paar"),
        (" \u200b ", ""),
    ],
)
def test_what_prints_nothing_goes_and_what_is_printed_stays(raw: str, text: str) -> None:
    assert clean(raw) == text


@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(st.text())
def test_clean_text_can_be_stored(raw: str) -> None:
    text = clean(raw)
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.split() == text.split(" ") or not text


def test_words_are_counted_without_case_and_punctuation() -> None:
    assert words("De nota: de NOTA, 76,2% (36.800-X)") == {
        "de": 2,
        "nota": 2,
        "76": 1,
        "2": 1,
        "36": 1,
        "800": 1,
        "x": 1,
    }


def test_one_of_two_equal_words_is_missed() -> None:
    assert words("niet niet") - words("niet") == {"niet": 1}


ODD = [
    "\n",
    "\n\u0301",
    "*",
    "a\u00ad",
    "\x85",
    "\u2028",
    "ﬁ",
    ". ",
    ". \u0301",
    "_",
    "Σ",
    "Σ. ",
    "\u00ad. ",
    ".  ",
    "a. b",
]


@given(st.lists(st.text(max_size=4) | st.sampled_from(ODD)).map("".join))
def test_the_words_of_a_text_are_those_of_its_lines_and_sentences(text: str) -> None:
    assert words(text) == Counter(word_list(text))
    assert Words.of(text).mark == sum(map(_mark, word_list(text)))
    assert Words.of(text).total() == len(word_list(text))
