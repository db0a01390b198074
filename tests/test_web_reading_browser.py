"""Reading in a real browser: the contents beside the paper, the margin, the source, and the history of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from corpus.model import Section
from corpus.store import Store
from tests.browsing import CHROMIUM, WITHOUT, serving
from tests.helpers import ID, small_nota, stored, submission
from web.app import create_app

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)

NOTA = "/nota/kst-99999-A/2"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 1280, "height": 700})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    yield context.new_page()
    context.close()


def left(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["x"]


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["y"]


def test_the_contents_stay_in_sight_beside_a_long_paper_and_are_folded_in_a_narrow_window(
    site: str, page: Page
) -> None:
    page.goto(f"{site}{NOTA}#v6")
    contents = page.locator(".contents nav")
    expect(contents).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 700})
    page.reload()
    expect(contents).to_be_hidden()
    page.locator(".contents summary").click()
    contents.get_by_role("link", name="Vraag 3").click()
    expect(page.locator("#v3 h2")).to_be_in_viewport()


def test_a_reference_leads_to_the_answer_and_back(site: str, plain: Page) -> None:
    plain.goto(site + NOTA)
    plain.locator("#v4 .said").get_by_role("link", name="vraag 2").click()
    expect(plain.locator("#v2 h2")).to_be_in_viewport()
    plain.locator("#v2 .links").get_by_role("link", name="vraag 4").click()
    assert plain.url.endswith("#v4")
    plain.locator("#v4 summary").click()
    expect(plain.locator("#v4 .quoted .said")).to_contain_text("81,4 miljoen")


def test_the_version_of_a_sentence_stands_beside_it_and_above_it_where_there_is_no_room(site: str, page: Page) -> None:
    page.goto(site + NOTA)
    page.get_by_role("link", name="uit welke versie zij komt").click()
    label, said = page.locator("#v2 .since").last, page.locator("#v2-a1")
    assert left(label) < left(said)
    page.set_viewport_size({"width": 360, "height": 700})
    assert left(label) <= left(said)
    assert top(page.locator("#v2 .run:has(#v2-a1) > .since")) < top(said)


def test_a_sentence_leads_to_its_line_in_the_source(site: str, plain: Page) -> None:
    plain.goto(f"{site}{NOTA}?margin=source")
    link = plain.locator("#v2 .run:has(#v2-a1) > .since")
    line = link.inner_text().split()[-1]
    link.click()
    target = plain.locator(f"#r{line}")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("81,4 miljoen euro")


def test_the_history_of_an_answer_is_followed_and_two_wordings_are_compared(site: str, plain: Page) -> None:
    plain.goto(site + NOTA)
    plain.locator("#v2").get_by_role("link", name="geschiedenis").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Geschiedenis van vraag 2")
    plain.get_by_role("radio", name="van verwoording 2").check()
    plain.get_by_role("radio", name="naar verwoording 1").check()
    plain.get_by_role("button", name="Vergelijk de gekozen verwoordingen").click()
    compared = plain.locator("#compared")
    expect(compared).to_be_in_viewport()
    expect(compared.locator(".side.old del")).to_contain_text("81,4")
    expect(compared.locator(".side.new ins")).to_contain_text("76,2")
    compared.get_by_role("link", name="wissel").click()
    expect(compared.locator(".side.new ins")).to_contain_text("81,4")
    compared.get_by_role("link", name="sluit").click()
    expect(compared).to_have_count(0)


def test_on_paper_a_nota_is_the_paper_alone(site: str, page: Page) -> None:
    page.goto(site + NOTA)
    page.emulate_media(media="print")
    for selector in (".reading aside", ".margins", ".badges", ".permalink"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator("#v2-a1")).to_be_visible()


def test_on_paper_a_history_has_all_wordings_and_nothing_to_choose(site: str, page: Page) -> None:
    page.goto(site + "/history/kst-99999-A/2/2")
    page.emulate_media(media="print")
    assert page.locator(".timeline > li").count() > 1
    for wording in page.locator(".timeline > li .said").all():
        expect(wording).to_be_visible()
    for selector in (".choose-two", ".go", "header.site"):
        expect(page.locator(selector).first).to_be_hidden()


def test_a_heading_that_is_one_long_word_makes_no_page_wider(tmp_path: Path, page: Page) -> None:
    """As the address of the web above a text that was taken from there."""
    heading = Section("bron: https://www.voorbeeld.example/" + "documenten-en-kamerstukken/" * 6)
    nota = small_nota(ID, ["Ja."], dossier="36800-K")
    with Store.create(tmp_path / "corpus") as store:
        stored(store.add([submission(replace(nota, body=(heading, *nota.body)))])[0])
    page.set_viewport_size({"width": 360, "height": 700})
    with serving(create_app(tmp_path / "corpus")) as site:
        page.goto(f"{site}/nota/{ID}")
        assert page.locator("h2.section").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
