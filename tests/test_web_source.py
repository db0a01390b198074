"""From a sentence to the place in the file that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from reportlab.pdfgen.canvas import Canvas

from corpus.ingest import read_nota
from corpus.located import places
from corpus.store import Store, Submission
from web.app import create_app

TEXT = """Hierbij bied ik u de antwoorden aan.
Vraag 1
Wat kost het?
Antwoord 1
Het kost 3 miljoen euro.
Vraag 2
Wie betaalt?
Antwoord 2
De provincie <b>betaalt</b>.

Bijlage 1

Een overzicht van de kosten.
"""
HTML = "<html><body><h2>Vraag 1</h2><p>Wie?<script>alert(1)</script></p><h2>Antwoord 1</h2><p>Wij.</p></body></html>"


def pdf_of(text: str) -> bytes:
    """The text as a PDF, each question on a page of its own, and the annex too."""
    printed = BytesIO()
    canvas = Canvas(printed)
    for page in re.split(r"(?<=\n)(?=Vraag \d|Bijlage)", text):
        for number, line in enumerate(page.splitlines()):
            canvas.setFont("Helvetica", 16 if line.startswith("Bijlage") else 12)
            canvas.drawString(72, 760 - 22 * number, line)
        canvas.showPage()
    canvas.save()
    return printed.getvalue()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    corpus = tmp_path_factory.mktemp("source") / "corpus"
    files = {"a.txt": TEXT.encode(), "b.html": HTML.encode(), "c.pdf": pdf_of(TEXT)}
    with Store.create(corpus) as store:
        for name, data in files.items():
            reading = read_nota(name, data, id=f"nota-{name[0]}")
            store.add([Submission(reading.nota, name, data, reading.reader)])
        reading = read_nota("d.txt", TEXT.encode(), id="nota-d")
        store.add([Submission(reading.nota, "d.txt", None, reading.reader)])
        for nota in store.notas():
            places(store, store.newest(nota))
    app = create_app(corpus)
    yield app.test_client()
    app.extensions["library"].store.close()


def links(html: str) -> dict[str, str]:
    """By question where the page says that it stands in the source."""
    found = re.findall(r'href="([^"]*)">(?:bekijk in de bron) \(([^)]*)\)<span class="sr"> vraag (\d+)', html)
    return {number: f"{called}: {href}" for href, called, number in found}


def test_a_question_leads_to_its_line_in_a_text(client: FlaskClient) -> None:
    html = client.get("/nota/nota-a").text
    assert links(html)["2"] == "regel 7: /nota/nota-a/1/source/view#r7"
    assert '<div id="r7"><a href="#r7">7</a><p>Wie betaalt?</p>' in client.get("/nota/nota-a/1/source/view").text


def test_a_question_leads_to_its_page_in_a_pdf_which_opens_in_the_browser(client: FlaskClient) -> None:
    assert links(client.get("/nota/nota-c").text)["2"] == "p. 3: /nota/nota-c/1/source/view#page=3"
    opened = client.get("/nota/nota-c/1/source/view")
    assert opened.data.startswith(b"%PDF-")
    assert opened.headers["Content-Type"] == "application/pdf"
    assert opened.headers["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in opened.headers["Content-Security-Policy"]


def test_a_source_that_is_markup_is_shown_as_text(client: FlaskClient) -> None:
    for nota in ("nota-a", "nota-b"):
        shown = client.get(f"/nota/{nota}/1/source/view")
        assert shown.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert "<script>alert" not in shown.text
        assert "<b>betaalt" not in shown.text
    assert "De provincie &lt;b&gt;betaalt" in client.get("/nota/nota-a/1/source/view").text


def test_each_sentence_can_have_its_place_beside_it(client: FlaskClient) -> None:
    html = client.get("/nota/nota-a?margin=source").text
    beside = re.findall(r'href="[^"]*#r(\d+)"[^>]*><span class="sr">[^<]*</span>regel \d+</a>', html)
    assert beside == ["1", "3", "5", "7", "9", "13"]


@pytest.mark.parametrize(
    ("nota", "opening", "annex"),
    [("nota-a", "regel 1: #r1", "regel 11: #r11"), ("nota-c", "p. 1: #page=1", "p. 4: #page=4")],
)
def test_what_stands_outside_the_questions_leads_to_its_place_too(
    client: FlaskClient, nota: str, opening: str, annex: str
) -> None:
    html = client.get(f"/nota/{nota}").text
    found = re.findall(
        r'href="[^"]*(#[^"]*)">bekijk in de bron \(([^)]*)\)<span class="sr"(?: lang="nl")?> (inleiding|Bijlage 1)</span>',
        html,
    )
    assert {told: f"{called}: {at}" for at, called, told in found} == {"inleiding": opening, "Bijlage 1": annex}
    for part, expected in (("i", opening), ("s3", annex)):
        answer = client.get(f"/nota/{nota}/1/source/{part}")
        assert answer.headers["Location"].endswith(expected.partition(" #")[2])


def test_before_the_place_is_known_the_way_to_it_finds_it(client: FlaskClient) -> None:
    answer = client.get("/nota/nota-c/1/source/2")
    assert answer.headers["Location"].endswith("/nota/nota-c/1/source/view#page=3")


def test_without_a_kept_source_nothing_leads_there(client: FlaskClient) -> None:
    html = client.get("/nota/nota-d").text
    assert "bekijk in de bron" not in html
    assert "/source" not in html
    for path in ("source", "source/view", "source/1"):
        assert client.get(f"/nota/nota-d/1/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nota/nota-a/1/source/9",
        "/nota/nota-a/9/source/view",
        "/nota/nota-a/1/source/x",
        "/nota/nota-a/1/source/s1",
        "/nota/nota-a/1/source/s4",
    ],
)
def test_a_place_that_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
