"""Was this asked before? The closest questions of a corpus, each with its answer and why it is held to be close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.messages import Message
from corpus.model import Document, Meta, Nota, Paragraph, Question, Version
from corpus.store import Store
from differ.kept import newest, shelf_of
from differ.model import GRADES, Grade, Located
from differ.progress import Progress, silent
from differ.repeating.around import begin, concerning
from differ.repeating.judging import Judge, Verdicts
from differ.repeating.resolution import Resolution
from differ.shelves.asked import located, text_of
from differ.shelves.shelf import Rows, Shelf
from differ.similarity import explain

ASKED = "?"
"""The address of a question that was typed: it stands nowhere."""
LONGEST = 2000
"""Signs of a question that are heeded: what fits the address of a page."""
MOST = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """A question that was asked before, and how close it is."""

    located: Located
    version: Version
    grade: Grade
    score: float
    """0 to 100."""
    reasons: tuple[Message, ...]
    answered_by: Located | None
    """Of an answer that is no more than a reference: the question it refers to, with its answer."""


def asking(text: str) -> Document:
    """A nota that asks no more than this."""
    lines = tuple(line for line in (" ".join(line.split()) for line in text[:LONGEST].splitlines()) if line)
    return Document(ASKED, Nota(Meta(""), (), (Question("1", (Paragraph(lines),)),)))


def closest(
    store: Store,
    text: str,
    least: Grade = "related",
    most: int = MOST,
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[Earlier, ...]:
    """The questions in the newest version of each nota that are closest to this one; the closest and latest first.

    Costs what the whole corpus costs to read where that was never done (see docs/scale.md); then little.
    """
    versions = newest(store)
    with shelf_of(store, versions, progress, waiting) as shelf:
        return closest_on(shelf, versions, text, least, most, progress)


def closest_on(
    shelf: Shelf,
    versions: Sequence[Version],
    text: str,
    least: Grade = "related",
    most: int = MOST,
    progress: Progress = silent,
) -> tuple[Earlier, ...]:
    """The same, of these versions on a shelf."""
    # What the corpus itself has added is looked up before anyone visits: it is kept.
    begin(shelf, progress)
    with shelf.visited([text_of(ASKED, asking(text).nota)]):
        return _Looking(shelf, versions).closest(GRADES.index(least), most)


class _Looking:
    """One question on a shelf, beside the newest versions."""

    def __init__(self, shelf: Shelf, versions: Sequence[Version]) -> None:
        keys = [version.text_id for version in versions]
        self._shelf, self._versions = shelf, versions
        self._rows: Rows = shelf.rows(keys)
        self._own = next(iter(shelf.wordings_of(ASKED)), -1)
        self._known: Verdicts = concerning(shelf, self._own)
        self._resolution = Resolution(shelf, self._rows, keys)

    def closest(self, bar: int, most: int) -> tuple[Earlier, ...]:
        if self._own < 0:
            return ()
        told = self._told(bar)
        rows = np.flatnonzero(np.isin(self._rows.wordings, list(told))).tolist()
        rows.sort(key=lambda row: self._rank(row, *told[int(self._rows.wordings[row])]))
        judge = Judge(self._shelf)
        return tuple(self._earlier(row, *told[int(self._rows.wordings[row])], judge) for row in rows[:most])

    def _told(self, bar: int) -> dict[int, tuple[int, float]]:
        """Of each wording that is close: the place of its grade in `GRADES`, and the score."""
        found = {self._own: (0, 100.0)}
        for a, b, grade, score in self._known[self._known["grade"] <= bar].tolist():
            found[a if b == self._own else b] = grade, score
        return found

    def _rank(self, row: int, grade: int, score: float) -> tuple[int, float, int, int]:
        version = self._versions[self._rows.texts[row]]
        return grade, -round(score), -version.date.toordinal(), row

    def _earlier(self, row: int, grade: int, score: float, judge: Judge) -> Earlier:
        profiles = (judge.profile(self._own), judge.profile(int(self._rows.wordings[row])))
        target = self._resolution.row(row)
        return Earlier(
            self._located(row),
            self._versions[self._rows.texts[row]],
            GRADES[grade],
            score,
            tuple(explain(*profiles)),
            self._located(target) if target != row else None,
        )

    def _located(self, row: int) -> Located:
        own = self._shelf.asked(int(self._rows.ids[row]))
        version = self._versions[self._rows.texts[row]]
        return located(f"{version.address}#{own.number}", own.question, own.answer, own.serves)
