"""Texts that follow each other are cut as each by itself, whatever of them stayed."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.auditing.histories import history
from bench.versions import Narrative
from corpus import succession
from corpus.cutting import pieces
from corpus.errors import DamagedText
from corpus.succession import successive

CHUNK = st.sampled_from(
    [
        "# kst-99999-1\n",
        "## Vraag 1\n\nHoe?\n",
        "## Vraag 1\n\nHoe? En waarom?\n",
        "## Vraag 2\n\nHoe?\n\n### Antwoord 2\n\nZo.\n",
        "## Over\n",
        "Tekst\n",
    ]
)
BODY = st.lists(CHUNK, max_size=9).map("\n".join)
TEXT = BODY.map(lambda body: f"---\nschema: nota/1\n---\n\n{body}") | BODY


@pytest.mark.parametrize("size", [1, 2, 8])
@given(texts=st.lists(TEXT, max_size=5))
def test_texts_that_follow_each_other_are_cut_as_each_by_itself(size: int, texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(succession, "_SIZE", size)
        assert list(successive(texts)) == [pieces(text) for text in texts]
        assert list(successive(map(str.encode, texts))) == [pieces(text) for text in texts]


@pytest.mark.parametrize("seed", range(3))
def test_what_an_office_does_to_a_nota_is_cut_right(seed: int) -> None:
    texts = history(Narrative(), Random(seed), 40, 25).texts
    cut = list(successive(texts))
    assert cut == [pieces(text) for text in texts]
    stayed = [sum(map(lambda own, other: own is other, old, new)) for old, new in pairwise(cut)]
    assert sum(stayed) > 25 * len(stayed) / 2


@pytest.mark.parametrize("place", [4, 30, 40, 52])
def test_bytes_that_are_no_text_are_told_with_their_place(place: int) -> None:
    good = b"---\nschema: nota/1\n---\n\n# kst-99999-1\n\n## Vraag 1\n\nHoe?\n"
    bad = good[:place] + b"\xff" + good[place + 1 :]
    with pytest.raises(DamagedText, match=f"byte {place} of the text"):
        list(successive([good, bad]))
