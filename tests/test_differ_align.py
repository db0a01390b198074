"""Which question became which, and what kind of change that is."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Answer, Document, Meta, Nota, Paragraph, QAPair, Question
from differ.align import align
from differ.compare import compare, compare_questions
from differ.model import PairDiff
from tests.cases import case_files, document, parts

CASES = case_files("align")


def told(pair: PairDiff) -> str:
    """A pair as the cases write it: `3 -> 4 unchanged renumbered`, `- -> 4 added from 3`, `4 -> - removed into 3`."""
    left, right = (side.number if side else "-" for side in (pair.left, pair.right))
    marks = [name for name, set_ in (("renumbered", pair.renumbered), ("moved", pair.moved)) if set_]
    marks += [f"from {pair.split_from.rpartition('#')[2]}"] if pair.split_from else []
    marks += [f"into {pair.merged_into.rpartition('#')[2]}"] if pair.merged_into else []
    return " ".join([left, "->", right, pair.kind, *marks])


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_case(case: Path) -> None:
    given = parts(case)
    result = compare(document(given["left"]), document(given["right"]))
    assert [told(pair) for pair in result.pairs] == given["expected"].splitlines(), given["says"]


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_replay_gives_both_texts_to_the_letter(case: Path) -> None:
    given = parts(case)
    for pair in compare(document(given["left"]), document(given["right"])).pairs:
        for side, texts in ((pair.left, ("left", "left")), (pair.right, ("right", "right"))):
            question, answer = (side.question, side.answer) if side else ("", "")
            assert getattr(pair.question, texts[0]) == question
            assert getattr(pair.answer, texts[1]) == answer


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_a_text_compared_with_itself_is_unchanged(case: Path) -> None:
    for side in ("left", "right"):
        text = document(parts(case)[side])
        assert {told(pair) for pair in compare(text, text).pairs} == {
            f"{pair.number} -> {pair.number} unchanged" for pair in text.nota.pairs
        }


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_both_directions_pair_the_same_questions(case: Path) -> None:
    left, right = (document(parts(case)[side]) for side in ("left", "right"))
    there = {(a.left, a.right) for a in align(left.nota.pairs, right.nota.pairs)}
    back = {(a.right, a.left) for a in align(right.nota.pairs, left.nota.pairs)}
    assert there == back


WORDS = st.sampled_from("toezicht budget opleiding fonds kantoor aanvraag licentie voorbeeld inspectie".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def questions(draw: st.DrawFn) -> list[QAPair]:
    texts = draw(st.lists(st.tuples(TEXTS, TEXTS | st.none()), max_size=7))
    return [
        QAPair(
            Question(str(number), (Paragraph((asked,)),)),
            Answer((str(number),), (Paragraph((answer,)),)) if answer else None,
        )
        for number, (asked, answer) in enumerate(texts, start=1)
    ]


@given(questions(), questions(), st.booleans())
def test_every_question_stands_in_exactly_one_entry(left: list[QAPair], right: list[QAPair], one_nota: bool) -> None:
    entries = align(left, right, one_nota)
    assert sorted(e.left for e in entries if e.left is not None) == list(range(len(left)))
    assert [e.right for e in entries if e.right is not None] == list(range(len(right)))
    stayed = [e.left for e in entries if e.left is not None and e.right is not None and not e.moved]
    assert stayed == sorted(stayed), "what did not move keeps its order"


def _with_id(text: Document, nota: str) -> Document:
    return Document(text.address, text.nota.with_meta(id=nota))


def test_between_two_notas_a_question_about_something_else_is_not_set_beside_it() -> None:
    asked = "## Vraag 1\nHoeveel voorbeelden zijn in {} aangeleverd?\n### Antwoord\nNegentig.\n"
    left, right = (_with_id(document(asked.format(place)), "kst-1-A") for place in ("Gelderland", "Overijssel"))
    other = _with_id(right, "kst-1-B")
    assert [told(pair) for pair in compare(left, right).pairs] == ["1 -> 1 changed"]
    assert sorted(told(pair) for pair in compare(left, other).pairs) == ["- -> 1 added", "1 -> - removed"]


def test_two_questions_can_be_compared_whether_they_are_alike_or_not() -> None:
    text = document("## Vraag 1\nWie?\n### Antwoord\nIk.\n## Vraag 2\nWaar dan?\n### Antwoord\nDaar.\n")
    result = compare_questions(text, text.nota.pairs[0], text, text.nota.pairs[1])
    assert [(pair.left is not None, pair.right is not None) for pair in result.pairs] == [(True, True)]


def test_nothing_can_be_compared_with_something() -> None:
    empty = Document("empty.md", Nota(Meta(""), (), ()))
    full = document("## Vraag 1\nWie?\n### Antwoord\nIk.\n")
    assert [told(pair) for pair in compare(empty, full).pairs] == ["- -> 1 added"]
    assert [told(pair) for pair in compare(full, empty).pairs] == ["1 -> - removed"]
    assert compare(empty, empty).pairs == ()
    assert all(
        pair.question.complete for one, two in product((empty, full), repeat=2) for pair in compare(one, two).pairs
    )
