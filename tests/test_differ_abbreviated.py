"""Abbreviations that no list has: what their letters tell, what a text tells of them, and a paper of its questions."""

from __future__ import annotations

import pytest

from bench.matching.tools import read_lines
from differ.questions.folding import folded_tokens
from differ.questions.letters import may_abbreviate, runs_of
from differ.questions.profile import profile
from differ.questions.roots import root
from differ.questions.told import introduced, shortened, told_in
from differ.shelves.asked import keys, text_of
from differ.similarity import judge


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("rce", "Rijksdienst voor het Cultureel Erfgoed"),
        ("rivm", "Rijksinstituut voor Volksgezondheid en Milieu"),
        ("rvs", "Raad van State"),
        ("ovv", "Onderzoeksraad voor Veiligheid"),
        ("awti", "Adviesraad voor wetenschap, technologie en innovatie"),
        ("brp", "basisregistratie personen"),
        ("wws", "woningwaarderingsstelsel"),
        ("pbw", "Penitentiaire beginselenwet"),
        ("lhv", "Landelijke Huisartsen Vereniging"),
        ("kpd", "Kwaliteitskader Publieke Dienstverlening"),
    ],
)
def test_words_in_a_row_make_an_abbreviation_by_their_letters(short: str, words: str) -> None:
    tokens = folded_tokens(f"Wat vindt {words} hiervan?")
    end = len(tokens) - 1
    assert (2, end) in runs_of(short, tokens)


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("rce", "Raad voor Cultuur"),
        ("rce", "Rijksdienst voor het Erfgoed"),
        ("jtf", "Just Fund"),
        ("rvs", "Raad zonder State"),
        ("vws", "Rijksdienst voor Volksgezondheid"),
    ],
)
def test_words_with_other_letters_make_none(short: str, words: str) -> None:
    assert not runs_of(short, folded_tokens(words))


def test_an_abbreviation_is_compared_as_it_stands() -> None:
    assert [root(word) for word in ("aiv", "nctv", "efro")] == ["aiv", "nctv", "efro"]
    assert root("brieven") == root("brief")


@pytest.mark.parametrize(
    ("word", "may"), [("RCE", True), ("Wpg", True), ("KiM", True), ("HET", False), ("boek", False)]
)
def test_a_word_may_abbreviate_by_how_it_is_written(word: str, may: bool) -> None:
    assert may_abbreviate(word) is may


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Wat doet de Rijksdienst voor het Cultureel Erfgoed (RCE)?",
            {"RCE": "Rijksdienst voor het Cultureel Erfgoed"},
        ),
        (
            "Wat doet de RCE (de Rijksdienst voor het Cultureel Erfgoed)?",
            {"RCE": "Rijksdienst voor het Cultureel Erfgoed"},
        ),
        ("De Nationale Kas (hierna: NK) is leeg.", {"NK": "Nationale Kas"}),
        ("Wat vindt het lid Jansen (SP) hiervan?", {}),
        ("Wat vindt het Centraal Planbureau (CPB) hiervan?", {}),
        ("Wat doet de Rijksdienst (RCE)?", {}),
        ("Wat kost dit (zie bijlage)?", {}),
    ],
)
def test_a_text_tells_what_it_abbreviates(text: str, told: dict[str, str]) -> None:
    assert told_in(text) == told
    assert {meaning.short.upper() for meaning in shortened(text)[1]} == {*told}


def test_a_question_is_read_as_if_the_abbreviation_stood_there_alone() -> None:
    full = profile("Wat doet de Rijksdienst voor het Cultureel Erfgoed (RCE) aan kerken?")
    assert full.tokens == profile("Wat doet de RCE aan kerken?").tokens
    assert not judge(full, profile("Wat doet de Rijksraad voor Citaten en Eigennamen (RCE) aan kerken?")).same


def test_a_paper_tells_for_all_its_questions() -> None:
    nota = read_lines("Waarom koopt de Koninklijke Bibliotheek (KB) boeken?\nHoeveel leden heeft de KB in Groningen?")
    second = text_of("1", nota).asked[-1]
    assert "KB" in second.question
    full = profile("Hoeveel leden heeft de Koninklijke Bibliotheek in Groningen?")
    assert not judge(profile(second.question), full).same
    assert judge(profile(second.compared), full).same
    assert {*keys(full)} <= {*keys(profile(second.compared))}
    assert second.wording == text_of("2", nota).asked[-1].wording


def test_what_a_question_tells_itself_is_not_told_again() -> None:
    question = "Waarom koopt de Koninklijke Bibliotheek (KB) boeken?"
    assert introduced(question, {"KB": "Koninklijke Bibliotheek"}) == question
    assert introduced("Wat doet de KB-directie?", {"KB": "Kas"}) == "Wat doet de Kas (KB)-directie?"
