"""Two nota's and what a careful reader would call the changes, story by story; and what holds of every comparison.

After a change of what is told: UPDATE_STORIES=1 pytest tests/test_differ_stories.py, and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Answer, Document, Meta, Nota, Paragraph, Question
from differ.compare import compare
from differ.model import NotaDiff
from tests.cases import DATA, document
from tests.soundness import assert_mirrors, assert_sound
from tests.stories import story, told

STORIES = sorted(path for path in (DATA / "diff").iterdir() if path.is_dir())


def sides(path: Path) -> tuple[Document, Document]:
    left, right = (document((path / name).read_text("utf-8"), name) for name in ("left.md", "right.md"))
    return left, right


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_story(path: Path) -> None:
    expected = path / "expected.txt"
    says, _, changes = expected.read_text("utf-8").partition("\n\n")
    found = story(compare(*sides(path))) + "\n"
    if os.environ.get("UPDATE_STORIES"):
        expected.write_text(f"{says}\n\n{found}", "utf-8")
    assert found == changes, says


def test_half_of_the_stories_are_traps() -> None:
    says = [(path / "expected.txt").read_text("utf-8") for path in STORIES]
    assert sum(text.startswith("trap: ") for text in says) >= len(STORIES) // 2


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_story_is_sound_both_ways(path: Path) -> None:
    left, right = sides(path)
    there, back = compare(left, right), compare(right, left)
    for found in (there, back):
        assert found.complete
        assert_sound(found)
    assert there == compare(left, right)
    assert_both_ways_the_same(there, back)


def assert_both_ways_the_same(there: NotaDiff, back: NotaDiff) -> None:
    pairs = {(p.left and p.left.number, p.right and p.right.number): p for p in there.pairs}
    mirrored = {(p.right and p.right.number, p.left and p.left.number): p for p in back.pairs}
    assert pairs.keys() == mirrored.keys()
    for numbers, pair in pairs.items():
        assert_mirrors(pair.question, mirrored[numbers].question)
        assert_mirrors(pair.answer, mirrored[numbers].answer)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_a_text_against_itself_is_all_equal(path: Path) -> None:
    for text in sides(path):
        assert all(told(pair).endswith(" unchanged") for pair in compare(text, text).pairs)


SENTENCES = """Ja.
Zie het antwoord op vraag 2.
Zoals gemeld in het antwoord op vraag 1 en 3 wordt dit najaar een brief aan de Kamer gezonden.
Het kabinet streeft ernaar de Kamer in de loop van 2032 te informeren over de voortgang.
Het kabinet zal de Kamer uiterlijk in het najaar van 2031 informeren over de voortgang.
In de provincie Gelderland zijn in het afgelopen jaar 1.240 voorbeelden bij het fonds aangeleverd.
In de provincie Gelderland zijn in het afgelopen jaar 1.312 voorbeelden bij het fonds aangeleverd.
In de provincie Overijssel zijn in het afgelopen jaar 1.240 voorbeelden bij het fonds aangeleverd.
Aanvragen van kleine makers worden met voorrang behandeld, ook wanneer het plafond in zicht komt.
Aanvragen van kleine makers worden met voorrang behandeld.
Dat geldt ook wanneer het plafond in zicht komt.
Op 21 mei 2026 was € 36 725 besteed, zie Kamerstuk 36 800-X, nr. 78.
Dat is mogelijk.""".splitlines()
QUESTIONS = """Wie houdt toezicht op het fonds, en hoe vaak?
Hoe hoog is het budget van het fonds in 2031?
Hoeveel voorbeelden zijn er in de provincie Gelderland?
Wanneer ontvangt de Kamer de resultaten van het onderzoek?""".splitlines()
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=3)
ANSWERED = st.lists(st.tuples(st.sampled_from(QUESTIONS), PARAGRAPHS), max_size=4, unique_by=lambda one: one[0])


def nota(answered: list[tuple[str, list[list[str]]]]) -> Document:
    body = tuple(
        Question(str(n), (Paragraph((asked,)),), Answer((str(n),), tuple(Paragraph(tuple(p)) for p in paragraphs)))
        for n, (asked, paragraphs) in enumerate(answered, 1)
    )
    return Document("some.md", Nota(Meta("kst-1-A"), (), body))


@given(ANSWERED.map(nota), ANSWERED.map(nota))
def test_every_comparison_is_sound_both_ways(left: Document, right: Document) -> None:
    there, back = compare(left, right), compare(right, left)
    assert_sound(there)
    assert_sound(back)
    assert_both_ways_the_same(there, back)


@given(ANSWERED.map(nota))
def test_every_nota_against_itself_is_unchanged(one: Document) -> None:
    assert all(told(pair).endswith(" unchanged") for pair in compare(one, one).pairs)
