"""Markdown that is read passage by passage is read as a whole would be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from corpus.blocks import Removal, SourceBlock
from corpus.conventions.flattened import _page_numbers, without_furniture
from corpus.conventions.notes import _GLUED, _GLUED_TO_CLOSE, _LOST, _NAMES_WITH_FIGURES, glued_notes
from corpus.model import Answer, Meta, Nota, Note, Paragraph, Question
from corpus.normal import render
from corpus.readers.markdown import _blocks, _line, _parsed, _parser
from tests.helpers import SHARED
from tests.notas import TRAPS, notas

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "corpus" / "samples").rglob("*.md"), *(ROOT / "tests" / "data").rglob("*.md")])


def whole(body: str) -> tuple[list[SourceBlock], list[int], list[Removal]]:
    removed: list[Removal] = []
    tree = SyntaxTreeNode(_parser().parse(body))
    blocks = list(_blocks(tree, removed))
    return blocks, [_line(node) for node in tree.children if node.type == "hr"], removed


def agrees(body: str) -> None:
    removed: list[Removal] = []
    assert (*_parsed(body, removed), removed) == whole(body)


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-2:]))
def test_of_every_sample_and_case(file: Path) -> None:
    agrees(file.read_text("utf-8"))


def test_of_every_real_paper_in_markdown() -> None:
    papers = sorted(SHARED.rglob("*.md")) if SHARED.exists() else []
    if not papers:
        pytest.skip("no real papers beside the project")
    for one in papers:
        agrees(one.read_text("utf-8").replace("\r\n", "\n"))


PIECE = st.sampled_from(
    [*TRAPS, "\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n", "\n- ", "\n\n- ", "\n1. ", "\n\n2) ", "\n  ", "\n\n    ", "\n> ",
     "\n\n>", "\n---\n", "\n***\n\n", "\n# ", "\n| a | b |\n|---|---|\n| 1 | 2 |", "**vet", "**", "[a](b)", "![a](b)", "\n=", "\x0c", "\xa0", "\0"]
)  # fmt: skip


@given(st.lists(PIECE | st.text(max_size=4), max_size=14).map("".join))
@example("- een\n\nlos\n\n  ingesprongen\n\n- twee")
@example("> - een\n\n> - twee\n\nlos")
@example("1. een\n\n   onder\n\n2. twee\n\n12.\n\n-\n\nlos")
@example("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |")
def test_of_whatever_stands_in_a_file(body: str) -> None:
    agrees(body.replace("\r\n", "\n").replace("\r", "\n"))


WORDS = st.sampled_from(
    [
        "De",
        "de",
        " ",
        "\n",
        "\n\n",
        "12,5",
        "2026.",
        "2026. ",
        "3)",
        "(a)",
        "’t",
        "...",
        "§ 3",
        ",",
        "a_b",
        "*",
        "e\u0301",
        "  ",
        "&",
        "-",
        "\n\n- ",
        "\n- 3. ",
        "\n\n\n- een\n- twee",
        "\n\n**",
        "**",
        "\n\n## ",
        "#",
    ]
)


@given(st.lists(WORDS, max_size=16).map("".join))
@example("Een regel\n12. geen item\n12.\n(en meer)\n\nDan.")
@example("Dan.\n\n- 3. Waarom?\n\n\n- 4. En hoe?\n- 0123456789. zo\n\n- 5. 6. beide\n\n")
@example("**12. Waarom?**\n\n**(a)**\n\n###### Kop 12\n\n# Kop #")
def test_of_paragraphs_that_need_no_parser_and_such_as_do(body: str) -> None:
    agrees(body)


@given(notas())
def test_of_every_nota(nota: Nota) -> None:
    agrees(render(nota))


def marks(sentence: str) -> Iterator[Note]:
    """As the patterns tell them, whatever is looked at before."""
    yield from (Note(found[2], found[0], None) for found in _LOST.finditer(sentence))
    for found in _GLUED.finditer(sentence):
        if found[1].upper() not in _NAMES_WITH_FIGURES:
            yield Note(found[2], found[0], None)
    yield from (Note(found[1], found[0], None) for found in _GLUED_TO_CLOSE.finditer(sentence))


MARKED = "NRC3 COVID19 (33.279-40).1 Kamer.»2 zo”3 woord4 gemeld[^1] [^2] A4 40% 12,5 op19 einde).2 »x".split()


@given(st.lists(st.sampled_from(MARKED) | st.text(max_size=5), max_size=5).map(" ".join))
def test_no_sentence_with_a_mark_is_passed_over(sentence: str) -> None:
    nota = Nota(Meta("x-1"), (), (Question("1", (Paragraph((sentence,)),), Answer(("1",), ())),))
    assert list(glued_notes(nota, ())) == list(marks(sentence))


TOKENS = st.lists(
    st.sampled_from(["a", "b/c", "1/3", "2/3", "3/3", "3/13", "", "eind.", "Vraag"]), min_size=1, max_size=12
)


@given(TOKENS.map(" ".join), st.booleans())
def test_a_line_without_pages_that_count_up_comes_back_as_it_is(line: str, ended: bool) -> None:
    pages = _page_numbers(line.split(" "))
    cleared, removed = without_furniture(line, ended)
    assert (cleared == line and not removed) or pages
    assert bool(removed) or not pages or ended
