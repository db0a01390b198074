"""Pages as a browser shows them: what a person reads there is read, once."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import Source
from corpus.errors import FileRefused
from corpus.readers import read
from tests.readings import lost_and_new, shown, told


def whole(body: str) -> Source:
    source = read("pagina.html", f"<html><body>{body}</body></html>".encode())
    assert source.reader == "html/1"
    assert not any(lost_and_new(source)), lost_and_new(source)
    return source


CASES = {
    "headings and paragraphs": ("<h2>Vraag 1</h2><p>Wat kost het?</p>", ["heading2: **Vraag 1**", "paragraph: Wat kost het?"]),
    "text that stands in no paragraph": ("Los <div>van <p>alles</p> staand</div>", ["paragraph: Los", "paragraph: van", "paragraph: alles", "paragraph: staand"]),
    "bold in all its forms": (
        '<p><b>Een</b></p><p><strong>Twee</strong> is</p><p style="font-weight:bold">Drie</p><p>en <b>vier</b></p>',
        ["paragraph: **Een**", "paragraph: *Twee is", "paragraph: **Drie**", "paragraph: en vier"],
    ),
    "a line break": ("<p>De minister,<br>A. de Boer</p>", ["paragraph: De minister, / A. de Boer"]),
    "elements within a word": ("<p>CO<sub>2</sub> en een<b>voud</b>ig<!-- x --> alg&eacute;m&#233;en</p>", ["paragraph: CO2 en eenvoudig algéméen"]),
    "lists": (
        "<ul><li>punt</li></ul><ol start=3><li>drie</li><li>vier</li></ol><ol type=a><li>a</li></ol>",
        ["item: punt", "item: 3. drie", "item: 4. vier", "item: a. a"],
    ),
    "a table": (
        "<table><tr><th>Jaar<th>Bedrag<tr><td>2026<td>76,2</table>",
        ["table: Jaar | Bedrag // 2026 | 76,2"],
    ),
    "cells that span": (
        "<table><tr><td colspan=2>Kop<tr><td rowspan=2>a<td>b<tr><td>c</table>",
        ["table: Kop |  // a | b //  | c"],
    ),
    "a table that only places text": ("<table><tr><td>Links<td>Rechts</table>", ["paragraph: Links", "paragraph: Rechts"]),
    "space without a break": ("<p>36&nbsp;800\n  K</p>", ["paragraph: 36 800 K"]),
    "a number that a word processor printed": (
        '<p class=MsoListParagraph><span style="mso-list:Ignore">1.<span>&nbsp; </span></span>Bent u bekend?</p>',
        ["paragraph: 1. Bent u bekend?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "blocks"), CASES.values(), ids=CASES)
def test_case(body: str, blocks: list[str]) -> None:
    assert shown(whole(body)) == blocks


def test_a_note_is_put_where_its_mark_stands() -> None:
    source = whole(
        '<p>Dat is gemeld<a href="#n1" id="r1"><sup>1</sup></a>.</p><p>Klaar.</p>'
        '<div id="n1"><a href="#r1"><sup>1</sup></a> NOS, 2024.</div>'
    )
    assert shown(source) == ["paragraph: Dat is gemeld[^1].", "paragraph: Klaar."]
    assert [(note.mark, note.text) for note in source.notes] == [("1", "NOS, 2024.")]
    assert told(source, "note") == ["1", "1"]


def test_a_link_within_the_page_is_no_note() -> None:
    assert shown(whole('<p>Zie <a href="#b">2</a>.</p><p id="b">Bijlage</p>')) == [
        "paragraph: Zie 2.",
        "paragraph: Bijlage",
    ]


def test_what_is_not_text_is_left_out_and_what_is_not_shown_is_reported() -> None:
    page = (
        "<html><head><title>Nota - pagina</title><style>p{}</style></head><body><script>x()</script>"
        '<p style="display:none">Verborgen</p><p>Ja.</p></body></html>'
    )
    source = read("pagina.html", page.encode())
    assert not any(lost_and_new(source))
    assert shown(source) == ["paragraph: Ja."]
    assert told(source, "header") == ["Nota - pagina"]
    assert told(source, "layout") == ["Verborgen"]


def test_the_publisher_says_which_paper_it_is() -> None:
    page = (
        '<html><head><meta name="DC.identifier" content="kst-36750-3"><meta name="OVERHEIDop.ondernummer" content="3">'
        "</head><body><p>Ja.</p></body></html>"
    )
    assert read("pagina.html", page.encode()).fields == {"id": "kst-36750-3", "ondernummer": "3"}


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>", "<p> </p>"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(FileRefused, match="the page has no text"):
        read("pagina.html", page.encode())


def test_a_page_nested_without_end_is_read_or_refused_and_nothing_else() -> None:
    page = "<div>" * 100_000 + "Ja." + "</div>" * 100_000
    with contextlib.suppress(FileRefused):
        assert "Ja." in shown(read("pagina.html", page.encode()))[0]


TREE = st.recursive(
    st.sampled_from(["Ja", " nee ", "12", "&amp;", "<br>", "<!-- x -->", "é", "1,5"]),
    lambda inner: st.tuples(
        st.sampled_from("p div b span li ul ol td table tr h2 sup a blockquote section th".split()),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)


@given(TREE)
def test_no_word_is_lost_however_elements_nest(body: str) -> None:
    source = read("pagina.html", f"<html><body>Begin {body} eind</body></html>".encode())
    assert not any(lost_and_new(source)), lost_and_new(source)


def test_a_note_of_which_the_mark_stands_in_a_table_is_attached_there() -> None:
    source = whole(
        "<table><tr><th>Jaar<th>Bedrag<tr><td>2026<td>76<sup><a href='#n1' id='m1'>1</a></sup></table>"
        "<p id='n1'><a href='#m1'>1</a> In miljoenen.</p>"
    )
    assert shown(source) == ["table: Jaar | Bedrag // 2026 | 76[^1]"]
    assert [(note.mark, note.text) for note in source.notes] == [("1", "In miljoenen.")]
