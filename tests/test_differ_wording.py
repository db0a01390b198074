"""What stayed of a sentence and what replaced what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from differ.sentences.cleanup import Segments
from differ.sentences.renumbering import NONE
from differ.sentences.wording import _edit, _edit_in_full
from tests.test_differ_textdiff import WORDS

PLAIN = (
    "de minister heeft met het kabinet in deze brief over zal worden gemeld mei letter nr. , . 21 2026 36 800-X".split()
)
SAID = st.lists(st.sampled_from([*PLAIN, *WORDS]), max_size=9).map(" ".join)


def read(segments: Segments) -> list[tuple[str, str, bool]]:
    return [("".join(one.left), "".join(one.right), one.stayed) for one in segments]


@given(SAID, SAID, SAID, SAID)
def test_what_both_begin_and_end_with_need_not_be_cut_into_words(head: str, old: str, new: str, tail: str) -> None:
    left, right = (" ".join(part for part in (head, word, tail) if part) for word in (old, new))
    assert read(_edit(left, right, NONE)) == read(_edit_in_full(left, right, NONE))
