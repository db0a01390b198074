"""What makes a diff readable, pass by pass."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from differ.sentences.cleanup import Segment, Segments, clean, merged, slide, swallow_islands, whole_blocks
from differ.tokens import identity, tokenise


def stayed(text: str) -> Segment:
    return Segment(tokenise(text), tokenise(text), stayed=True)


def became(left: str, right: str) -> Segment:
    return Segment(tokenise(left), tokenise(right), stayed=False)


def sides(segments: Segments) -> tuple[str, str]:
    return "".join(t for s in segments for t in s.left), "".join(t for s in segments for t in s.right)


def test_a_small_word_between_two_changes_is_swallowed() -> None:
    segments = (
        stayed("Kamer "),
        became("loop ", ""),
        stayed("van "),
        became("2032 te ", "2031 "),
        stayed("informeren"),
    )
    assert merged(swallow_islands(segments)) == (
        stayed("Kamer "),
        became("loop van 2032 te ", "van 2031 "),
        stayed("informeren"),
    )


def test_a_word_with_meaning_is_not_swallowed() -> None:
    segments = (became("streeft ernaar ", "zal "), stayed("Kamer "), became("", "uiterlijk nu "))
    assert swallow_islands(segments) == segments


def test_between_two_words_each_replaced_by_one_nothing_is_swallowed() -> None:
    segments = (became("3 ", "4 "), stayed("en "), became("12", "14"))
    assert swallow_islands(segments) == segments


def test_what_was_left_out_slides_to_its_clause_too() -> None:
    segments = (stayed("schepen, en "), became("vliegtuigen, en ", ""), stayed("voertuigen."))
    assert slide(segments)[1:-1] == (
        stayed("schepen, "),
        became("en vliegtuigen, ", ""),
        stayed("en voertuigen."),
    )


def test_what_was_added_at_the_end_stays_at_the_end() -> None:
    segments = (stayed("A "), became("", "en B "), stayed("en C"))
    assert sides(slide(segments)) == sides(segments)


def test_where_little_stays_two_whole_texts_are_shown() -> None:
    segments = (
        became("Daarover doet ", "Zijn doel "),
        stayed("het "),
        became("ministerie geen uitspraken", "is een minimum"),
    )
    assert whole_blocks(segments) == (
        became("Daarover doet het ministerie geen uitspraken", "Zijn doel het is een minimum"),
    )


def test_a_long_addition_leaves_what_was_there() -> None:
    segments = (stayed("Ja"), became("", ", dat kan de regering van harte bevestigen"), stayed("."))
    assert whole_blocks(segments) == segments


WORD = st.sampled_from(["de ", "van ", "in ", "Kamer ", "2031 ", "zal ", ", ", ". ", "en ", "(", ") "])
TOKENS = st.lists(WORD, max_size=4).map(tuple)
SEGMENTS = st.lists(
    TOKENS.map(lambda t: Segment(t, t, stayed=True)) | st.builds(Segment, TOKENS, TOKENS, st.just(False)), max_size=9
).map(merged)


@given(SEGMENTS)
def test_cleaning_keeps_both_texts_and_what_stayed(segments: Segments) -> None:
    cleaned = clean(segments)
    assert sides(cleaned) == sides(segments)
    for segment in cleaned:
        assert not segment.stayed or list(map(identity, segment.left)) == list(map(identity, segment.right))


@given(SEGMENTS)
def test_cleaning_twice_is_cleaning_once(segments: Segments) -> None:
    assert clean(clean(segments)) == clean(segments)
