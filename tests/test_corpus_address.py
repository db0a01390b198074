"""What people write for a nota, a version and a question leads to the same place, or is refused with a hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.address import Address, canonical_id, parse, resolve_id, valid_id, valid_label
from corpus.errors import AddressError

KNOWN = frozenset({"kst-36800-K-D", "kst-36800-X-78", "kst-36100-4", "kst-21501-20-2018", "concept-dmf-2026"})


@pytest.mark.parametrize(
    ("written", "nota"),
    [
        ("kst-36800-K-D", "kst-36800-K-D"),
        ("36800-K-D", "kst-36800-K-D"),
        ("36 800 K, D", "kst-36800-K-D"),
        ("36.800-K, letter D", "kst-36800-K-D"),
        ("36 800 K, letter D", "kst-36800-K-D"),
        ("36 800 X, nr. 78", "kst-36800-X-78"),
        ("36800-X, nr.78", "kst-36800-X-78"),
        ("36 725 X nr. 6", "kst-36725-X-6"),
        ("36 800-X34", "kst-36800-X-34"),
        ("36 800 XXIII, nr. 5", "kst-36800-XXIII-5"),
        ("36 800 XIV, nr. 5", "kst-36800-XIV-5"),
        ("36 600 IXB, nr. 3", "kst-36600-IXB-3"),
        ("36 800 C, AB", "kst-36800-C-AB"),
        ("33.279-40", "kst-33279-40"),
        ("36 100, nr. 4", "kst-36100-4"),
        ("kst-36100-4", "kst-36100-4"),
        ("36 800, letter K", "kst-36800-K"),
        ("36800-AB", "kst-36800-AB"),
        ("36800-Z", "kst-36800-Z"),
        ("21501-20", "kst-21501-20"),
        ("21501-20-2018", "kst-21501-20-2018"),
        ("21 501-20, nr. 2018", "kst-21501-20-2018"),
        ("21 501-20 nr. 2018", "kst-21501-20-2018"),
        ("kst-21501-20-2018", "kst-21501-20-2018"),
        ("kst-1259252", "kst-1259252"),
        ("ah-tk-20242025-583", "ah-tk-20242025-583"),
        ("concept-dmf-2026", "concept-dmf-2026"),
        ("kst-36800-K-D-h1", "kst-36800-K-D"),
        ("36800-K-D-n1", "kst-36800-K-D"),
    ],
)
def test_every_usual_form_gives_the_id(written: str, nota: str) -> None:
    assert canonical_id(written) == nota


@pytest.mark.parametrize("written", ["36800-K", "36 800 K", "36 800 XXIII", "36800", "", "78", "de nota van mei"])
def test_what_does_not_say_which_paper_gives_no_id(written: str) -> None:
    assert canonical_id(written) is None


def test_two_parts_are_the_paper_that_the_corpus_has() -> None:
    assert canonical_id("36 800 K", frozenset({"kst-36800-K"})) == "kst-36800-K"


@given(st.text())
def test_whatever_is_written_the_id_is_a_safe_file_name(text: str) -> None:
    found = canonical_id(text)
    assert found is None or (valid_id(found) and not set(found) & set("/.\\\0\n "))


@given(st.from_regex(r"(kst-)?[0-9]{5}-[A-M]-[A-Z]", fullmatch=True))
def test_an_id_is_its_own_id(text: str) -> None:
    found = canonical_id(text)
    assert found is not None
    assert canonical_id(found) == found


@pytest.mark.parametrize(
    "text",
    ["", "-x", "x-", "a--b", "../etc", "a/b", "a.b", ".git", "a b", "Kst", "é", "a\n", "kst-36800\x00", "x" * 81],
)
def test_an_id_that_could_lead_elsewhere_is_none(text: str) -> None:
    assert not valid_id(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("kst-36800-K-D", Address("kst-36800-K-D")),
        ("kst-36800-K-D@2", Address("kst-36800-K-D", version=2)),
        ("kst-36800-K-D@herdruk", Address("kst-36800-K-D", label="herdruk")),
        ("kst-36800-K-D@9f2c1e7", Address("kst-36800-K-D", text_id="9f2c1e7")),
        ("kst-36800-K-D@1234567", Address("kst-36800-K-D", text_id="1234567")),
        ("kst-36800-K-D@123456", Address("kst-36800-K-D", version=123456)),
        ("kst-36800-K-D@beef", Address("kst-36800-K-D", label="beef")),
        ("kst-36800-K-D@2#12", Address("kst-36800-K-D", version=2, question="12")),
        ("kst-36800-K-D#12a", Address("kst-36800-K-D", question="12a")),
        ("kst-36800-K-D#15.2", Address("kst-36800-K-D", question="15.2")),
        ("kst-36800-K-D#p12", Address("kst-36800-K-D", question="p12")),
        (" 36 800 K, D@na-review#3 ", Address("36 800 K, D", label="na-review", question="3")),
    ],
)
def test_an_address_falls_into_its_parts(text: str, address: Address) -> None:
    assert parse(text) == address


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kst-36800-K-D@Herdruk", "'Herdruk' is no version; write @2, @herdruk"),
        ("kst-36800-K-D@--all", "'--all' is no version"),
        ("kst-36800-K-D@HEAD~1", "'HEAD~1' is no version"),
        ("kst-36800-K-D@²", "'²' is no version"),
        ("kst-36800-K-D#twaalf", "'twaalf' is no question number; write #12"),
        ("kst-36800-K-D#12#13", "'12#13' is no question number"),
        ("@2", "which nota?"),
        ("", "which nota?"),
        ("#1", "'#1': which nota?"),
    ],
)
def test_a_part_of_the_wrong_form_is_refused_with_what_to_write(text: str, told: str) -> None:
    with pytest.raises(AddressError) as refused:
        parse(text)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("empty", ["kst-36800-K-D@", "kst-36800-K-D#", "kst-36800-K-D@#"])
def test_a_sign_with_nothing_after_it_is_refused(empty: str) -> None:
    with pytest.raises(AddressError):
        parse(empty)


@pytest.mark.parametrize(("label", "good"), [("herdruk", True), ("na-review-2", True), ("2e", False), ("", False)])
def test_a_label_begins_with_a_small_letter(label: str, good: bool) -> None:
    assert valid_label(label) is good


@pytest.mark.parametrize(
    ("written", "nota"),
    [("36 800 K, D", "kst-36800-K-D"), ("36800-K", "kst-36800-K-D"), ("concept-dmf-2026", "concept-dmf-2026")],
)
def test_the_corpus_decides_what_was_meant(written: str, nota: str) -> None:
    assert resolve_id(written, KNOWN) == nota


def test_a_nota_that_is_not_there_is_named_with_what_comes_near() -> None:
    with pytest.raises(AddressError) as refused:
        resolve_id("kst-36800-K-E", KNOWN)
    assert str(refused.value).startswith("no nota 'kst-36800-K-E' in this corpus; did you mean kst-36800-K-D")


def test_a_chapter_with_several_papers_is_not_guessed() -> None:
    with pytest.raises(AddressError) as refused:
        resolve_id("36 800 K", {"kst-36800-K-C", "kst-36800-K-D"})
    assert "did you mean kst-36800-K-C, kst-36800-K-D?" in str(refused.value)


def test_nothing_near_sends_one_to_the_list() -> None:
    with pytest.raises(AddressError) as refused:
        resolve_id("zomerbrief", {"kst-36800-K-D"})
    assert str(refused.value) == "no nota 'zomerbrief' in this corpus; 'nota list' shows which there are"
