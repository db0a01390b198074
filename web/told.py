"""What was said as HTML, sentence by sentence: each has an address, leads where it points, may have a margin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Protocol

from markupsafe import Markup, escape

from corpus.model import Block, BulletList, Paragraph, Table

NOTE = re.compile(r"\[\^([^\]\s]+)\]")
"""The mark of a note, as the normal form writes it."""
_CELL = " | "
"""Between the cells of a row, where it is read as one sentence."""


@dataclass(frozen=True)
class Link:
    """The words of a sentence between two offsets, and where they lead."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class Words:
    """The words of a sentence between two offsets that are set apart, and what a listener is told of them."""

    start: int
    end: int
    name: str
    """A class of the style sheet."""
    sign: str
    """What is printed small behind them; nothing where it is empty."""
    told: str


class Margin(Protocol):
    """What stands beside a text, by the number of its sentences, counted from 1."""

    def name(self, sentence: int) -> str:
        """What sentences in a row must share to be one run: a class of the style sheet."""

    def label(self, sentence: int) -> Markup:
        """What stands beside a run that begins with this sentence."""

    def words(self, sentence: int) -> Sequence[Words]:
        """What is set apart within a sentence, in order and without overlap."""


Links = Callable[[str], Sequence[Link]]


@dataclass(frozen=True)
class Teller:
    """Writes the texts of one page: it knows which notes have been pointed to already."""

    links: Links
    """Of a sentence, in order and without overlap."""
    notes: frozenset[str] = frozenset()
    """The marks of the notes that stand at the foot of the page, as `note-1`."""
    referred: set[str] = field(default_factory=set)
    """The notes to which a link has been written: only the first has an id (`ref-1`) to lead back to."""

    def tell(
        self,
        blocks: Iterable[Block],
        anchor: str = "",
        margin: Margin | None = None,
        before: int = 0,
        opening: Mapping[int, Sequence[str]] = MappingProxyType({}),
    ) -> Markup:
        """A text as HTML. Its sentences bear the ids `<anchor>1`, `<anchor>2`, …, a row of a table being one.

        Without an anchor they have none: what is only quoted has its address elsewhere. `before` counts the sentences
        that stand before the text; `opening` gives the ids of what begins with a sentence, by its number.
        """
        return Markup("\n").join(_Text(self, anchor, margin, opening, before).blocks(blocks))


@dataclass
class _Text:
    """One text while it is written."""

    teller: Teller
    anchor: str
    margin: Margin | None
    opening: Mapping[int, Sequence[str]]
    number: int
    """Of the last sentence."""
    beside: str = ""
    """The name of the run that was told last: a label stands where another begins."""

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Markup]:
        for block in blocks:
            match block:
                case Paragraph(sentences):
                    yield _tag("p", self._sentences(sentences))
                case BulletList(items):
                    yield _tag("ul", _join(_tag("li", self._sentences(item)) for item in items))
                case Table(rows):
                    yield self._table(rows)

    def _sentences(self, sentences: Sequence[str]) -> Markup:
        first = self.number + 1
        self.number += len(sentences)
        numbered = list(enumerate(sentences, start=first))
        margin = self.margin
        if margin is None:
            return Markup(" ").join(self._sentence(number, text) for number, text in numbered)
        return Markup(" ").join(
            self._run(name, list(run), margin)
            for name, run in groupby(numbered, key=lambda sentence: margin.name(sentence[0]))
        )

    def _run(self, name: str, run: list[tuple[int, str]], margin: Margin) -> Markup:
        said = Markup(" ").join(self._sentence(number, text) for number, text in run)
        return Markup('<span class="run {}">{}{}</span>').format(name, self._label(name, run[0][0], margin), said)

    def _label(self, name: str, sentence: int, margin: Margin) -> Markup:
        if name == self.beside:
            return Markup()
        self.beside = name
        return margin.label(sentence)

    def _sentence(self, number: int, text: str) -> Markup:
        said = self._said(number, text, 0)
        return self._opened(number, Markup("<span{}>{}</span>").format(self._id(number), said) if self.anchor else said)

    def _opened(self, number: int, said: Markup) -> Markup:
        for name in self.opening.get(number, ()):
            said = Markup('<span id="{}">{}</span>').format(name, said)
        return said

    def _id(self, number: int) -> Markup:
        return Markup(' id="{}{}"').format(self.anchor, number) if self.anchor else Markup()

    def _table(self, rows: Sequence[tuple[str, ...]]) -> Markup:
        head, *body = rows
        opens = self._row("th", head)
        return Markup('<div class="wide" tabindex="0"><table><thead>{}</thead><tbody>{}</tbody></table></div>').format(
            opens, _join(self._row("td", row) for row in body)
        )

    def _row(self, tag: str, row: tuple[str, ...]) -> Markup:
        self.number += 1
        cells, at = [], 0
        for cell in row:
            said = self._said(self.number, cell, at)
            cells.append(_tag(tag, said if at else self._opened(self.number, said)))
            at += len(cell) + len(_CELL)
        if self.margin is None:
            return Markup("<tr{}>{}</tr>").format(self._id(self.number), _join(cells))
        name = self.margin.name(self.number)
        beside = self._label(name, self.number, self.margin)
        return Markup('<tr{} class="run {}">{}<td class="beside">{}</td></tr>').format(
            self._id(self.number), name, _join(cells), beside
        )

    def _said(self, number: int, text: str, at: int) -> Markup:
        """A text that begins at an offset of its sentence, with what is a link in it, and what is set apart."""
        words = [
            Words(max(0, own.start - at), min(len(text), own.end - at), own.name, own.sign, own.told)
            for own in (self.margin.words(number) if self.margin else ())
            if own.start - at < len(text) and own.end > at
        ]
        said, end = Markup(), 0
        for link in self.teller.links(text):
            said += self._apart(text, end, link.start, words)
            said += Markup('<a href="{}">{}</a>').format(link.href, self._apart(text, link.start, link.end, words))
            end = link.end
        return said + self._apart(text, end, len(text), words)

    def _apart(self, text: str, start: int, end: int, words: Iterable[Words]) -> Markup:
        said = Markup()
        for own in words:
            if own.start < end and own.end > start:
                opens, closes = max(own.start, start), min(own.end, end)
                said += self._noted(text[start:opens])
                sign = Markup('<sub aria-hidden="true">{}</sub>').format(own.sign) if own.sign else ""
                said += Markup('<span class="words {}">{}{}</span><span class="sr"> {} </span>').format(
                    own.name, self._noted(text[opens:closes]), sign, own.told
                )
                start = closes
        return said + self._noted(text[start:end])

    def _noted(self, text: str) -> Markup:
        """A text with the marks of its notes raised: `schip[^1]`."""
        said, *others = NOTE.split(text)
        pairs = zip(others[::2], others[1::2], strict=True)
        return escape(said) + _join(self._raised(mark) + escape(after) for mark, after in pairs)

    def _raised(self, mark: str) -> Markup:
        if mark not in self.teller.notes:
            return Markup("<sup>{}</sup>").format(mark)
        named = "" if mark in self.teller.referred else Markup(' id="ref-{}"').format(mark)
        self.teller.referred.add(mark)
        return Markup('<sup><a href="#note-{0}" role="doc-noteref"{1}>{0}</a></sup>').format(mark, named)


def _tag(name: str, inner: Markup) -> Markup:
    return Markup(f"<{name}>") + inner + Markup(f"</{name}>")


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
