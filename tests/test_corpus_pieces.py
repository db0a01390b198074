"""A paper that is read in pieces, of which some were met before, gives what it gives when it is read whole and anew."""

from __future__ import annotations

import gc
from collections import Counter
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.conventions import gathering, marking
from corpus.errors import FileRefused
from corpus.ingest import read_file
from corpus.text import Words, words
from tests.cases import DATA
from tests.helpers import shared

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
OWN = sorted(file for folder in (SAMPLES, DATA) for kind in ("md", "txt") for file in folder.rglob(f"*.{kind}"))
NEEDED = marking._needed
MUTATIONS = 4
"""Of each text: what no paper says, and may still be added by somebody."""
MARKS = [
    *("Antwoord", "3", "**4. Hoe?**", "- item", "1. Een", "Antwoord op vraag 2:", "Vraag 2 en 3", "V: Hoe?", "A: Zo."),
    *(
        "De vragen 3 en 4 worden gezamenlijk beantwoord.",
        "## Kop",
        "Toelichting",
        "De minister van Zaken,",
        "A. de Vries",
    ),
    *("NRC3.", "[^1]", "| a | b |\n| - | - |\n| 1 | 2 |", "Mededeling", "Tweede Kamer, vergaderjaar 2025-2026, nr. 3"),
]


@cache
def remembering() -> list[_lru_cache_wrapper[object]]:
    """The functions of ours that remember, once all that read a text are loaded."""
    for file in SAMPLES.rglob("*.md"):
        for data in (file.read_bytes(), file.read_bytes().replace(b"*", b"").replace(b"#", b"").replace(b"- ", b"")):
            told(data)
    functions = [found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper)]
    return [found for found in functions if str(found.__module__).startswith("corpus.")]


def told(data: bytes) -> object:
    try:
        return read_file("paper.md", data)
    except FileRefused as error:
        return error.message


def read_whole(data: bytes) -> object:
    """With no rule passed over, all questions gathered at once, and nothing remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "_one_by_one", lambda *_: [])
        patch.setattr(marking, "_needed", lambda block: ~marking._ASKS | NEEDED(block))
        for function in remembering():
            function.cache_clear()
        return told(data)


def mutated(text: str, chance: Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 3:
                lines[at], lines[other] = lines[other], lines[at]
            case 4:
                lines[at] = chance.choice(MARKS)
            case 5:
                lines[at] = chance.choice(["**", "- ", "# ", "> ", "    ", "1) ", "Vraag 2: "]) + lines[at]
            case _:
                lines[at] = lines[at].lower()
    return "\n".join(lines)


def agree(file: Path) -> None:
    data = file.read_bytes()
    chance = Random(file.name)
    texts = [data, *(mutated(data.decode(errors="replace"), chance).encode() for _ in range(MUTATIONS))]
    expected = [read_whole(text) for text in texts]
    # One after another, and each a second time: what they have in common is remembered.
    assert [told(text) for text in texts * 2] == expected * 2


@pytest.mark.parametrize("file", OWN, ids=lambda file: str(file.relative_to(file.parents[1])))
def test_a_paper_in_pieces_is_the_paper(file: Path) -> None:
    agree(file)


def test_a_real_paper_in_pieces_is_the_paper() -> None:
    papers = sorted(file for kind in ("md", "txt") for file in shared(".").rglob(f"*.{kind}"))
    assert papers
    for file in papers:
        agree(file)


def test_questions_that_have_to_do_with_each_other_are_read_together() -> None:
    alone = "Vraag {}\n\nWaarom?\n\nAntwoord\n\nDaarom.\n"
    paper = "\n".join(alone.format(number) for number in (1, 2, 3))
    for odd in (
        paper.replace("Vraag 2", "Vraag 2 en 4"),
        paper.replace("Antwoord\n\nDaarom.\n\nVraag 3", "Vraag 3").replace("Antwoord", "Antwoord op vraag 2"),
        paper.replace("Daarom.", "De vragen 1 en 2 worden hier samen beantwoord. Daarom.", 1),
        paper.replace("Daarom.", "Daarom.\n\nAntwoord op vraag 7\n\nNog iets.", 1),
        paper.replace("Vraag 3", "Vraag 2"),
    ):
        assert odd != paper
        assert told(odd.encode()) == read_whole(odd.encode())


# What words there are


TEXT = st.text(st.sampled_from("aAbB éß*_-.1 \n\u00ad"), max_size=12)


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_texts_have_the_same_mark_where_they_are_the_same_words(one: list[str], other: list[str]) -> None:
    first, second = (Words(tuple(texts)) for texts in (one, other))
    assert (first.mark == second.mark) == (first.counted() == second.counted())
    assert first.total() == first.counted().total()
    assert first.counted() == sum(map(words, one), Counter())


@given(st.lists(TEXT, max_size=4))
def test_a_word_more_or_less_is_another_mark(texts: list[str]) -> None:
    said = Words(tuple(texts))
    assert Words((*texts, "woord")).mark != said.mark == Words(tuple(reversed(texts))).mark
