"""What tells quickly that a text is in normal form is never wrong about it, and seldom unsure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.front_matter import dump_meta, load_meta
from corpus.ingest import read_file
from corpus.model import Meta, Nota, Note, Signatory
from corpus.normal import render
from corpus.proof.plainly import Recogniser, by_rule, is_normal, plain_meta
from corpus.text import clean
from tests.notas import TRAPS, notas

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "corpus" / "samples").rglob("*.md"))


@given(notas())
def test_each_text_that_is_written_is_recognised(nota: Nota) -> None:
    text = render(nota)
    told = Recogniser().told(text.encode())
    # Unsure is allowed of odd front matter; wrong is not.
    assert told in (None, by_rule(text))
    if nota.meta.titel is None or nota.meta.titel.isalpha():
        assert told or not is_normal(text) or not nota.meta.id.isalpha()


PLACES = st.integers(0, 10_000)
ODD = st.sampled_from(
    [*TRAPS, "\n", "\n\n", " ", "  ", "\n- ", "\n  ", "\n* ", "| a |", "\n## ", "### Antwoord 1\n", "12. ", "`"]
)


@given(notas(), st.lists(st.tuples(PLACES, ODD), min_size=1, max_size=3))
def test_what_was_edited_by_hand_is_never_taken_for_normal_where_it_is_not(
    nota: Nota, edits: list[tuple[int, str]]
) -> None:
    text = render(nota)
    for place, odd in edits:
        at = place % len(text)
        text = text[:at] + odd + text[at:]
    if told := Recogniser().told(text.encode()):
        assert told == by_rule(text)


@given(notas(), PLACES, PLACES)
def test_what_was_cut_out_of_a_text_does_not_go_unseen(nota: Nota, begin: int, length: int) -> None:
    text = render(nota)
    at = begin % len(text)
    cut = text[:at] + text[at + 1 + length % 40 :]
    if told := Recogniser().told(cut.encode()):
        assert told == by_rule(cut)


WORD = st.sampled_from(
    "De de Minister van Defensie, (K) Yeşilgöz-Zegerius D.M. no null yes on 1.240 2026-01-01 - NRC3 # ’t".split()
)
WORDS = st.lists(WORD | st.text("aAéşž09,.()/’–- :#'", min_size=1, max_size=4), min_size=1, max_size=4).map(" ".join)
SAID = WORDS.map(clean).filter(bool)
LIKELY = st.builds(
    Meta,
    id=st.just("kst-36800-K-D"),
    kamer=st.sampled_from([None, "EK", "TK"]),
    dossier=st.sampled_from(["36800", "36800-K", "21501-20", "0123", "1e3", "36800-e3", "99999-XVI"]),
    ondernummer=st.sampled_from([None, "A", "D", "E", "N", "Y", "1", "078", "2018", "0", "1e3"]),
    vergaderjaar=st.sampled_from([None, "2025-2026", "2025", "1999-2000", "2025-26"]),
    soort=st.none() | SAID,
    titel=st.none() | SAID,
    dossiertitel=st.none() | SAID,
    ontvangen=st.none() | st.dates(min_value=date(1815, 1, 1)),
    indieners=st.lists(SAID, max_size=2).map(tuple),
    ondertekend=st.lists(
        st.builds(Signatory, SAID, st.none() | SAID) | st.builds(Signatory, st.none(), SAID), max_size=2
    ).map(tuple),
    noten=st.lists(
        st.builds(Note, st.sampled_from(["1", "12", "0", "03", "a", "1)"]), st.none() | WORD, st.none() | SAID),
        max_size=2,
    ).map(tuple),
)


@given(LIKELY, st.integers(0, 10_000), st.sampled_from(["", "'", '"', " ", "  ", "-", ":", "\n", "0", "~", "#"]))
def test_front_matter_as_papers_have_it_is_never_taken_for_normal_where_it_is_not(
    meta: Meta, at: int, odd: str
) -> None:
    text = render(Nota(meta, (), ()))
    head = text.index("\n---\n")
    place = at % head
    edited = text[:place] + odd + text[place:]
    if told := Recogniser().told(edited.encode()):
        assert told == by_rule(edited)


@given(LIKELY, st.integers(0, 10_000), st.sampled_from(["", "", "'", '"', " ", "-", ":", "\n", "0", "~", "#", "zo "]))
def test_front_matter_that_is_read_without_a_parser_is_what_the_parser_reads(meta: Meta, at: int, odd: str) -> None:
    front = dump_meta(meta)
    place = at % (len(front) + 1)
    edited = front[:place] + odd + front[place:]
    if told := plain_meta(edited):
        assert told == load_meta(edited)


def test_front_matter_as_papers_have_it_needs_no_parser() -> None:
    for path in SAMPLES:
        meta = read_file(path.name, path.read_bytes()).nota.with_meta(ontvangen=None).meta
        assert plain_meta(dump_meta(meta)) == meta


def test_front_matter_as_papers_have_it_needs_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    path = next(path for path in SAMPLES if path.name == "kst-36800-K-D.md")
    text = render(read_file(path.name, path.read_bytes()).nota)
    for rule in ("load_meta", "is_normal"):
        monkeypatch.setattr(f"corpus.proof.plainly.{rule}", lambda _: pytest.fail("the rule was asked"))
    assert Recogniser().told(text.encode())


LINES = st.sampled_from(
    r"|||Een zin.|Nog een, (2).|- punt|- twee|* punt|  verder| x|a |12. x|www.x.nl|a@b.nl|- **x**|- \#|\# a|---"
    r"|## Vraag 1|### Antwoord 1|### Antwoord 1 en 2|## Kop|### Kop|# Kop".split("|")
)


@given(st.lists(LINES, min_size=1, max_size=7).map("\n".join))
def test_whatever_lines_stand_below_each_other_none_is_taken_for_normal_where_the_rule_does_not(body: str) -> None:
    text = f"---\nschema: nota/1\nid: x-1\n---\n\n# x-1\n\n{body}\n"
    if told := RECOGNISER.told(text.encode()):
        assert told == by_rule(text)


RECOGNISER = Recogniser()
"""Of all these cases: what it remembers of one must not mislead it in another."""


@pytest.mark.parametrize(
    "day", ["2031-02-30", "2031-2-3", "٢٠٣١-03-03", "2031-03-03\nontvangen: 2031-03-04", "'2031-03-03'", ""]
)
def test_a_front_matter_that_was_seen_with_one_day_is_none_with_another_that_is_no_day(day: str) -> None:
    path = next(path for path in SAMPLES if path.name == "99999-B.1-concept.md")
    text = render(read_file(path.name, path.read_bytes()).nota)
    recogniser = Recogniser()
    own = "ontvangen: 2031-03-03"
    assert recogniser.told(text.encode()) == by_rule(text)
    other = text.replace(own, "ontvangen: 2031-12-31")
    assert recogniser.told(other.encode()) == by_rule(other) != by_rule(text)
    assert recogniser.told(text.replace(own, f"ontvangen: {day}").encode()) is None


def test_what_is_no_utf_8_is_not_taken_for_normal() -> None:
    text = render(read_file(SAMPLES[0].name, SAMPLES[0].read_bytes()).nota).encode()
    assert Recogniser().told(text)
    for place in (text.index(b"soort: "), text.rindex(b" ")):
        assert Recogniser().told(text[: place + 8] + b"\xe9" + text[place + 8 :]) is None


@given(notas(), notas())
def test_blocks_that_were_seen_in_one_text_are_judged_alike_in_another(one: Nota, other: Nota) -> None:
    recogniser = Recogniser()
    for text in (render(one).encode(), render(other).encode()):
        assert recogniser.told(text) == Recogniser().told(text) == recogniser.told(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_real_nota_is_recognised_without_the_rule(path: Path) -> None:
    text = render(read_file(path.name, path.read_bytes()).nota)
    assert Recogniser().told(text.encode()) == by_rule(text)


@pytest.mark.parametrize(
    "edit",
    [
        ("\n## Vraag 2\n", "\n## Vraag 2 \n"),
        ("\n## Vraag 2\n", "\n### Vraag 2\n"),
        ("\n\n### Antwoord 1\n\n", "\n### Antwoord 1\n\n"),
        ("### Antwoord 1\n", "### Antwoord 1 en 2 en 3\n"),
        ("id: kst-99999-B\n", "id: kst-99999-B\nid: kst-99999-B\n"),
        ("kamer: EK\ndossier: '99999'\n", "dossier: '99999'\nkamer: EK\n"),
        ("dossier: '99999'", "dossier: 99999"),
        ("ontvangen: 2031-03-03", "ontvangen: 2031-02-30"),
        ("ontvangen: 2031-03-03", "ontvangen: '2031-03-03'"),
        ("schema: nota/1", "schema: nota/2"),
        ("# Nota naar aanleiding van het verslag", "# Nota n.a.v. het verslag"),
        ("De uitvoering ligt", "De *uitvoering* ligt"),
        ("De uitvoering ligt", "2031. De uitvoering ligt"),
        ("De uitvoering ligt", " De uitvoering ligt"),
    ],
    ids=lambda edit: edit[1].strip()[:30],
)
def test_an_edit_that_breaks_the_normal_form_is_not_overlooked(edit: tuple[str, str]) -> None:
    path = next(path for path in SAMPLES if path.name == "99999-B.1-concept.md")
    text = render(read_file(path.name, path.read_bytes()).nota)
    assert edit[0] in text
    broken = text.replace(*edit, 1)
    assert not is_normal(broken)
    assert Recogniser().told(broken.encode()) is None
