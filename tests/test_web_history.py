"""The history of an answer: its wordings on a time line, any two beside each other, and who brought which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from differ.demo import fill
from tests.test_web_pages import seen
from web.app import create_app

TEXT = """Vraag 1
Hoeveel kost de aanleg van de nieuwe brug over de rivier in totaal?
Antwoord 1
De brug kost {cost} miljoen euro. {more}
Vraag 2
Wie beheert de haven van de gemeente na de oplevering?
Antwoord 2
De provincie.
"""
VERSIONS = (
    (date(2031, 3, 3), "De bouw begint in 2032."),
    (date(2031, 3, 14), "De bouw begint in 2032. De Kamer wordt geïnformeerd."),
    (date(2031, 3, 28), "De bouw begint in 2032."),
)
COSTS = ("3", "4", "3")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    corpus = tmp_path_factory.mktemp("history") / "corpus"
    with Store.create(corpus) as store:
        for (received, more), cost in zip(VERSIONS, COSTS, strict=True):
            data = TEXT.format(cost=cost, more=more).encode()
            reading = read_nota("brug.txt", data, id="nota-brug", received=received)
            store.add([Submission(reading.nota, "brug.txt", data, reading.reader)])
    app = create_app(corpus)
    yield app.test_client()
    app.extensions["library"].store.close()


def section(html: str, name: str) -> str:
    """The section with this id, up to the next one."""
    return html[html.index(f'id="{name}"') :].partition("</section>")[0]


def test_each_wording_stands_on_the_line_with_its_date_and_what_changed(client: FlaskClient) -> None:
    html = client.get("/history/nota-brug/3/1").text
    items = section(html, "wordings").split('<li id="w')[1:]
    told = [seen(item.partition(">")[2]) for item in items]
    assert [item[: item.index("2031") + 4] for item in told] == ["3 maart 2031", "14 maart 2031", "28 maart 2031"]
    assert "eerste verwoording" in told[0]
    assert "3 miljoen" in told[1]  # among the facts: what it was
    assert "gewijzigd" in told[1]
    assert re.search(r"<ins[^>]*><span[^>]*>[^<]*</span>De Kamer wordt geïnformeerd", items[1])


def test_a_wording_that_returns_says_to_which_it_does(client: FlaskClient) -> None:
    html = client.get("/history/nota-brug/3/1").text
    assert re.search(r'Keert terug naar <a href="#w1">verwoording 1</a> \(3 maart 2031\)', html)


def test_two_wordings_that_were_chosen_stand_beside_each_other(client: FlaskClient) -> None:
    html = client.get("/history/nota-brug/3/1?from=1&to=2").text
    two = section(html, "compared")
    assert re.search(r"<del[^>]*><span[^>]*>[^<]*</span>3<", two)
    assert re.search(r"<ins[^>]*><span[^>]*>[^<]*</span>4<", two)
    assert "3 maart 2031, versie 1" in seen(two)
    assert "14 maart 2031, versie 2" in seen(two)
    # The choice stays where it was made.
    assert re.search(r'name="from" value="1" checked', html)
    assert re.search(r'name="to" value="2" checked', html)


def test_two_wordings_of_the_same_words_are_said_to_be_unchanged(client: FlaskClient) -> None:
    assert "ongewijzigd" in seen(section(client.get("/history/nota-brug/3/1?from=1&to=3").text, "compared"))


@pytest.mark.parametrize("query", ["from=1&to=1", "from=1", "from=1&to=9", "from=x&to=2"])
def test_a_choice_that_is_not_of_two_is_told(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/history/nota-brug/3/1?{query}")
    assert answer.status_code == 200
    assert 'id="compared"' not in answer.text
    assert "Kies twee verschillende verwoordingen" in answer.text


def test_the_last_two_are_chosen_to_begin_with(client: FlaskClient) -> None:
    html = client.get("/history/nota-brug/3/1").text
    assert re.findall(r'name="(\w+)" value="(\d)" checked', html) == [("from", "2"), ("to", "3")]


def test_one_wording_has_nothing_to_choose(client: FlaskClient) -> None:
    assert "<form" not in section(client.get("/history/nota-brug/3/2").text, "wordings")


def test_each_sentence_has_the_version_that_brought_it_beside_it(client: FlaskClient) -> None:
    html = client.get("/history/nota-brug/2/1").text
    runs = re.findall(r'<span class="run since-(\d)[^"]*">(.*?)(?=<span class="run|</p>)', html, re.DOTALL)
    answered = [(number, seen(text)) for number, text in runs if "Kamer" in text or "begint" in text]
    assert [number for number, _ in answered] == ["1", "2"]
    assert answered[0][1].endswith("De bouw begint in 2032.")
    assert answered[1][1].startswith("versie 2 14 maart 2031")


def test_words_that_came_later_than_their_sentence_are_set_apart(client: FlaskClient) -> None:
    html = client.get("/nota/nota-brug/2?provenance=1").text
    assert re.search(
        r'De brug kost <span class="words age-\d">4</span><span class="sr"> sinds versie 2 </span> miljoen', html
    )


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("html", "text/html", b"<!doctype"),
        ("md", "text/markdown", b"#"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd", b"PK"),
    ],
)
def test_a_report_can_be_kept_in_each_form(client: FlaskClient, form: str, kind: str, begins: bytes) -> None:
    link = f"/history/nota-brug/3/1?format={form}"
    assert f'href="{link}"' in client.get("/history/nota-brug/3/1").text
    report = client.get(link)
    assert report.headers["Content-Type"].startswith(kind)
    assert report.headers["Content-Disposition"] == f"attachment; filename=nota-brug.v3.1.{form}"
    assert report.data.lower().startswith(begins.lower())


def test_what_stands_outside_the_questions_has_its_version_beside_it_too(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    fill(corpus).close()
    app = create_app(corpus)
    html = app.test_client().get("/nota/kst-99999-B/3?provenance=1").text
    app.extensions["library"].store.close()
    letter = html[html.index('id="i"') : html.index('id="v1"')]
    runs = letter.split('<span class="run since-')[1:]
    assert [run[0] for run in runs if "Deze herdruk" in run] == ["3"]
    assert {run[0] for run in runs if "Deze herdruk" not in run} == {"1"}


def test_a_question_is_reached_from_its_nota(client: FlaskClient) -> None:
    html = client.get("/nota/nota-brug/2").text
    assert 'href="/history/nota-brug/2/1"' in html
