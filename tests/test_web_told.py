"""What was said as HTML: each sentence with its address, its links, the marks of its notes, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from corpus.model import BulletList, Paragraph, Table
from web.told import Link, Teller, Words

TEXT = (Paragraph(("Een schip[^1] & zonen.", "Zie vraag 1.")), BulletList((("Punt.",), ("Nog een.", "En meer."))))
TABLE = Table((("Jaar", "Bedrag"), ("2026", "70"), ("2027", "80")))


def links(sentence: str) -> Sequence[Link]:
    at = sentence.find("vraag 1")
    return [Link(at, at + 7, "#v1")] if at >= 0 else []


class Since:
    """A margin: the first two sentences are of version 1, others of version 2, 'zonen' of version 3."""

    def name(self, sentence: int) -> str:
        return "since-1" if sentence < 3 else "since-2"

    def label(self, sentence: int) -> Markup:
        return Markup("<i>{}</i>").format(self.name(sentence))

    def words(self, sentence: int) -> Sequence[Words]:
        return [Words(16, 21, "since-3", "3", "sinds versie 3")] if sentence == 1 else []


def test_each_sentence_has_an_address_and_is_escaped() -> None:
    html = Teller(links, frozenset("1")).tell(TEXT, "v2-a")
    assert html.startswith('<p><span id="v2-a1">Een schip<sup>')
    assert "&amp; zonen." in html
    assert '<span id="v2-a2">Zie <a href="#v1">vraag 1</a>.</span>' in html
    assert '<li><span id="v2-a4">Nog een.</span> <span id="v2-a5">En meer.</span></li>' in html


def test_a_note_leads_to_its_text_and_only_its_first_mark_can_be_led_back_to() -> None:
    teller = Teller(links, frozenset("1"))
    twice = (Paragraph(("Een[^1].", "Twee[^1].", "Drie[^9].")),)
    html = teller.tell(twice, "i")
    assert html.count('href="#note-1"') == 2
    assert html.count('id="ref-1"') == 1
    assert "<sup>9</sup>" in html
    assert teller.referred == {"1"}


def test_a_row_of_a_table_is_a_sentence_and_its_cells_are_linked() -> None:
    html = Teller(links).tell((Table((("Waar", "Wat"), ("vraag 1", "2"))),), "a")
    assert '<tr id="a2"><td><a href="#v1">vraag 1</a></td><td>2</td></tr>' in html


def test_what_is_quoted_has_no_address() -> None:
    assert "id=" not in Teller(links).tell((*TEXT, TABLE))


def test_sentences_of_one_origin_stand_together_beside_one_label() -> None:
    html = Teller(links).tell(TEXT, "a", Since())
    assert html.count("<i>since-1</i>") == 1
    assert html.startswith('<p><span class="run since-1"><i>since-1</i><span id="a1">')
    assert html.count('<span class="run since-2">') == 2  # one in each item, under one label
    assert html.count("<i>since-2</i>") == 1


def test_words_of_another_origin_are_set_apart_in_their_sentence() -> None:
    html = Teller(links).tell(TEXT, "a", Since())
    assert '&amp; <span class="words since-3">zonen<sub aria-hidden="true">3</sub></span>' in html
    assert '<span class="sr"> sinds versie 3 </span>.' in html


def test_a_table_has_its_label_at_the_row_where_the_origin_changes() -> None:
    html = Teller(links).tell((Paragraph(("Eerst.",)), TABLE), "a", Since())
    assert [part.partition("</td>")[0] for part in html.split('<td class="beside">')[1:]] == [
        "",
        "<i>since-2</i>",
        "",
    ]


def test_words_that_are_set_apart_in_a_cell_are_counted_from_the_start_of_their_row() -> None:
    class Second(Since):
        def words(self, sentence: int) -> Sequence[Words]:
            return [Words(7, 9, "since-3", "3", "sinds versie 3")] if sentence == 2 else []

    html = Teller(links).tell((TABLE,), "a", Second())
    assert '<td>2026</td><td><span class="words since-3">70' in html


def test_words_are_set_apart_within_a_link() -> None:
    class Number(Since):
        def words(self, sentence: int) -> Sequence[Words]:
            return [Words(10, 12, "since-3", "3", "")] if sentence == 2 else []

    html = Teller(links).tell(TEXT, "a", Number())
    assert '<a href="#v1">vraag <span class="words since-3">1' in html
    assert html.count('class="words since-3"') == 2
