"""What is asked of a subject, told by a model of the ways of asking where no line of the list has both wordings."""

from __future__ import annotations

import pytest

from differ.lexicon import entries
from differ.pairs.aspects import Aspects, counted
from differ.pairs.heads import shown
from differ.pairs.swaps import Swaps, left_over
from differ.pairs.ways import Way, every_way
from differ.questions.roots import root
from differ.similarity import explain, judge, profile
from tests.cases import DATA


def cases() -> list[tuple[str, str, str]]:
    found, kind = [], ""
    lines = [line for line in (DATA / "asked-alike.md").read_text("utf-8").splitlines() if line]
    for line in lines:
        if line.startswith("## "):
            kind = line[3:]
        elif line.startswith("- "):
            one, other = line[2:].split(" / ")
            found.append((kind, one, other))
    return found


@pytest.mark.parametrize(("kind", "one", "other"), cases())
def test_two_questions_about_one_subject(kind: str, one: str, other: str) -> None:
    left, right = profile(one), profile(other)
    assert judge(left, right).same == judge(right, left).same == (kind == "same"), explain(left, right)


@pytest.mark.parametrize(("one", "other"), [(one, other) for kind, one, other in cases() if kind == "same"])
def test_it_is_told_in_a_sentence_that_they_ask_the_same(one: str, other: str) -> None:
    there, back = (
        {message for reason in explain(profile(a), profile(b)) if (message := str(reason)).startswith(TOLD)}
        for a, b in ((one, other), (other, one))
    )
    assert there == back
    assert len(there) == 1


TOLD = ("both ask: ", "they differ in how it is asked only")


def test_what_both_ask_is_told_by_the_first_wording_of_a_line_of_the_list() -> None:
    left = profile("Welke stappen worden gezet om de risico's van de jeugdzorg te verkleinen?")
    right = profile("Hoe worden de risico's van de jeugdzorg beperkt?")
    assert "both ask: Hoe worden de risico's van … beperkt" in map(str, explain(left, right))


@pytest.mark.parametrize("one", [one for _, one, _ in cases()])
def test_the_same_question_about_another_subject_is_another(one: str) -> None:
    said = next(subject for subject in SUBJECTS if subject in one)
    elsewhere = one.replace(said, "de subsidieregeling voor bijenhouders")
    assert not judge(profile(one), profile(elsewhere)).same


SUBJECTS = (
    "de aanpak van wolvenschade",
    "de jeugdzorg",
    "de uitrol van glasvezel",
    "de spreidingswet",
    "de opleiding van vroedvrouwen",
)


def test_a_word_shows_its_classes_and_of_several_words_all_must_be_said() -> None:
    def of(*words: str) -> frozenset[str]:
        terms = tuple(map(root, words))
        return shown(terms, terms)

    assert "supervisor" in of("toezichthouder")
    assert "payer" not in of("betalen")
    assert "payer" in of("middelen", "betalen")
    assert of("wie") == of("geven") == frozenset()


def test_what_is_asked_for_has_one_line_a_class() -> None:
    named = [entry.partition(": ")[0] for entry in entries("heads")]
    assert len(named) == len(set(named))
    for entry in entries("heads"):
        forms = entry.partition(": ")[2].split(" / ")
        assert len(forms) == len(set(forms)), entry


def test_a_wording_that_is_hidden_from_the_list_is_mostly_known_by_its_line() -> None:
    hidden = [way for place, way in enumerate(every_way()) if place % 12 == 0 and len(way.takes) > 1]
    seen = set(hidden)
    model = Aspects(counted(way for way in every_way() if way not in seen))
    known = [_likeliest(model, way) == way.line for way in hidden]
    assert sum(known) > len(known) * LEAST_KNOWN


LEAST_KNOWN = 0.4


def _likeliest(model: Aspects, way: Way) -> int | None:
    likely = model.likely(way.takes, way.negated)
    return max(likely, key=lambda line: (likely[line], -line), default=None)


def test_what_nothing_is_known_of_is_none_of_the_list() -> None:
    model = Aspects(counted(every_way()))
    assert model.likely(("wolvenschad",), 0) == {}
    assert sum(model.likely(("hoevel", "klag"), 0).values()) < 1.0


def test_words_that_are_said_for_each_other_are_told_from_those_that_are_not() -> None:
    lines = [("ab", "x"), ("ab", "x"), ("cd", "y"), ("cd", "y")]
    said = Swaps(left_over(Way(n, (word, also), 0) for n, (words, also) in enumerate(lines) for word in words))
    assert said.swapped("a", ["b"]) == said.swapped("b", ["a"]) == said.swapped("a", ["b", "c"])
    assert said.swapped("a", ["b"]) > 0 > said.swapped("a", ["c"])
    assert said.swapped("a", []) < 0


def test_a_word_that_is_often_left_out_is_spare() -> None:
    said = Swaps(
        left_over([Way(1, ("a", "light"), 0), Way(1, ("a",), 0), Way(2, ("b", "c"), 0), Way(2, ("b", "d"), 0)])
    )
    assert said.spare("light") > said.spare("c")
