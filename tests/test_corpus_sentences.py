"""Sentences, by the readable cases of `tests/data/sentences.md`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import _last_word, split
from corpus.text import clean

_, *CASES = re.split(r"^## ", (Path(__file__).parent / "data" / "sentences.md").read_text("utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0])
def test_a_paragraph_is_cut_into_its_sentences(case: str) -> None:
    expected = tuple(re.findall(r"^- (.+)$", case, re.MULTILINE))
    assert split(" ".join(expected)) == expected


def test_an_empty_text_has_no_sentences() -> None:
    assert split("") == ()


PIECES = """De het art. nr. jl. enz. J. A) 12. 12 ... … ? ! .’ ” ( ) ‘ Dat. wat? 1,5% c.s. .""".split()


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4)).map(" ".join).map(clean))
def test_joined_by_spaces_they_are_the_text(text: str) -> None:
    found = split(text)
    assert " ".join(found) == text
    assert all(found)


@given(
    st.lists(st.sampled_from(PIECES) | st.sampled_from([*"\"'“‘„«[,;/ "]) | st.text(max_size=3)).map("".join).map(clean)
)
def test_the_last_word_is_what_stands_behind_the_last_edge(text: str) -> None:
    found = re.search(r"""[^\s("'“‘„«\[,;/]*$""", text)
    assert found
    assert _last_word(text) == found[0]
