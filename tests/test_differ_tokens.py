"""What a diff may mark, and never cuts."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from differ.tokens import _PLAIN_WORD, _TOKEN, identity, sentences, spoken, tokenise


def words(text: str) -> list[str]:
    return [identity(token) for token in tokenise(text)]


@pytest.mark.parametrize(
    "whole",
    """EU-programma's|euro's|foto’s|wet-|-infrastructuur|en/of|'s|c.s.|jl.|d.w.z.|76,2|1,75%|1.240|36 725|€ 36 725|12a
    |50%-doelstelling|40%-|21 mei 2026|21 mei|36 800-X, nr. 78|36800-X, nr.78|36 725 X nr. 6|36 800-X34|33.279-40|36 800 K, D
    |99 999, nr. 7
    |2025-2026|MINDEF20260028717|NRC3|F-35|[^1]|www.rijksoverheid.nl|Yeşilgöz-Zegerius""".replace("\n    ", "").split(
        "|"
    ),
)
def test_is_one_token(whole: str) -> None:
    assert whole in words(f"Dit is ({whole}) en {whole} dus.")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("76,2 miljoen euro.", ["76,2", "miljoen", "euro", "."]),
        ("vraag 4.", ["vraag", "4", "."]),
        ("In 2026 300 stuks", ["In", "2026", "300", "stuks"]),
        ("- het aandeel;", ["-", "het", "aandeel", ";"]),
        ("Nederland - of Europa", ["Nederland", "-", "of", "Europa"]),
        ("'pilot' van 'eigen bodem'", ["'", "pilot", "'", "van", "'", "eigen", "bodem", "'"]),
        ("| 52% | 55% |", ["|", "52%", "|", "55%", "|"]),
        ("einde.Begin", ["einde", ".", "Begin"]),
    ],
)
def test_what_are_several_tokens(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


NASTY = st.text(st.sampled_from("aÉé1 230.,-'’%€/()\n\t\u00a0\u0301–X\ud7ff\U0001f600|_[^]")) | st.text()


@given(NASTY)
@example("  een \n\n twee")
def test_joined_again_they_are_the_text(text: str) -> None:
    assert "".join(tokenise(text)) == text
    assert "".join(sentences(text)) == text


@given(st.text(alphabet="aBé-‑'’/ _1²\u0301€,jlmrns.368X%½\u00a0", max_size=20))
def test_the_short_way_to_a_plain_word_leads_to_the_same_token(text: str) -> None:
    without = re.compile(_TOKEN.pattern.replace(f"{_PLAIN_WORD} |", "", 1), re.VERBOSE)
    assert tokenise(text) == tuple(without.findall(text))


@given(NASTY)
def test_a_token_has_white_space_at_its_end_alone(text: str) -> None:
    first, *others = tokenise(text) or ("",)
    assert not first.strip() or not first[0].isspace()
    assert not any(token[0].isspace() for token in others)


def test_white_space_and_composition_are_no_identity() -> None:
    assert words("een\u00a0café 36 725") == words("een\ncafe\u0301  36\u00a0725")
    assert unicodedata.is_normalized("NFC", identity("cafe\u0301"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40%", "40 procent"),
        ("1.240", "1 240"),
        ("3,50", "3,5"),
        ("76,0", "76"),
        ("‘a’ – “b”…", "'a' - \"b\"..."),
        ("een\n\ntwee", "een twee"),
    ],
)
def test_said_the_same(one: str, other: str) -> None:
    assert spoken(one) == spoken(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1,240", "1.240"), ("100", "10"), ("Kamer", "kamer"), ("a b", "ab"), ("3,05", "3,5")]
)
def test_said_otherwise(one: str, other: str) -> None:
    assert spoken(one) != spoken(other)
