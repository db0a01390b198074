"""Which facts changed, case by case: all that a reader must not miss, and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import differ.facts
import differ.statements.stated
from corpus.ingest import read_nota
from differ.facts import facts_between
from differ.lexicon import entries
from differ.model import Fact
from differ.statements.stated import stated
from tests.cases import DATA, case_files, parts

ROOT = Path(__file__).parents[1]
CASES = case_files("facts")


def written(facts: tuple[Fact, ...]) -> str:
    return "\n".join(f"{f.kind}: {f.left or 'none'} -> {f.right or 'none'}" for f in facts) or "none"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = parts(path)
    assert written(facts_between(case["left"], case["right"])) == case["expected"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_told_from_the_other_side(path: Path) -> None:
    case = parts(path)
    there, back = facts_between(case["left"], case["right"]), facts_between(case["right"], case["left"])
    assert {(f.kind, f.left, f.right) for f in there} == {(f.kind, f.right, f.left) for f in back}


def test_one_question_answered_twice_in_the_nota() -> None:
    """Questions 12 and 13 are the same; no number or date tells their answers apart."""
    path = ROOT / "corpus" / "samples" / "kst-36800-K-D.md"
    nota = read_nota(path.name, path.read_bytes()).nota
    first, second = (pair.answer for pair in nota.pairs if pair.number in ("12", "13"))
    assert first and second
    assert written(facts_between(first.text, second.text)) == "refusal: alleen in beslotenheid -> geen uitspraken"


WORDS = "de Kamer zal kan niet geen 76,2 miljoen euro 40% vraag 4 21 mei 2026 minstens Stand van Defensie . ,".split()
TEXT = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@given(TEXT, TEXT)
def test_facts_are_quoted_from_the_texts(left: str, right: str) -> None:
    for fact in facts_between(left, right):
        assert fact.left != fact.right
        assert fact.left is None or fact.left in left
        assert fact.right is None or fact.right in right


@given(TEXT)
def test_a_text_against_itself_has_none(text: str) -> None:
    assert facts_between(text, text) == ()


@given(TEXT)
def test_what_is_stated_does_not_overlap(text: str) -> None:
    found = stated(text)
    assert all(one.words == text[one.start : one.end] for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("kind", ["modality", "negation", "scope", "refusal"])
def test_each_form_of_a_lexicon_is_recognised(kind: str) -> None:
    for line in entries(kind):
        for form in line.split("/"):
            said = form.strip().replace("…", "het")
            assert (kind, said) in {(one.kind, one.words) for one in stated(f"Dus {said} het.")}, said


def lines_of_all_cases() -> list[str]:
    files = [file for file in DATA.rglob("*") if file.suffix in (".md", ".txt")]
    return sorted({line for file in files for line in file.read_text("utf-8").splitlines() if line})


def test_a_look_at_the_words_overlooks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finder is asked only where a word says that it may find something."""
    texts = lines_of_all_cases()
    asked_less = [stated(text) for text in texts]
    finders = tuple((finder, lambda _: True) for finder, _ in differ.statements.stated._FINDERS)
    monkeypatch.setattr(differ.statements.stated, "_FINDERS", finders)
    assert asked_less == [stated(text) for text in texts]


@pytest.mark.parametrize("path", [*CASES, *case_files("textdiff")], ids=lambda path: path.stem)
def test_an_edit_whose_words_state_nothing_changes_no_fact(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = parts(path)
    passed_over = facts_between(case["left"], case["right"])
    monkeypatch.setattr(differ.facts, "may_state", lambda *_: True)
    assert passed_over == facts_between(case["left"], case["right"])


def test_the_territories_are_those_of_babel() -> None:
    assert set(entries("territories")) == set(Locale("nl").territories.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acht u dit wenselijk?", []),
        ("Hoe groot acht de minister dat risico?", []),
        ("Dat acht het kabinet niet realistisch.", []),
        ("Het kabinet acht maatregelen nodig.", []),
        ("Ik acht nader onderzoek niet nodig.", []),
        ("De minister doet wat hij noodzakelijk acht.", []),
        ("Dat is wat zij verantwoord acht om te doen.", []),
        ("De regels zijn in acht te nemen.", []),
        ("Zij neemt de regels in acht.", []),
        ("Het fonds dient acht te slaan op de termijn.", []),
        ("Acht gemeenten doen mee.", ["Acht"]),
        ("Heeft het kabinet acht maatregelen genomen?", ["acht"]),
        ("In acht gemeenten is dit zo.", ["acht"]),
        ("De afgelopen acht jaar groeide het fonds.", ["acht jaar"]),
        ("Daarvan bleken er mogelijk acht een uitzondering.", ["acht"]),
        ("Er zijn mogelijk acht uitzonderingen.", ["acht"]),
        ("Van de twaalf bleven er acht.", ["twaalf", "acht"]),
        ("De overige acht die bleven, zijn groter.", ["acht"]),
        ("Dat duurde acht dagen.", ["acht dagen"]),
        ("De acht genomen maatregelen helpen.", ["acht"]),
    ],
)
def test_acht_is_a_number_only_where_something_is_counted(text: str, told: list[str]) -> None:
    assert [own.words for own in stated(text) if own.kind == "number"] == told
