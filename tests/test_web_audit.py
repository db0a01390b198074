"""The pages of what an auditor asks: changes, phrases, days, and the report to keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from differ.demo import fill
from web.app import create_app


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    fill(tmp_path / "corpus").close()
    app = create_app(tmp_path / "corpus")
    yield app.test_client()
    app.extensions["library"].store.close()


def page(client: FlaskClient, address: str, language: str = "en") -> str:
    got = client.get(address, headers={"Accept-Language": language})
    assert got.status_code == 200
    return got.get_data(as_text=True)


def test_the_changes_are_shown_newest_first_and_narrowed(client: FlaskClient) -> None:
    text = page(client, "/log?nota=99999-B")
    assert text.index("kst-99999-B, version 3") < text.index("kst-99999-B, version 2")
    assert "71,8 miljoen euro" in text
    narrowed = page(client, "/log?nota=99999-B&until=20-03-2031&facts=1")
    assert "version 3" not in narrowed
    assert "71,8 miljoen euro" in narrowed
    assert 'href="/diff/kst-99999-B@1/kst-99999-B@2"' in narrowed


def test_a_phrase_is_marked_in_its_sentence_with_since_when(client: FlaskClient) -> None:
    text = page(client, "/when?q=uiterlijk+in+het+najaar+van+2031")
    assert "<mark>uiterlijk in het najaar van 2031</mark>" in text
    assert "since 14 March 2031 (@2)" in text
    close = page(client, "/when?q=uiterlijk+in+het+voorjaar+van+2032")
    assert "stands nowhere word for word" in close
    assert "najaar van 2031" in close


def test_of_what_comes_close_too_it_is_told_what_is_word_for_word(client: FlaskClient) -> None:
    text = page(client, "/when?q=In+2030+is+8+procent+van+de+aanvragen+buiten+de+wettelijke+termijn&fuzzy=1")
    assert text.count(" · word for word · ") == 1
    assert text.count(" · alike for 9") == 1
    assert text.index("kst-99999-D@1#4</a>") < text.index(" · word for word · ") < text.index(" · alike for 9")
    # Of the two nota's that are shown one has it.
    assert "termijn’: first 4 September 2031 (kst-99999-D@1)" in text


def test_what_stood_on_a_day_is_shown(client: FlaskClient) -> None:
    text = page(client, "/at?date=20+maart+2031&address=99999-B%235")
    assert "kst-99999-B@2 stood on 20 March 2031" in text
    assert "Question 4" in text
    dossier = page(client, "/at?date=2031-03-20&address=99999")
    assert "kst-99999-D: nothing stood yet" in dossier


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/log?since=gisteren", "dit is geen dag"),
        ("/log?dossier=12345", "geen dossier"),
        ("/when?q=%3F", "welke woorden"),
        ("/at?date=gisteren&address=99999-B", "dit is geen dag"),
        ("/at?date=2031-03-20&address=niets", "geen nota"),
        ("/at?date=2031-03-20", "Noem er ook een nota, een vraag of een dossier bij"),
        ("/at?address=99999-B", "Noem er ook een dag bij"),
        ("/at?date=2031-03-20&address=99999-B%2399", "heeft geen vraag 99; wel 1–13"),
        ("/log", "Wijzigingen"),
        ("/when", "Sinds wanneer staat dit er?"),
        ("/at", "Wat gold op een dag?"),
    ],
)
def test_each_page_speaks_dutch_also_of_what_is_wrong(client: FlaskClient, address: str, says: str) -> None:
    assert says in page(client, address, "nl")


def test_what_was_typed_is_no_markup(client: FlaskClient) -> None:
    nasty = "%3Cscript%3Ealert(1)%3C/script%3E"
    for address in (f"/log?nota={nasty}", f"/when?q={nasty}", f"/at?date={nasty}&address={nasty}"):
        assert "<script>alert" not in page(client, address)


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!doctype"), ("md", b"# "), ("pdf", b"%PDF-"), ("docx", b"PK")]
)
def test_the_report_of_a_question_is_kept_as_a_file(client: FlaskClient, form: str, begins: bytes) -> None:
    got = client.get(f"/history/kst-99999-B/3/5?format={form}")
    assert got.status_code == 200
    assert got.data.startswith(begins)
    assert got.headers["Content-Disposition"] == f"attachment; filename=kst-99999-B.v3.5.{form}"
