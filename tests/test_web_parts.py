"""Sub-questions on the page of a nota: each has its address, and stands beside its own part of the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from tests.browsing import CHROMIUM, WITHOUT, serving
from web.app import create_app

TEXT = """## Vraag 15

Bent u bekend met het bericht[^1]? Zo ja, kunt u ingaan op:

- a. het aantal bruggen;
- b. de kosten ervan?

### Antwoord 15

Ja.

- a. Het zijn er 40, zie vraag 16.
- b. Zij kosten 3 miljoen euro.

Meer is niet bekend.

## Vraag 16

Wie betaalt? En wie beheert ze?

### Antwoord 16

De provincie.

[^1]: NRC, 3 mei.
"""
BOXES = "() => ['v15.3', 'v15-a3'].map(id => document.getElementById(id).getBoundingClientRect().toJSON())"
"""A sub-question and its part of the answer, measured at one moment: the page may still be scrolling to what its link names."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    corpus = tmp_path_factory.mktemp("parts") / "corpus"
    with Store.create(corpus) as store:
        reading = read_nota("brug.md", TEXT.encode(), id="nota-brug")
        store.add([Submission(reading.nota, "brug.md", TEXT.encode(), reading.reader)])
    app = create_app(corpus)
    yield app.test_client()
    app.extensions["library"].store.close()


def ids(html: str) -> list[str]:
    """Of what is said under question 15, in the order in which it is read."""
    return re.findall(r'id="(v15[.-][^"]*)"', html)


def test_what_bears_the_same_letter_is_read_together_and_nothing_is_said_twice(client: FlaskClient) -> None:
    html = client.get("/nota/nota-brug").text
    assert ids(html) == [
        *("v15.1", "v15-q1", "v15-q2", "v15-a1"),
        *("v15.2", "v15-q3", "v15-a2"),
        *("v15.3", "v15-q4", "v15-a3"),
        "v15-a4",
    ]
    assert html.count('id="ref-1"') == 1
    assert '<a href="#v16">vraag 16</a>' in html


def test_beside_a_margin_the_answer_stays_one_text(client: FlaskClient) -> None:
    html = client.get("/nota/nota-brug?margin=source").text
    assert 'class="parts"' not in html
    assert [own for own in ids(html) if "." not in own] == [
        *("v15-q1", "v15-q2", "v15-q3", "v15-q4"),
        *("v15-a1", "v15-a2", "v15-a3", "v15-a4"),
    ]


def test_a_sub_question_has_its_address_where_no_part_of_the_answer_bears_a_mark(client: FlaskClient) -> None:
    html = client.get("/nota/nota-brug").text
    assert '<span id="v16.2"><span id="v16-q2">En wie beheert ze?</span></span>' in html


@pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)
def test_they_stand_beside_each_other_and_below_each_other_where_there_is_no_room(
    client: FlaskClient, browser: Browser
) -> None:
    with serving(client.application) as site:
        context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{site}/nota/nota-brug#v15.3")
        expect(page.locator("[id='v15.3']")).to_be_in_viewport()
        asked, said = page.evaluate(BOXES)
        assert asked["right"] <= said["left"]
        assert abs(asked["top"] - said["top"]) < 10
        page.set_viewport_size({"width": 360, "height": 800})
        asked, said = page.evaluate(BOXES)
        assert asked["top"] < said["top"]
        context.close()
