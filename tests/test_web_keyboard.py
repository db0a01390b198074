"""The pages without a mouse, on paper, with less movement and in the colours of the system."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import CHROMIUM, WITHOUT, visit
from tests.places import addresses

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)

STOP = """() => {
    const own = document.activeElement, box = own.getBoundingClientRect(), style = getComputedStyle(own);
    const inside = box.top >= 0 && box.bottom <= innerHeight + 1;
    const on = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2);
    return {
        name: (own.getAttribute("aria-label") || own.innerText || own.name || own.tagName).trim().slice(0, 40),
        body: own === document.body,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inSight: inside || box.height > innerHeight,
        uncovered: on !== null && (own.contains(on) || on.contains(own)),
    };
}"""
"""Where the focus is, and whether it can be seen."""
MOST = 150
"""Stops on one page; none of the tests' has so many."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1000, "height": 500}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def stops(page: Page) -> list[dict[str, object]]:
    """Every place that Tab comes to, until it leaves the page."""
    found: list[dict[str, object]] = []
    while len(found) < MOST:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["body"]:
            break
        found.append(stop)
    return found


def keep(page: Page) -> None:
    """Send the form of /display, and wait for the page that comes of it."""
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaren").click()


@pytest.mark.parametrize("path", addresses())
def test_each_stop_of_the_keyboard_is_seen_and_none_is_a_trap(site: str, page: Page, path: str) -> None:
    visit(page, site, path)
    found = stops(page)
    assert 3 < len(found) < MOST
    assert [stop["name"] for stop in found if not stop["outlined"]] == []
    assert [stop["name"] for stop in found if not (stop["inSight"] and stop["uncovered"])] == []


def test_the_first_stop_leads_past_the_menu(site: str, page: Page) -> None:
    page.goto(f"{site}/nota/kst-99999-A")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_keys_act_unless_one_is_typing_or_has_switched_them_off(site: str, page: Page) -> None:
    page.goto(site)
    page.locator("input").first.focus()
    page.keyboard.press("?")
    assert page.url.rstrip("/") == site
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_url("**/display")
    page.get_by_label("losse toetsen doen niets").check()
    keep(page)
    assert page.get_by_role("status").inner_text() == "Uw keuzes zijn bewaard."
    page.goto(site)
    page.keyboard.press("?")
    page.wait_for_timeout(100)
    assert page.url.rstrip("/") == site


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=programma", "/nota/kst-99999-A"])
def test_a_stroke_leads_to_the_field_for_searching_on_every_page(site: str, page: Page, path: str) -> None:
    page.goto(site + path)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_chosen_colours_win_from_those_of_the_system(site: str, page: Page) -> None:
    def ground() -> object:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/display")
    light = ground()
    page.get_by_label("donker").check()
    keep(page)
    dark = ground()
    assert dark != light
    page.emulate_media(color_scheme="dark")
    page.get_by_label("licht").check()
    keep(page)
    assert ground() == light


def test_nothing_moves_for_who_wants_no_movement(site: str, page: Page) -> None:
    page.goto(f"{site}/diff/kst-99999-A@1/kst-99999-A@2")
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(behaviour) == "smooth"


def test_marks_stay_marks_in_the_colours_of_the_system(site: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}/diff/kst-99999-A@1/kst-99999-A@2")
    line = "one => getComputedStyle(one).textDecorationLine"
    assert page.locator("#v2 del").first.evaluate(line) == "line-through"
    assert page.locator("#v2 ins").first.evaluate(line) == "underline"
    border = page.locator("#v2 .kind").first.evaluate("one => getComputedStyle(one).borderTopStyle")
    assert border == "solid"


@pytest.mark.parametrize(
    "path", ["/nota/kst-99999-A/2", "/diff/kst-99999-A@1/kst-99999-A@2", "/history/kst-99999-A/2/2"]
)
def test_a_page_becomes_a_pdf_with_what_was_read_and_without_what_leads_on(site: str, page: Page, path: str) -> None:
    page.goto(site + path)
    with pdfplumber.open(BytesIO(page.pdf())) as paper:
        text = "\n".join(sheet.extract_text() for sheet in paper.pages)
    assert "81,4" in text
    assert "Herhaalde vragen" not in text
    assert "English" not in text
