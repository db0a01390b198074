"""No word is lost: words of the file = words of the stored body + words in the list of what was taken out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import ingest
from corpus.blocks import Removal, Source
from corpus.errors import FileRefused
from corpus.fidelity import body_words, difference
from corpus.ingest import read_file
from corpus.parse import Parsed, parse
from corpus.readers import read
from corpus.text import words
from tests.cases import case_files, parts
from tests.notas import TRAPS

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").rglob("*.md"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_no_word_of_a_sample_is_lost(file: Path) -> None:
    """Counted over the bytes of the file as they are, without the help of the reader."""
    reading = read_file(file.name, file.read_bytes())
    removed = words("\n".join(removal.text for removal in reading.removed))
    assert words(file.read_text("utf-8")) == body_words(reading.nota).counted() + removed


def test_of_the_real_nota_only_the_named_kinds_were_taken_out() -> None:
    sample = next(file for file in SAMPLES if file.stem == "kst-36800-K-D")
    removed = read_file(sample.name, sample.read_bytes()).removed
    assert [r.text for r in removed if r.why == "numbering"] == [str(n) for n in range(1, 23)]
    assert [r.text for r in removed if r.why == "signature"] == [
        "De minister van Defensie, Defensie,",
        "De staatssecretaris van",
        "Dilan Yeşilgöz-Zegerius",
        "Derk Boswijk",
    ]
    assert len([r for r in removed if r.why == "header"]) == 3
    assert {r.why for r in removed} == {"numbering", "signature", "header"}


@pytest.mark.parametrize(
    ("text", "removal"),
    [
        ("Vergaderjaar 2025-2026\n\n**1. Wat?**\n\nDat.", Removal("header", "Vergaderjaar 2025-2026")),
        ("**1. Wat?**\n\nDat.", Removal("numbering", "1")),
        ("## Vraag 1\n\nWat?\n\n### Antwoord op vraag 1: Dat.", Removal("numbering", "Antwoord op vraag 1: ")),
        (
            "**1. Wat?**\n\nDat.\n\nDe minister van Zaken,\nAnna Bos",
            Removal("signature", "De minister van Zaken, Anna Bos"),
        ),
        ("**1. Wat?**\n\nZie [dit](https://a.nl 'titel').", Removal("link", "https://a.nl titel")),
        ("**1. Wat?**\n\nZie ![dit](beeld.png).", Removal("link", "beeld.png")),
    ],
)
def test_what_is_taken_out_is_reported(text: str, removal: Removal) -> None:
    assert removal in read_file("een.md", text.encode()).removed


def losing_a_word(source: Source, *arguments: object) -> Parsed:
    """A parser with a fault: of each text it keeps only what comes before 'niet'."""
    blocks = tuple(
        replace(block, lines=tuple(line.split(" niet")[0] for line in block.lines)) for block in source.blocks
    )
    return parse(replace(source, blocks=blocks))


def inventing_a_word(source: Source, *arguments: object) -> Parsed:
    blocks = tuple(replace(block, lines=(*block.lines, "zeker")) for block in source.blocks)
    return parse(replace(source, blocks=blocks))


@pytest.mark.parametrize(
    ("faulty", "named"), [(losing_a_word, "een.md: .*-niet"), (inventing_a_word, r"een.md: .*\+zeker")]
)
def test_a_reading_that_alters_words_is_refused(monkeypatch: pytest.MonkeyPatch, faulty: object, named: str) -> None:
    text = b"**1. Is dat zo? Of niet?**\n\nDat is niet zo. Niet meer."
    assert read_file("een.md", text).nota.pairs
    monkeypatch.setattr(ingest, "parse", faulty)
    with pytest.raises(FileRefused, match=named):
        read_file("een.md", text)


@pytest.mark.parametrize("file", case_files("parse"), ids=lambda file: file.stem)
def test_no_word_of_a_case_is_lost(file: Path) -> None:
    text = parts(file)["Input"].lstrip("\n")
    source = read("case.md", text.encode())
    reading = read_file("case.md", text.encode())
    assert difference(source.words, reading.nota, reading.removed) == (Counter(), Counter())


# A file with control characters is refused as no text; that is another test.
PRINTED = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=5)
WORD = st.sampled_from([*TRAPS, *"de Kamer is het Vraag Antwoord 1. - a) minister".split()]) | PRINTED
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


@settings(max_examples=300)
@given(st.lists(st.tuples(PARAGRAPH, PARAGRAPH), min_size=1, max_size=4))
def test_no_word_is_lost_whatever_stands_under_the_headings(pairs: list[tuple[str, str]]) -> None:
    """A text is stored whole, or refused by a reason that has nothing to do with its words."""
    text = "\n\n".join(f"## Vraag {n}\n\n{q}\n\n### Antwoord\n\n{a}" for n, (q, a) in enumerate(pairs, start=1))
    try:
        reading = read_file("een.md", text.encode("utf-8", "replace"))
    except FileRefused as refused:
        assert "would not keep every word" not in str(refused), refused
    else:
        assert reading.nota.pairs
