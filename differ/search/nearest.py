"""Of words that stand nowhere: those that come closest, for who wrote one wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from differ.search.base import Base
from differ.search.find import Search, find
from differ.search.query import Query, Term, read
from differ.search.terms import placed, plain

LEAST = 5
"""Letters of a word for which another is offered: shorter words are often one letter apart."""
TWO_SLIPS = 8
"""Letters from which two may be wrong."""
_BEGINNING = 2
"""Letters that are taken to be right: so few of the words of a large corpus are looked at, not all."""
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, said, col)"
_WORDS = (
    "SELECT term, sum(doc) FROM temp.vocabulary WHERE term >= ? AND term < ?"
    " AND col IN ('question', 'answer', 'outside') AND length(term) BETWEEN ? AND ? GROUP BY term"
)


def nearest(base: Base, search: Search) -> str | None:
    """The text of a search that found nothing, with each word that stands nowhere put right; None where it still would.

    Raises sqlite3.Error where the index is damaged.
    """
    base.data.execute(_VOCABULARY)
    right = dict(_corrections(base.data, search))
    text = search.text
    for begin, end, word in reversed([*placed(text)]):
        if plain(word) in right:
            text = text[:begin] + right[plain(word)] + text[end:]
    corrected = replace(search, text=text)
    return text if right and find(base, corrected, 1).total else None


def _corrections(data: sqlite3.Connection, search: Search) -> Iterator[tuple[str, str]]:
    """Each word that stands nowhere, and the one that comes closest to it."""
    for term in read(search.text).wanted:
        if term.kind == "form" and not _stands(data, term, search):
            word = plain(term.words[0])
            if found := _closest(data, word):
                yield word, found


def _stands(data: sqlite3.Connection, term: Term, search: Search) -> bool:
    said = data.execute("SELECT 1 FROM said WHERE said MATCH ? LIMIT 1", (Query((term,)).match(search.part),))
    return said.fetchone() is not None


def _closest(data: sqlite3.Connection, word: str) -> str | None:
    """Of the words that begin as this one those with the fewest letters otherwise, and of these the most frequent."""
    if len(word) < LEAST or not word.isalpha():
        return None
    most = 2 if len(word) >= TWO_SLIPS else 1
    begins = word[:_BEGINNING]
    bounds = (begins, begins[:-1] + chr(ord(begins[-1]) + 1), len(word) - most, len(word) + most)
    near = [
        (slips, -count, own)
        for own, count in data.execute(_WORDS, bounds)
        if (slips := OSA.distance(word, own, score_cutoff=most)) <= most
    ]
    return min(near)[2] if near else None
