"""What a page shows of the history of an answer: its wordings, and where its sentences come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from corpus.model import Version
from differ.audit.threads import Part
from differ.model import Provenance, Thread, Wording
from differ.reports.markup import BOTH, Marker, Say, unmarked
from web.places import Place, place


@dataclass(frozen=True)
class WordingRow:
    """One wording of an answer and what it changed in the one before."""

    wording: Wording
    place: Place
    answer: Markup
    question: Markup | None
    """None where it is the wording itself: of a passage in which nothing is asked."""


def wording_rows(thread: Thread, say: Say) -> list[WordingRow]:
    """The wordings of a thread, the oldest first."""
    return [
        WordingRow(
            wording,
            place(wording.located.address),
            Marker(say, f"w{number}").show(wording.answer_diff, BOTH),
            None if wording.located.is_alone else unmarked(wording.located.question),
        )
        for number, wording in enumerate(thread.wordings, start=1)
    ]


@dataclass(frozen=True)
class Origin:
    """Sentences in a row that came with the same version."""

    version: Version
    sentences: tuple[str, ...]


def origins(provenance: Sequence[Provenance], part: Part = "answer") -> list[Origin]:
    """Who brought which sentences of the answer, in reading order."""
    stated = [sentence for sentence in provenance if sentence.part == part]
    return [Origin(version, tuple(s.text for s in group)) for version, group in groupby(stated, lambda s: s.version)]
