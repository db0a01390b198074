"""A stored text that is cut by its lines gives the nota that the Markdown parser gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from corpus.cutting import blocks, pair_of, pairs, pieces, question_in, spoken_text
from corpus.ingest import read_file
from corpus.model import Nota, Question, plain
from corpus.normal import load, render
from tests.cases import DATA
from tests.notas import notas

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
FILES = sorted([*SAMPLES.rglob("*.md"), *DATA.glob("diff/*/left.md"), *DATA.glob("diff/*/right.md")])


def agrees(text: str) -> None:
    nota = load(text)
    introduction, *rest = pieces(text)
    assert blocks(introduction.text) == nota.introduction
    assert [piece.number for piece in rest] == [i.number if isinstance(i, Question) else None for i in nota.body]
    assert [blocks(piece.text) for piece in rest] == [item.blocks for item in nota.body]
    assert pairs(text) == nota.pairs
    questions = [piece for piece in rest if piece.number]
    assert tuple(pair_of(questions, place) for place in range(len(questions))) == nota.pairs
    if all(piece.is_alone for piece in questions):
        content = text.encode()
        assert tuple(question_in(content, q.number or "", at) for at, q in enumerate(questions)) == nota.pairs
    assert all(spoken_text(piece.text) == plain(blocks(piece.text)) for piece in rest)


@given(notas())
def test_of_every_nota(nota: Nota) -> None:
    agrees(render(nota))


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-2:]))
def test_of_every_sample_and_case(file: Path) -> None:
    agrees(render(read_file(file.name, file.read_bytes()).nota))
