"""The pages served on this machine, and the real browser that reads them: one of each for all tests."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from corpus.ingest import read_nota
from corpus.store import Store, Submission
from web.access import Access, key_of
from web.app import create_app

TEXTS = Path(__file__).parent / "data" / "web"
TOKEN = "een-token-van-de-toetsen"
"""Lets write on the pages of the tests."""
ACCESS = Access(tokens={key_of(TOKEN): "Jan Jansen <jan@voorbeeld.nl>"})
CHROMIUM = shutil.which("chromium")
WITHOUT = "chromium is not installed (apt-get install chromium)"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def corpus_of(path: Path, *names: str) -> Path:
    """A corpus with these texts of the tests, each with its source."""
    with Store.create(path) as store:
        for name in names:
            data = (TEXTS / name).read_bytes()
            reading = read_nota(name, data)
            store.add([Submission(reading.nota, name, data, reading.reader)])
    return path


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of the pages of an application."""
    # A line for each sheet and script would bury why a test failed.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def small_site(path: Path) -> Iterator[str]:
    """The address of the pages over three small texts, where one who signs in may write."""
    app = create_app(corpus_of(path, "concept.md", "herdruk.md", "later.md"), ACCESS)
    with serving(app) as address:
        yield address
    app.extensions["library"].store.close()


def visit(page: Page, site: str, path: str) -> None:
    """Open a page; what is only for who may write with a token, and what was read of a file by sending one first."""
    if path.startswith("/add"):
        sign_in(page, site)
    if path == PREVIEW:
        send(page, TEXTS / "concept.md")
    elif path == COMPARED:
        page.goto(f"{site}/compare")
        for field, name in zip(page.locator("input[type=file]").all(), ("concept.md", "herdruk.md"), strict=True):
            field.set_input_files(TEXTS / name)
        with page.expect_navigation():
            page.locator("form", has=page.locator("input[type=file]")).locator("button").first.click()
    else:
        page.goto(site + path)


COMPARED = "/compare of two files"
"""What stands for the page that comes of sending two files, which has no address."""
PREVIEW = "/add/<held>"
"""What stands for the address of what was read of a file, which is another each time."""


def sign_in(page: Page, site: str) -> None:
    """As one who may write, unless that was done before; leads to the page for adding."""
    page.goto(f"{site}/add")
    if page.url == f"{site}/add":
        return
    page.locator("#token").fill(TOKEN)
    page.locator("form.sign-in button").click()
    page.wait_for_url("**/add")


def send(page: Page, *files: Path) -> None:
    """On the page for adding, give it files to read."""
    page.locator("input[type=file]").set_input_files([*files])
    with page.expect_navigation():
        page.locator("form.drop button").click()


PATIENCE = 120_000
"""Milliseconds until what a page does is no longer waited for: a machine that has much to do is slow, not wrong."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()
