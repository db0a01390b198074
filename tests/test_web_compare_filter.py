"""The filters above two files that are only compared: they have no address, and work in the page, without script too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, Page, expect

from differ.model import Kind
from tests.browsing import CHROMIUM, COMPARED, WITHOUT, visit

STYLE = Path(__file__).parents[1] / "web" / "static" / "compare.css"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", java_script_enabled=request.param)
    page = context.new_page()
    visit(page, site, COMPARED)
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    rows = page.locator("#rows > [data-kind]")
    return [row.get_attribute("data-kind") or "" for row in rows.all() if row.is_visible()]


def test_every_filter_has_its_rule() -> None:
    rules = re.findall(
        r'data-filter="(\w+)"\]:checked\) #rows > \[data-kind\]:not\(\[data-kind~="(\w+)"\]\)', STYLE.read_text()
    )
    assert {chosen for chosen, _ in rules} == {*get_args(Kind), "facts", "moved"}
    assert all(chosen == kept for chosen, kept in rules)


@pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)
def test_the_kind_that_is_chosen_is_shown_alone_and_all_again(page: Page) -> None:
    all_of_them = shown(page)
    chips = page.get_by_role("radio")
    assert chips.count() > 2
    for chip in chips.all():
        kind = chip.get_attribute("value") or ""
        chip.locator("..").click()
        expect(chip).to_be_checked()
        seen = shown(page)
        assert seen == [own for own in all_of_them if not kind or kind in own.split()]
        assert seen
    assert shown(page) == all_of_them


@pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)
def test_they_are_chosen_with_the_keyboard(page: Page) -> None:
    all_of_them = shown(page)
    page.get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowRight")
    first = page.get_by_role("radio").first
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    assert len(shown(page)) < len(all_of_them)
