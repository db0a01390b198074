"""The Atom feeds, read by an independent reader of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient
from lxml import etree

from corpus.store import Store
from differ.demo import fill
from tests.helpers import small_nota, submission
from web.app import create_app

NAMES = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = (
    "/feed.atom",
    "/feed.atom?dossier=99999",
    "/feed.atom?nota=36800-K-D",
    "/feed.atom?q=licentie",
    "/feed.atom?q=onvindbaar",
    "/feed.atom?kind=nota+naar+aanleiding+van+het+verslag",
    "/feed.atom?changed=1",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    corpus = tmp_path_factory.mktemp("feed") / "corpus"
    fill(corpus).close()
    app = create_app(corpus)
    yield app.test_client()
    app.extensions["library"].store.close()


def entries(client: FlaskClient, path: str) -> list[feedparser.FeedParserDict]:
    read = feedparser.parse(client.get(path, headers={"Accept-Language": "en"}).data)
    assert not read.bozo, read.get("bozo_exception")
    return list(read.entries)


@pytest.mark.parametrize("path", FEEDS)
def test_a_reader_of_feeds_finds_what_the_standard_asks_for(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.data)
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.id.startswith("tag:localhost,20")
    assert read.feed.title
    assert read.feed.updated_parsed
    links = {link.rel: link.href for link in read.feed.links}
    assert client.get(links["self"].removeprefix("http://localhost")).data == answer.data
    assert client.get(links["alternate"].removeprefix("http://localhost")).status_code == 200
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    for entry in read.entries:
        assert re.fullmatch(r"tag:localhost,\d{4}-\d\d-\d\d:kst-[\w-]+@\d+(#\w+)?", entry.id)
        assert entry.title
        assert entry.author
        assert entry.content[0].type == "text/html"
        assert client.get(entry.link.removeprefix("http://localhost").partition("#")[0]).status_code == 200


@pytest.mark.parametrize("path", FEEDS)
def test_each_element_stands_as_often_as_the_standard_allows(client: FlaskClient, path: str) -> None:
    root = etree.fromstring(client.get(path).data)
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"a:{name}", NAMES)) == 1
    for entry in root.findall("a:entry", NAMES):
        for name in ("id", "title", "updated", "author", "content"):
            assert len(entry.findall(f"a:{name}", NAMES)) == 1
    for moment in root.iterfind(".//a:updated", NAMES):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", moment.text or "")


def test_the_newest_comes_first_and_says_which_facts_changed(client: FlaskClient) -> None:
    found = entries(client, "/feed.atom")
    assert [entry.id.partition(":kst")[2] for entry in found[:2]] == ["-99999-D@1", "-99999-B@3"]
    (second,) = (entry for entry in found if entry.id.endswith("kst-99999-B@2"))
    assert "<del>62,4 miljoen euro</del> → <ins>71,8 miljoen euro</ins>" in " ".join(second.content[0].value.split())
    assert "outside the questions" not in second.content[0].value
    (third,) = (entry for entry in found if entry.id.endswith("kst-99999-B@3"))
    assert "changed outside the questions" in third.content[0].value
    assert second.link == "http://localhost/diff/kst-99999-B@1/kst-99999-B@2"


def test_a_feed_keeps_to_what_is_asked_of_it(client: FlaskClient) -> None:
    def told(path: str) -> set[str]:
        return {entry.id.partition(":")[2].partition(":")[2].partition("@")[0] for entry in entries(client, path)}

    assert told("/feed.atom?nota=99999-B") == {"kst-99999-B"}
    assert told("/feed.atom?dossier=99 999") == {"kst-99999-B", "kst-99999-D"}
    assert told("/feed.atom?dossier=36800") == {"kst-36800-K-D"}
    assert told("/feed.atom?q=Gelderland") == {"kst-99999-B"}
    assert told("/feed.atom?q=onvindbaar") == set()
    assert told("/feed.atom?kind=nota naar aanleiding van het nader verslag") == {"kst-99999-D"}
    assert client.get("/feed.atom?nota=nergens").status_code == 404


def test_what_is_new_changes_the_feed_and_nothing_else_does(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        app = create_app(tmp_path / "corpus")
        client = app.test_client()
        assert entries(client, "/feed.atom") == []
        store.add([submission(small_nota("kst-1", ["Ja, <script>alert(1)</script> & \u0001."], date(2026, 1, 1)))])
        first = client.get("/feed.atom")
        again = client.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        before = [entry.id for entry in entries(client, "/feed.atom")]
        store.add([submission(small_nota("kst-1", ["Nee."], date(2026, 2, 1)))])
        assert [entry.id for entry in entries(client, "/feed.atom")][1:] == before
        assert client.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
        assert [entry.id[-9:] for entry in entries(client, "/feed.atom?q=nee")] == [":kst-1@2#1"[-9:]]
        app.extensions["library"].store.close()


def test_text_in_a_feed_is_never_markup(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        store.add([submission(small_nota("kst-1", ["Ja, <script>alert(1)</script> & zo."], date(2026, 1, 1)))])
        app = create_app(tmp_path / "corpus")
        data = app.test_client().get("/feed.atom?q=alert").data
        (entry,) = etree.fromstring(data).findall("a:entry", NAMES)
        assert "&lt;script&gt;" in (entry.findtext("a:content", namespaces=NAMES) or "")
        app.extensions["library"].store.close()


def test_the_pages_name_their_feed(client: FlaskClient) -> None:
    for path, feed in (
        ("/", "/feed.atom"),
        ("/nota/kst-99999-B/3", "/feed.atom?nota=kst-99999-B"),
        ("/search?q=licentie&page=1&lang=nl", "/feed.atom?q=licentie"),
    ):
        assert f'href="{feed}"' in re.search(r'<link rel="alternate"[^>]*>', client.get(path).text)[0]  # type: ignore[index]
