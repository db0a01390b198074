"""What is new, as an Atom feed: of the corpus, a dossier, a nota or a search."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlencode

from flask import Response, make_response, render_template, request, url_for
from markupsafe import Markup

from corpus.messages import Message
from corpus.model import Version
from differ.audit.news import News, news
from differ.bilingual.words import PARTS, called
from differ.reports.markup import highlighted
from differ.search.find import Hit, Search
from web.atom import TYPE, Entry, Feed, written
from web.pinned import pinned
from web.places import place
from web.searched import wanted
from web.visit import language, library, say

MOST = 50
"""Entries in a feed."""
_KEPT = ("q", "dossier", "kind", "nota", "part", "asked_by", "year", "changed", "all")
"""What tells one feed from another."""
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def feed() -> Response:
    """New versions; with `?q=` and the filters of a search, new hits of that search."""
    return pinned([library().store.head, request.url_root], _made)


def _made() -> Response:
    search = wanted()
    asked = {name: request.args[name] for name in _KEPT if request.args.get(name)}
    entries = list(_found(search) if set(asked) - {"dossier", "nota"} else _new(search))
    first = library().store.log()[-1:]
    begun = first[0].committed if first else datetime(1970, 1, 1).astimezone()
    response = make_response(
        written(
            Feed(
                id=_tag(begun.date(), f"feed?{urlencode(asked)}" if asked else "feed"),
                title=_title(search),
                updated=max((entry.updated for entry in entries), default=begun),
                own=_with("feed", asked),
                page=_page_of(search, asked),
                language=language(),
                entries=entries,
            )
        )
    )
    response.headers["Content-Type"] = TYPE
    return response


def _tag(day: date, specific: str) -> str:
    """A name that nobody else gives, and that stays (RFC 4151): under our host, on a day on which it was ours."""
    host = request.host.rsplit(":", 1)[0].lower()
    return f"tag:{host if _HOST.fullmatch(host) else 'localhost'},{day.isoformat()}:{specific}"


def _title(search: Search) -> str:
    told = [search.text, search.dossier, search.kind, search.nota, search.asked_by, str(search.year or "")]
    return " · ".join(["nota-differ", *filter(None, told)])


def _page_of(search: Search, asked: dict[str, str]) -> str:
    if set(asked) == {"nota"}:
        return url_for("nota", nota=search.nota, _external=True)
    return _with("search" if asked else "home", asked)


def _with(endpoint: str, asked: dict[str, str]) -> str:
    address = url_for(endpoint, _external=True)
    return f"{address}?{urlencode(asked)}" if asked else address


# New versions


def _new(search: Search) -> Iterator[Entry]:
    fits = _fitting(search)
    chosen = (version for version in library().store.log() if not version.withdrawn and fits(version))
    yield from (_entry(news(library().store, version)) for version in islice(chosen, MOST))


def _fitting(search: Search) -> Callable[[Version], bool]:
    """Whether a version is of the nota or the dossier that is asked for; a dossier stands for all its chapters."""
    dossier = search.full_dossier
    return lambda version: (
        (not search.nota or version.nota == search.nota)
        and (not dossier or f"{version.path.partition('/')[0]}-".startswith(f"{dossier}-"))
    )


def _entry(own: News) -> Entry:
    version = own.version
    label = f" ({version.label})" if version.label else ""
    name = say()(Message("version %(number)s", {"number": version.number}))
    to = (
        url_for("diff", left=own.before.address, right=version.address, _external=True)
        if own.before
        else url_for("nota", nota=version.nota, version=version.number, _external=True)
    )
    return Entry(
        id=_tag(version.committed.date(), version.address),
        title=f"{version.nota}, {name}{label}: {own.title}",
        updated=version.committed,
        link=to,
        author=version.author.partition(" <")[0] or version.author,
        content=render_template("feed_version.html", item=own),
        category=version.path.partition("/")[0],
    )


# New hits


def _found(search: Search) -> Iterator[Entry]:
    hits = library().finder.find(search.by_date, MOST).hits
    yield from sorted(map(_hit_entry, hits), key=lambda entry: entry.updated, reverse=True)


def _hit_entry(hit: Hit) -> Entry:
    own = place(hit.address)
    version = library().store.resolve(f"{own.nota}@{own.version}")
    shown: list[Markup] = [highlighted(excerpt.runs()) for excerpt in (hit.in_question, hit.in_answer, hit.in_outside)]
    return Entry(
        id=_tag(version.committed.date(), f"{hit.address}/{hit.anchor}" if hit.anchor else hit.address),
        title=f"{own.nota}, {say()(PARTS['outside'] if hit.anchor else called(own.number, opens=False))}: {hit.title}",
        updated=version.committed,
        link=url_for(
            "nota", nota=own.nota, version=own.version, _anchor=hit.anchor or f"v{own.number}", _external=True
        ),
        author=version.author.partition(" <")[0] or version.author,
        content=Markup("").join(Markup("<p>{}</p>").format(text) for text in shown if text),
        category=version.path.partition("/")[0],
    )
