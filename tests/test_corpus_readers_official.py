"""The official XML: a case shows the XML, what is read of it, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.blocks import Source
from corpus.errors import FileRefused
from corpus.ingest import read_file
from corpus.readers import read
from tests.cases import case_files, parts
from tests.helpers import shared
from tests.readings import lost_and_new, shown

CASES = case_files("readers/official")


def whole(data: bytes) -> Source:
    source = read("paper.xml", data)
    assert source.reader == "official/1"
    assert not any(lost_and_new(source)), lost_and_new(source)
    return source


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    case = parts(file)
    source = whole(f"<?xml version='1.0'?>\n{case['Input'].strip()}".encode())
    assert shown(source) == case["Blocks"].strip().splitlines()
    assert [f"{note.mark}: {note.text}" for note in source.notes] == case.get("Notes", "").strip().splitlines()
    assert [f"{name}: {value}" for name, value in source.fields.items()] == case.get("Fields", "").strip().splitlines()
    assert [str(warning) for warning in source.warnings] == case.get("Warnings", "").strip().splitlines()


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x><al>&b;</al></x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><al>&a;</al></x>'


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (BOMB, "has a DOCTYPE"),
        (OUTSIDE, "has a DOCTYPE"),
        ("<x><al>Ja.</al>", "line 2"),
        ("<x>" * 100_000 + "</x>" * 100_000, "is not well-formed XML"),
        ("<x><al/></x>", "the XML has no text"),
        ("<searchRetrieveResponse><a>b</a></searchRetrieveResponse>", "an answer of a search service"),
    ],
    ids=["bomb", "outside", "cut off", "deep", "empty", "search"],
)
def test_what_is_no_paper_is_one_line(xml: str, says: str) -> None:
    with pytest.raises(FileRefused, match=says):
        read("paper.xml", f"<?xml version='1.0'?>\n{xml}".encode())


@pytest.mark.parametrize(
    "name", ["kst-24447-6.kamerwrk.TRIMMED", "kst-28844-269.TRIMMED", "kst-35786-7", "kst-36750-3.TRIMMED"]
)
def test_no_word_of_a_real_paper_is_lost_and_it_tells_its_id(name: str) -> None:
    data = shared(f"xml/{name}.xml").read_bytes()
    whole(data)
    assert read_file(name, data).nota.meta.id == name.partition(".")[0]
