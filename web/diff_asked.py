"""What a reader asks of a comparison: which questions, in which view; and the links that ask for something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request

from corpus.messages import Message
from differ.bilingual.words import KINDS
from differ.choosing import Choice
from differ.model import NotaDiff, PairDiff
from differ.reports.html_parts import View
from differ.reports.rows import row
from web.asked import chosen

FACTS_KIND = "facts"
MOVED = "moved"
FILTERS: Mapping[str, Message] = {
    FACTS_KIND: Message("with other facts"),
    **{str(kind): word for kind, word in KINDS.items()},
    MOVED: Message("moved"),
}
"""Which questions can be shown alone, and how that is called; the weightiest first."""


@dataclass(frozen=True)
class Asked:
    """The query of a page of a comparison."""

    kind: str | None = None
    """One of FILTERS."""
    ignore_cosmetic: bool = False
    inline: bool = False
    first: str | None = None
    """Anchor of the question that the page begins with."""
    last: str | None = None
    """Anchor of the question that it ends with; these questions are not folded."""

    @property
    def view(self) -> View:
        """How texts are shown; a narrow window shows one running text anyhow."""
        return "inline" if self.inline else "both"

    @property
    def is_folded(self) -> bool:
        """Whether unchanged questions are folded to a line: not where they are what is asked for."""
        return self.kind is None and self.last is None

    @property
    def choice(self) -> Choice:
        """The same for a report."""
        return Choice(ignore_cosmetic=self.ignore_cosmetic, facts=self.kind == FACTS_KIND)

    def query(self, **other: object) -> dict[str, str]:
        """The query that asks for this, or for something else in these fields; a page of its own begins at its top."""
        own = replace(self, **({"first": None, "last": None} | other))  # type: ignore[arg-type]
        values = {
            "kind": own.kind,
            "ignore": "cosmetic" if own.ignore_cosmetic else None,
            "view": "inline" if own.inline else None,
            "from": own.first,
            "to": own.last,
        }
        return {name: value for name, value in values.items() if value}

    def counted(self, diff: NotaDiff) -> list[PairDiff]:
        """The questions of a comparison that take part in it."""
        return [pair for pair in diff.pairs if not (self.ignore_cosmetic and pair.kind == "cosmetic")]

    def shown(self, diff: NotaDiff) -> list[PairDiff]:
        """The questions that this page is about, and those that come after it."""
        pairs = [pair for pair in self.counted(diff) if self.kind is None or is_of(pair, self.kind)]
        anchors = [row(pair).anchor for pair in pairs] if self.first or self.last else []
        start = anchors.index(self.first) if self.first in anchors else 0
        end = anchors.index(self.last) + 1 if self.last in anchors else len(pairs)
        return pairs[start:end]


def asked() -> Asked:
    """What this request asks."""
    return Asked(
        kind=chosen("kind", FILTERS),
        ignore_cosmetic=chosen("ignore", ["cosmetic"]) is not None,
        inline=chosen("view", ["inline"]) is not None,
        first=request.args.get("from"),
        last=request.args.get("to"),
    )


def is_of(pair: PairDiff, kind: str) -> bool:
    """Whether a question is one of those that a filter shows."""
    return bool(pair.facts) if kind == FACTS_KIND else pair.moved if kind == MOVED else pair.kind == kind
