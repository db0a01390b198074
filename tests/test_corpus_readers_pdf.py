"""PDF: lines that a page, a column or a hyphen broke are whole again; what the page adds is out, and told."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus.blocks import Source
from corpus.errors import FileRefused
from corpus.ingest import read_file
from corpus.model import plain
from corpus.readers import read
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
    assert told(source, "furniture") == [
        "Ministerie van Defensie",
        "Pagina 1 van 2",
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
        printed("Dit is een zin die de hele regel vult en die nog lang niet aan zijn einde is, want", full),
        printed("Daarna begint een nieuwe zin in dezelfde alinea."),
    ]
    assert len(whole(made(*pages)).blocks) == 1


def test_a_short_last_line_ends_its_paragraph_with_the_page() -> None:
    pages = [
        printed(OPENING, "Dat is zo."),
        printed("Daarna begint een nieuwe alinea."),
    ]
    assert len(whole(made(*pages)).blocks) == 2


def test_the_first_line_of_a_paragraph_may_stand_in_instead_of_white_above_it() -> None:
    def page(canvas: Canvas) -> None:
        y = text(canvas, 70, 780, ["Deze alinea loopt over de hele breedte van de regel en houdt op aan zijn einde."])
        y = text(canvas, 88, y, ["De tweede alinea staat in, en ook zij loopt over de breedte van de regel en"])
        text(canvas, 70, y, ["gaat daarna aan de kantlijn verder."])

    assert [len(block.lines) for block in whole(made(page)).blocks] == [1, 2]


# Words that a line broke


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    source = whole(made(printed("Het kabinet zal de vragen die zijn gesteld van een beant-", "woording voorzien.")))
    assert "beantwoording" in source.blocks[0].text
    assert told(source, "hyphen") == ["beant- woording -> beantwoording"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("voor Noord-", "Holland geldt"), "voor Noord-Holland geldt"),
        (("van de in-", "en uitvoer is"), "van de in- en uitvoer is"),
        (("in de jaren 2024-", "2025 is"), "in de jaren 2024-2025 is"),
        (("van de EU-lid-", "staten is"), "van de EU-lidstaten is"),
    ],
)
def test_a_hyphen_that_is_spelled_stays(lines: tuple[str, str], expected: str) -> None:
    assert expected in whole(made(printed(*lines))).blocks[0].text


def test_a_soft_hyphen_is_a_hyphen_at_the_end_of_a_line_and_nothing_within_it() -> None:
    registerFont(TTFont("Vera", "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        text(canvas, 70, 780, ["de be\u00adgroting zal een zacht\u00ad", "heid zijn"], font="Vera")

    assert whole(made(page)).blocks[0].text == "de begroting zal een zachtheid zijn"


# Footnotes


def test_a_known_note_is_taken_from_the_foot_and_an_unknown_mark_stays() -> None:
    def page(canvas: Canvas) -> None:
        raised(canvas, 780, "Dit is gemeld door de minister", "1", " in het debat.")
        raised(canvas, 765.7, "De NRC", "3", " schreef anders.")
        text(canvas, 70, 84, ["1"], 5)
        text(canvas, 74, 80, ["Kamerstuk 36 800 X, nr. 78."], 8)

    source = whole(made(page))
    assert source.blocks[0].text == "Dit is gemeld door de minister[^1] in het debat. De NRC3 schreef anders."
    assert [(note.mark, note.text) for note in source.notes] == [("1", "Kamerstuk 36 800 X, nr. 78.")]


def test_a_note_goes_on_at_the_foot_of_the_next_page_and_the_text_above_it_does_too() -> None:
    def first(canvas: Canvas) -> None:
        raised(canvas, 780, "Dit is door de minister", "1", " gemeld in het debat dat met de leden is gevoerd over")
        text(canvas, 70, 80, ["1 The Guardian, 3 mei 2024, een bericht dat doorloopt op de volgen-"], 8)

    def second(canvas: Canvas) -> None:
        text(canvas, 70, 780, ["de begroting."])
        text(canvas, 70, 80, ["de bladzijde."], 8)

    source = whole(made(first, second))
    assert source.notes[0].text == "The Guardian, 3 mei 2024, een bericht dat doorloopt op de volgende bladzijde."
    assert [block.text[-31:] for block in source.blocks] == ["leden is gevoerd over de begroting."[-31:]]


def test_notes_that_count_anew_on_each_page_have_marks_of_their_own() -> None:
    def page(word: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            raised(canvas, 780, f"De minister meldt de {word}", "1", " aan de Kamer.")
            text(canvas, 70, 80, [f"1 Bron van de {word}."], 8)

        return draw

    source = whole(made(page("eerste"), page("tweede")))
    assert [(note.mark, note.text) for note in source.notes] == [
        ("1", "Bron van de eerste."),
        ("1p2", "Bron van de tweede."),
    ]
    assert "tweede[^1p2]" in " ".join(block.text for block in source.blocks)


def test_small_print_that_no_mark_calls_for_stays_text_and_is_told() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 70, 780, [OPENING, "Dat is zo."])
        text(canvas, 70, 80, ["2 Bron onbekend."], 8)

    source = whole(made(page))
    assert source.blocks[-1].text == "2 Bron onbekend."
    assert [str(warning.values["line"]) for warning in source.warnings] == ["2 Bron onbekend."]


# Tables and lists


def grid(canvas: Canvas, top: float, rows: Sequence[Sequence[str]], lines: int = 2) -> None:
    """A ruled table of three columns; a cell is one or more lines parted by `/`."""
    edges, height = [70, 170, 300, 500], 14 * lines
    for number, row in enumerate(rows):
        for left, cell in zip(edges, row, strict=False):
            text(canvas, left + 3, top - height * number - 11, cell.split("/"), 9)
    canvas.grid(edges, [top - height * number for number in range(len(rows) + 1)])


def test_a_row_that_a_page_cut_is_whole_and_a_head_printed_again_is_furniture() -> None:
    def first(canvas: Canvas) -> None:
        text(canvas, 70, 780, ["Boven de tabel staat tekst."])
        grid(canvas, 110, [["Jaar", "Bedrag", "Toelichting"], ["2024", "10", "Een toelichting die verder/gaat op de"]])

    def second(canvas: Canvas) -> None:
        grid(canvas, 800, [["Jaar", "Bedrag", "Toelichting"], ["", "", "volgende bladzijde."], ["2025", "20", "Kort."]])
        text(canvas, 70, 600, ["Onder de tabel staat tekst."])

    source = whole(made(first, second))
    assert shown(source) == [
        "paragraph: Boven de tabel staat tekst.",
        "table: Jaar | Bedrag | Toelichting // 2024 | 10 | Een toelichting die verder gaat op de volgende bladzijde."
        " // 2025 | 20 | Kort.",
        "paragraph: Onder de tabel staat tekst.",
    ]
    assert source.blocks[1].pages == (1, 1, 2)
    assert told(source, "furniture") == ["Jaar Bedrag Toelichting"]


def test_a_row_that_no_rule_closes_goes_on_at_the_top_of_the_next_page_in_all_its_columns() -> None:
    def cells(canvas: Canvas, top: float, left: Sequence[str], right: Sequence[str]) -> None:
        text(canvas, 73, top - 11, left, 9)
        text(canvas, 173, top - 11, right, 9)

    def rules(canvas: Canvas, levels: Sequence[float], top: float, bottom: float) -> None:
        for level in levels:
            canvas.line(70, level, 500, level)
        for upright in (70, 170, 500):
            canvas.line(upright, top, upright, bottom)

    def first(canvas: Canvas) -> None:
        rules(canvas, (150, 130), 150, 95)
        cells(canvas, 150, ["Regeling"], ["Toelichting"])
        cells(canvas, 130, ["Voor makers", "in de provincie"], ["Een toelichting die", "over de bladzijde gaat,"])

    def second(canvas: Canvas) -> None:
        rules(canvas, (780, 760), 800, 760)
        cells(canvas, 800, ["Gelderland"], ["Tot hier."])
        cells(canvas, 780, ["Overig"], ["Niets."])

    assert shown(whole(made(first, second))) == [
        "table: Regeling | Toelichting // Voor makers in de provincie Gelderland"
        " | Een toelichting die over de bladzijde gaat, Tot hier. // Overig | Niets."
    ]


def test_labels_that_begin_small_are_rows_of_their_own_on_the_next_page() -> None:
    def first(canvas: Canvas) -> None:
        grid(canvas, 110, [["soort", "bedrag", "waarvoor"], ["subsidie", "12", "makers van voorbeelden"]])

    def second(canvas: Canvas) -> None:
        grid(canvas, 800, [["overig", "5", "musea"], ["niets", "0", "niemand"]])

    assert len(whole(made(first, second)).blocks[0].rows) == 4


def columns(*rows: Sequence[str], at: Sequence[float] = (70, 250, 330, 410)) -> Draw:
    """A table without a rule, below a line of prose and above another one; a cell is one or more lines parted by `/`."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 70, 780, [OPENING])
        top = 750.0
        for row in rows:
            for left, cell in zip(at, row, strict=False):
                text(canvas, left, top, cell.split("/"), 10)
            top -= 18 + 13 * max(cell.count("/") for cell in row)
        text(canvas, 70, top - 12, [OPENING])

    return draw


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        (
            [["Jaar", "Uitgaven", "Saldo"], ["2026", "1.200,5", "300"], ["2027", "1.300,0", "-"]],
            "Jaar | Uitgaven | Saldo // 2026 | 1.200,5 | 300 // 2027 | 1.300,0 | -",
        ),
        (
            [["Regeling", "Bedrag"], ["Subsidie voor makers", "€ 12,5 mln."], ["Overig", "0,4"]],
            "Regeling | Bedrag // Subsidie voor makers | € 12,5 mln. // Overig | 0,4",
        ),
        (
            [["Regeling", "Bedrag"], ["Subsidie voor makers/in de provincie", "12,5"], ["Overig", "0,4"]],
            "Regeling | Bedrag // Subsidie voor makers in de provincie | 12,5 // Overig | 0,4",
        ),
        (
            [["Minister:", "De heer Jansen"], ["Datum:", "3 mei 2026"], ["Betreft:", "Voorbeelden"]],
            "Minister: | De heer Jansen // Datum: | 3 mei 2026 // Betreft: | Voorbeelden",
        ),
    ],
)
def test_a_table_without_rules_is_a_table(rows: Sequence[Sequence[str]], table: str) -> None:
    assert shown(whole(made(columns(*rows)))) == [f"paragraph: {OPENING}", f"table: {table}", f"paragraph: {OPENING}"]


def test_the_letterhead_of_a_ministry_is_told_from_its_letter() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 60, 800, ["> Retouradres Postbus 20301 2500 EH Den Haag"], 9)
        text(canvas, 60, 760, ["De Voorzitter van de Tweede Kamer", "der Staten-Generaal", "2500 EA DEN HAAG"], 9)
        text(canvas, 440, 760, ["Turfmarkt 147", "2511 DP Den Haag", "Ons kenmerk", "5164758"], 9)
        text(canvas, 60, 640, ["Datum", "Betreft"], 9)
        text(canvas, 120, 640, ["11 januari 2031", "Beantwoording vragen over het fonds"], 9)
        text(canvas, 60, 580, ["Geachte voorzitter,"], 9)
        text(canvas, 60, 540, ["Hierbij bied ik u de antwoorden aan."], 9)
        text(canvas, 60, 500, ["Vraag 1"], 9, "Helvetica-Bold")
        text(canvas, 60, 480, ["Klopt dat?"], 9, "Helvetica-Bold")
        text(canvas, 60, 450, ["Antwoord op vraag 1"], 9, "Helvetica-Bold")
        text(canvas, 60, 430, ["Ja."], 9)

    reading = read_file("brief.pdf", made(page))
    assert reading.nota.meta.titel == "Beantwoording vragen over het fonds"
    assert plain(reading.nota.introduction) == "Geachte voorzitter,\n\nHierbij bied ik u de antwoorden aan."
    assert "Datum 11 januari 2031 Betreft Beantwoording vragen over het fonds" in [r.text for r in reading.removed]


def test_offices_side_by_side_are_no_table() -> None:
    rows = [
        ["De minister van A,", "De minister van B,", "De griffier,"],
        ["Jansen", "Pietersen", "De Vries"],
        ["", "", ""],
    ]
    assert not any(block.rows for block in whole(made(columns(*rows, at=(70, 230, 400)))).blocks)


def test_a_word_that_a_cell_broke_is_whole() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, 780, [["Jaar", "Bedrag", "Toelichting"], ["2024", "10", "de beant-/woording"]])

    assert whole(made(page)).blocks[0].rows[1][2] == "de beantwoording"


def test_words_that_stand_in_a_frame_outside_its_cells_are_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([70, 170, 300], [780, 760, 740])
        canvas.grid([400, 450, 500], [640, 620, 600])
        for x, y in ((300, 740), (170, 740)):
            canvas.line(x, y, x + 100, y - 100)
        text(canvas, 75, 765, ["een"])
        text(canvas, 310, 660, ["tussen de tabellen"])

    assert "tussen de tabellen" in " ".join(shown(whole(made(page))))


def test_bullets_open_items_and_a_dash_within_a_sentence_does_not() -> None:
    def page(canvas: Canvas) -> None:
        y = text(canvas, 70, 780, ["De leden vragen om een overzicht van:"])
        y = text(canvas, 85, y, ["• het aandeel van alle uitgaven dat", "  terechtkomt bij bedrijven;"])
        y = text(canvas, 85, y, ["- het aandeel daarvan."])
        text(canvas, 70, y - 20, ["Dat is een gedachte", "- en hier gaat de zin verder."])

    assert shown(whole(made(page))) == [
        "paragraph: De leden vragen om een overzicht van:",
        "item: het aandeel van alle uitgaven dat / terechtkomt bij bedrijven;",
        "item: het aandeel daarvan.",
        "paragraph: Dat is een gedachte / - en hier gaat de zin verder.",
    ]


def test_bold_tells_the_question_from_its_answer() -> None:
    def page(canvas: Canvas) -> None:
        y = text(canvas, 70, 780, ["1. Wat vindt u daarvan?"], font="Helvetica-Bold")
        text(canvas, 70, y, ["Daar vind ik niets van."])

    assert shown(whole(made(page))) == ["paragraph: **1. Wat vindt u daarvan?**", "paragraph: Daar vind ik niets van."]


def test_a_word_of_which_a_part_is_bold_is_one_word() -> None:
    def page(canvas: Canvas) -> None:
        text(canvas, 70, 780, ["E"], font="Helvetica-Bold")
        text(canvas, 70 + stringWidth("E", "Helvetica-Bold", 11), 780, ["uropees beleid"])

    source = whole(made(page))
    assert source.blocks[0].text == "Europees beleid"
    assert source.words.counted()["e"] == source.words.counted()["uropees"] == 1


# Files that cannot be read


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read("nota.pdf", data)
    return str(refused.value)


def test_a_scan_is_refused_with_the_remedy() -> None:
    scan = made(lambda canvas: canvas.rect(50, 50, 400, 700))
    assert refusal(scan) == "nota.pdf: page 1 has no text: a scan; make it searchable (OCR) first"


def test_one_page_without_text_among_others_is_told() -> None:
    source = whole(made(printed(OPENING), lambda canvas: canvas.rect(50, 50, 400, 700)))
    assert [str(warning) for warning in source.warnings] == ["nota.pdf: page 2 has no text"]


def test_a_locked_file_is_refused_and_one_that_anybody_may_read_is_not() -> None:
    locked = made(printed(OPENING), encrypt=StandardEncryption("geheim", ownerPassword="eigenaar"))
    assert refusal(locked) == "nota.pdf: is locked with a password; save it without one"
    unlocked = made(printed(OPENING), encrypt=StandardEncryption("", ownerPassword="eigenaar"))
    assert whole(unlocked).blocks[0].text == OPENING


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_with_one_line(data: st.DataObject) -> None:
    """Cut off anywhere, or with a few bytes wrong."""
    sound = bytearray(made(printed(OPENING)))
    end = data.draw(st.integers(20, len(sound)))
    for place in data.draw(st.lists(st.integers(10, end - 1), max_size=5)):
        sound[place] = data.draw(st.integers(0, 255))
    try:
        source = read("nota.pdf", bytes(sound[:end]))
    except FileRefused as error:
        assert "\n" not in str(error)
        assert str(error).isprintable()
    else:
        assert lost_and_new(source) == ({}, {})


# Whatever is written


WORDS = "de het een nota kabinet begroting fonds leden antwoord vraag minister jaar bedrag op van in voor wordt".split()
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=4, max_size=25).map(lambda ws: " ".join(ws).capitalize() + ".")
TEXTS = st.lists(st.lists(SENTENCE, min_size=1, max_size=8).map(" ".join), min_size=2, max_size=16)


def distinct(paragraphs: Sequence[str]) -> list[str]:
    """With a word of its own in every four: a line that recurs at the top of each page is furniture, and rightly so."""
    own = ("".join(letters) for letters in product("bdfklmnprstv", repeat=4))
    return [re.sub(r"(?<= )(\w+ \w+ \w+ )\w+", lambda found: found[1] + next(own), one) for one in paragraphs]


PARAGRAPHS = TEXTS.map(distinct)


def laid_out(paragraphs: Sequence[str], justified: bool, size: int) -> bytes:
    """Paragraphs over as many pages as it takes, bold and light in turn, with a header and page numbers."""

    def furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
        text(canvas, 70, 815, ["Tweede Kamer, vergaderjaar 2025-2026, 36 800 K"], 8)
        text(canvas, 290, 25, [str(template.page)], 8)

    fonts = ("Helvetica-Bold", "Helvetica")
    styles = [
        ParagraphStyle("x", fontName=font, fontSize=size, leading=1.2 * size, spaceAfter=size, alignment=4 * justified)
        for font in fonts
    ]
    out = io.BytesIO()
    flow = [Paragraph(paragraph, styles[number % 2]) for number, paragraph in enumerate(paragraphs)]
    SimpleDocTemplate(out, pagesize=(595, 400)).build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, st.booleans(), st.integers(9, 12))
def test_paragraphs_come_back_as_they_were_written(paragraphs: list[str], justified: bool, size: int) -> None:
    source = whole(laid_out(paragraphs, justified, size))
    assert [block.text for block in source.blocks] == paragraphs


# A real paper


def test_every_paragraph_of_a_real_nota_is_whole() -> None:
    folder = shared("built-from-nota")
    source = whole((folder / "nota.pdf").read_bytes())
    read_back = "\n".join(block.text for block in source.blocks)
    for question in json.loads((folder / "truth.json").read_text()):
        for paragraph in [*question["q"], *question["bul"], *question["a"]]:
            assert clean(paragraph) in read_back
    assert [len(block.rows) for block in source.blocks if block.kind == "table"] == [3]
    assert source.fields == {"kamer": "EK", "vergaderjaar": "2025-2026"}
