"""Everyone can use every page: axe-core in a real browser in both languages, light and dark, wide and narrow; windows
of 320 pixels, large text, no movement, forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests import screenshots
from tests.browsing import CHROMIUM, WITHOUT, visit
from tests.conftest import REQUIRE_ALL
from tests.examining import departures
from tests.places import EXAMPLES, NO_PAGES, addresses
from web.app import ADDING, PAGES

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)

WIDE, NARROW = 1280, 360
NARROWEST = 320
"""Pixels: a window of 1280 enlarged four times, in which WCAG wants no scrolling sideways."""
Look = tuple[int, Literal["light", "dark"]]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ALL: list[Look] = [(width, scheme) for width in (WIDE, NARROW) for scheme in SCHEMES]
PAIRS: dict[str, list[Look]] = {
    "nl": [(WIDE, "light"), (NARROW, "dark")],
    "en": [(WIDE, "dark"), (NARROW, "light")],
}
"""Each two of language, colours and width come together once; with REQUIRE_ALL every three do."""


@pytest.fixture(params=["nl-NL", "en-GB"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(locale=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_every_page_is_examined() -> None:
    unknown = [rule for rule, _ in (*PAGES, *ADDING) if rule not in EXAMPLES and rule not in NO_PAGES]
    assert not unknown, "give an address of each in tests/places.py"


def test_every_page_has_its_picture() -> None:
    assert dict(screenshots.addresses()), "give an address of each in tests/screenshots.py"


@pytest.mark.parametrize("path", addresses())
def test_no_page_departs_from_wcag(site: str, page: Page, path: str) -> None:
    visit(page, site, path)
    open_all(page)
    found = []
    for width, scheme in ALL if REQUIRE_ALL else PAIRS[page.evaluate("document.documentElement.lang")]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme}: {wrong}" for wrong in departures(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", addresses())
def test_no_page_scrolls_sideways_in_a_small_window_or_with_large_text(site: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": NARROWEST, "height": 800}, bypass_csp=True)
    page = context.new_page()
    visit(page, site, path)
    open_all(page)
    small = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.add_style_tag(content="html { font-size: 200% }")
    large = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert small <= NARROWEST
    assert large <= WIDE


UNTOLD = """phrases => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let text; text = walker.nextNode();) {
        const own = text.data.trim(), element = text.parentElement;
        const spoken = !element.matches("textarea, script") && phrases.some(phrase => own.includes(phrase));
        if (spoken && element.closest("[lang]").lang !== "nl") found.push(own);
    }
    return found;
}"""
"""Text with one of these phrases that a screen reader would read as another language than Dutch."""
DUTCH = ["verzonnen", "diensten", "miljoen", "evaluatie", "Fictieve", "Zie het antwoord", "Nota naar aanleiding"]
"""What the texts say and our own words do not."""


@pytest.mark.parametrize("path", addresses())
def test_what_a_nota_says_is_read_as_dutch_on_an_english_page(site: str, browser: Browser, path: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    visit(page, site, path)
    assert page.locator("html").get_attribute("lang") == "en"
    untold = page.evaluate(UNTOLD, DUTCH)
    context.close()
    assert untold == []


def test_a_report_that_is_sent_around_departs_from_wcag_no_more_than_the_pages(site: str, page: Page) -> None:
    language = page.evaluate("navigator.language")[:2]
    page.set_content(page.request.get(f"{site}/diff/kst-99999-A@1/kst-99999-A@2?format=html&lang={language}").text())
    open_all(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert departures(page) == []


def open_all(page: Page) -> None:
    """Show what is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
