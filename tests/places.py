"""Every address that a reader can open, over the texts of `tests.browsing`: a page that is not named here fails a test."""

from __future__ import annotations

from tests.browsing import COMPARED, PREVIEW
from web.app import ADDING, PAGES

EXAMPLES: dict[str, tuple[str, ...]] = {
    "/": ("/",),
    "/nota/<nota>": ("/nota/kst-99999-A",),
    "/nota/<nota>/<version>": (
        "/nota/kst-99999-A/1",
        "/nota/kst-99999-A/2?provenance=1",
        "/nota/kst-99999-A/2?margin=source",
    ),
    "/nota/<nota>/<version>/source/view": ("/nota/kst-99999-A/1/source/view",),
    "/diff/<left>/<right>": (
        "/diff/kst-99999-A@1/kst-99999-A@2",
        "/diff/kst-99999-A@2/kst-99999-B@1",
        "/diff/kst-99999-A@1/kst-99999-A@2?view=inline",
    ),
    "/duplicates": ("/duplicates", "/duplicates?cluster=kst-99999-A@2%233%2Bkst-99999-B@1%231"),
    "/search": (
        "/search",
        "/search?q=programma",
        "/search?part=outside&nota=99999-A",
        "/search?question=Wie+voert+het+programma+uit",
    ),
    "/history/<nota>/<version>/<question>": ("/history/kst-99999-A/2/2", "/history/kst-99999-A/2/2?from=1&to=2"),
    "/compare": ("/compare", COMPARED),
    "/log": ("/log", "/log?nota=99999-A&facts=1"),
    "/when": ("/when", "/when?q=programma"),
    "/at": ("/at", "/at?date=2031-05-01&address=99999-A"),
    "/add": ("/add",),
    "/add/<held>": (PREVIEW,),
    "/sign-in": ("/sign-in",),
    "/display": ("/display",),
    "/accessibility": ("/accessibility",),
}
"""Addresses of each page by its rule."""
NO_PAGES = frozenset(
    (
        "/nota/<nota>/<version>/markdown",
        "/nota/<nota>/<version>/source",
        "/nota/<nota>/<version>/source/<part>",
        "/diff",
        "/feed.atom",
        "/theme.css",
        "/healthz",
    )
)
"""Rules that give a file, a redirect or a line for machines."""
WRONG = "/nergens"
"""What is not there is a page too."""


def addresses() -> list[str]:
    """Of every page of which an example is told."""
    rules = [rule for rule, _ in (*PAGES, *ADDING) if rule not in NO_PAGES]
    return [address for rule in rules for address in EXAMPLES.get(rule, ())] + [WRONG]
