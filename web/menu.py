"""What the head of every page leads to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request

from corpus.messages import Message

PAGES = (
    ("/", Message("Overview")),
    ("/search", Message("Search")),
    ("/duplicates", Message("Repeated questions")),
    ("/log", Message("Changes")),
    ("/compare", Message("Compare")),
    ("/add", Message("Add")),
)
"""Address and name, in the order of the menu."""
ABOUT = (
    ("/display", Message("Display")),
    ("/accessibility", Message("Accessibility")),
)
"""What stands at the foot."""


@dataclass(frozen=True)
class Entry:
    """A page that can be gone to."""

    address: str
    name: Message
    current: bool


def entries(pages: tuple[tuple[str, Message], ...]) -> list[Entry]:
    """Those of the pages that this application has."""
    served = {rule.rule for rule in current_app.url_map.iter_rules()}
    here = request.url_rule.rule if request.url_rule else None
    return [Entry(address, name, address == here) for address, name in pages if address in served]
