"""What a visitor chooses of how the pages look, and what an organisation makes its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.store import Store
from differ.bilingual.language import translator
from tests.helpers import fill
from web.app import create_app
from web.house import Misconfigured, house_of

Make = Callable[[], FlaskClient]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("display") / "corpus"
    with Store.create(path) as store:
        fill(store)
    return path


@pytest.fixture
def make(corpus: Path) -> Iterator[Make]:
    """Makes the application as the environment says at that moment."""
    made: list[Flask] = []

    def client() -> FlaskClient:
        made.append(create_app(corpus))
        return made[-1].test_client()

    yield client
    for app in made:
        app.extensions["library"].store.close()


def choose(client: FlaskClient, **chosen: str) -> None:
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/display").text)
    assert token is not None
    answer = client.post("/display", data={"csrf": token[1], **chosen})
    assert answer.status_code == 303
    assert "bewaard" in client.get(answer.headers["Location"]).text


def test_the_chosen_colours_come_with_every_page_until_the_system_decides_again(make: Make) -> None:
    client = make()
    assert "data-theme" not in client.get("/").text
    choose(client, theme="dark", keys="on")
    assert '<html lang="nl" data-theme="dark">' in client.get("/").text
    assert '<html lang="nl" data-theme="dark">' in client.get("/nota/kst-36800-K-D").text
    choose(client, theme="system", keys="on")
    assert "data-theme" not in client.get("/").text


def test_who_switches_the_keys_off_gets_no_script_for_them_and_no_mention_of_them(make: Make) -> None:
    client = make()
    before = client.get("/").text
    assert "keys.js" in before
    assert "aria-keyshortcuts" in before
    choose(client, theme="system", keys="off")
    after = client.get("/").text
    assert "keys.js" not in after
    assert "aria-keyshortcuts" not in after


def test_a_choice_is_never_made_by_reading(make: Make) -> None:
    client = make()
    assert "Set-Cookie" not in client.get("/?theme=dark&keys=off").headers
    assert "data-theme" not in client.get("/display?theme=dark").text


def test_a_made_up_choice_is_the_default(make: Make) -> None:
    client = make()
    client.set_cookie("theme", '"><script>')
    assert "data-theme" not in client.get("/").text


def test_a_sheet_may_be_kept_for_ever_because_its_address_changes_with_its_bytes(make: Make) -> None:
    client = make()
    for link in re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").text):
        with client.get(link) as answer:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        with client.get(link.partition("?")[0]) as answer:
            assert "immutable" not in answer.headers["Cache-Control"]


def test_a_theme_of_ones_own_comes_after_all_of_ours(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make().get("/theme.css").status_code == 404
    own = tmp_path / "own.css"
    own.write_text(":root { --accent: #7b1fa2; }", "utf-8")
    monkeypatch.setenv("NOTA_THEME", str(own))
    client = make()
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").text)
    assert links[-1].startswith("/theme.css?v=")
    assert client.get(links[-1]).text == ":root { --accent: #7b1fa2; }"
    own.write_text(":root { --accent: #00695c; }", "utf-8")
    assert re.findall(r"/theme\.css\?v=\w+", make().get("/").text) != [links[-1]]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"NOTA_THEME": "/nowhere/own.css"}, "the theme /nowhere/own.css cannot be read"),
        ({"NOTA_CONTACT": "javascript:alert(1)"}, "no address for e-mail"),
        ({"NOTA_CONTACT": "de balie"}, "no address for e-mail"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_told_at_once(setting: dict[str, str], told: str) -> None:
    with pytest.raises(Misconfigured, match=told):
        house_of(setting)


def test_the_statement_names_whom_to_tell_what_does_not_work(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "niet gezegd hoe" in make().get("/accessibility").text
    monkeypatch.setenv("NOTA_CONTACT", "toegankelijk@example.org")
    html = make().get("/accessibility").text
    assert '<a href="mailto:toegankelijk@example.org">toegankelijk@example.org</a>' in html


@pytest.mark.parametrize(("language", "written"), [("nl", "12.345"), ("en", "12,345")])
def test_numbers_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    say = translator("nl" if language == "nl" else "en")
    assert say.number(12345) == written
    assert say.ngettext("%(n)s question", "%(n)s questions", 12345).startswith(written + " ")


def test_a_mistake_of_ours_is_a_page_in_the_language_of_the_reader_and_tells_nothing_of_the_inside(make: Make) -> None:
    client = make()
    client.application.view_functions["display"] = lambda: str(1 // 0)
    answer = client.get("/display", headers={"Accept-Language": "nl"})
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.text
    assert "ZeroDivision" not in answer.text
