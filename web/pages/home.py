"""The first page: what is new."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from corpus.model import Version
from differ.model import Kind
from differ.reports.rows import counts
from web.asked import addresses
from web.cluster_rows import answered_differently, cluster_row
from web.visit import library, say

NEWS = 8
"""How many versions and repetitions the first page shows."""


def home() -> str:
    """What is new, which questions repeat with another answer, and every nota."""
    differing = [cluster for cluster in library().clusters() if answered_differently(cluster)]
    return render_template(
        "home.html",
        documents=library().newest(),
        versions=library().versions(),
        news=[_news(version) for version in library().store.log()[:NEWS]],
        clusters=[cluster_row(cluster, say()) for cluster in differing[:NEWS]],
        others=addresses(),
    )


@dataclass(frozen=True)
class News:
    """A version that came in, and what it changed in the one before."""

    version: Version
    title: str
    before: Version | None
    counts: list[tuple[Kind, int]]
    questions: int
    in_passages: bool


def _news(version: Version) -> News:
    before = library().before(version)
    document = library().store.document(version)
    return News(
        version=version,
        title=document.nota.meta.dossiertitel or document.nota.meta.titel or version.nota,
        before=before,
        counts=counts(library().compare(before, version)) if before else [],
        questions=len(document.nota.pairs),
        in_passages=document.nota.in_passages,
    )
