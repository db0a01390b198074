"""A comparison of two successors of one text -> lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.bilingual.words import called, called_together
from differ.model import TextDiff
from differ.output.window import Window, marked
from differ.reports.said import said
from differ.reports.three import PARTS, SIDES, changed, name, sides, texts_of
from differ.threeway import OUTCOMES, Conflict, Part, ThreeWay, Triple


class TerminalThree:
    """Writes both successors beside each other, or one below the other, each with its changes in the base."""

    def __init__(self, say: Translator, window: Window) -> None:
        self._say = say
        self._window = window

    def lines(self, result: ThreeWay) -> Iterator[str]:
        """The counts, then each question that either changed; what neither changed is one line."""
        yield click.style(f"{result.base.address} -> {result.left.address} | {result.right.address}", bold=True)
        counts = (f"{count} {self._say(OUTCOMES[kind])}" for kind, count in result.summary.items())
        yield " · ".join(counts) or self._say("no differences")
        if not result.complete:
            yield self._say("This diff is coarser than it could be: a limit was met.")
        for quiet, group in groupby(result.triples, lambda triple: triple.kind == "unchanged"):
            triples = list(group)
            if quiet:
                numbers = [triple.located.number for triple in triples]
                line = f"{self._say(called_together(numbers))}: {self._say(OUTCOMES['unchanged'])}"
                yield from ["", click.style(line, dim=True)]
            else:
                for triple in triples:
                    yield ""
                    yield from self._triple(triple)

    def _triple(self, triple: Triple) -> Iterator[str]:
        title = click.style(self._say(called(triple.located.number)), bold=True)
        yield f"{title} · {self._say(OUTCOMES[triple.kind])}"
        for side, pair in sides(triple):
            for fact in pair.facts if pair else ():
                yield click.style(f"  ! {self._say(SIDES[side])}: {said(fact, self._say, ' -> ')}", fg="yellow")
        for part in PARTS:
            yield from [] if part == "question" else [""]
            yield from self._part(triple, part)
        for conflict in triple.conflicts:
            yield ""
            yield from self._conflict(conflict)

    def _part(self, triple: Triple, part: Part) -> Iterator[str]:
        texts = [(self._say(name(side, pair)), text) for side, pair, text in changed(triple, part)]
        indent = "  " if part == "question" else "    "
        if len(texts) == 2 and texts[0][1] == texts[1][1]:
            yield from self._window.wrapped(marked(texts[0][1]), indent)
        elif len(texts) == 2 and self._window.wide:
            yield from self._window.beside([f"{title}\n\n{marked(text)}" for title, text in texts])
        else:
            yield from self._one_below_the_other(texts, indent)

    def _one_below_the_other(self, texts: Iterable[tuple[str, TextDiff]], indent: str) -> Iterator[str]:
        for title, text in texts:
            yield f"  {title}:"
            yield from self._window.wrapped(marked(text), indent)

    def _conflict(self, conflict: Conflict) -> Iterator[str]:
        yield click.style(f"  ! {self._say(OUTCOMES['conflict'])}", fg="red")
        for side, text in texts_of(conflict):
            shown = text or self._say(Message("(nothing)"))
            yield from self._window.wrapped(f"{self._say(SIDES[side])}: {' '.join(shown.split())}", "    ")
