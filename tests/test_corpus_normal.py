"""The normal form: what is written is read back to the letter, and what is not normal is not read at all."""

from __future__ import annotations

import mdformat
import pytest
from hypothesis import given, settings

from corpus.errors import DamagedText
from corpus.model import Answer, BulletList, Meta, Nota, Paragraph, Question, Section, Table
from corpus.normal import EXTENSIONS, OPTIONS, load, render
from tests.notas import notas


@settings(max_examples=40)
@given(notas())
def test_what_is_written_is_read_back(nota: Nota) -> None:
    """One property, because a nota is slow to make: the nota comes back, and the file is one clean fixed point."""
    text = render(nota)
    assert load(text) == nota
    # Of three tildes in a row mdformat-gfm has two spellings, and each time it is run it takes the other.
    assert "~~~" in text or mdformat.text(text, options=OPTIONS, extensions=EXTENSIONS) == text
    assert text.encode("utf-8").endswith(b"\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text


def paragraph(*sentences: str) -> tuple[Paragraph]:
    return (Paragraph(sentences),)


@pytest.mark.parametrize(
    "text",
    [
        "# kop",
        "- punt",
        "1. een",
        "12) twee",
        "> citaat",
        "---",
        "===",
        "| a | b |",
        "    ingesprongen",
        "```",
        "[^1]: noot",
    ],
)
def test_a_sentence_that_begins_like_markdown_stays_a_sentence(text: str) -> None:
    nota = Nota(Meta("een-nota"), paragraph("Voor.", text.strip(), "Na."), ())
    assert load(render(nota)) == nota


@pytest.mark.parametrize("value", ["no", "null", "1e3", "2026-01-01", "a: b", "'", '"', "- x", "078", "#", "", "~"])
def test_front_matter_is_text_whatever_yaml_would_make_of_it(value: str) -> None:
    nota = Nota(Meta("een-nota", titel=value or None, dossier=value or None, indieners=(value,)), (), ())
    assert load(render(nota)) == nota


def test_lists_in_a_row_stay_apart() -> None:
    lists = tuple(BulletList(((word,),)) for word in ("een", "twee", "drie"))
    nota = Nota(Meta("een-nota"), lists, (Question("1", (*lists, Table((("a", ""), ("", "|")))), None),))
    assert load(render(nota)) == nota


def test_a_shared_answer_stands_under_the_last_question() -> None:
    shared = Answer(("1", "2", "3a"), paragraph("Ja."))
    questions = (Question("1", ()), Question("2", ()), Question("3a", (), shared))
    nota = Nota(Meta("een-nota"), (), (*questions, Section("Bijlage 1")))
    assert "## Vraag 3a\n\n### Antwoord 1, 2 en 3a\n\nJa.\n\n## Bijlage 1\n" in render(nota)
    assert [pair.answer for pair in load(render(nota)).pairs] == [shared] * 3


FRONT = "---\nschema: nota/1\nid: een-nota\n---\n\n# Een nota\n\n"
"""Seven lines."""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# Een nota\n", "line 1: the text has no front matter"),
        ("---\nid: een-nota\n---\n", "the front matter lacks 'schema: nota/1'"),
        ("---\nschema: nota/2\nid: een-nota\n---\n", "the front matter lacks 'schema: nota/1'"),
        ("---\nschema: nota/1\nid: [\n---\n", "the front matter is not YAML"),
        ("---\nschema: nota/1\nid: x\nontvangen: gisteren\n---\n", "ontvangen: gisteren"),
        ("---\nschema: nota/1\nid: x\nnoten: [{bij: NRC3}]\n---\n", "merk"),
        ("---\nschema: nota/1\nid: x\nnoten: 3\n---\n", "a field of the wrong form"),
        (FRONT + "Tekst.\n\n1. Een lijst met nummers.\n", "line 10: 'ordered_list'"),
        (FRONT + "```\ncode\n```\n", "line 8: 'fence'"),
        (FRONT + "> Citaat.\n", "line 8: 'blockquote'"),
        (FRONT + "Tekst.\n\nEen *nadruk*.\n", "line 10: "),
        (FRONT + "- Een.\n\n  Nog een.\n", "line 8: 'list_item'"),
        (FRONT + "| a |\n|---|\n| **b** |\n", "line 10: "),
        (FRONT + "## Vraag 1\n\n#### Diep\n", "line 10: the heading 'Diep'"),
        (FRONT + "## Vraag 1\n\n### Kop\n", "line 10: the heading 'Kop'"),
        (FRONT + "### Antwoord 1\n\nJa.\n", "line 8: the heading 'Antwoord 1'"),
        (FRONT + "## Vraag 1\n\n### Antwoord 1\n\n### Antwoord 1\n", "line 12: the heading 'Antwoord 1'"),
    ],
)
def test_what_is_not_normal_is_refused_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(DamagedText) as refused:
        load(text)
    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)
