"""The questions that repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flask import Response, render_template, request

from corpus.errors import AddressError
from differ.gathered.part import answers, piece
from differ.gathered.repeats import Chosen, Shown
from web.asked import page_of
from web.cluster_rows import cluster_row
from web.pinned import pinned
from web.places import Place
from web.repeated import chosen_clusters, found_repeats
from web.visit import library, say

PAGE = 20
"""Clusters on a page."""
_PIECE = 40
"""Questions on a page of one cluster."""


def duplicates() -> Response:
    """The questions that repeat, in the whole corpus or as the query chooses; page by page.

    With `?cluster=` one of them, all its questions. Raises NotYet, and AddressError where there is no such cluster.
    """
    return pinned([library().store.head, library().repeats.head], _one if request.args.get("cluster") else _page)


def _page() -> str:
    chosen = chosen_clusters()
    with found_repeats() as (repeats, is_current):
        total = repeats.count(chosen)
        page, pages = page_of(total, PAGE)
        shown = list(repeats.shown(chosen, PAGE, (page - 1) * PAGE))
        dossiers = repeats.dossiers()
    return _rendered(chosen, shown, dossiers, total=total, page=page, pages=pages, is_current=is_current)


def _one() -> str:
    name = request.args["cluster"]
    with found_repeats() as (repeats, is_current):
        cluster, dossiers = repeats.named(name), repeats.dossiers()
    if cluster is None:
        raise AddressError("no repeated question is called %(name)s any more; look for it among all", name=name)
    size = len(cluster.members)
    page, pages = page_of(size, _PIECE)
    own = piece(cluster, _PIECE, (page - 1) * _PIECE)
    shown = [Shown(own, name, size, answers(cluster))]
    return _rendered(Chosen(), shown, dossiers, one=name, total=1, page=page, pages=pages, is_current=is_current)


def _rendered(chosen: Chosen, shown: Sequence[Shown], dossiers: list[str], **told: object) -> str:
    return render_template(
        "duplicates.html",
        chosen=chosen,
        clusters=[cluster_row(own, say()) for own in shown],
        dossiers=dossiers,
        days_of=_days,
        **told,
    )


def _days(places: Iterable[Place]) -> Iterable[date]:
    """The legal dates of the nota's in which these stand, each once."""
    newest = library().store.newest
    return dict.fromkeys(newest(nota).date for nota in dict.fromkeys(own.nota for own in places))
