"""Two files are compared on the page and nothing of them is kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.store import Store
from tests.test_web_pages import seen
from web.app import create_app

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "fictief"
OLD, NEW = SAMPLES / "99999-B.2-na-review.md", SAMPLES / "99999-B.3-herdruk.md"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    corpus = tmp_path_factory.mktemp("compare") / "corpus"
    Store.create(corpus).close()
    app = create_app(corpus)
    yield app
    app.extensions["library"].store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def send(client: FlaskClient, left: tuple[bytes, str] | None, right: tuple[bytes, str] | None, **more: str) -> Any:
    """The form as a browser sends it, with the token that it was shown with."""
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/compare?lang=en").text)
    assert token is not None
    files = {name: (io.BytesIO(own[0]), own[1]) for name, own in (("left", left), ("right", right)) if own}
    return client.post("/compare", data={"csrf": token[1], **files, **more})


def both() -> tuple[tuple[bytes, str], tuple[bytes, str]]:
    return (OLD.read_bytes(), OLD.name), (NEW.read_bytes(), NEW.name)


def kept(app: Flask) -> list[Path]:
    """Every file of the corpus, and what git holds."""
    folder = app.extensions["library"].store.repository.path
    return sorted(own for own in folder.rglob("*") if own.is_file())


def test_the_whole_difference_of_two_files_is_shown_with_what_was_read(client: FlaskClient) -> None:
    answer = send(client, *both())
    assert answer.status_code == 200
    text = seen(answer.text)
    assert "99999-B.2-na-review.md 12 questions · 793 words, all kept" in text
    assert "99999-B.3-herdruk.md 13 questions · 848 words, all kept" in text
    assert "Het toezicht ligt bij de Inspectie voor Voorbeelden." in text
    assert "gone: geen uitspraken" in text
    assert "/nota/" not in answer.text
    assert "/history/" not in answer.text


def test_nothing_of_the_files_is_kept(client: FlaskClient, app: Flask) -> None:
    before = kept(app)
    answer = send(client, *both())
    assert answer.headers["Cache-Control"] == "no-store" or "no-store" in answer.headers["Cache-Control"]
    assert kept(app) == before
    assert app.extensions["library"].store.log() == ()


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype html>"), ("md", b"# What changed"), ("docx", b"PK")])
def test_the_difference_can_be_kept_as_a_report_by_who_sent_the_files(
    client: FlaskClient, form: str, begins: bytes
) -> None:
    answer = send(client, *both(), format=form)
    assert answer.data.startswith(begins)
    assert f"99999-B.2-na-review.md--99999-B.3-herdruk.md.{form}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (None, (b"Vraag 1", "b.md"), "no first file was chosen"),
        ((b"Vraag 1", "a.md"), None, "no second file was chosen"),
        ((b"%PDF-1.7 and nothing more", "a.pdf"), (b"Vraag 1", "b.md"), "a.pdf: "),
        ((OLD.read_bytes(), "a.md"), (b"\x00\x01\x02", "C:/map/b.docx"), "b.docx: "),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line_beside_the_form(
    client: FlaskClient, left: tuple[bytes, str] | None, right: tuple[bytes, str] | None, told: str
) -> None:
    answer = send(client, left, right)
    assert answer.status_code == 422
    (line,) = re.findall(r'role="alert">(.*?)</div>', answer.text, re.DOTALL)
    assert told in seen(line)
    assert "C:" not in seen(line)
    assert 'type="file"' in answer.text


def test_two_files_of_one_name_are_told_apart(client: FlaskClient) -> None:
    text = seen(send(client, (OLD.read_bytes(), "nota.md"), (NEW.read_bytes(), "nota.md")).text)
    assert "nota.md (1)" in text
    assert "nota.md (2)" in text


def test_another_site_cannot_send_files_here(client: FlaskClient) -> None:
    assert client.post("/compare", data={"left": (io.BytesIO(b"Vraag 1"), "a.md")}).status_code == 403


def test_hostile_text_in_a_file_or_its_name_is_shown_as_text(client: FlaskClient) -> None:
    hostile = b"## Vraag 1\nWat kost <script>alert(1)</script>?\n### Antwoord\nNiets &amp; <b>alles</b>.\n"
    answer = send(client, (hostile, '<img src=x onerror="x">.md'), (hostile.replace(b"Niets", b"Iets"), "b.md"))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert "Wat kost <script>alert(1)</script>?" in seen(answer.text)


def test_the_form_for_versions_is_filled_with_what_was_compared(client: FlaskClient) -> None:
    page = client.get("/compare?left=kst-99999-B@1&right=kst-99999-D@1").text
    assert 'value="kst-99999-B@1"' in page
    assert 'action="/diff"' in page
