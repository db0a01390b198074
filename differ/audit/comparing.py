"""Two versions of a nota compared, told in short."""

from __future__ import annotations

import re

from corpus.cutting import pairs, pieces
from corpus.model import Document, Meta, Nota, Version
from corpus.store import Store
from differ.audit.brief import Changed, Changes
from differ.compare import compare
from differ.kinds import kind_of
from differ.model import PairDiff
from differ.outside import text_outside
from differ.reports.rows import is_quiet
from differ.textdiff import diff

_NO_TEXT = re.compile(r"^(?:ontvangen|id|schema|vergaderjaar): .*\n", re.MULTILINE)
"""Front matter that tells versions apart, and is no text of theirs."""


def compared(store: Store, before: Version, version: Version) -> Changes:
    """What a version changed in the one before."""
    # A look into git costs as much as cutting what it gives.
    earlier, later = store.texts([before, version])
    result = compare(_questions(before, earlier), _questions(version, later))
    return Changes(
        len(result.right.nota.pairs),
        dict(result.summary),
        _outside(earlier) != _outside(later) and _changed_outside(store, before, version),
        tuple(_changed(pair) for pair in result.pairs if not is_quiet(pair)),
    )


def _questions(version: Version, text: str) -> Document:
    """The questions of a version alone, which is all that is compared: a tenth of the time of reading all of it."""
    body = tuple(pair.question for pair in pairs(text))
    return Document(version.address, Nota(Meta(version.nota), (), body), version)


def _changed(pair: PairDiff) -> Changed:
    side = pair.right or pair.left
    assert side is not None, "a pair has at least one side"
    left, right = (own.number if own else None for own in (pair.left, pair.right))
    return Changed(left, right, pair.kind, pair.moved, side.question, pair.facts)


def _changed_outside(store: Store, before: Version, version: Version) -> bool:
    left, right = (text_outside(store.document(own).nota) for own in (before, version))
    return kind_of(diff(left, right)) != "unchanged"


def _outside(text: str) -> tuple[str, ...]:
    """What stands outside the questions, as Markdown, with the front matter that is text: the same where that is."""
    front = text[: text.index("\n---\n", 3) + 1]
    told = [own for piece in pieces(text) if piece.number is None for own in (piece.heading, piece.text)]
    return (_NO_TEXT.sub("", front), *told)
