"""What the pages are on paper: nothing to fill in, and nothing over anything else."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations

import pdfplumber
import pytest
from pdfplumber.page import Page as Sheet
from playwright.sync_api import Browser

from differ.demo import fill
from tests.browsing import CHROMIUM, WITHOUT, serving
from web.app import create_app

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=WITHOUT)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over the shipped samples."""
    corpus = tmp_path_factory.mktemp("paper") / "corpus"
    fill(corpus).close()
    app = create_app(corpus)
    with serving(app) as address:
        yield address
    app.extensions["library"].store.close()


def printed(browser: Browser, address: str) -> list[Sheet]:
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(address)
    paper = page.pdf(format="A4")
    context.close()
    return pdfplumber.open(BytesIO(paper)).pages


def text_of(sheets: list[Sheet]) -> str:
    return "\n".join(sheet.extract_text() for sheet in sheets)


def covered(sheet: Sheet) -> list[tuple[str, str]]:
    """Words that are printed over one another."""

    def common(a: dict[str, float], b: dict[str, float]) -> float:
        width = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"])
        height = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        return min(width, height)

    words = sheet.extract_words()
    return [(a["text"], b["text"]) for a, b in combinations(words, 2) if common(a, b) > 3]


@pytest.mark.parametrize(
    ("path", "is_there", "is_gone"),
    [
        ("/", "Nieuwste versies", ("Plak een vraag", "Is dit eerder gevraagd", "Twee nota's of versies vergelijken")),
        ("/duplicates?differ=1", "antwoorden verschillen", ("alle dossiers", "Volgorde")),
        ("/log", "eerste versie", ("Tot en met", "alleen waar een feit")),
        ("/search?q=doelstelling", "doelstelling", ("In elke vorm", "Filteren", "Is dit eerder gevraagd")),
        ("/history/kst-99999-B/3/5", "streeft ernaar", ("Vergelijk de gekozen",)),
    ],
)
def test_what_is_to_be_filled_in_stays_off_the_paper(
    samples: str, browser: Browser, path: str, is_there: str, is_gone: tuple[str, ...]
) -> None:
    text = text_of(printed(browser, samples + path))
    assert is_there in text
    assert [words for words in is_gone if words in text] == []


@pytest.mark.parametrize("path", ["/", "/duplicates", "/duplicates?differ=1", "/diff/kst-99999-B@2/kst-99999-B@3"])
def test_nothing_is_printed_over_anything_else(samples: str, browser: Browser, path: str) -> None:
    assert [own for sheet in printed(browser, samples + path) for own in covered(sheet)] == []


def test_on_paper_no_comma_stands_without_what_it_follows(samples: str, browser: Browser) -> None:
    lines = text_of(printed(browser, f"{samples}/")).split("\n")
    assert any("concept" in line for line in lines)
    assert not any(word == "," for line in lines for word in line.split())
