"""What is longer than a window is wide: words, addresses, tables, and ids and labels that somebody made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from tests.browsing import CHROMIUM, WITHOUT, serving
from web.app import create_app

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
"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over two versions under a long id, and a nota that asks the same."""
    corpus = tmp_path_factory.mktemp("long") / "corpus"
    with Store.create(corpus) as store:
        for nota, cost, label in ((LONG, "76,2", "concept"), (LONG, "81,4", WORD), ("kst-99999-Z", "91,6", None)):
            data = TEXT.format(cost=cost).encode()
            reading = read_nota("nota.md", data, id=nota)
            store.add([Submission(reading.nota, "nota.md", data, reading.reader, label)])
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
    page.goto(long + path)
    page.wait_for_load_state()
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
