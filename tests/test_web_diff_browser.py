"""The page of a comparison in a real browser: keys, filters, what is fetched, a narrow window, paper; and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from tests.browsing import CHROMIUM, WITHOUT, serving
from web import diff_page
from web.app import create_app

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "fictief"
B = "/diff/kst-99999-B@2/kst-99999-B@3"
CHANGED = ["outside", "v2", "v4", "v5", "v9", "v10", "v12"]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over three versions of one nota."""
    corpus = tmp_path_factory.mktemp("drafts") / "corpus"
    with Store.create(corpus) as store:
        for name in ("99999-B.1-concept.md", "99999-B.2-na-review.md", "99999-B.3-herdruk.md"):
            reading = read_nota(name, (SAMPLES / name).read_bytes())
            store.add([Submission(reading.nota, name, None, reading.reader)])
    app = create_app(corpus)
    with serving(app) as address:
        yield address
    app.extensions["library"].store.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def standing(page: Page) -> str | None:
    """The question whose heading has the focus."""
    return page.evaluate("document.activeElement.closest('.pair')?.id ?? null")  # type: ignore[no-any-return]


def shown(page: Page) -> list[str]:
    """The questions that are to be seen, folds aside."""
    own: list[str] = page.evaluate(
        "[...document.querySelectorAll('#rows > .pair')].filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return own


def below_the_summary(page: Page, question: Locator) -> bool:
    summary, heading = page.locator(".summary").bounding_box(), question.bounding_box()
    assert summary
    assert heading
    return summary["y"] + summary["height"] <= heading["y"] + 1


def test_n_and_p_step_from_change_to_change(drafts: str, page: Page) -> None:
    page.goto(drafts + B)
    found = []
    for _ in CHANGED:
        page.keyboard.press("n")
        found.append(standing(page))
    assert found == CHANGED
    assert below_the_summary(page, page.locator("#v4 h2")) or standing(page) != "v4"
    page.keyboard.press("n")
    assert standing(page) == CHANGED[-1]
    page.keyboard.press("p")
    assert standing(page) == CHANGED[-2]
    assert page.locator(".at").inner_text() == "6 van 7"


def test_each_change_has_a_link_that_can_be_copied(drafts: str, page: Page) -> None:
    page.goto(f"{drafts}{B}?view=inline")
    link = page.locator("#v9").get_by_role("link", name="Vaste link naar deze wijziging: Vraag 9")
    assert link.get_attribute("href") == "#v9"
    page.keyboard.press("n")
    page.keyboard.press("n")
    # The address of where one stepped to can be copied too.
    assert page.url == f"{drafts}{B}?view=inline#v2"
    page.reload()
    assert page.locator("#v2:target").count() == 1


def test_what_is_stepped_to_is_not_under_the_summary(drafts: str, page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 500})
    page.goto(drafts + B)
    for _ in range(3):
        page.locator(".step").last.click()
    assert standing(page) == "v4"
    assert below_the_summary(page, page.locator("#v4 h2"))


def test_keys_that_are_switched_off_do_nothing(drafts: str, context: BrowserContext) -> None:
    context.add_cookies([{"name": "keys", "value": "off", "url": drafts}])
    page = context.new_page()
    page.goto(drafts + B)
    page.keyboard.press("n")
    assert standing(page) is None
    page.locator(".step").last.click()
    assert standing(page) == CHANGED[0]


def test_a_filter_is_at_once_keeps_its_place_and_is_told(drafts: str, page: Page) -> None:
    page.goto(drafts + B)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/diff/" in request.url else None)
    page.locator(".chip-rewritten").focus()
    page.keyboard.press("Enter")
    assert shown(page) == ["v9", "v10"]
    assert not page.locator(".fold").first.is_visible()
    assert page.locator(".chip-rewritten").get_attribute("aria-current") == "true"
    assert page.evaluate("document.activeElement.dataset.filter") == "rewritten"
    assert page.locator(".summary [role=status]").inner_text() == "2 vragen getoond"
    assert page.url.endswith("?kind=rewritten")
    page.keyboard.press("n")
    assert standing(page) == "v9"
    page.go_back()
    assert shown(page) == CHANGED
    assert asked == []


def test_an_address_with_a_filter_shows_the_same_after_a_reload(drafts: str, page: Page) -> None:
    page.goto(drafts + B)
    page.locator(".chip-facts").click()
    in_place = shown(page)
    page.reload()
    assert shown(page) == in_place == ["v9", "v10"]


def test_without_script_filters_are_links_and_folds_open(drafts: str, browser: Browser) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(drafts + B)
    assert not page.locator(".steps").is_visible()
    page.locator(".fold summary").nth(2).click()
    assert page.locator("#v7 .asked").is_visible()
    page.locator("#v4 .go").last.click()
    assert page.url.endswith("#v5")
    page.locator(".chip-added").click()
    page.wait_for_load_state()
    assert page.locator("#rows > .pair").evaluate_all("all => all.map(one => one.id)") == ["v4"]
    context.close()


def test_a_narrow_window_has_one_running_text_with_both_marks(drafts: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(drafts + B)
    assert not page.locator("#v9 .side.old").last.is_visible()
    running = page.locator("#v9 .inline")
    assert running.locator("del").first.is_visible()
    assert running.locator("ins").first.is_visible()
    # What stayed is said once.
    assert (
        page.get_by_text("Een verdere uitsplitsing naar land is niet beschikbaar.").locator("visible=true").count() == 1
    )


@pytest.mark.parametrize("width", [360, 1200])
def test_a_move_leads_to_its_other_end_where_that_is_to_be_seen(drafts: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(drafts + B)
    jump = page.locator("#v5 .jump:visible")
    assert jump.inner_text() == "staat nu bij vraag 4"
    jump.click()
    anchor = page.url.partition("#")[2]
    assert anchor.removeprefix("i-").startswith("v4-a-m")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_what_is_folded_in_a_large_comparison_comes_when_it_is_opened(
    drafts: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diff_page, "FOLDED_ROOM", 0)
    page.goto(f"{drafts}{B}?fresh=1")
    assert page.locator("#v7").count() == 0
    page.locator(".fold summary").nth(2).click()
    expect(page.locator("#v7 .asked")).to_be_visible()
    assert page.locator(".fold").nth(2).locator(".pair").count() == 3
    assert page.url.endswith("fresh=1")


def test_what_follows_a_full_page_is_added_when_one_comes_near(
    drafts: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diff_page, "ROOM", 12_000)
    page.goto(f"{drafts}{B}?fresh=2")
    page.mouse.wheel(0, 20_000)
    expect(page.locator("#v12")).to_be_attached()
    page.mouse.wheel(0, 20_000)
    expect(page.locator("#rows > .later")).to_have_count(0)
    assert shown(page) == CHANGED


def test_on_paper_each_sheet_tells_both_versions_and_all_that_changed_is_there(
    drafts: str, page: Page, tmp_path: Path
) -> None:
    page.goto(drafts + B)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    with pdfplumber.open(tmp_path / "page.pdf") as paper:
        sheets = [" ".join((sheet.extract_text() or "").split()) for sheet in paper.pages]
    assert len(sheets) > 1
    for sheet in sheets:
        assert "kst-99999-B@2" in sheet
        assert "14 maart 2031" in sheet
        assert "kst-99999-B@3" in sheet
        assert "28 maart 2031" in sheet
    whole = re.sub(r"\s+", "", "".join(sheets))
    for text in ("Het toezicht ligt bij", "geen uitspraken", "De doelstelling is een minimum", "Vraag 13: ongewijzigd"):
        assert text.replace(" ", "") in whole, text
    assert "Vergelijk" not in sheets[0].split("Wat is er gewijzigd")[0]


def test_words_for_listeners_are_no_part_of_what_is_copied(drafts: str, page: Page) -> None:
    page.goto(drafts + B)
    copied = page.evaluate("""() => {
        getSelection().selectAllChildren(document.querySelector("#v9 .answered .new .said"));
        return getSelection().toString();
    }""")
    assert "De doelstelling is een minimum." in copied
    assert "toegevoegd" not in copied
