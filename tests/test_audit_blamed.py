"""What was found out about the sentences of a nota is the same when it was kept; what is not ours is not believed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.guarded.wire import NotOurs
from corpus.model import Version
from differ.audit.blamed import Blamed, Sentence, Words, packed, unpacked

WHEN = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)


def version(number: int, day: date | None) -> Version:
    return Version(
        nota="kst-99999-1",
        number=number,
        label="herdruk" if day else None,
        commit="a" * 40,
        text_id="b" * 40,
        path="kst-99999-1/kst-99999-1.md",
        author="A <a@voorbeeld.example>",
        committer="B <b@voorbeeld.example>",
        committed=WHEN,
        received=day,
        source_name="nota.md",
        source_sha256=None,
        reader="markdown/1",
    )


RUNS = st.lists(st.builds(Words, st.text(min_size=1), st.integers(0, 2)), max_size=4).map(tuple)
SENTENCE = st.builds(
    lambda part, number, since, runs: Sentence(part, number, "".join(run.text for run in runs), since, runs),
    st.sampled_from(["question", "answer", "outside"]),
    st.sampled_from(["", "1", "12a", "p3"]),
    st.integers(0, 2),
    RUNS,
)


@given(st.lists(SENTENCE, max_size=4).map(tuple))
def test_what_was_kept_is_what_was_found(sentences: tuple[Sentence, ...]) -> None:
    versions = (version(1, None), version(2, date(2031, 1, 1)), version(3, date(2032, 2, 29)))
    found = Blamed("kst-99999-1@3", versions, sentences)
    assert unpacked(packed(found)) == found


@pytest.mark.parametrize(
    "rows",
    [
        [["answer", "1", "Ja.", 1, "Ja.", 0]],
        [["answer", "1", "Ja.", 0, "Ja.", 1]],
        [["answer", "1", "Ja.", 0, "Ja.", -1]],
        [["answer", "1", "Ja.", 0, "Nee.", 0]],
        [["answer", "1", "Ja.", 0, "Ja."]],
        [["title", "1", "Ja.", 0, "Ja.", 0]],
        [["answer"]],
        [7],
        None,
    ],
)
def test_what_is_no_blame_is_not_believed(rows: object) -> None:
    kept = json.loads(packed(Blamed("kst-99999-1@1", (version(1, None),), ())))
    with pytest.raises(NotOurs):
        unpacked(json.dumps([*kept[:2], rows]).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[1, 2]", b'["a", [["x"]], []]'])
def test_other_bytes_are_not_believed(data: bytes) -> None:
    with pytest.raises(NotOurs):
        unpacked(data)
