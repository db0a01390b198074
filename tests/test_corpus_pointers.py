"""Which words of a sentence become a link, and to what."""

from __future__ import annotations

import pytest

from corpus.pointers import pointers
from corpus.references import mentions

KNOWN = frozenset(("kst-99999-B", "kst-99999-C"))


def pointed(sentence: str) -> list[tuple[str, str | None, str | None]]:
    return [(sentence[p.start : p.end], p.paper, p.number) for p in pointers(sentence, "99999", KNOWN)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zie het antwoord op vraag 1.", [("vraag 1", None, "1")]),
        ("Zie antwoord 12a.", [("antwoord 12a", None, "12a")]),
        ("Dit staat bij de vragen 17, 18 en 20.", [("17", None, "17"), ("18", None, "18"), ("20", None, "20")]),
        ("Zie de antwoorden op vragen 17 t/m 20.", [("17", None, "17"), ("20", None, "20")]),
        ("Zie het antwoord op vraag 5 van letter B.", [("vraag 5", "kst-99999-B", "5")]),
        ("Zie ook Kamerstuk 36 800 X, nr. 78.", [("Kamerstuk 36 800 X, nr. 78", "kst-36800-X-78", None)]),
        # Two parts alone may be a chapter or a paper: unsure, so no link.
        ("Zie ook Kamerstuk 36 800 K.", []),
        ("In 2026 was dat vraag noch antwoord.", []),
    ],
)
def test_the_words_that_point_somewhere(sentence: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert pointed(sentence) == expected


def test_a_question_in_another_paper_and_that_paper_are_two_links() -> None:
    sentence = "Zie het antwoord op vraag 3 van de nota naar aanleiding van het verslag (99 999, nr. 6)."
    assert pointed(sentence) == [("vraag 3", "kst-99999-6", "3"), ("99 999, nr. 6", "kst-99999-6", None)]


def test_what_a_sentence_points_to_is_what_is_counted_as_a_mention() -> None:
    sentence = "Zoals toegelicht bij vraag 1 en in het antwoord op de vragen 8 en 9 is dat zo."
    numbers = tuple(n for mention in mentions(sentence) for n in mention.numbers)
    assert numbers == tuple(p.number for p in pointers(sentence))
