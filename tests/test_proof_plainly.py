"""What tells quickly that a text is in normal form is never wrong about it, and seldom unsure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest import read_file
from corpus.model import Nota
from corpus.normal import render
from corpus.proof.plainly import Recogniser, by_rule, is_normal
from tests.notas import TRAPS, notas

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "corpus" / "samples").rglob("*.md"))


@given(notas())
def test_each_text_that_is_written_is_recognised(nota: Nota) -> None:
    text = render(nota)
    told = Recogniser().told(text)
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
    if told := Recogniser().told(text):
        assert told == by_rule(text)


@given(notas(), PLACES, PLACES)
def test_what_was_cut_out_of_a_text_does_not_go_unseen(nota: Nota, begin: int, length: int) -> None:
    text = render(nota)
    at = begin % len(text)
    cut = text[:at] + text[at + 1 + length % 40 :]
    if told := Recogniser().told(cut):
        assert told == by_rule(cut)


@given(notas(), notas())
def test_blocks_that_were_seen_in_one_text_are_judged_alike_in_another(one: Nota, other: Nota) -> None:
    recogniser = Recogniser()
    for text in map(render, (one, other)):
        assert recogniser.told(text) == Recogniser().told(text) == recogniser.told(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_real_nota_is_recognised_without_the_rule(path: Path) -> None:
    text = render(read_file(path.name, path.read_bytes()).nota)
    assert Recogniser().told(text) == by_rule(text)


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
    assert Recogniser().told(broken) is None
