"""A long list page by page, with the address of the next page in the header Link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from flask import request

from corpus.errors import CorpusError

MOST = 1000
"""Of one page."""


class BadQuery(CorpusError):
    """What stands behind the question mark cannot be read."""


def page(items: Sequence[str]) -> tuple[Sequence[str], dict[str, str]]:
    """Of sorted ids those that this request asks for: all, or after one so many; and the header that leads to the next.

    As `after` is an id, no page skips what is added meanwhile. Raises BadQuery.
    """
    limit, after = _limit(), request.args.get("after")
    start = bisect_right(items, after) if after is not None else 0
    if limit is None or start + limit >= len(items):
        return items[start:], {}
    return items[start : start + limit], _link("after", items[start + limit - 1])


def next_by_offset(limit: int, offset: int, total: int) -> dict[str, str]:
    """The header that leads to the next of a list asked for by `?limit=` and `?offset=`; limit -1: all of it."""
    return _link("offset", str(offset + limit)) if 0 < limit < total - offset else {}


def _limit() -> int | None:
    text = request.args.get("limit")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= MOST):
        raise BadQuery("limit: '%(limit)s' is no number from 1 to %(most)s", limit=text, most=MOST)
    return int(text)


def _link(name: str, value: str) -> dict[str, str]:
    others = [(other, own) for other, own in request.args.items(multi=True) if other != name]
    # Without a host: the answer is kept for whoever asks, under whatever name.
    return {"Link": f'<{quote(request.path)}?{urlencode([*others, (name, value)])}>; rel="next"'}
