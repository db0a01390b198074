"""What is said of a character is what pdfplumber would say of it."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from pdfminer.layout import LTChar
from reportlab.pdfgen.canvas import Canvas

from corpus.readers.pdf_chars import described
from tests.helpers import shared


def drawn() -> bytes:
    """Colours of three kinds, a turned line, a rule, and a page that does not begin at its corner."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), cropBox=(10, 20, 585, 822))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(70, 780, "Zwart op wit: 1.000 – 2.000 euro")
    canvas.setFillColorRGB(0.5, 0.1, 0.9)
    canvas.setStrokeColorCMYK(0.1, 0.2, 0.3, 0.4)
    canvas.setFont("Times-Bold", 14)
    canvas.drawString(70, 750, "In kleur")
    canvas.line(70, 740, 300, 740)
    canvas.rotate(90)
    canvas.drawString(100, -500, "gedraaid")
    canvas.showPage()
    canvas.drawString(70, 780, "Op de tweede bladzijde")
    canvas.showPage()
    canvas.save()
    # Another corner than the page was drawn from.
    return out.getvalue().replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 9 7 595 842 ]")


@pytest.mark.parametrize("file", ["drawn", "built-from-nota/nota.pdf"])
def test_each_character_is_described_as_pdfplumber_does(file: str) -> None:
    data = drawn() if file == "drawn" else shared(file).read_bytes()
    seen = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for item in page.layout._objs:
                assert described(page, item) == page.process_object(item)
                seen += isinstance(item, LTChar)
    assert seen > 50
