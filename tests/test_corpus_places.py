"""Where a sentence stands in the file it came from, found again without being remembered."""

from __future__ import annotations

from pathlib import Path

from corpus.ingest import read_file, read_nota
from corpus.located import places as places_of
from corpus.places import Places, locate
from corpus.readers import read
from corpus.store import Store, Submission

PAPER = """Vraag 1
Wat kost het?
Antwoord 1
Het kost 3 miljoen euro. Dat is voor de bouw
Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1
van de brug.

Vraag 2
Wat kost het onderhoud?
Vraag 3
Wie betaalt?
Antwoord 2 en 3
De provincie.
"""


def places(number: str) -> list[tuple[str, int | None, int | None]]:
    data = PAPER.encode()
    found = locate(read_file("paper.txt", data).nota, read("paper.txt", data))[number]
    return [(one.part, one.place.page, one.place.line) if one.place else (one.part, None, None) for one in found]


def test_each_sentence_has_its_page_and_line() -> None:
    assert places("1") == [("question", 1, 2), ("answer", 1, 4), ("answer", 1, 4)]


def test_a_shared_answer_is_found_for_each_of_its_questions() -> None:
    assert places("2") == [("question", 2, 9), ("answer", 2, 13)]
    assert places("3") == [("question", 2, 11), ("answer", 2, 13)]


def stored(corpus: Path, *, keep_source: bool = True) -> Places | None:
    data = PAPER.encode()
    reading = read_nota("paper.txt", data, id="kst-99999-Z")
    with Store.create(corpus) as store:
        store.add([Submission(reading.nota, "paper.txt", data if keep_source else None, reading.reader)])
        return places_of(store, store.newest("kst-99999-Z"))


def test_the_places_of_a_stored_version_are_found_in_its_kept_source(tmp_path: Path) -> None:
    found = stored(tmp_path / "corpus")
    assert found
    assert [(one.part, one.place.line) for one in found.of["2"] if one.place] == [("question", 9), ("answer", 13)]


def test_they_are_found_again_where_the_cache_is_gone_or_spoilt(tmp_path: Path) -> None:
    found = stored(tmp_path / "corpus")
    (cached,) = (tmp_path / "corpus" / "nota-places").iterdir()
    for spoil in (cached.unlink, lambda: cached.write_bytes(b'{"of": 7}'), lambda: cached.write_bytes(b"")):
        spoil()
        with Store.open(tmp_path / "corpus") as store:
            assert places_of(store, store.newest("kst-99999-Z")) == found


def test_without_its_source_a_version_has_no_places(tmp_path: Path) -> None:
    assert stored(tmp_path / "corpus", keep_source=False) is None
