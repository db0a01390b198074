"""The only place where HTML is made from text: paragraphs, lists, tables and the marks of a diff, all escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from corpus.messages import Message
from differ.model import Change, Op, TextDiff
from differ.reports.layout import BOTH, LEFT, RIGHT, Bullets, Grid, Line, Prose, blocks, edges
from differ.reports.rows import End
from differ.words import called

__all__ = ["BOTH", "LEFT", "RIGHT", "Marker", "Say", "highlighted", "unmarked"]

Say = Callable[[Message | str], str]

# As the normal form writes the mark of a note.
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True)
class Marker:
    """Writes the changes of one text as HTML."""

    say: Say
    anchor: str
    """Makes the ids of moves unique on the page."""
    notes: frozenset[str] = frozenset()
    """The marks of the notes that stand at the foot of the page, as `note-1`: these are linked."""
    elsewhere: Mapping[tuple[Op, int], End] = field(default_factory=dict)
    """The ends of moves that stand in other texts of the page."""

    def show(self, diff: TextDiff, ops: frozenset[Op]) -> Markup:
        """The changes of these kinds, marked: LEFT or RIGHT for one side, BOTH for one running text."""
        ends = frozenset((c.op, c.move) for c in diff.changes if c.move is not None)
        shown = _Shown(self, ends)
        return Markup("\n").join(map(shown.block, blocks(change for change in diff.changes if change.op in ops)))


@dataclass(frozen=True)
class _Shown:
    """One text while it is written."""

    marker: Marker
    ends: frozenset[tuple[Op, int | None]]
    """Of the moves in it."""
    linked: set[tuple[Op, int]] = field(default_factory=set)
    """The ends that have their link: of a moved run only the first part, because an id may stand once on a page."""

    def block(self, block: Prose | Bullets | Grid) -> Markup:
        match block:
            case Prose(sentences):
                return _tag("p", self._sentences(sentences))
            case Bullets(items):
                return _tag("ul", _join(Markup("<li>{}</li>").format(self._sentences(item)) for item in items))
            case Grid(rows):
                return self._table(rows)

    def _table(self, rows: list[list[Line]]) -> Markup:
        head, *body = rows
        return Markup('<div class="wide" tabindex="0"><table><thead>{}</thead><tbody>{}</tbody></table></div>').format(
            self._row("th", head), _join(self._row("td", row) for row in body)
        )

    def _row(self, tag: str, cells: list[Line]) -> Markup:
        return _tag("tr", _join(Markup(f"<{tag}>{{}}</{tag}>").format(self._runs(cell)) for cell in cells))

    def _sentences(self, lines: list[Line]) -> Markup:
        return Markup(" ").join(self._runs(line) for line in lines)

    def _runs(self, line: Line) -> Markup:
        return _join(self._run(change) for change in line)

    def _run(self, change: Change) -> Markup:
        match change.op:
            case "equal":
                return self._said(change.text)
            case _ if change.why == "renumbered":
                return self._mark("span", "renumbered", Message("renumbered"), change)
            case "delete":
                return self._mark("del", "", Message("removed"), change)
            case "insert":
                return self._mark("ins", "", Message("added"), change)
            case "move-from":
                return self._mark("del", "moved", Message("moved from here"), change)
            case "move-to":
                return self._mark("ins", "moved", Message("moved to here"), change)

    def _mark(self, tag: str, name: str, word: Message, change: Change) -> Markup:
        """Colour and line for who sees, words for who listens; white space at the edges stays plain."""
        before, text, after = edges(change.text)
        if not text:
            return escape(change.text)
        opens, closes = self.marker.say(word), self.marker.say(Message("(end)"))
        return Markup(
            f'{{}}<{tag} class="{{}}"><span class="sr">{{}}: </span>{{}}{{}}<span class="sr"> {{}} </span></{tag}>{{}}'
        ).format(before, name, opens, self._said(text), self._other_end(change), closes, after)

    def _said(self, text: str) -> Markup:
        """A text with the marks of its notes raised: `schip[^1]`."""
        said, *others = _NOTE.split(text)
        pairs = zip(others[::2], others[1::2], strict=True)
        return escape(said) + _join(self._raised(mark) + escape(after) for mark, after in pairs)

    def _raised(self, mark: str) -> Markup:
        link = (
            Markup('<a href="#note-{0}" role="doc-noteref">{0}</a>').format(mark)
            if mark in self.marker.notes
            else escape(mark)
        )
        return Markup("<sup>{}</sup>").format(link)

    def _other_end(self, change: Change) -> Markup:
        """The link to the other end of a move, where that is on the page; told by its question if that is another."""
        if change.move is None or (change.op, change.move) in self.linked:
            return Markup()
        self.linked.add((change.op, change.move))
        here, there = ("from", "to") if change.op == "move-from" else ("to", "from")
        other: Op = "move-to" if there == "to" else "move-from"
        own, end = self.marker.anchor, self.marker.elsewhere.get((other, change.move))
        if (other, change.move) in self.ends:
            return self._jump(change.move, here, f"{own}-m{change.move}-{there}")
        return self._jump(change.move, here, f"{end.anchor}-m{change.move}-{there}", end) if end else Markup()

    def _jump(self, move: int, here: str, target: str, end: End | None = None) -> Markup:
        label = self.marker.say(Message("to the other end of this move"))
        where = self.marker.say(called(end.number, opens=False)) if end else ""
        return Markup('<a class="jump" id="{}-m{}-{}" href="#{}" aria-label="{}">{}</a>').format(
            self.marker.anchor, move, here, target, f"{label}: {where}" if end else label, where
        )


def unmarked(text: str, notes: frozenset[str] = frozenset()) -> Markup:
    """A text as HTML; the marks in `notes` are linked to the notes at the foot of the page."""
    return Marker(str, "", notes).show(TextDiff((Change("equal", text),)), BOTH)


def highlighted(runs: Iterable[tuple[str, bool]]) -> Markup:
    """Text in pieces, of which those that are meant are marked: what a search has found. On one line."""
    pieces = ((text.replace("\n", " "), meant) for text, meant in runs)
    return _join(Markup("<mark>{}</mark>").format(text) if meant else escape(text) for text, meant in pieces)


def _tag(name: str, inner: Markup) -> Markup:
    return Markup(f"<{name}>{{}}</{name}>").format(inner)


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
