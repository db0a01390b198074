"""What a search can be narrowed to: what there is in the corpus, for a page that offers it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Choices(NamedTuple):
    """Each with how many questions it leaves, where that is not said otherwise; of the newest versions."""

    dossiers: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    """Kinds of paper, the most frequent first."""
    askers: list[str]
    """All who ask, in order of name, in whatever version."""
    years: list[int]
    """The latest first."""


def choices(data: sqlite3.Connection) -> Choices:
    """Those of an index. Raises sqlite3.Error."""
    dossiers = (
        "SELECT dossier, sum(anchor = '') FROM entry WHERE state = 2 AND dossier <> ''"
        " GROUP BY dossier ORDER BY dossier"
    )
    kinds = "SELECT kind, sum(anchor = '') FROM entry WHERE state = 2 AND kind <> '' GROUP BY kind ORDER BY 2 DESC, 1"
    askers = "SELECT DISTINCT name FROM asker ORDER BY name"
    years = "SELECT DISTINCT substr(date, 1, 4) FROM entry WHERE state = 2 ORDER BY 1 DESC"
    return Choices(
        data.execute(dossiers).fetchall(),
        data.execute(kinds).fetchall(),
        [name for (name,) in data.execute(askers)],
        [int(year) for (year,) in data.execute(years)],
    )
