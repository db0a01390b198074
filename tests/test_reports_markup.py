"""Text made into HTML: nothing is lost, nothing gets through, and lists and tables are what they are."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.messages import Message
from differ import textdiff
from differ.model import Change, Op, TextDiff
from differ.reports.markup import BOTH, LEFT, RIGHT, Marker, unmarked


class Visible(HTMLParser):
    """What a sighted reader sees: the words for screen readers are left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self._hidden = False
        self.feed(str(html))  # a slice of Markup would be Markup, and escape what is added to it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._hidden = ("class", "sr") in attrs
        self.text += " " if tag in ("p", "li", "td", "th") else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._hidden = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def marker(anchor: str = "v1-a") -> Marker:
    return Marker(str, anchor)


def changes(*pairs: tuple[Op, str]) -> TextDiff:
    return TextDiff(tuple(Change(op, text) for op, text in pairs))


OPS: tuple[Op, ...] = ("equal", "delete", "insert", "move-from", "move-to")
pieces = st.text(alphabet="ab1 .<>&\"'-|\\\n", max_size=12)
diffs = st.lists(st.tuples(st.sampled_from(OPS), pieces), max_size=8).map(lambda pairs: changes(*pairs))


@given(diffs)
def test_each_side_shows_every_word_of_its_text_and_no_other(diff: TextDiff) -> None:
    # A word cut by a mark is two words to the eye of this test, so compare letters, in order.
    for ops, text in ((LEFT, diff.left), (RIGHT, diff.right)):
        assert "".join(words(Visible(marker().show(diff, ops)).text)) == "".join(words(text))


@given(diffs)
def test_only_our_own_tags_come_out(diff: TextDiff) -> None:
    ours = {"p", "ul", "li", "del", "ins", "span", "a", "div", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(Visible(marker().show(diff, BOTH)).tags) <= ours


def test_hostile_text_is_shown_as_text() -> None:
    text = '<script>alert(1)</script> <img src=x onerror="alert(2)"> &amp;'
    html = unmarked(text)
    assert "<script" not in html
    assert "<img" not in html
    assert Visible(html).text.strip() == text


def test_a_change_says_what_it_is_in_words_and_in_marks() -> None:
    html = marker().show(
        changes(("equal", "Het is "), ("delete", "76,2 "), ("insert", "81,4 "), ("equal", "miljoen.")), BOTH
    )
    assert '<del><span class="sr">removed: </span>76,2' in html
    assert '<ins><span class="sr">added: </span>81,4' in html


def test_a_new_number_of_the_same_question_is_no_deletion() -> None:
    diff = TextDiff(
        (
            Change("equal", "Zie vraag "),
            Change("delete", "3", why="renumbered"),
            Change("insert", "4", why="renumbered"),
        )
    )
    html = marker().show(diff, BOTH)
    assert "<del" not in html
    assert '<span class="renumbered before"><span class="sr">was: </span>3' in html
    assert '<span class="renumbered"><span class="sr">renumbered: </span>4' in html
    for side in (LEFT, RIGHT):
        assert marker().show(diff, side).count('class="renumbered"') == 1


def test_both_ends_of_a_move_lead_to_each_other_and_each_id_stands_once() -> None:
    diff = TextDiff(
        (
            Change("move-from", "Een zin.\nNog een.", 1),
            Change("equal", "\nHet midden.\n"),
            Change("move-to", "Een ", 1),
            Change("insert", "mooie ", None),
            Change("move-to", "zin.\nNog een.", 1),
        )
    )
    html = marker().show(diff, LEFT) + marker().show(diff, RIGHT)
    assert sorted(re.findall(r' id="([^"]+)"', html)) == ["v1-a-m1-from", "v1-a-m1-to"]
    assert sorted(re.findall(r'href="#([^"]+)"', html)) == ["v1-a-m1-from", "v1-a-m1-to"]


def test_items_become_a_list_and_their_further_sentences_stay_with_them() -> None:
    html = unmarked("Inleiding.\n\n- Een.\n  Nog een.\n- Twee.")
    assert html == "<p>Inleiding.</p>\n<ul><li>Een. Nog een.</li><li>Twee.</li></ul>"


def test_a_table_becomes_a_table_and_an_escaped_bar_stays_in_its_cell() -> None:
    html = unmarked("| Jaar | A\\|B |\n| -- | -- |\n| 2026 |  |")
    assert "<th>Jaar</th>" not in html  # the cell keeps its white space
    assert [cell.strip() for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", html)] == ["Jaar", "A|B", "2026", ""]


@pytest.mark.parametrize("ops", [LEFT, RIGHT])
def test_a_change_in_a_cell_stays_in_that_cell(ops: frozenset[Op]) -> None:
    diff = changes(("equal", "| a | b |\n| -- | -- |\n| 1 | "), ("delete", "76"), ("insert", "81"), ("equal", " |"))
    html = marker().show(diff, ops)
    assert len(re.findall(r"<td>", html)) == 2
    assert re.search(r"<td>[^<]*<(?:del|ins)>", html)


rows = st.lists(st.lists(st.sampled_from(("1000", "2000", "3000", "dienst")), min_size=3, max_size=3), max_size=4)


def table_of(own: list[list[str]]) -> str:
    return "\n".join(["| a | b | c |", "| -- | -- | -- |", *(f"| {' | '.join(row)} |" for row in own)])


@given(rows, rows)
def test_beside_each_other_each_table_has_its_own_rows_and_cells(left: list[list[str]], right: list[list[str]]) -> None:
    found = textdiff.diff(table_of(left), table_of(right))
    for ops, own in ((LEFT, left), (RIGHT, right)):
        shown = re.findall(r"<tr>(.*?)</tr>", re.sub(r'<span class="sr">.*?</span>', "", marker().show(found, ops)))
        cells = [[words(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in shown]
        assert cells[1:] == [[[cell] for cell in row] for row in own]


def test_the_words_of_the_marks_are_in_the_language_of_the_page() -> None:
    def say(message: Message | str) -> str:
        return {"removed": "vervallen", "(end)": "(einde)"}.get(str(message), str(message))

    assert "vervallen: " in Marker(say, "").show(changes(("delete", "weg")), LEFT)


@given(st.text(alphabet="ab .<&-|[^1]\n", max_size=30))
def test_a_text_reads_the_same_whether_or_not_anything_of_it_is_marked(text: str) -> None:
    assert unmarked(text) == marker().show(changes(("equal", text)), BOTH)
