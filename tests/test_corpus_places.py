"""Where a sentence stands in the file it came from, found again without being remembered."""

from __future__ import annotations

from corpus.ingest import read_file
from corpus.places import locate
from corpus.readers import read

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
