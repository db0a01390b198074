"""Atom (RFC 4287): what is told of a feed -> its bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml; charset=utf-8"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What no XML may hold; a text that was read from a PDF may.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new."""

    id: str
    """A URI that stays the same for ever: a `tag:` of RFC 4151."""
    title: str
    updated: datetime
    """With its time zone."""
    link: str
    author: str
    content: str
    """HTML."""
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of what is new, the newest first."""

    id: str
    title: str
    updated: datetime
    own: str
    """Where the feed is."""
    page: str
    """The page that shows the same."""
    language: str
    entries: Sequence[Entry]


def written(feed: Feed) -> bytes:
    """The document."""
    root = etree.Element(f"{{{ATOM}}}feed", {_LANGUAGE: feed.language}, nsmap={None: ATOM})  # type: ignore[dict-item]  # the stubs know no default namespace
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.own)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "generator", "nota-differ")
    for entry in feed.entries:
        _add_entry(root, entry)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _add_entry(root: etree._Element, entry: Entry) -> None:
    own = _add(root, "entry")
    _add(own, "id", entry.id)
    _add(own, "title", entry.title)
    _add(own, "updated", entry.updated.isoformat())
    _add(own, "link", rel="alternate", type="text/html", href=entry.link)
    _add(_add(own, "author"), "name", entry.author)
    if entry.category:
        _add(own, "category", term=entry.category)
    _add(own, "content", entry.content, type="html")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    own = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: _possible(value) for key, value in attributes.items()})
    own.text = _possible(text) if text is not None else None
    return own


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)
