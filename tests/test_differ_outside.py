"""What changed outside the questions: a letter that goes with them, a heading, an annex."""

from __future__ import annotations

from pathlib import Path

import pytest

from differ.model import Change, TextDiff
from differ.reports.layout import changed_paragraphs
from tests.commands import Nota

ASKED = "## Vraag 1\n\nWie?\n\n### Antwoord 1\n\nWij.\n"
LETTER = "# Nota\n\nHierbij de antwoorden.\n\nDe bijlage volgt {when}.\n\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The same question and answer under two letters, and the first letter in other quotation marks."""
    texts = (
        LETTER.format(when="voor 1 mei"),
        LETTER.format(when="in het 'najaar'"),
        LETTER.format(when="in het ‘najaar’"),
    )
    for number, letter in enumerate(texts):
        (tmp_path / f"{number}.md").write_text(letter + ASKED)
    return tmp_path / "0.md", tmp_path / "1.md", tmp_path / "2.md"


def test_texts_with_the_same_answers_under_another_letter_differ(run: Nota, files: tuple[Path, Path, Path]) -> None:
    ran = run("diff", *files[:2])
    assert ran.status == 1
    assert "changed outside the questions" in ran.out.splitlines()[1]
    assert "Outside the questions · changed\n  De bijlage volgt [-voor 1 mei-]{+in het 'najaar'+}.\n" in ran.out
    assert "Hierbij" not in ran.out
    found = run("diff", *files[:2], "--json").json
    assert [op["text"] for op in found["outside"] if op["op"] == "delete"] == ["voor 1 mei"]
    assert found["summary"] == {"unchanged": 1}
    assert run("diff", files[0], files[0]).status == 0


def test_a_note_and_a_signature_are_text_too(run: Nota, tmp_path: Path) -> None:
    """They stand in the front matter of a stored text."""
    for number, (note, who) in enumerate([("Zie het verslag.", "A. Voorbeeld"), ("Zie de brief.", "B. Voorbeeld")]):
        front = (
            f"---\nschema: nota/1\nid: kst-99999-Z\nontvangen: 2031-03-0{number + 1}\nondertekend:\n  - naam: {who}\n"
        )
        notes = f"noten:\n  - merk: '1'\n    tekst: {note}\n---\n\n# Nota\n\n"
        (tmp_path / f"{number}.md").write_text(front + notes + ASKED.replace("Wij.", "Wij.[^1]"))
    ran = run("diff", tmp_path / "0.md", tmp_path / "1.md")
    assert ran.status == 1
    assert "[^1] Zie [-het verslag-]{+de brief+}." in ran.out
    assert "{+B+}. Voorbeeld" in ran.out or "{+B.+} Voorbeeld" in ran.out or "{+B. Voorbeeld+}" in ran.out
    assert "2031" not in ran.out


def test_it_is_left_out_as_the_rest_is(run: Nota, files: tuple[Path, Path, Path]) -> None:
    assert run("diff", files[1], files[2]).status == 1
    cosmetic = run("diff", files[1], files[2], "--ignore-cosmetic")
    assert (cosmetic.status, "Outside" in cosmetic.out) == (0, False)
    assert run("diff", *files[:2], "--facts").status == 0
    assert run("diff", f"{files[0]}#1", f"{files[1]}#1").status == 0


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_reports_tell_it(run: Nota, files: tuple[Path, Path, Path], form: str) -> None:
    report = files[0].parent / f"report.{form}"
    run("diff", *files[:2], "--output", report)
    assert "Outside the questions" in report.read_text()
    assert "voor 1 mei" in report.read_text()


def test_paragraphs_in_which_nothing_changed_are_left_out() -> None:
    changes = (
        Change("equal", "Een.\n\nTwee "),
        Change("delete", "oud"),
        Change("insert", "nieuw"),
        Change("equal", ".\nEn verder.\n\nDrie.\n"),
        Change("insert", "Een zin erbij.\n"),
        Change("equal", "\nVier."),
        Change("insert", "\n\nVijf."),
    )
    shown = changed_paragraphs(TextDiff(changes))
    assert shown.left == "Twee oud.\nEn verder.\n\nDrie.\n\n\n"
    assert shown.right == "Twee nieuw.\nEn verder.\n\nDrie.\nEen zin erbij.\n\nVijf."
    assert changed_paragraphs(TextDiff((Change("equal", "Een.\n\nTwee."),))).changes == ()
