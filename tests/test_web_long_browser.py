"""What is more than finds room: long words, addresses, tables, and ids and labels that somebody made up; many facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from tests.browsing import CHROMIUM, WITHOUT, serving
from tests.helpers import stored
from web.app import create_app
from web.visit import FEW_FACTS, MANY_FACTS

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)

WORD = "meerjarenonderhoudsprogrammeringsverantwoordelijkheidsverdelingssystematiek"
LINK = "https://www.voorbeeld.nl/" + "pad/" * 20 + "x" * 80
LONG = "een-zelf-bedachte-en-tamelijk-lange-aanduiding-van-een-nota-" + "x" * 20
COLUMNS = 12
WINDOWS = (320, 360, 1000, 1400)
"""Pixels."""

TEXT = f"""# Nota

## Vraag 1

Hoeveel kost {WORD} in 2031?

### Antwoord 1

Dat kost {{cost}} miljoen euro, zie {LINK}.

## Vraag 2

Kan de regering daarvan een tabel geven?

### Antwoord 2

|{f" {WORD[:20]} |" * COLUMNS}
|{" -- |" * COLUMNS}
|{" {cost} |" * COLUMNS}
|{"".join(f" {{year}}{n:02} |" for n in range(10, 10 + COLUMNS))}
"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over two versions under a long id, and a nota that asks the same."""
    corpus = tmp_path_factory.mktemp("long") / "corpus"
    with Store.create(corpus) as store:
        for year, nota, cost, label in (
            (4, LONG, "76,2", "concept"),
            (5, LONG, "81,4", WORD[:32]),
            (6, "kst-99999-Z", "91,6", None),
        ):
            data = TEXT.format(cost=cost, year=f"{year}.0").encode()
            reading = read_nota("nota.md", data, id=nota)
            (result,) = store.add([Submission(reading.nota, "nota.md", data, reading.reader, label)])
            stored(result)
    app = create_app(corpus)
    with serving(app) as address:
        yield address
    app.extensions["library"].store.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/nota/{LONG}",
        f"/nota/{LONG}/2?margin=provenance",
        f"/nota/{LONG}/2/source/view",
        f"/diff/{LONG}@1/{LONG}@2",
        f"/diff/{LONG}@1/{LONG}@2?view=inline",
        f"/diff/{LONG}@2/kst-99999-Z@1",
        "/duplicates",
        f"/history/{LONG}/2/1",
        f"/history/{LONG}/2/2",
        "/search?q=kost",
        "/log",
        f"/when?q={WORD}",
        f"/at?date=2031-03-01&address={LONG}",
        f"/nota/{LONG}{LONG}",
    ],
)
def test_what_is_too_long_for_a_window_never_makes_the_page_wider(long: str, browser: Browser, path: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    answer = page.goto(long + path)
    assert answer
    assert answer.ok != path.endswith(LONG * 2)
    widths = {}
    for width in WINDOWS:
        page.set_viewport_size({"width": width, "height": 800})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {window: wide for window, wide in widths.items() if wide > window} == {}


def test_an_official_id_stays_on_its_line(long: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    page.goto(long)
    box = page.locator("table").get_by_role("link", name="kst-99999-Z", exact=True).bounding_box()
    context.close()
    assert box
    assert box["height"] < 30


@pytest.mark.parametrize(
    ("path", "where", "seen"),
    [
        (f"/diff/{LONG}@1/{LONG}@2", ".overview tr:has([href='#v2'])", FEW_FACTS),
        (f"/diff/{LONG}@1/{LONG}@2", "#v2", MANY_FACTS),
        ("/duplicates", ".cluster:has(table)", MANY_FACTS),
        ("/", "[aria-labelledby=differing] li:has(.more-facts)", FEW_FACTS),
        ("/log", "li:has(.more-facts)", FEW_FACTS),
    ],
)
def test_of_many_facts_the_first_are_seen_and_the_others_open(
    long: str, browser: Browser, path: str, where: str, seen: int
) -> None:
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto(long + path)
    own = page.locator(where).first
    facts = own.locator(".facts > li:visible")
    assert facts.count() == seen
    fold = own.locator(".more-facts > summary")
    told = re.fullmatch(r"en nog (\d+) feiten", fold.inner_text())
    assert told
    fold.click()
    assert facts.count() == seen + int(told[1])
    context.close()


def test_on_paper_every_fact_is_there(long: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{long}/diff/{LONG}@1/{LONG}@2")
    on_paper = page.locator("#v2 .more-facts .facts")
    assert not on_paper.is_visible()
    page.emulate_media(media="print")
    box = on_paper.bounding_box()
    assert box
    assert box["height"] > 10
    context.close()


def test_a_report_folds_no_fact(long: str, browser: Browser) -> None:
    context = browser.new_context()
    text = context.request.get(f"{long}/diff/{LONG}@1/{LONG}@2?format=html").text()
    context.close()
    assert text.count('<b class="new"') > 2 * MANY_FACTS
    assert "more-facts" not in text


def test_what_leads_to_a_repeated_question_brings_one_there(long: str, browser: Browser) -> None:
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(long)
    link = page.get_by_role("link", name="De antwoorden naast elkaar").first
    assert (link.get_attribute("href") or "").count("#") == 1
    link.click()
    assert page.locator(".cluster:target").count() == 1
    context.close()
