"""What is told from arrays is what judging each pair tells, only sooner: no pair that is the same is ever lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.matching.tools import read_lines
from bench.questions import labelled
from differ.lexicon import entries
from differ.pairs.compared import is_known, slip
from differ.questions.profile import Profile, profile
from differ.questions.roots import background, root
from differ.repeating import traits
from differ.repeating.judging import Judge, in_order
from differ.repeating.sieve import Sieve
from differ.shelves.asked import text_of
from differ.shelves.shelf import Shelf
from differ.shelves.sifted import sifted
from differ.similarity import judge
from tests.test_differ_similarity import cases


def sieve(questions: Sequence[Profile]) -> Sieve:
    return Sieve(lambda number: sifted(questions[number]))


def lost(questions: Sequence[Profile]) -> list[tuple[int, int]]:
    """The pairs that are the same and that the sieve would let go."""
    pairs = np.array(list(combinations(range(len(questions)), 2)), np.int64).reshape(-1, 2).T
    gone = pairs[:, ~sieve(questions)(pairs)]
    return [(a, b) for a, b in gone.T.tolist() if judge(questions[a], questions[b]).same]


@pytest.mark.parametrize("world", ["learn", "unseen", "second"])
def test_no_pair_of_made_questions_is_lost_and_most_others_are_let_go(world: str) -> None:
    questions = [profile(question.text) for question in labelled(world, 160)]
    assert lost(questions) == []
    pairs = np.array(list(combinations(range(len(questions)), 2))).T
    assert sieve(questions)(pairs).mean() < 0.03


def test_no_pair_of_the_cases_is_lost() -> None:
    questions = [profile(text) for *_, left, right in cases() for text in (left, right)]
    assert lost(questions) == []


WORDS = sorted({*(word for line in entries("synonyms") for word in line.split() if word.isalpha())})
ASKED = st.lists(
    st.sampled_from(
        [
            *WORDS[::5],
            *sorted(background())[::900],
            *"wanneer waarom hoeveel niet geen zonder 2024 2025 mei twee CPB Utrecht huurtoeslagen".split(),
            *"stikstofdepositie stikstofdeposite kinderopvangtoeslag kinderopvang toeslag uitgevoerd voert uit".split(),
        ]
    ),
    min_size=1,
    max_size=7,
)
TEXTS = st.lists(ASKED.map(lambda words: f"{' '.join(words).capitalize()}?"), min_size=1, max_size=3).map(" ".join)


@given(st.lists(TEXTS, min_size=2, max_size=6))
def test_no_pair_of_any_questions_is_lost(texts: list[str]) -> None:
    assert lost([*map(profile, texts), *(profile(f"{text} {texts[0]}") for text in texts)]) == []


WAYS = [way for entry in entries("constructions") for way in entry.split(" / ")]
ABOUT = ("de uitrol van glasvezel", "de kosten van jeugdzorg in 2024", "het advies van de Gezondheidsraad")


@given(st.integers(0, len(WAYS) - 1), st.lists(st.sampled_from(WAYS), max_size=3), st.sampled_from(ABOUT))
def test_no_pair_of_ways_to_ask_about_one_subject_is_lost(first: int, others: list[str], about: str) -> None:
    """What is asked of one subject in neighbouring wordings of the list, alone, two in a text, and beside any others."""
    asked = [way.replace("{S}", about).replace("{Y}", "2023") + "?" for way in (*WAYS[first : first + 6], *others)]
    assert lost([*map(profile, asked), *(profile(f"{one} {other}") for one, other in pairwise(asked))]) == []


@given(st.sampled_from(sorted(background())[::40]), st.data())
def test_a_slip_of_the_pen_shares_a_trait_with_what_was_meant(word: str, data: st.DataObject) -> None:
    """Up to two letters left out, put in, changed or swapped."""
    letters = list(root(word))
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(letters) - 1))
        match data.draw(st.sampled_from(("out", "in", "changed", "swapped"))):
            case "out" if len(letters) > 1:
                del letters[at]
            case "in":
                letters.insert(at, data.draw(st.sampled_from("aeinrst")))
            case "swapped":
                letters[at : at + 2] = letters[at : at + 2][::-1]
            case _:
                letters[at] = data.draw(st.sampled_from("aeinrst"))
    for one, other in ((root(word), "".join(letters)), ("".join(letters), root(word))):
        if slip(one, other) and not (is_known(one) and is_known(other)):
            assert _misspelled(one) & set(traits.written(other)) or not _misspelled(one), (one, other)


def _misspelled(word: str) -> set[str]:
    return set(traits.misspelled(word))


def test_of_no_pairs_none_may_be_the_same() -> None:
    assert sieve([])(np.zeros((2, 0), np.int64)).tolist() == []


def test_a_judge_of_many_pairs_tells_what_it_tells_of_each() -> None:
    texts = [question.text for question in labelled("unseen", 120, 5)]
    shelf = Shelf(None)
    shelf.put([text_of("1", read_lines("\n".join(texts)))])
    pairs = in_order(np.array(list(combinations(range(shelf.wordings), 2))).T, shelf.wordings)
    assert len({*map(tuple, pairs.T.tolist())}) == pairs.shape[1] == shelf.wordings * (shelf.wordings - 1) // 2
    strict = Judge(shelf, "same")(pairs)
    every = Judge(shelf)(pairs)
    assert 0 < len(strict) < len(every)
    assert strict.tolist() == every[every["grade"] <= 1].tolist()
    shelf.close()


NAMES = [
    "RCE",
    "Rijksdienst voor het Cultureel Erfgoed",
    "RCE (Rijksdienst voor het Cultureel Erfgoed)",
    "Raad voor Cultuur",
    "raad voor cultuur en erfgoed",
    "AIV",
    "Adviesraad Internationale Vraagstukken",
    "Wpg",
    "Wet publieke gezondheid",
    "Koninklijke Bibliotheek (KB)",
    "Koninklijke Bibliotheek",
    "KB",
    "brp",
    "basisregistratie personen",
    "LHV",
    "Landelijke Huisartsen Vereniging",
    "GOR",
    "Gebouwde Omgeving Raad",
]


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True), st.sampled_from(WAYS), ASKED)
def test_no_pair_of_names_and_their_abbreviations_is_lost(names: list[str], way: str, more: list[str]) -> None:
    asked = [way.replace("{S}", f"{' '.join(more)} van de {name}").replace("{Y}", "2023") + "?" for name in names]
    asked += [f"Wat vindt de {name} van {' '.join(more)}?" for name in names]
    assert lost([*map(profile, asked), *(profile(f"{one} {other}") for one, other in pairwise(asked))]) == []
