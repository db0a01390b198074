"""Where a sentence stands in the file it came from, found again without being remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from corpus.blocks import Options
from corpus.ingest import read_file, read_nota
from corpus.located import places as places_of
from corpus.model import Nota, Section, sentences
from corpus.places import Located, Places, locate
from corpus.readers import read
from corpus.source_text import has_lines, paragraphs_in, source_text
from corpus.store import Store, Submission
from corpus.text import word_list
from tests.helpers import shared

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
    found = locate(read_file("paper.txt", data).nota, read("paper.txt", data)).of[number]
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


# Outside the questions, and in files as they come

BESIDE = """# Nota

Geachte voorzitter,

Hierbij bied ik u de antwoorden aan.
Zij zijn kort.

## Vraag 1

Wat kost het?

### Antwoord 1

| Jaar | Bedrag |
| -- | -- |
| 2026 | 70 |

## Slot

Zij zijn kort.
"""
REAL = (
    *(f"built-from-nota/nota.{form}" for form in ("pdf", "docx", "odt", "html", "xml")),
    "letters-docx/letter-01.docx",
    "letters-docx/letter-03.docx",
    "handelingen-text/answer-30.txt",
    "rekenkamer-text/2024-06-04_2024-defensie.txt",
    "noisy-markdown/zorgvraagtypering.md",
    "xml/kst-35786-7.xml",
    "nota/kst-36800-K-D.md",
)
WITHOUT_LETTER = ("built-from-nota/nota.xml",)
"""Nothing stands outside the questions in these."""
_SEEN = 3
"""Words by which a reader recognises where a sentence begins."""


def test_what_stands_outside_the_questions_has_its_place_too() -> None:
    data = BESIDE.encode()
    found = locate(read_file("paper.md", data).nota, read("paper.md", data))
    assert [[(one.part, one.place and one.place.line) for one in item] for item in found.outside] == [
        [],
        [("heading", 1), ("text", 3), ("text", 5), ("text", 6)],
        [],
        [("heading", 18), ("text", 20)],
    ]


def test_a_row_of_a_table_in_markdown_is_a_line_below_the_dashes() -> None:
    data = BESIDE.encode()
    found = locate(read_file("paper.md", data).nota, read("paper.md", data))
    assert [one.place and one.place.line for one in found.of["1"]] == [10, 14, 16]


@pytest.mark.parametrize("path", REAL)
def test_in_a_real_file_every_sentence_stands_where_it_is_said_to(path: str) -> None:
    file = shared(path)
    name, data = file.name, file.read_bytes()
    source, nota = read(name, data), read_file(name, data).nota
    in_pages = source.reader.startswith("pdf/")
    seen = pages_of(data) if in_pages else lines_of(name, data, source.reader)
    found = locate(nota, source)
    wrong = [
        (sentence, one.place)
        for sentence, one in said_in(nota, found)
        if not (one.place and seen_at(seen, one.place.page if in_pages else one.place.line, sentence))
    ]
    assert wrong == []
    assert any(found.outside) == (path not in WITHOUT_LETTER)


def said_in(nota: Nota, found: Places) -> Iterator[tuple[str, Located]]:
    """Every sentence and heading with what was found of it."""
    yield from zip(sentences(nota.introduction), found.outside[0], strict=True)
    for item, beside in zip(nota.body, found.outside[1:], strict=True):
        if isinstance(item, Section):
            yield from zip((item.heading, *sentences(item.blocks)), beside, strict=True)
        else:
            assert not beside
    for pair in nota.pairs:
        answer = pair.answer.blocks if pair.answer else ()
        yield from zip((*sentences(pair.question.blocks), *sentences(answer)), found.of[pair.number], strict=True)


def pages_of(data: bytes) -> dict[int, str]:
    """The text of each page, as another program than our reader sees it."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return {number: page.extract_text() for number, page in enumerate(pdf.pages, start=1)}


def lines_of(name: str, data: bytes, reader: str) -> dict[int, str]:
    """What a page shows of a source, by the number of the line or paragraph."""
    by_line = has_lines(reader)
    shown = source_text(name, data, reader, Options()) if by_line else paragraphs_in(name, data, Options())
    found: dict[int, str] = {}
    for line in shown.lines:
        found[line.number] = f"{found.get(line.number, '')} {line.text}"
    return found


def seen_at(seen: Mapping[int, str], number: int | None, sentence: str) -> bool:
    """Whether a sentence begins there; it may go on on the next line or page."""
    assert number
    words = word_list(f"{seen[number]} {seen.get(number + 1, '')} {seen.get(number + 2, '')}")
    begins = word_list(sentence)[:_SEEN]
    return " ".join(begins) in " ".join(words)


def test_a_text_of_one_long_line_is_shown_broken_into_the_lines_that_were_read() -> None:
    printed = [piece for line in PAPER.splitlines() for piece in ((line,) if line else ("", line))]
    asked = "  ".join(line or " " for line in printed) + "  " + "  ".join(f"De brug kost {n} euro." for n in range(40))
    data = f"Brief\n{asked}\n".encode()
    read_so = read("paper.txt", data)
    shown = source_text("paper.txt", data, read_so.reader, Options())
    assert shown.broken
    lines = {line.number: line.text for line in shown.lines}
    found = locate(read_file("paper.txt", data).nota, read_so).of["1"]
    assert [lines[one.place.line] for one in found if one.place][:2] == ["Wat kost het?", printed[3]]
