"""Which repeated questions a request asks for: the same in the page and in the JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from corpus.errors import CorpusError
from differ.bilingual.words import MATCHES
from differ.gathered.repeats import ORDERS, Chosen, Repeats
from differ.model import GRADES
from web.visit import library

MOST_CLUSTERS = 1000
"""Clusters in one answer, where a page is asked for."""


class NotYet(CorpusError):
    """What is asked for is being found, and takes long."""


@contextmanager
def found_repeats() -> Iterator[tuple[Repeats, bool]]:
    """The repeated questions, and whether they are those of the corpus as it is now. Raises NotYet."""
    with library().repeats.open() as (repeats, is_current):
        if repeats is None:
            raise NotYet("the repeated questions of this corpus are being looked up; look again in a few minutes")
        yield repeats, is_current


def chosen_clusters() -> Chosen:
    """The choices in the query. Raises AddressError for a nota that is not there."""
    args = request.args
    nota = args.get("nota", "").strip()
    return Chosen(
        kind=next((own for own in MATCHES if own == args.get("kind")), None),
        nota=library().store.resolve(nota).nota if nota else None,
        dossier=args.get("dossier", "").strip() or None,
        again=bool(args.get("differ")),
        grade=next((own for own in GRADES if own == args.get("grade")), None),
        order=next((own for own in ORDERS if own == args.get("sort")), "weight"),
    )
