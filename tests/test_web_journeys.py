"""The whole way in a real browser, in both languages: add a nota and its reprint, find the answer that changed, follow its
history, find where it was asked before, search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.store import Store
from tests.browsing import ACCESS, CHROMIUM, TEXTS, WITHOUT, send, serving, sign_in
from tests.examining import departures
from web.app import create_app

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)


@pytest.fixture(params=["nl-NL", "en-GB"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """What the browser complains of fails the test."""
    context = browser.new_context(locale=request.param, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """The address of the pages over an empty corpus."""
    Store.create(tmp_path / "corpus").close()
    app = create_app(tmp_path / "corpus", ACCESS)
    with serving(app) as address:
        yield address
    app.extensions["library"].store.close()


def words(page: Page, dutch: str, english: str) -> str:
    return dutch if page.locator("html").get_attribute("lang") == "nl" else english


def follow(page: Page, dutch: str, english: str) -> None:
    """The first link of this name."""
    name = words(page, dutch, english)
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def add(page: Page, name: str) -> None:
    """Give the page for adding a file, look at what was read, and say yes."""
    send(page, TEXTS / name)
    expect(page.get_by_role("heading", level=1)).to_have_text(words(page, "Wat er is gelezen", "What was read"))
    with page.expect_navigation():
        page.get_by_role("button", name=words(page, "Opslaan", "Store it"), exact=True).click()
    assert departures(page) == []


def test_from_the_paper_that_comes_in_to_the_answer_that_was_given_before(empty: str, page: Page) -> None:
    sign_in(page, empty)
    add(page, "concept.md")

    # The reprint is compared with what is there before it is stored.
    page.goto(f"{empty}/add")
    send(page, TEXTS / "herdruk.md")
    expect(page.locator("#v2 .facts").first).to_contain_text("76,2")
    with page.expect_navigation():
        page.get_by_role("button", name=words(page, "Opslaan", "Store it"), exact=True).click()
    page.goto(f"{empty}/add")
    add(page, "later.md")

    # The answer that changed.
    page.goto(f"{empty}/nota/kst-99999-A")
    follow(page, "Wat is er gewijzigd", "What changed")
    changed = page.locator("#v2")
    expect(changed.locator("del", has_text="76,2").first).to_be_visible()
    expect(changed.locator("ins", has_text="81,4").first).to_be_visible()

    # Its history.
    with page.expect_navigation():
        changed.get_by_role("link", name=re.compile(words(page, "geschiedenis", "history"))).click()
    expect(page.locator("main")).to_contain_text("76,2")
    expect(page.locator("main")).to_contain_text("81,4")

    # The same question in another paper, with another answer.
    follow(page, "Herhaalde vragen", "Repeated questions")
    cluster = page.locator(".cluster", has_text="Wie voert het verzonnen programma uit?").first
    expect(cluster).to_contain_text("drie diensten")
    expect(cluster).to_contain_text("nog niet bekend")

    # Searched by the head of the page, with a key.
    page.keyboard.press("/")
    page.keyboard.type("evaluatierapport")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hit = page.locator(".hit").first
    expect(hit).to_contain_text("evaluatierapport")
    with page.expect_navigation():
        hit.get_by_role("link").first.click()
    expect(page.locator(":target")).to_contain_text("evaluatierapport")


def test_a_question_that_was_asked_before_is_found_with_its_answer(site: str, page: Page) -> None:
    page.goto(f"{site}/search")
    page.locator("textarea").fill("Wie voert het verzonnen programma uit?")
    with page.expect_navigation():
        page.locator("form", has=page.locator("textarea")).get_by_role("button").click()
    expect(page.locator(".hit").first).to_contain_text("Wie voert het verzonnen programma uit?")
    expect(page.locator(".hits").first).to_contain_text("nog niet bekend")


def test_changes_are_stepped_through_with_keys_and_shown_by_kind(site: str, page: Page) -> None:
    page.goto(f"{site}/diff/kst-99999-A@1/kst-99999-A@2")
    pairs = page.locator("#rows > .pair")
    shown = pairs.count()
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.closest('.pair').id")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.closest('.pair').id")
    assert first != second
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.closest('.pair').id") == first

    page.locator(".chip-added").click()
    visible = [pairs.nth(n).is_visible() for n in range(shown)]
    assert 0 < sum(visible) < shown
    expect(page.locator("#v1")).to_be_visible()


def test_a_link_to_a_comparison_shows_the_same_for_another_reader(site: str, browser: Browser, page: Page) -> None:
    page.goto(f"{site}/diff/kst-99999-A@1/kst-99999-A@2")
    page.locator(".chip-added").click()
    other = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    other.goto(page.url)
    expect(other.locator("#v1")).to_be_visible()
    expect(other.locator("#v2 ins", has_text="81,4")).to_have_count(0)
    other.context.close()
