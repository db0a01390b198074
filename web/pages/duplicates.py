"""The questions that repeat."""

from __future__ import annotations

from flask import Response, render_template

from differ.model import Cluster
from web.asked import count
from web.cluster_rows import cluster_row
from web.pinned import pinned
from web.places import place
from web.repeated import chosen_clusters, found_repeats
from web.visit import library, say

PAGE = 20
"""Clusters on a page."""


def duplicates() -> Response:
    """The questions that repeat, in the whole corpus or as the query chooses; page by page. Raises NotYet."""
    return pinned([library().store.head, library().repeats.head], _page)


def _page() -> str:
    chosen, page = chosen_clusters(), count("page", 1)
    with found_repeats() as (repeats, is_current):
        total = repeats.count(chosen)
        shown = list(repeats.page(chosen, PAGE, (page - 1) * PAGE))
        dossiers = repeats.dossiers()
    return render_template(
        "duplicates.html",
        chosen=chosen,
        total=total,
        page=page,
        pages=-(-total // PAGE),
        is_current=is_current,
        clusters=[cluster_row(cluster, say()) for cluster in shown],
        dossiers=dossiers,
        dates=_dates(shown),
    )


def _dates(shown: list[Cluster]) -> dict[str, object]:
    """The legal date of each nota on the page."""
    notas = {place(member.address).nota for cluster in shown for member in cluster.members}
    return {nota: library().store.newest(nota).date for nota in notas}
