"""The first page: what is new."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template

from corpus.model import Version
from differ.audit.news import News, latest, news
from differ.before import LONGEST
from differ.gathered.repeats import Chosen, Shown
from web.asked import page_of
from web.cluster_rows import cluster_row
from web.pinned import pinned
from web.visit import library, say

NEWS = 8
"""How many versions and repetitions the first page shows."""
PAGE = 50
"""Nota's in one part of the list."""


def home() -> Response:
    """What is new, which questions repeat with another answer, and every nota."""
    return pinned([library().store.head, library().repeats.head], _page)


def _page() -> str:
    store = library().store
    notas = store.notas()
    page, pages = page_of(len(notas), PAGE)
    again, found = _answered_again()
    return render_template(
        "home.html",
        page=page,
        pages=pages,
        total=len(notas),
        listed=[_listed(nota) for nota in notas[(page - 1) * PAGE : page * PAGE]],
        news=list(latest(store, NEWS)) if page == 1 else [],
        clusters=[cluster_row(cluster, say()) for cluster in again] if page == 1 else [],
        found=found,
        longest=LONGEST,
    )


def _answered_again() -> tuple[list[Shown], bool]:
    """What was asked again and answered otherwise, the weightiest first; and whether it has been looked for."""
    with library().repeats.open() as (repeats, _):
        return (list(repeats.shown(Chosen(again=True), NEWS)), True) if repeats else ([], False)


@dataclass(frozen=True)
class Listed:
    """A nota in the list of all."""

    newest: News
    versions: tuple[Version, ...]


def _listed(nota: str) -> Listed:
    store = library().store
    return Listed(news(store, store.newest(nota)), store.versions(nota))
