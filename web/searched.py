"""What a request searches for: the same in the page, the feed and the JSON."""

from __future__ import annotations

from flask import request

from differ.search.find import SORTS, Search
from differ.search.query import PARTS
from web.asked import count
from web.visit import library

MOST = 100
"""Hits in one answer."""


def wanted() -> Search:
    """The query with its filters. Raises AddressError for a nota that is not there."""
    args = request.args
    nota = args.get("nota", "").strip()
    return Search(
        text=args.get("q", "").strip(),
        dossier=args.get("dossier", "").strip() or None,
        kind=args.get("kind", "").strip() or None,
        nota=library().store.resolve(nota).nota if nota else None,
        part=next((part for part in PARTS if part == args.get("part")), None),
        asked_by=args.get("asked_by", "").strip() or None,
        year=count("year", 0, least=0, most=9999) or None,
        changed=bool(args.get("changed")),
        all_versions=bool(args.get("all")),
        sort=next((sort for sort in SORTS if sort == args.get("sort")), "relevance"),
    )
