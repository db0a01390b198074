"""The page of a comparison: what a reader can ask of it, and what it costs to send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.ingest import read_nota
from corpus.model import Answer, Nota, Paragraph, Question
from corpus.store import Store, Submission
from tests.test_web_pages import seen
from web import diff_page
from web.app import create_app

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "fictief"
B = "/diff/kst-99999-B@2/kst-99999-B@3"
LONG = "/diff/kst-1-L@1/kst-1-L@2"


def long_nota(count: int, year: int) -> Nota:
    """Many questions; of each second one the answer tells the year, and one of its three paragraphs changes."""

    def question(number: int) -> Question:
        told = year if number % 2 else 2030
        answer = (
            Paragraph((f"Over onderwerp {number} is het volgende bekend.", *["Dat is eerder gemeld."] * 20)),
            Paragraph((f"In {told} zijn er {number + told} meldingen over onderwerp {number} gedaan.",)),
            Paragraph(("De minister blijft dit volgen.",) * 15),
        )
        asked = Paragraph((f"Hoeveel meldingen zijn er over onderwerp {number} van de lijst gedaan?",))
        return Question(str(number), (asked,), Answer((str(number),), answer))

    nota = read_nota("B.md", (SAMPLES / "99999-B.1-concept.md").read_bytes()).nota
    return replace(nota, body=tuple(map(question, range(1, count + 1)))).with_meta(id="kst-1-L")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    corpus = tmp_path_factory.mktemp("diff") / "corpus"
    with Store.create(corpus) as store:
        for name in ("99999-B.1-concept.md", "99999-B.2-na-review.md", "99999-B.3-herdruk.md", "99999-D.md"):
            reading = read_nota(name, (SAMPLES / name).read_bytes())
            list(store.add([Submission(reading.nota, name, None, reading.reader)]))
        for year in (2031, 2032):
            list(store.add([Submission(long_nota(40, year), "long.md", None, "markdown/1")]))
    app = create_app(corpus)
    yield app
    app.extensions["library"].store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def anchors(html: str) -> list[str]:
    return re.findall(r'<section class="pair[^"]*" id="([^"]+)"', html)


def kinds(html: str) -> list[str]:
    return re.findall(r'<section class="pair[^"]*" id="[^"]+" data-kind="([^"]+)"', html)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("facts", ["v9", "v10"]),
        ("added", ["v4"]),
        ("cosmetic", ["v2"]),
        ("moved", ["v12"]),
        ("rewritten", ["v9", "v10"]),
        ("removed", []),
    ],
)
def test_a_filter_shows_what_is_of_its_kind_and_nothing_else(
    client: FlaskClient, kind: str, expected: list[str]
) -> None:
    assert anchors(client.get(f"{B}?kind={kind}").text) == expected


def test_a_kind_that_is_none_is_no_filter(client: FlaskClient) -> None:
    assert anchors(client.get(f"{B}?kind=onzin").text) == anchors(client.get(B).text)


def test_each_chip_counts_what_its_link_shows(client: FlaskClient) -> None:
    chips = re.findall(r'<a class="chip[^"]*" href="([^"]+)"[^>]*><b>(\d+)</b>', client.get(B).text)
    assert len(chips) >= 6
    for link, count in chips:
        shown = [own for own in anchors(client.get(link.replace("&amp;", "&")).text) if own != "outside"]
        assert len(shown) == int(count), link


def test_layout_can_be_ignored_here_and_in_the_report_that_is_kept(client: FlaskClient) -> None:
    page = client.get(f"{B}?ignore=cosmetic&lang=en").text
    assert "v2" not in anchors(page)
    assert "12 all questions" in seen(page)
    (link,) = re.findall(r'href="([^"]*format=md[^"]*)"', page)
    report = client.get(link.replace("&amp;", "&")).text
    assert "## Question 2" not in report
    assert "## Question 4" in report


def test_one_running_text_has_both_marks_and_no_columns(client: FlaskClient) -> None:
    page = client.get(f"{B}?view=inline").text
    assert 'class="sides' not in page
    pair = page[page.index('id="v9"') : page.index('id="v10"')]
    assert pair.index("geen uitspraken") < pair.index("is een minimum")
    assert "<del>" in pair
    assert "<ins>" in pair


def test_what_is_asked_stays_asked_when_the_sides_are_swapped_or_others_chosen(client: FlaskClient) -> None:
    page = client.get(f"{B}?view=inline&ignore=cosmetic").text
    assert 'href="/diff/kst-99999-B@3/kst-99999-B@2?ignore=cosmetic&amp;view=inline"' in page
    assert '<input type="hidden" name="view" value="inline">' in page
    answer = client.get("/diff?left=kst-99999-B@1&right=kst-99999-B@3&view=inline&ignore=cosmetic")
    assert answer.headers["Location"].endswith("/diff/kst-99999-B@1/kst-99999-B@3?ignore=cosmetic&view=inline")


def test_every_version_of_both_notas_can_be_chosen_with_its_label_and_date(client: FlaskClient) -> None:
    page = client.get("/diff/kst-99999-B@1/kst-99999-D@1?lang=nl").text
    options = re.findall(r'<option value="([^"]+)"( selected)?>([^<]+)<', page)
    assert [own for own, _, _ in options[:4]] == ["kst-99999-B@1", "kst-99999-B@2", "kst-99999-B@3", "kst-99999-D@1"]
    assert [own for own, selected, _ in options if selected] == ["kst-99999-B@1", "kst-99999-D@1"]
    assert options[0][2] == "versie 1 · 3 maart 2031"


def test_a_move_tells_where_its_other_end_is_in_both_views_of_a_page(client: FlaskClient) -> None:
    page = client.get(f"{B}?lang=nl").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    jumps = re.findall(r'<a class="jump" id="([^"]+)" href="#([^"]+)">([^<]+)<', page)
    assert {words for _, _, words in jumps} == {"staat nu bij vraag 4", "kwam van vraag 5"}
    # Each end leads to the other, and nothing in the running text leads to a column that a narrow window hides.
    assert {(here, there) for here, there, _ in jumps} == {(there, here) for here, there, _ in jumps}
    assert {here.startswith("i-") for here, _, _ in jumps} == {True, False}


def test_where_a_question_stood_leads_to_where_it_stands_and_back(client: FlaskClient) -> None:
    page = client.get(f"{B}?lang=nl").text
    (place,) = re.findall(r'<p class="left-behind" id="from-10".*?</p>', page)
    assert "Vraag 10 staat nu elders, als vraag 12" in seen(place)
    assert 'href="#v12"' in place
    # In the older text it stood between what is now question 10 and what is now question 11.
    assert page.index('id="v10"') < page.index('id="from-10"') < page.index('id="v11"')
    pair = page[page.index('id="v12"') : page.index('id="v13"')]
    assert 'href="#from-10"' in pair


def test_a_move_to_a_question_that_is_filtered_away_leads_to_its_page(client: FlaskClient) -> None:
    page = client.get(f"{B}?kind=added&lang=nl").text
    (link,) = set(re.findall(r'<a class="jump" id="v4-[^"]+" href="([^"]+)"', page))
    address, _, anchor = link.replace("&amp;", "&").partition("#")
    assert f'id="{anchor}"' in client.get(address).text


def test_paragraphs_that_stayed_in_a_long_answer_are_folded_and_can_be_read(client: FlaskClient) -> None:
    page = client.get(f"{LONG}?lang=nl").text
    pair = page[page.index('id="v1"') : page.index('id="v3"')]
    folded = re.findall(r'<details class="rest ?">.*?</details>', pair, re.DOTALL)
    assert len(folded) == 2
    assert "1 alinea ongewijzigd" in seen(folded[0])
    assert "Over onderwerp 1 is het volgende bekend" in seen(folded[0])
    assert "meldingen over onderwerp 1 gedaan" not in seen(" ".join(folded))


def test_a_large_comparison_comes_in_pages_that_hold_what_they_may_and_are_together_complete(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diff_page, "ROOM", 60_000)
    monkeypatch.setattr(diff_page, "FOLDED_ROOM", 60_000)
    link, found, weights = f"{LONG}?view=", [], []
    while link:
        page = client.get(link.replace("&amp;", "&")).text
        weights.append(len(page[page.index('<div id="rows"') : page.index("</main>")].encode()))
        found += anchors(page)
        (link, *_) = [*re.findall(r'href="([^"]+)" data-fetch rel="next"', page), ""]
    assert len(weights) > 2
    assert max(weights) < 60_000
    assert found == [f"v{number}" for number in range(1, 41)]


def test_folded_questions_of_a_large_comparison_are_on_a_page_of_their_own(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diff_page, "FOLDED_ROOM", 1_000)
    page = client.get(f"{LONG}?ignore=").text
    folds = re.findall(r'<details class="fold".*?</details>', page, re.DOTALL)
    assert "meldingen over onderwerp 2 gedaan" not in page
    (link,) = re.findall(r'href="([^"]+)" data-fetch', folds[0])
    own = client.get(link.replace("&amp;", "&")).text
    assert anchors(own) == ["v2"]
    assert "meldingen over onderwerp 2 gedaan" in seen(own)


def test_what_conversion_changed_is_shown_apart(tmp_path: Path) -> None:
    """Version 1 and 2 are one source, read by two readers; version 3 says something else."""
    names = ("99999-B.1-concept.md", "99999-B.2-na-review.md", "99999-B.3-herdruk.md")
    sources, readers = (b"bron", b"bron", b"later"), ("pdf/1", "pdf/2", "pdf/2")
    with Store.create(tmp_path / "corpus") as store:
        for name, source, reader in zip(names, sources, readers, strict=True):
            nota = read_nota(name, (SAMPLES / name).read_bytes()).nota
            store.add([Submission(nota, name, source, reader)])
    app = create_app(tmp_path / "corpus")
    client = app.test_client()

    def notice(left: int, right: int) -> str:
        page = client.get(f"/diff/kst-99999-B@{left}/kst-99999-B@{right}?lang=en").text
        return "".join(re.findall(r'<p class="notice">.*?</p>', page, re.DOTALL))

    assert "how it was read, not what was said" in notice(1, 2)
    assert "how it was read, not what was said" in notice(2, 1)
    assert notice(2, 3) == ""
    assert 'href="/diff/kst-99999-B@2/kst-99999-B@3"' in notice(1, 3)
    assert 'href="/diff/kst-99999-B@3/kst-99999-B@2"' in notice(3, 1)
    assert 'href="/diff/kst-99999-B@1/kst-99999-B@2"' in notice(1, 3)
    app.extensions["library"].store.close()


def test_a_page_of_a_corpus_that_did_not_change_is_compared_once(client: FlaskClient, app: Flask) -> None:
    compared = app.extensions["library"]._compare.cache_info
    first = client.get("/diff/kst-99999-B@1/kst-99999-D@1")
    calls = compared().hits + compared().misses
    again = client.get("/diff/kst-99999-B@1/kst-99999-D@1", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/diff/kst-99999-B@1/kst-99999-D@1").data == first.data
    assert compared().hits + compared().misses == calls
    other = client.get("/diff/kst-99999-B@1/kst-99999-D@1?view=inline")
    assert other.headers["ETag"] != first.headers["ETag"]


def test_of_texts_that_say_the_same_it_is_told_what_differs_of_the_paper(tmp_path: Path) -> None:
    nota = read_nota("B.md", (SAMPLES / "99999-B.1-concept.md").read_bytes()).nota
    with Store.create(tmp_path / "corpus") as store:
        for own in (nota, nota.with_meta(vergaderjaar="2031-2032", kamer=None)):
            list(store.add([Submission(own, "B.md", None, "markdown/1")]))
    app = create_app(tmp_path / "corpus")
    told = "Wat van het stuk is vermeld, verschilt: kamer, vergaderjaar"
    assert told in seen(app.test_client().get("/diff/kst-99999-B@1/kst-99999-B@2").text)
    assert "Wat van het stuk" not in seen(app.test_client().get("/diff/kst-99999-B@1/kst-99999-B@1").text)
    app.extensions["library"].store.close()
