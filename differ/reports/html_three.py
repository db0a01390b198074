"""Two successors of one text as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.bilingual.words import called_together
from differ.model import Fact
from differ.reports.html import render
from differ.reports.markup import BOTH, Marker, Say, unmarked
from differ.reports.sides import side
from differ.reports.three import PARTS, SIDES, changes, name, sides, texts_of
from differ.threeway import OUTCOMES, Outcome, ThreeWay, Triple


@dataclass(frozen=True)
class SideRow:
    """What one successor made of a question."""

    name: Message
    facts: tuple[Fact, ...]
    texts: tuple[Markup, ...]
    """Of the question and of the answer, the changes marked in the base."""


@dataclass(frozen=True)
class TripleRow:
    """A question in a text and in its two successors."""

    anchor: str
    number: str
    kind: Outcome
    same: tuple[Markup | None, ...]
    """The question and the answer, each where both successors have it alike."""
    sides: tuple[SideRow, ...]
    conflicts: tuple[tuple[tuple[Message, Markup], ...], ...]


@dataclass(frozen=True)
class FoldRow:
    """Questions in a row that neither changed."""

    called: Message


def report(result: ThreeWay, say: Translator) -> str:
    """The whole report in one language; the same comparison gives the same bytes."""
    texts = (result.base, result.left, result.right)
    return render(
        "report-three.html",
        say,
        texts=[(say(SIDES[role]), side(text, text)) for role, text in zip(SIDES, texts, strict=True)],
        counts=list(result.summary.items()),
        complete=result.complete,
        rows=list(_rows(result, say)),
        kinds=OUTCOMES,
    )


def _rows(result: ThreeWay, say: Say) -> Iterator[TripleRow | FoldRow]:
    for quiet, group in groupby(enumerate(result.triples), lambda own: own[1].kind == "unchanged"):
        triples = list(group)
        if quiet:
            yield FoldRow(called_together([triple.located.number for _, triple in triples]))
        else:
            yield from (_row(triple, f"v{number}", say) for number, triple in triples)


def _row(triple: Triple, anchor: str, say: Say) -> TripleRow:
    alike = [changes(triple.left, part) == changes(triple.right, part) for part in PARTS]
    shown = tuple(
        SideRow(
            name(role, pair),
            pair.facts if pair else (),
            tuple(Marker(say, f"{anchor}-{role}-{part}").show(changes(pair, part), BOTH) for part in PARTS),
        )
        for role, pair in sides(triple)
    )
    same = tuple(text if equal else None for text, equal in zip(shown[0].texts, alike, strict=True))
    conflicts = tuple(
        tuple((SIDES[role], unmarked(text)) for role, text in texts_of(conflict)) for conflict in triple.conflicts
    )
    return TripleRow(anchor, triple.located.number, triple.kind, same, shown, conflicts)
