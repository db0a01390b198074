"""What keeps the pages safe: forms that only our own pages send, a secret that every worker knows, pages made once."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from flask import Flask, Response, render_template_string
from flask.testing import FlaskClient

from corpus.store import Store
from tests.helpers import fill, nota, submission
from web import csrf, secret
from web.app import create_app
from web.pinned import Pages, pinned
from web.visit import library

FORM = '<form method="post">{{ csrf_field() }}</form>'


class Asked:
    """A page with a form, one that is pinned, and how often each was made or sent."""

    def __init__(self) -> None:
        self.made = 0
        self.posted = 0

    def form(self) -> str:
        return render_template_string(FORM)

    def post(self) -> str:
        self.posted += 1
        return "Dank u."

    def page(self) -> Response:
        return pinned([library().store.head], self._make)

    def wrong(self) -> Response:
        return pinned([], self.form)

    def _make(self) -> str:
        self.made += 1
        return render_template_string("{{ _('Not found') }}")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "corpus") as store:
        fill(store)
    return tmp_path / "corpus"


@pytest.fixture
def asked() -> Asked:
    return Asked()


def served(corpus: Path, asked: Asked) -> Flask:
    app = create_app(corpus)
    app.testing = True
    app.add_url_rule("/form", view_func=asked.form)
    app.add_url_rule("/form", view_func=asked.post, methods=["POST"])
    app.add_url_rule("/page", view_func=asked.page)
    app.add_url_rule("/wrong", view_func=asked.wrong)
    return app


@pytest.fixture
def app(corpus: Path, asked: Asked) -> Iterator[Flask]:
    app = served(corpus, asked)
    yield app
    app.extensions["library"].store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def token_in(html: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', html)
    assert found
    return found[1]


# Forms


def test_a_form_is_taken_from_the_page_that_showed_it(client: FlaskClient, asked: Asked) -> None:
    page = client.get("/form")
    cookie = page.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert page.headers["Cache-Control"] == "no-cache, no-store" or "no-store" in page.headers["Cache-Control"]
    assert client.post("/form", data={"csrf": token_in(page.text)}).text == "Dank u."
    # Two tabs of one visitor.
    assert client.post("/form", data={"csrf": token_in(client.get("/form").text)}).status_code == 200
    assert client.post("/form", headers={"X-CSRF-Token": token_in(page.text)}).status_code == 200
    assert asked.posted == 3


def test_a_form_from_elsewhere_is_not_taken(app: Flask, asked: Asked) -> None:
    visitor, other = app.test_client(), app.test_client()
    token, foreign = (token_in(one.get("/form").text) for one in (visitor, other))
    for given in ({}, {"csrf": ""}, {"csrf": foreign}, {"csrf": "x" + token[1:]}):
        answer = visitor.post("/form", data=given)
        assert answer.status_code == 403, given
    assert visitor.post("/form", data={"csrf": token}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert app.test_client().post("/form", data={"csrf": token}).status_code == 403
    assert asked.posted == 0


def test_a_form_that_stood_open_too_long_is_not_taken(
    client: FlaskClient, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_in(client.get("/form").text)
    monkeypatch.setattr(csrf, "LASTS", -1)
    answer = client.post("/form", data={"csrf": token}, headers={"Accept-Language": "en"})
    assert answer.status_code == 403
    assert "open its page again" in answer.text
    assert asked.posted == 0


def test_another_worker_takes_the_form(corpus: Path, client: FlaskClient, asked: Asked) -> None:
    page = client.get("/form")
    second = served(corpus, asked)
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    answer = second.test_client(use_cookies=False).post(
        "/form", data={"csrf": token_in(page.text)}, headers={"Cookie": cookie}
    )
    second.extensions["library"].store.close()
    assert answer.status_code == 200


# The secret


def test_the_secret_of_a_corpus_is_one_and_only_its_owner_can_read_it(corpus: Path) -> None:
    with ThreadPool(8) as pool:
        found = pool.map(secret.secret_of, [corpus] * 32)
    assert len(set(found)) == 1
    assert len(found[0]) >= 32
    assert stat.S_IMODE((corpus / "nota-secret").stat().st_mode) == 0o600
    assert [own.name for own in corpus.glob("nota-secret?*")] == []


def test_the_environment_has_the_last_word(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(secret.VARIABLE, "van buiten")
    assert secret.secret_of(corpus) == "van buiten"


# Pages that are made once


def test_a_page_is_made_once_for_what_it_shows(client: FlaskClient, asked: Asked) -> None:
    first, again = client.get("/page"), client.get("/page")
    assert asked.made == 1
    assert (again.text, again.headers["ETag"]) == (first.text, first.headers["ETag"])
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert client.head("/page").status_code == 200
    assert asked.made == 1


def test_what_the_browser_has_is_not_made_at_all(app: Flask, asked: Asked) -> None:
    tag = app.test_client().get("/page").headers["ETag"]
    app.extensions["pages"] = Pages()
    for given in (tag, f"W/{tag}", f'"other", {tag}'):
        answer = app.test_client().get("/page", headers={"If-None-Match": given})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "Cookie" in answer.headers["Vary"]
    assert asked.made == 1


def test_another_language_another_query_and_another_state_are_other_pages(
    client: FlaskClient, corpus: Path, asked: Asked
) -> None:
    texts = [client.get("/page", headers={"Accept-Language": language}).text for language in ("nl", "en")]
    assert texts == ["Niet gevonden", "Not found"]
    tags = {client.get(path).headers["ETag"] for path in ("/page", "/page?a=1", "/page?a=2")}
    assert len(tags) == 3
    before = asked.made
    with Store.open(corpus) as store:
        store.add([submission(nota("Ja.", "Soms."))])
    assert client.get("/page").headers["ETag"] not in tags
    assert asked.made == before + 1


def test_a_form_of_one_visitor_is_never_kept_for_another(client: FlaskClient) -> None:
    with pytest.raises(RuntimeError, match="cannot be kept for others"):
        client.get("/wrong")


def test_there_is_room_for_so_much_and_the_oldest_goes_first() -> None:
    pages = Pages(room=800)
    for tag in "abcdefgh":
        pages.put(tag, b"x" * 100, [])
    assert pages.get("a")
    pages.put("i", b"x" * 100, [])
    assert (pages.get("a") is None, pages.get("b") is None) == (False, True)
    pages.put("large", b"x" * 101, [])
    assert pages.get("large") is None
