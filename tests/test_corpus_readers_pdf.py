"""PDF: lines that a page, a column or a hyphen broke are whole again; what the page adds is out, and told."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus.errors import FileRefused
from corpus.readers import read
from corpus.readers.blocks import Source
from corpus.text import clean
from tests.helpers import shared
from tests.readings import lost_and_new, shown, told

Draw = Callable[[Canvas], None]
OPENING = "Het kabinet heeft met belangstelling kennisgenomen van de vragen die de leden hebben gesteld."


def made(*pages: Draw, **options: object) -> bytes:
    """A file with one page for each function that draws; the page is 595 by 842 points."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(canvas: Canvas, x: float, y: float, lines: Sequence[str], size: float = 11, font: str = "Helvetica") -> float:
    """Lines from a height down; returns the height of the next one."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 1.3 * size
    return y


def printed(*lines: str) -> Draw:
    """A page with lines at its top."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 70, 780, lines)

    return draw


def raised(canvas: Canvas, y: float, before: str, mark: str, after: str) -> None:
    """A line with a small raised mark within it."""
    text(canvas, 70, y, [before])
    end = 70 + stringWidth(before, "Helvetica", 11)
    text(canvas, end, y + 4, [mark], size=6.5)
    text(canvas, end + stringWidth(mark, "Helvetica", 6.5), y, [after])


def whole(data: bytes) -> Source:
    """What the reader makes of a file, of which no word is lost."""
    source = read("nota.pdf", data)
    assert lost_and_new(source) == ({}, {})
    return source


# Columns


def test_offices_and_names_in_two_columns_are_one_paragraph_a_column() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 70, 780, [OPENING])
        text(canvas, 70, 700, ["De minister van Defensie,", "", "", "", "Dilan Jansen"])
        text(canvas, 330, 700, ["De staatssecretaris", "van Defensie,", "", "", "Derk Pietersen"])

    assert shown(whole(made(page)))[1:] == [
        "paragraph: De minister van Defensie, / Dilan Jansen",
        "paragraph: De staatssecretaris / van Defensie, / Derk Pietersen",
    ]


def test_a_salutation_is_no_office() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 70, 780, ["Geachte voorzitter,", "", "Hierbij zend ik u de antwoorden."])

    assert shown(whole(made(page))) == ["paragraph: Geachte voorzitter,", "paragraph: Hierbij zend ik u de antwoorden."]


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 60, 780, ["De eerste zin begint in de kolom die", "links staat en die onderaan nog niet"], 10)
        text(canvas, 320, 780, ["is afgelopen, want zij eindigt pas in", "de kolom rechts."], 10)

    assert shown(whole(made(page))) == [
        "paragraph: De eerste zin begint in de kolom die / links staat en die onderaan nog niet"
        " / is afgelopen, want zij eindigt pas in / de kolom rechts."
    ]


# Pages


def test_furniture_is_out_also_within_a_sentence_that_goes_on_over_the_page() -> None:
    halves = [OPENING, "en legt hieronder uit wat het daarvan vindt."]

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            text(canvas, 70, 810, ["Ministerie van Defensie"], 8)
            text(canvas, 70, 780, [halves[number - 1].rstrip(".")])
            text(canvas, 300, 30, [f"Pagina {number} van 2"], 8)

        return draw

    source = whole(made(page(1), page(2)))
    assert shown(source) == [f"paragraph: {halves[0].rstrip('.')} / {halves[1].rstrip('.')}"]
    assert source.blocks[0].pages == (1, 2)
    assert told(source, "furniture") == ["Ministerie van Defensie", "Pagina 1 van 2"] + [
        "Ministerie van Defensie",
        "Pagina 2 van 2",
    ]


@pytest.mark.parametrize("line", ["Antwoord {}", "Vraag {}", "Zie het antwoord op vraag {}."])
def test_what_opens_each_page_is_kept_where_it_is_the_text(line: str) -> None:
    def page(number: int) -> Draw:
        answer = [["Ja.", "Nee, dat is niet zo.", "Dat weten wij nog niet."][number - 1]]
        return printed(line.format(number), "", *answer)

    source = whole(made(page(1), page(2), page(3)))
    assert told(source, "furniture") == []
    assert [block.text for block in source.blocks[::2]] == [line.format(number) for number in (1, 2, 3)]


def test_a_paragraph_goes_on_over_the_page_where_a_sentence_ended_on_a_full_line() -> None:
    full = "Dit is een zin die de hele regel vult en die eindigt aan het einde daarvan."
    pages = [
        printed(*["Dit is een zin die de hele regel vult en die nog lang niet aan zijn einde is, want", full]),
        printed("Daarna begint een nieuwe zin in dezelfde alinea."),
    ]
    assert len(whole(made(*pages)).blocks) == 1


def test_a_short_last_line_ends_its_paragraph_with_the_page() -> None:
    pages = [
        printed(OPENING, "Dat is zo."),
        printed("Daarna begint een nieuwe alinea."),
    ]
    assert len(whole(made(*pages)).blocks) == 2
