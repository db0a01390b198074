"""Pictures of every page over the shipped samples, to look at: `make screenshots`.

In `screenshots/`, which git ignores: wide and narrow, light and dark, in both languages. With --readme also the two
pictures in the README.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page

from differ.demo import fill
from tests.browsing import ACCESS, COMPARED, PREVIEW, chromium, serving, visit
from tests.places import NO_PAGES, WRONG
from web.app import ADDING, PAGES, create_app

HOUSE = Path(__file__).parents[1]
FOLDER = HOUSE / "screenshots"
SAMPLES = {
    "/nota/<nota>": "/nota/kst-36800-K-D",
    "/nota/<nota>/<version>": "/nota/kst-99999-B/2",
    "/nota/<nota>/<version>/source/view": "/nota/kst-99999-B/2/source/view",
    "/diff/<left>/<right>": "/diff/kst-99999-B@2/kst-99999-B@3",
    "/add/<held>": PREVIEW,
    "/history/<nota>/<version>/<question>": "/history/kst-99999-B/3/5",
}
"""Pages with something to fill in, filled in."""
IN_README = {"side-by-side": "/diff/kst-99999-B@1/kst-99999-B@2#v4", "history": "/history/kst-99999-B/3/5"}
COLOURS = 96
"""Of a picture in the README: text and flat grounds need no more, and it stays small."""
SIZES = {"wide": (1280, 900), "narrow": (360, 780)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def addresses() -> Iterator[tuple[str, str]]:
    """Name and address of every page."""
    for rule, _ in (*PAGES, *ADDING):
        if rule not in NO_PAGES:
            path = SAMPLES[rule] if "<" in rule else rule
            yield rule.strip("/").replace("<", "").replace(">", "").replace("/", "-") or "home", path
    yield "compared-files", COMPARED
    yield "search-found", "/search?q=doelstelling"
    yield "asked-before", "/search?question=Hoe+lang+duurt+het+gemiddeld+voordat+het+fonds+op+een+aanvraag+beslist"
    yield "not-found", WRONG


def look(browser: Browser, site: str) -> None:
    """Every page in every way."""
    for language, scheme, (size, (width, height)) in product(("nl", "en"), SCHEMES, SIZES.items()):
        context = browser.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        page = context.new_page()
        for name, path in addresses():
            visit(page, site, path)
            page.screenshot(path=FOLDER / f"{name}.{size}.{scheme}.{language}.png", full_page=True)
        context.close()


def for_readme(browser: Browser, site: str) -> None:
    """The two pictures that the README shows."""
    context = browser.new_context(locale="nl", viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    page: Page = context.new_page()
    for name, path in IN_README.items():
        page.goto(site + path)
        # The browser goes to the part that an address names in its own time.
        page.wait_for_timeout(500)
        picture = Image.open(BytesIO(page.screenshot()))
        picture.convert("RGB").quantize(COLOURS).save(HOUSE / "docs" / f"{name}.png", optimize=True)
    context.close()


def main(arguments: list[str]) -> None:
    """Make them, in place of those that were there."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as folder:
        with fill(Path(folder) / "corpus") as store:
            app = create_app(store.path, ACCESS)
        with serving(app) as site, chromium() as browser:
            if "--readme" in arguments:
                for_readme(browser, site)
            look(browser, site)
        app.extensions["library"].store.close()
    print(f"{len([*FOLDER.glob('*.png')])} pictures in {FOLDER.name}/")


if __name__ == "__main__":
    main(sys.argv[1:])
