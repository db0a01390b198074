"""Over every route that there is: markup in a nota is never markup of ours, to read changes nothing, and no query breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from corpus.model import Answer, Meta, Note, Paragraph, Question, Section, Signatory
from corpus.model import Nota as Nota_
from corpus.store import Store
from tests.helpers import git, stored, submission
from web.access import Access, key_of
from web.app import create_app

TOKEN = "een-token-van-jan"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>"
MARK = re.compile(r"<script>alert|<img src=x|\"'><b>")
ID = "kst-99999-X"
PLACES = {
    "nota": ID,
    "version": "2",
    "question": "1",
    "part": "s1",
    "address": ID,
    "left": f"{ID}@1",
    "right": f"{ID}@2",
    "held": "A" * 22,
    "dossier": "99999",
    "page": "1",
    "filename": "style.css",
}
QUERIES = (
    "",
    "?q=alert&text=alert&date=2031-01-01",
    f"?q={EVIL}&kind={EVIL}&nota={EVIL}&lang={EVIL}&text={EVIL}&date={EVIL}&dossier={EVIL}&format={EVIL}&sort={EVIL}",
    "?endpoint=x&_external=1&_scheme=ftp&_anchor=a&_method=POST&nota=&values=1&self=1&page=-1&limit=x&after=%00",
    "?q=%FF%00%22&text=%00&lang=%FF&page=9999999999999999999999&limit=9999999999999999999999&offset=-5",
)


def evil(version: int) -> Nota_:
    """A nota of which each text is markup."""
    said = f"Versie {version}: {EVIL} kost {version}0 miljoen euro."
    questions = tuple(
        Question(str(n), (Paragraph((f"Wat is {EVIL} nummer {n}?",)),), Answer((str(n),), (Paragraph((said,)),)))
        for n in (1, 2)
    )
    meta = Meta(
        ID,
        dossier="99999",
        titel=EVIL,
        dossiertitel=EVIL,
        soort=EVIL,
        ondertekend=(Signatory(EVIL, EVIL),),
        noten=(Note("1", "kost", EVIL),),
    )
    return Nota_(meta, (Paragraph((EVIL,)),), (Section(EVIL, (Paragraph((EVIL,)),)), *questions))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("routes") / "corpus"
    with Store.create(path) as store:
        for version in (1, 2):
            author = "\"'&amp; <a@x.nl>"
            stored(store.add([submission(evil(version), b"x", f"{EVIL}.md", None, author)])[0])
    return path


@pytest.fixture(scope="module")
def app(corpus: Path) -> Iterator[Flask]:
    app = create_app(corpus, Access(tokens={key_of(TOKEN): None}))
    yield app
    app.extensions["library"].store.close()


def paths(app: Flask) -> Iterator[str]:
    """Each address that can be read, with places that are there."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            yield re.sub(r"<(?:\w+:)?(\w+)>", lambda place: PLACES[place[1]], rule.rule)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_of_a_nota_or_of_a_query_is_markup_on_any_page(app: Flask, language: str) -> None:
    seen = 0
    for path in paths(app):
        for query in QUERIES:
            with app.test_client().get(path + query, headers={"Accept-Language": language}) as answer:
                if answer.mimetype in ("text/html", "application/atom+xml") and "attachment" not in str(answer.headers):
                    text = answer.get_data(as_text=True)
                    assert not MARK.search(text), path + query
                    seen += answer.status_code == 200 and "alert(1)" in text
    assert seen > 10


def test_no_query_is_a_fault_of_ours(app: Flask) -> None:
    wrong = []
    for path in paths(app):
        for query in QUERIES:
            with app.test_client().get(path + query) as answer:
                wrong += [f"{path + query}: {answer.status_code}"] if answer.status_code == 500 else []
    assert wrong == []


def test_to_read_changes_nothing(app: Flask, corpus: Path) -> None:
    """Whoever is signed in, too: the history is the same afterwards, and nothing waits to be stored."""
    client = app.test_client()
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/sign-in").text)
    assert token
    client.post("/sign-in", data={"csrf": token[1], "token": TOKEN})
    before = git(corpus, "rev-parse", "--all"), git(corpus, "count-objects")
    for path in paths(app):
        for method in ("GET", "HEAD"):
            with client.open(path, method=method, query_string={"csrf": token[1], "then": "store"}):
                pass
    assert (git(corpus, "rev-parse", "--all"), git(corpus, "count-objects")) == before
    assert not (corpus / "nota-held").exists()
    assert client.get("/add").status_code == 200


def test_whatever_is_sent_needs_the_token_of_our_page(app: Flask) -> None:
    sent = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert len(sent) >= 7
    for rule in sent:
        path = re.sub(r"<(\w+)>", lambda place: PLACES[place[1]], rule.rule)
        assert app.test_client().post(path, data={"x": "y"}).status_code == 403, path


def test_every_route_takes_either_reading_or_sending(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"OPTIONS"}
        assert methods in ({"GET", "HEAD"}, {"POST"}), rule
