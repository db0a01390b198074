"""Search and 'was this asked before?', asked for as a browser does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from differ.demo import fill
from differ.output.contract import misfits_of
from tests.test_web_pages import seen
from web.app import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    corpus = tmp_path_factory.mktemp("search") / "corpus"
    fill(corpus).close()
    app = create_app(corpus)
    yield app.test_client()
    app.extensions["library"].store.close()


def hits(html: str) -> list[str]:
    return re.findall(r'<li class="hit">.*?</li>\n', html, re.DOTALL)


def test_what_was_found_is_marked_and_leads_to_its_version(client: FlaskClient) -> None:
    html = client.get("/search?q=licentie").text
    assert "7 plaatsen gevonden" in seen(html)
    assert "5 vragen gevonden" in seen(client.get("/search?q=licentie&part=answer").text)
    assert "<mark>licentieproductie</mark>" in html
    assert 'href="/nota/kst-99999-B/3#v10"' in html


def test_what_stands_outside_the_questions_leads_to_its_place_in_the_nota(client: FlaskClient) -> None:
    (own,) = hits(client.get("/search?q=inbreng").text)
    assert "kst-99999-B, buiten de vragen" in seen(own)
    assert "<mark>inbreng</mark>" in own
    assert 'href="/nota/kst-99999-B/3#i"' in own
    assert 'id="i"' in client.get("/nota/kst-99999-B/3").text
    (older,) = hits(client.get("/search?q=herdruk&part=outside&all=1").text)
    assert 'href="/nota/kst-99999-B/3"' in older
    assert '<option value="outside" selected>' in client.get("/search?q=herdruk&part=outside").text


def test_an_answer_that_changed_leads_to_its_history(client: FlaskClient) -> None:
    html = client.get("/search?q=%2271,8+miljoen%22&changed=1").text
    assert 'href="/history/kst-99999-B/3/5"' in html


def test_the_filters_are_shown_as_they_were_chosen(client: FlaskClient) -> None:
    html = client.get(
        "/search?q=licentie&dossier=36800-K&kind=nota+naar+aanleiding+van+het+verslag&all=1&sort=date&part=question&year=2026"
    ).text
    assert '<option value="36800-K" selected>' in html
    assert '<option lang="nl" value="nota naar aanleiding van het verslag" selected>' in html
    assert '<option value="date" selected>' in html
    assert '<option value="question" selected>' in html
    assert 'name="all" value="1" checked' in html
    assert "99999" not in " ".join(hits(html))


def test_the_kinds_of_paper_that_are_there_can_be_chosen_and_no_others(client: FlaskClient) -> None:
    html = client.get("/search").text
    kinds = re.search(r'<select name="kind">.*?</select>', html, re.DOTALL)[0]  # type: ignore[index]
    assert re.findall(r'value="([^"]*)"', kinds) == [
        "",
        "nota naar aanleiding van het verslag",
        "nota naar aanleiding van het nader verslag",
    ]
    found = hits(client.get("/search?kind=nota+naar+aanleiding+van+het+nader+verslag").text)
    assert len(found) == 8
    assert all("kst-99999-D" in own and "nota naar aanleiding van het nader verslag" in seen(own) for own in found)


def test_what_is_not_offered_but_was_chosen_stays_chosen(client: FlaskClient) -> None:
    html = client.get("/search?dossier=36800&kind=brief").text
    assert '<option value="36800" selected>' in html
    assert '<option value="brief" selected>' in html


def test_what_is_typed_is_never_markup(client: FlaskClient) -> None:
    for path in ("/search?q=<script>alert(1)</script>", "/search?question=<script>alert(1)</script>"):
        html = client.get(path).text
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


def test_nothing_found_says_what_to_try(client: FlaskClient) -> None:
    assert "Niets gevonden" in seen(client.get("/search?q=onvindbaarwoord").text)
    assert client.get("/search?q=%22(").status_code == 200
    assert client.get("/search?q=x&nota=nergens").status_code == 404


@pytest.mark.parametrize(
    ("typed", "href", "told"),
    [
        ("99999-B", "/nota/kst-99999-B/3", "kst-99999-B, versie 3 (herdruk)"),
        ("36 800 K, D", "/nota/kst-36800-K-D/1", "kst-36800-K-D, versie 1"),
        ("kst-99999-B@concept#4", "/nota/kst-99999-B/1#v4", "kst-99999-B, versie 1 (concept), vraag 4"),
    ],
)
def test_who_types_the_name_of_a_nota_is_led_to_it(client: FlaskClient, typed: str, href: str, told: str) -> None:
    html = client.get("/search", query_string={"q": typed}).text
    assert f"Zo heet een nota: {told}" in seen(html)
    assert f'href="{href}"' in html
    assert "Niets gevonden" not in seen(html)


@pytest.mark.parametrize("typed", ["doelstelling", "99 999, nr. 4", "kst-99999-B@9", "fictief"])
def test_what_is_the_name_of_no_nota_is_only_searched_for(client: FlaskClient, typed: str) -> None:
    assert "Zo heet een nota" not in client.get("/search", query_string={"q": typed}).text


def test_a_word_that_was_written_wrong_is_put_right(client: FlaskClient) -> None:
    html = client.get("/search?q=digitaliserng+-tabel&part=question&page=2").text
    assert "Bedoelt u: digitalisering -tabel" in seen(html)
    (own,) = re.findall(r'<a href="(/search\?[^"]*)" lang="nl">', html)
    assert "page" not in own
    assert hits(client.get(own.replace("&amp;", "&")).text)
    assert "Did you mean: digitalisering" in seen(
        client.get("/search?q=digitaliserng", headers={"Accept-Language": "en"}).text
    )


def test_a_list_of_many_has_pages(client: FlaskClient) -> None:
    first = client.get("/search?q=&all=1&changed=&year=2031").text
    assert len(hits(first)) == 20
    assert re.search(r'rel="next" href="/search\?[^"]*page=2[^"]*"', first)
    second = client.get("/search?all=1&year=2031&page=2").text
    assert 'rel="prev"' in second
    assert not set(hits(first)) & set(hits(second))
    last = client.get("/search?all=1&year=2031&page=999").text
    assert hits(last)
    assert "Niets gevonden" not in seen(last)
    assert 'rel="next"' not in last


def test_a_question_that_was_asked_before_is_found_with_its_answer_and_why(client: FlaskClient) -> None:
    asked = "Hoe lang doet het Voorbeeldenfonds er gemiddeld over om op een aanvraag te beslissen, en hoeveel aanvragen worden buiten de wettelijke termijn afgehandeld?"
    found = hits(client.get("/search", query_string={"question": asked}).text)
    assert "kst-99999-B, vraag 11" in seen(found[0]) or "kst-99999-D, vraag 4" in seen(found[0])
    assert "procent van de aanvragen buiten de wettelijke termijn" in seen(found[0])
    assert "de vragen gaan voor" in seen(found[0])


def test_the_same_words_come_first_and_a_reference_is_followed(client: FlaskClient) -> None:
    asked = "Kan de regering deze aandelen omwille van de volgbaarheid vanaf 2031 per jaar in een tabel opnemen?"
    (first, *_) = hits(client.get("/search", query_string={"question": asked}).text)
    assert "identiek" in seen(first)
    assert "Zie het antwoord op vraag 1." in seen(first)
    assert "Het kabinet informeert de Kamer twee keer per jaar" in seen(first) or "Licenties worden daarin" in seen(
        first
    )


def test_a_question_unlike_any_other_is_told_as_such(client: FlaskClient) -> None:
    text = seen(client.get("/search", query_string={"question": "Regent het morgen in Timboektoe?"}).text)
    assert "is een vraag als deze gevonden" in text


def test_a_question_that_is_too_long_is_cut_and_that_is_told(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"question": "Waarom is dat zo? " * 200, "lang": "en"})
    assert "Only the first 2,000 characters" in seen(answer.text)


def test_the_json_has_the_shape_that_is_told_and_keeps_to_bounds(client: FlaskClient) -> None:
    document = client.get("/api/v1/search?q=voorbeeld&limit=5000&offset=-3&all=1").json
    assert document is not None
    assert misfits_of("search", document) == []
    assert document["offset"] == 0
    assert len(document["hits"]) <= 100
    assert client.get("/api/v1/search?q=x&nota=nergens").status_code == 404


def test_the_json_of_one_kind_of_paper_says_which(client: FlaskClient) -> None:
    kind = "nota naar aanleiding van het nader verslag"
    document = client.get("/api/v1/search", query_string={"q": "voorbeeld", "kind": kind}).json
    assert document is not None
    assert document["query"]["kind"] == kind
    assert document["total"] == len(document["hits"]) > 0
    assert {(hit["address"].partition("@")[0], hit["kind"]) for hit in document["hits"]} == {("kst-99999-D", kind)}


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ['name="q"', 'name="question"']),
        ("?q=programma", ['name="q"', '<ol class="hits"', 'name="question"']),
        ("?question=Hoeveel+kost+het+verzonnen+programma?", ['name="question"', '<ol class="hits"', 'name="q"']),
    ],
)
def test_what_was_found_stands_before_the_other_way_to_look(client: FlaskClient, query: str, order: list[str]) -> None:
    main = client.get(f"/search{query}").text.partition("<main")[2]
    assert [main.count(own) for own in order] == [1] * len(order)
    assert sorted(order, key=main.index) == order
