"""Once through the pages in a real browser without JavaScript, in both languages, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import CHROMIUM, WITHOUT

NARROW = 360
"""Pixels: the narrowest phone in common use."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)


@pytest.fixture(params=["nl-NL", "en-GB"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A wide page without JavaScript. What the browser complains of fails the test."""
    context = browser.new_context(locale=request.param, java_script_enabled=False)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda failed: complaints.append(failed.url))
    yield page
    context.close()
    assert complaints == []


def test_from_the_list_to_the_answer_that_changed_and_where_it_was_asked_before(site: str, page: Page) -> None:
    page.goto(site)
    dutch = page.locator("html").get_attribute("lang") == "nl"

    page.get_by_role("link", name="kst-99999-A", exact=True).click()
    assert page.locator("#v2 .asked").inner_text().startswith("Hoeveel kost")

    page.get_by_role("link", name="Wat is er gewijzigd" if dutch else "What changed").first.click()
    page.wait_for_load_state()
    assert page.locator("#v2 del:visible").count() == 1
    assert "76,2" in page.locator("#v2 del:visible").inner_text()
    assert page.locator("#v2 .facts").is_visible()
    assert not page.locator("#v3").is_visible()  # unchanged, so folded
    page.locator(".fold summary").last.click()
    assert page.locator("#v4").is_visible()

    page.locator("#v2").get_by_role("link", name="geschiedenis" if dutch else "history").click()
    assert page.locator(".timeline > li").count() == 2
    assert page.locator(".timeline ins").first.is_visible()

    page.get_by_role("link", name="Herhaalde vragen" if dutch else "Repeated questions").click()
    columns = page.locator(".cluster").first.locator(".side")
    assert "drie diensten" in columns.nth(0).inner_text()
    assert "nog niet bekend" in columns.nth(1).inner_text()
    columns.nth(1).get_by_role("link").click()
    assert page.url.endswith("/nota/kst-99999-B/1#v1")

    page.get_by_role("link", name="English" if dutch else "Nederlands").click()
    assert page.locator("html").get_attribute("lang") == ("en" if dutch else "nl")
    assert "kst-99999-B" in page.url


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nota/kst-99999-A",
        "/diff/kst-99999-A@1/kst-99999-A@2",
        "/duplicates",
        "/search?q=programma&all=1",
        "/search?question=Hoeveel kost het verzonnen programma?",
        "/history/kst-99999-A/2/2",
        "/diff/kst-99999-A@2/kst-99999-B@1",
    ],
)
def test_a_narrow_window_never_scrolls_sideways(site: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 800})
    page = context.new_page()
    page.goto(site + path)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= NARROW


SETTLED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let still = 0, last = -1, n = 0; still < 10 && n < 600; n++, still = scrollY > 0 && scrollY === last ? still + 1 : 0) {
        last = scrollY;
        await frame();
    }
    const [summary, pair] = [".summary", "#v2 h2"].map(name => document.querySelector(name).getBoundingClientRect());
    return [summary.top, summary.bottom, pair.top];
}"""
"""The edges of the summary and of the pair that was asked for, when the page has stood still for ten frames."""


def test_the_summary_stays_in_sight_and_never_covers_what_it_leads_to(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 400})
    page = context.new_page()
    page.goto(f"{site}/diff/kst-99999-A@1/kst-99999-A@2#v2")
    # The browser goes to '#v2' in its own time; both places are read at once, when it has come to rest there.
    top, bottom, pair = page.evaluate(SETTLED)
    context.close()
    assert 0 <= top < bottom <= pair


def test_on_paper_the_two_sides_stay_beside_each_other_and_what_only_leads_on_is_gone(
    site: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 700, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/diff/kst-99999-A@1/kst-99999-A@2")
    page.emulate_media(media="print")
    sides = [page.locator(f"#v2 .answered .{side}").first.bounding_box() for side in ("old", "new")]
    shown = [page.locator(name).first.is_visible() for name in (".running", "header.site", ".steps", "form.versions")]
    context.close()
    assert sides[0] and sides[1]
    assert sides[0]["y"] == sides[1]["y"]
    assert sides[0]["x"] + sides[0]["width"] <= sides[1]["x"]
    assert shown == [True, False, False, False]
