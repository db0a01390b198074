"""The pages, asked for as a browser does: what they show, in which language, and what they never let through."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from web.app import create_app
from web.server import CannotServe, serve

TEXTS = Path(__file__).parent / "data" / "web"
AUTHOR = "Ministerie van Voorbeelden <post@example.org>"
LABELS = {"concept.md": "concept", "herdruk.md": "herdruk", "later.md": None}

PAGES = [
    "/",
    "/nota/kst-99999-A",
    "/nota/kst-99999-A/1",
    "/nota/kst-99999-A/herdruk",
    "/nota/kst-99999-A/2?provenance=1",
    "/nota/kst-99999-A/2?margin=source",
    "/nota/kst-99999-A/2/source/view",
    "/diff/kst-99999-A@1/kst-99999-A@2",
    "/diff/kst-99999-A@2/kst-99999-B",
    "/diff/kst-99999-A@1/kst-99999-A@2?kind=changed",
    "/duplicates",
    "/duplicates?nota=kst-99999-B",
    "/history/kst-99999-A/2/2",
    "/search",
    "/search?q=programma",
    "/search?q=dienst&all=1",
    "/search?question=Hoeveel kost het verzonnen programma?",
]
"""Every kind of page, with texts of which one is hostile."""
OWN_SCRIPT = re.compile(r'<script defer src="/static/[a-z]+\.js\?v=[0-9a-f]{12}">(?=</script>)')
"""The only form in which a page may have a script."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    corpus = tmp_path_factory.mktemp("web") / "corpus"
    with Store.create(corpus) as store:
        for name, label in LABELS.items():
            data = (TEXTS / name).read_bytes()
            reading = read_nota(name, data)
            store.add(
                [
                    Submission(
                        reading.nota,
                        name,
                        data,
                        reading.reader,
                        label,
                        "Ministerie van Voorbeelden <post@example.org>",
                    )
                ]
            )
    app = create_app(corpus)
    yield app
    app.extensions["library"].store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def seen(html: str) -> str:
    """The text of a page without tags and without the words for screen readers, white space made one."""
    html = re.sub(r'<span class="sr">[^<]*</span>', "", html)
    text = re.sub(r"<[^>]*>", " ", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return " ".join(text.split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_in_both_languages(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_is_never_markup(client: FlaskClient, path: str) -> None:
    html = client.get(path).text
    assert set(re.findall(r"<script[^>]*>[^<]*", html)) <= set(OWN_SCRIPT.findall(html))


def test_hostile_text_is_shown_as_it_was_written(client: FlaskClient) -> None:
    assert 'de dienst <script>alert("x")</script> & Zonen.' in seen(client.get("/nota/kst-99999-A").text)


@pytest.mark.parametrize("path", ["/", "/nota/nergens", "/static/style.css", "/healthz", "/api/v1/notas"])
def test_every_answer_forbids_what_no_page_needs(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_or_style_of_its_own(client: FlaskClient, path: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", client.get(path).text)


def test_each_id_stands_once_on_a_page_and_every_link_within_it_leads_somewhere(client: FlaskClient) -> None:
    for path in PAGES:
        html = client.get(path).text
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids), path


def test_every_link_leads_to_a_page(client: FlaskClient) -> None:
    for path in PAGES:
        for link in set(re.findall(r'href="(/[^"#]*)', client.get(path).text)):
            with client.get(link.replace("&amp;", "&")) as answer:
                assert answer.status_code == 200, f"{path} -> {link}"


@pytest.mark.parametrize(
    ("path", "sought"),
    [
        ("/nota/kst-12345-Z", "kst-12345-Z"),
        ("/nota/kst-99999-A/7", "7"),
        ("/diff/kst-99999-A@1/kst-99999-A@9", "9"),
        ("/history/kst-99999-A/2/99", "99"),
        ("/duplicates?nota=kst-12345-Z", "kst-12345-Z"),
        ("/diff?left=kst-99999-A&right=kst-12345-Z", "kst-12345-Z"),
        ("/nota/..%2f..%2fetc%2fpasswd", "passwd"),
        ("/nergens", "/nergens"),
    ],
)
def test_a_wrong_address_is_a_page_that_says_what_was_looked_for(client: FlaskClient, path: str, sought: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert sought in seen(answer.text)


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("/nota/kst-99999-A/9", ["/nota/kst-99999-A/2"]),
        ("/nota/kst-99999-C", ["/nota/kst-99999-A/2", "/nota/kst-99999-B/1"]),
        ("/history/kst-99999-A/1/99", ["/nota/kst-99999-A/1"]),
        ("/duplicates?nota=KST-99999-B", ["/nota/kst-99999-B/1"]),
        ("/nota/zomerbrief", []),
        ("/nergens", []),
    ],
)
def test_a_wrong_address_leads_on_to_what_comes_close(client: FlaskClient, path: str, ways: list[str]) -> None:
    main = client.get(path).text.partition("<main")[2].partition("</main")[0]
    assert sorted(re.findall(r'href="(/nota/[^"]*)"', main)) == ways
    assert 'href="/"' in main


@pytest.mark.parametrize(
    ("query", "kept"), [("?left=kst-99999-A", "?left=kst-99999-A"), ("?left=&right=+", ""), ("", "")]
)
def test_an_address_left_out_of_the_form_is_asked_for(client: FlaskClient, query: str, kept: str) -> None:
    answer = client.get(f"/diff{query}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/compare{kept}")


def test_a_wrong_address_in_the_form_is_put_right_in_the_form(client: FlaskClient) -> None:
    answer = client.get("/diff?left=kst-99999-A@1&right=kst-99999-C")
    assert answer.status_code == 404
    assert "bedoelt u kst-99999-" in seen(answer.text)
    assert 'role="alert"' in answer.text
    for name, value in (("left", "kst-99999-A@1"), ("right", "kst-99999-C")):
        assert re.search(rf'<input id="{name}" [^>]*value="{value}"', answer.text)


@pytest.mark.parametrize("path", ["/nota/zomerbrief", "/at?date=2031-02-03&address=zomerbrief", "/log?nota=zomerbrief"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_not_there_is_told_without_the_commands_of_a_terminal(
    client: FlaskClient, path: str, language: str
) -> None:
    told = seen(client.get(path, headers={"Accept-Language": language}).text)
    assert "zomerbrief" in told
    assert "nota list" not in told


def test_the_list_of_all_leads_to_all_of_it_as_a_file(client: FlaskClient) -> None:
    main = client.get("/").text.partition("<main")[2]
    for form in ("csv", "jsonl"):
        (address,) = re.findall(rf'href="([^"]*export\.{form})"', main)
        assert client.get(address).headers["Content-Disposition"].startswith("attachment")


def test_an_error_of_the_api_is_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/notas/kst-12345-Z")
    assert answer.status_code == 404
    assert answer.json is not None
    assert "kst-12345-Z" in answer.json["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(client: FlaskClient, method: str) -> None:
    for path in ("/", "/duplicates", "/api/v1/notas"):
        answer = client.open(path, method=method)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"


def test_the_language_is_chosen_by_link_and_kept(client: FlaskClient) -> None:
    assert "Overzicht" in client.get("/").text
    assert "Overview" in client.get("/?lang=en").text
    assert "Overview" in client.get("/").text
    assert (
        "Overzicht" in client.get("/?lang=xx", headers={"Cookie": ""}).text
        or "Overview" in client.get("/?lang=xx").text
    )


def test_a_browser_that_prefers_english_gets_english_and_any_other_dutch(client: FlaskClient) -> None:
    assert "Overview" in client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9,nl;q=0.5"}).text
    assert "Overzicht" in client.get("/", headers={"Accept-Language": "fr"}).text


def test_the_other_language_shows_the_same_page(client: FlaskClient) -> None:
    html = client.get("/diff/kst-99999-A@1/kst-99999-A@2?kind=changed").text
    assert "/diff/kst-99999-A@1/kst-99999-A@2?kind=changed&amp;lang=en" in html


def test_the_same_page_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/nota/kst-99999-A/1")
    again = client.get("/nota/kst-99999-A/1", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/nota/kst-99999-A/2").headers["ETag"] != first.headers["ETag"]


def test_both_sides_of_a_comparison_show_their_whole_answer(client: FlaskClient) -> None:
    html = client.get("/diff/kst-99999-A@1/kst-99999-A@2").text
    pair = re.search(r'<section class="pair" id="v2".*?</section>', html, re.DOTALL)
    assert pair is not None
    old, new = (
        seen(" ".join(re.findall(rf'<div class="side {side}.*?</div>', pair[0], re.DOTALL))) for side in ("old", "new")
    )
    assert "Het programma kost in 2026 76,2 miljoen euro." in old
    assert "Het programma kost in 2026 81,4 miljoen euro." in new
    assert "76,2 miljoen" in seen(re.search(r'<ul class="facts".*?</ul>', pair[0], re.DOTALL)[0])  # type: ignore[index]


def test_a_renumbered_question_says_what_it_was(client: FlaskClient) -> None:
    html = client.get("/diff/kst-99999-A@1/kst-99999-A@2").text
    assert "was vraag 1" in seen(html)
    assert "toegevoegd" in seen(html)


def test_unchanged_questions_are_folded_but_there(client: FlaskClient) -> None:
    html = client.get("/diff/kst-99999-A@1/kst-99999-A@2").text
    folded = " ".join(re.findall(r'<details class="fold".*?</details>', html, re.DOTALL))
    assert "Wie voert het verzonnen programma uit?" in seen(folded)
    assert "81,4" not in folded


def test_a_kind_can_be_shown_alone(client: FlaskClient) -> None:
    text = seen(client.get("/diff/kst-99999-A@1/kst-99999-A@2?kind=added").text)
    assert "Is het verzonnen programma noodzakelijk?" in text
    assert "81,4" not in text


def test_the_form_leads_to_a_link_that_names_both_versions(client: FlaskClient) -> None:
    answer = client.get("/diff?left=kst-99999-A@1&right=kst-99999-A")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/diff/kst-99999-A@1/kst-99999-A@2")


def test_a_nota_links_its_references_both_ways_and_its_shared_answers(client: FlaskClient) -> None:
    html = client.get("/nota/kst-99999-A/1").text
    sections = dict(re.findall(r'<section class="qa" id="v(\d+)"(.*?)</section>', html, re.DOTALL))
    assert '<a href="#v1">vraag 1</a>' in sections["3"]
    assert 'Verwijst hierheen: <a href="#v3">vraag 3</a>' in sections["1"]
    # What the other answer says can be read on the spot.
    assert "76,2 miljoen" in sections["3"].partition("<details")[2]
    assert 'href="#v5"' in sections["4"]
    assert "<table>" in sections["1"]
    assert re.search("<li><span[^>]*>de dienst Voorbeeld;</span></li>", sections["2"])


def test_a_repeated_question_shows_both_answers_and_why(client: FlaskClient) -> None:
    text = seen(client.get("/duplicates?nota=kst-99999-B").text)
    assert "De uitvoering ligt bij drie diensten" in text
    assert "een uitvoerder die nog niet bekend is" in text
    assert "dezelfde" in text
    assert "kst-99999-A, vraag 3 · 14 april 2026" in text


def test_the_history_shows_each_wording_and_where_a_sentence_came_from(client: FlaskClient) -> None:
    html = client.get("/history/kst-99999-A/2/2").text
    assert re.search(r"<del><span class=\"sr\">[^<]*</span>76,2", html)
    assert re.search(r"<ins><span class=\"sr\">[^<]*</span>81,4", html)
    provenance = html[html.index('id="provenance"') :]
    answer = seen(provenance[provenance.index('id="a1"') - 200 :])
    assert answer.index("versie 2") < answer.index("81,4") < answer.index("versie 1") < answer.index("De uitgaven")


def test_text_and_source_can_be_downloaded_as_they_are(client: FlaskClient, app: Flask) -> None:
    text = client.get("/nota/kst-99999-A/1/markdown")
    assert text.data.startswith(b"---\nschema: nota/1\n")
    assert text.headers["Content-Type"] == "text/markdown; charset=utf-8"
    source = client.get("/nota/kst-99999-A/1/source")
    assert source.data == (TEXTS / "concept.md").read_bytes()
    assert "attachment" in source.headers["Content-Disposition"]


def test_health_tells_the_state_that_is_served(client: FlaskClient) -> None:
    answer = client.get("/healthz").json
    assert answer is not None
    assert answer["ok"] is True
    assert re.fullmatch(r"[0-9a-f]{40}", answer["head"])


def test_a_new_version_is_seen_without_a_restart(tmp_path: Path) -> None:
    def submission(name: str) -> Submission:
        return Submission(read_nota(name, (TEXTS / name).read_bytes()).nota, name, None, "markdown/1")

    with Store.create(tmp_path / "corpus") as store:
        app = create_app(tmp_path / "corpus")
        home = app.test_client().get("/").text
        assert "Het corpus is leeg." in home
        assert "nota add BESTAND" in home.replace("&#39;", "'")
        store.add([submission("concept.md")])
        assert "kst-99999-A" in app.test_client().get("/").text
        store.add([submission("herdruk.md")])
        assert "81,4 miljoen" in app.test_client().get("/nota/kst-99999-A").text
        app.extensions["library"].store.close()


def test_the_command_says_where_the_pages_are_once_they_answer(tmp_path: Path) -> None:
    Store.create(tmp_path / "corpus").close()
    command = ["nota", "serve", "--corpus", str(tmp_path / "corpus"), "--port", "0", "--json"]
    program = Path(sys.executable).with_name(command[0])
    with subprocess.Popen([program, *command[1:]], stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        lines = takewhile(lambda line: line != "}\n", iter(serving.stdout.readline, ""))
        url = json.loads("".join(lines) + "}")["url"]
        try:
            with urllib.request.urlopen(f"{url}healthz") as answer:
                assert json.load(answer)["ok"] is True
        finally:
            serving.terminate()


def test_a_port_in_use_is_said_with_one_that_is_free(tmp_path: Path) -> None:
    Store.create(tmp_path / "corpus").close()
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(CannotServe, match="is free: nota serve --port") as refused,
    ):
        serve(tmp_path / "corpus", "127.0.0.1", taken.getsockname()[1], lambda _: None)
    free = int(str(refused.value).rpartition(" ")[2])
    with socket.create_server(("127.0.0.1", free)):
        pass


@pytest.mark.parametrize(
    ("host", "why"),
    [("nobody.invalid", "no machine of that name is known"), ("192.0.2.1", "it is no address of this machine")],
)
def test_a_host_that_cannot_be_listened_on_is_told(tmp_path: Path, host: str, why: str) -> None:
    Store.create(tmp_path / "corpus").close()
    with pytest.raises(CannotServe, match=why):
        serve(tmp_path / "corpus", host, 0, lambda _: None)


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("md", "text/markdown; charset=utf-8", b"# What changed"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_a_comparison_can_be_kept_as_a_report(client: FlaskClient, form: str, kind: str, begins: bytes) -> None:
    page = client.get("/diff/kst-99999-A@1/kst-99999-A@2?lang=en").text
    link = f"/diff/kst-99999-A@1/kst-99999-A@2?format={form}&amp;lang=en"
    assert link in page
    answer = client.get(link.replace("&amp;", "&"))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f"attachment; filename=kst-99999-A.v1--kst-99999-A.v2.{form}"
    assert answer.data.startswith(begins)
