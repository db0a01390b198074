"""What one version changed in the one before, in short: found once, and kept by the ids of the two texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.cutting import pairs, pieces
from corpus.model import Document, Meta, Nota, Version
from corpus.store import Store
from corpus.wire import NotOurs, pack, unpack
from differ.compare import compare
from differ.derived import derived_of
from differ.kinds import kind_of
from differ.model import Fact, Kind, PairDiff
from differ.outside import text_outside
from differ.reports.rows import is_quiet
from differ.textdiff import diff

_KEPT = "changes"
_NO_TEXT = re.compile(r"^(?:ontvangen|id|schema|vergaderjaar): .*\n", re.MULTILINE)
"""Front matter that tells versions apart, and is no text of theirs."""


@dataclass(frozen=True)
class Changed:
    """A question that did not stay as it was."""

    left: str | None
    """Its number in the version before; None where it is new."""
    right: str | None
    kind: Kind
    moved: bool
    question: str
    """Plain text, as it stands now; where it is gone, as it stood."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Changes:
    """From one text to another."""

    count: int
    """Questions of the later one, passages too."""
    summary: dict[Kind, int]
    """Questions of each kind; kinds that do not occur are left out."""
    outside: bool
    """Whether anything changed outside the questions."""
    questions: tuple[Changed, ...]
    """Those that did not stay as they were, in reading order."""

    @property
    def facts(self) -> tuple[Changed, ...]:
        """Those in which a fact changed."""
        return tuple(own for own in self.questions if own.facts)


def changes(store: Store, before: Version, version: Version) -> Changes:
    """What a version changed in the one before, both of one nota: `differ.compare` in short.

    The first time it costs a comparison, some 20 ms for a nota of 22 questions; then a look into what is kept.
    """
    derived, key = derived_of(store), f"{before.text_id}-{version.text_id}"
    if kept := derived.get(_KEPT, key):
        try:
            return unpack(Changes, kept)
        except NotOurs:
            pass
    found = _compare(store, before, version)
    derived.put(_KEPT, key, pack(found))
    return found


def count_questions(store: Store, version: Version) -> int:
    """How many questions a version has, passages too."""
    return sum(piece.number is not None for piece in pieces(store.text(version)))


def _compare(store: Store, before: Version, version: Version) -> Changes:
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
