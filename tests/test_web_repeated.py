"""The page of repeated questions and the start page, asked for as a browser does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.store import Store
from differ.demo import fill
from differ.gathered.current import Current
from differ.output.contract import misfits_of
from tests.helpers import small_nota, submission
from tests.test_web_pages import seen
from web.app import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    corpus = tmp_path_factory.mktemp("repeated") / "corpus"
    fill(corpus).close()
    app = create_app(corpus)
    yield app.test_client()
    app.extensions["library"].store.close()


def clusters(html: str) -> list[str]:
    return re.findall(r'<section class="cluster".*?</section>', html, re.DOTALL)


def test_what_was_answered_otherwise_comes_first_with_the_words_that_differ_marked(client: FlaskClient) -> None:
    found = clusters(client.get("/duplicates").text)
    differing = [own for own in found if "antwoorden verschillen" in seen(own)]
    assert found[: len(differing)] == differing
    (term,) = (own for own in differing if "kst-99999-D, vraag 4" in seen(own))
    assert re.search(r"<del[^>]*>(?:<span[^>]*>[^<]*</span>)?12", term)
    assert re.search(r"<ins[^>]*>(?:<span[^>]*>[^<]*</span>)?8", term)
    assert "Herhaling, omdat: de vragen gaan voor" in seen(term)


@pytest.mark.parametrize(
    ("query", "word"),
    [("kind=reference", "gedeeld antwoord door verwijzing"), ("differ=1", "antwoorden verschillen")],
)
def test_a_choice_shows_only_what_it_says(client: FlaskClient, query: str, word: str) -> None:
    found = clusters(client.get(f"/duplicates?{query}").text)
    assert found
    assert all(word in seen(own) for own in found)
    assert len(found) < len(clusters(client.get("/duplicates").text))


def test_where_a_choice_leaves_nothing_the_way_back_is_shown(client: FlaskClient) -> None:
    way = 'Geen herhaalde vragen gevonden. <a href="/duplicates">'
    assert way in " ".join(client.get("/duplicates?nota=36800-K-D&kind=answer&differ=1&grade=identical").text.split())


def test_beyond_the_last_page_nothing_is_said_to_be_missing(client: FlaskClient) -> None:
    own, beyond = (clusters(client.get(f"/duplicates?page={page}").text) for page in (1, 99))
    assert own == beyond


def test_a_nota_or_dossier_is_chosen_as_people_write_it(client: FlaskClient) -> None:
    html = client.get("/duplicates?nota=36800-K, D").text
    assert all("kst-36800-K-D" in own for own in clusters(html))
    assert 'value="kst-36800-K-D"' in html
    assert client.get("/duplicates?nota=nergens").status_code == 404
    assert all("kst-99999" in own for own in clusters(client.get("/duplicates?dossier=99999").text))


def test_the_json_can_be_had_whole_or_page_by_page(client: FlaskClient) -> None:
    whole = client.get("/api/v1/duplicates").json
    assert whole is not None
    assert misfits_of("duplicates", whole) == []
    parts = [client.get(f"/api/v1/duplicates?limit=2&offset={at}").json for at in range(0, 10, 2)]
    assert [own for part in parts for own in part["clusters"]] == whole["clusters"]  # type: ignore[index]


def test_three_answers_to_one_question_are_each_held_against_the_first(tmp_path: Path) -> None:
    said = "De uitvoering kost in {} in totaal {} miljoen euro en ligt bij de dienst."
    with Store.create(tmp_path / "corpus") as store:
        store.add(
            submission(small_nota(f"kst-{n}", [said.format(2030 + n, n)], date(2030 + n, 1, 1))) for n in (1, 2, 3)
        )
    app = create_app(tmp_path / "corpus")
    (own,) = clusters(app.test_client().get("/duplicates").text)
    assert own.count('<div class="side">') == 3
    assert "<del" not in own
    assert own.count("<ins") == 4
    app.extensions["library"].store.close()


def test_of_a_question_that_was_asked_many_times_the_first_are_shown_and_all_can_be_had(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        store.add(submission(small_nota(f"kst-7-{n}", ["Ja." if n % 2 else "Nee."])) for n in range(1, 51))
    app = create_app(tmp_path / "corpus")
    client = app.test_client()
    (own,) = clusters(client.get("/duplicates").text)
    assert "50 vragen, 2 verschillende antwoorden; de eerste staan hier." in seen(own)
    assert len(questions(own)) < 10
    address = re.search(r'href="(/duplicates\?cluster=[^"]*)"', own)[1]  # type: ignore[index]
    (first,), (second,) = (clusters(client.get(f"{address}&page={page}").text) for page in (1, 2))
    assert {f"kst-7-{n}" for n in range(1, 51)} == questions(first) | questions(second)
    assert not questions(first) & questions(second)
    assert "20 van 39 paren, een voor een" in seen(first)
    assert len(re.findall("<li>", first.partition("<details")[2])) == 20
    assert "page=2" in client.get(address).text
    # Beyond the last page stands nothing: that is the last.
    assert clusters(client.get(f"{address}&page=3").text) == [second]
    assert client.get("/duplicates?cluster=nergens").status_code == 404
    assert "dezelfde vraag, een ander antwoord (49 keer)" in seen(client.get("/nota/kst-7-40").text)
    (shown,) = clusters(client.get("/duplicates?nota=kst-7-40").text)
    assert "kst-7-40" in questions(shown)
    app.extensions["library"].store.close()


def questions(html: str) -> set[str]:
    """The nota's that a cluster names above what it shows."""
    return set(re.findall(r'href="/nota/([^/"]+)/1#', html.partition("</header>")[0]))


def test_while_a_large_corpus_is_looked_through_the_pages_say_so(tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    app = create_app(tmp_path / "corpus")
    library = app.extensions["library"]
    library.repeats = Current(library.store, small=0)
    client = app.test_client()
    waiting = client.get("/duplicates")
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "60")
    assert client.get("/api/v1/duplicates").status_code == 503
    assert "worden opgezocht" in seen(client.get("/").text)
    library.repeats._jobs[0].wait(120)
    assert clusters(client.get("/duplicates").text)
    assert "worden opgezocht" not in seen(client.get("/").text)
    library.store.close()


def test_the_start_page_tells_what_changed_with_the_facts(client: FlaskClient) -> None:
    text = seen(client.get("/").text)
    assert (
        "Vraag 4 getal: 62,4 miljoen euro → 71,8 miljoen euro" in text
        or "62,4 miljoen euro → 71,8 miljoen euro" in text
    )
    assert "12 procent tegenover 8 procent" in text
    html = client.get("/").text
    assert 'href="/diff/kst-99999-B@1/kst-99999-B@2#v4"' in html
    assert 'name="question"' in html
    assert 'name="q"' in html


def test_what_is_new_tells_that_something_changed_outside_the_questions(client: FlaskClient) -> None:
    items = re.findall(r"<li>\s*<p class=\"when\"><time.*?</li>\n", client.get("/").text, re.DOTALL)
    told = [own for own in items if "buiten de vragen gewijzigd" in seen(own)]
    assert len(told) == 1
    assert 'href="/nota/kst-99999-B/3"' in told[0]


def test_a_corpus_of_many_notas_is_listed_in_parts(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        store.add(submission(small_nota(f"kst-{n:03}", [f"Antwoord {n}."])) for n in range(60))
    app = create_app(tmp_path / "corpus")
    client = app.test_client()
    first, second = client.get("/").text, client.get("/?page=2").text
    assert "kst-049" in first
    assert 'href="/nota/kst-050"' not in first
    assert 'href="/nota/kst-059"' in second
    assert "page=2" in first
    assert client.get("/?page=9").text.partition("<main")[2] == second.partition("<main")[2]
    app.extensions["library"].store.close()


def test_what_is_typed_in_the_head_of_a_page_may_be_a_question(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"q": "Wie houdt toezicht op het fonds?"})
    assert answer.status_code == 302
    assert "question=" in answer.headers["Location"]
    assert client.get("/search", query_string={"q": '"wie houdt toezicht op"?'}).status_code == 200
    assert client.get("/search?q=fonds?").status_code == 200
