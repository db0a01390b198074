"""A reader that gives another text is another reader: only so can a stored text be told from one that was altered."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from corpus.ingest import NORMAL_READER
from corpus.proof.again import Paper, text_of
from corpus.readers import NAMES

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
MODULES = ("docx", "html", "markdown", "odt", "official", "pdf", "plaintext")
GIVEN = {
    "fictief/99999-B.1-concept.md": ("markdown/1", "14b40ac3080cffa47c02a127c6ae69379ce6d9e7"),
    "fictief/99999-B.2-na-review.md": ("markdown/1", "c514067d26521a86b3313358964969e2caa06e3c"),
    "fictief/99999-B.3-herdruk.md": ("markdown/1", "c67888e1834337a19a3e72bbff5024f3f4660f01"),
    "fictief/99999-D.md": ("markdown/1", "0d26635231b30b05f0e2ca4c5bff4cf0bc8c0267"),
    "kst-36800-K-D.md": ("markdown/1", "5f06627c074f11365a63b078b32df2a622411aec"),
}
"""The text that each sample gives, by the reader that gives it. Where this fails after a change of the rules of reading,
raise the version of the readers it concerns (READER in the module, NAMES in corpus/readers): a corpus keeps what the older
one gave, and `nota check` then says that it needs that one, instead of taking the text for altered."""


def test_the_readers_are_known_by_name_and_version() -> None:
    own = {import_module(f"corpus.readers.{module}").READER for module in MODULES}
    assert own | {NORMAL_READER} == NAMES


@pytest.mark.parametrize("sample", GIVEN)
def test_a_reader_of_the_same_version_gives_the_same_text(sample: str) -> None:
    again = text_of(Paper(sample, (SAMPLES / sample).read_bytes(), "kst-1-2", None, False))
    assert (again.reader, again.text_id) == GIVEN[sample]
