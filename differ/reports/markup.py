"""The only place where HTML is made from text: paragraphs, lists, tables and the marks of a diff, all escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from markupsafe import Markup, escape

from corpus.messages import Message
from differ.bilingual.words import called
from differ.model import BOTH, LEFT, RIGHT, Change, Op, TextDiff
from differ.reports.layout import NOTE_MARK, Bullets, Grid, Line, Prose, blocks, edges
from differ.reports.rows import End

__all__ = ["BOTH", "LEFT", "RIGHT", "Marker", "Say", "highlighted", "unmarked"]

Say = Callable[[Message | str], str]

# What a list, a table, or the mark of a note begins with.
_NO_PROSE = re.compile(r"^(?:- |\|)|\[\^", re.MULTILINE)
_COPY = "i-"
"""Begins the ids in a second showing of a text."""


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
    prefix: str = ""
    """Of the ids of moves."""

    def show(self, diff: TextDiff, ops: frozenset[Op]) -> Markup:
        """The changes of these kinds, marked: LEFT or RIGHT for one side, BOTH for one running text."""
        return self.showing(diff, ops).show(diff)

    def showing(self, diff: TextDiff, ops: frozenset[Op]) -> Showing:
        """The same for who shows a text in pieces."""
        return Showing(self, ops, frozenset((c.op, c.move) for c in diff.changes if c.move is not None))

    def again(self) -> Marker:
        """For a second showing of the same texts on the page: its moves lead to one another."""
        return replace(self, prefix=_COPY)


@dataclass(frozen=True)
class Showing:
    """One text while it is written. All its private methods give HTML.

    In plain strings: to fill in and to join `Markup` looks at every piece again, at five times the cost.
    """

    marker: Marker
    ops: frozenset[Op]
    ends: frozenset[tuple[Op, int]]
    """Of the moves in the whole text."""
    linked: set[tuple[Op, int]] = field(default_factory=set)
    """The ends that have their link: of a moved run only the first part, because an id may stand once on a page."""

    def show(self, piece: TextDiff) -> Markup:
        """A piece of the text, or all of it."""
        return Markup("\n".join(map(self._block, blocks(piece.changes, self.ops))))

    def _block(self, block: Prose | Bullets | Grid) -> str:
        match block:
            case Prose(sentences):
                return f"<p>{self._sentences(sentences)}</p>"
            case Bullets(items):
                return f"<ul>{''.join(f'<li>{self._sentences(item)}</li>' for item in items)}</ul>"
            case Grid(rows):
                return self._table(rows)

    def _table(self, rows: list[list[Line]]) -> str:
        head, *body = rows
        return (
            f'<div class="wide" tabindex="0"><table><thead>{self._row("th", head)}</thead>'
            f"<tbody>{''.join(self._row('td', row) for row in body)}</tbody></table></div>"
        )

    def _row(self, tag: str, cells: list[Line]) -> str:
        return f"<tr>{''.join(f'<{tag}>{self._runs(cell)}</{tag}>' for cell in cells)}</tr>"

    def _sentences(self, lines: list[Line]) -> str:
        return " ".join(map(self._runs, lines))

    def _runs(self, line: Line) -> str:
        return "".join(map(self._run, line))

    def _run(self, change: Change) -> str:
        if change.op == "equal":
            return self._said(change.text)
        if change.why == "renumbered":
            is_old = change.op == "delete" and self.ops == BOTH
            return self._mark("span", *(_NUMBER_BEFORE if is_old else _RENUMBERED), change)
        return self._mark(*_MARKS[change.op], change)

    def _mark(self, tag: str, name: str, word: Message, change: Change) -> str:
        """Colour and line for who sees, words for who listens; white space at the edges stays plain."""
        before, text, after = edges(change.text)
        if not text:
            return _escaped(change.text)
        opens, closes = _word(self.marker.say, word), _word(self.marker.say, _END)
        named = f' class="{name}"' if name else ""
        return (
            f'{before}<{tag}{named}><span class="sr">{opens}: </span>{self._said(text)}{self._other_end(change)}'
            f'<span class="sr"> {closes} </span></{tag}>{after}'
        )

    def _said(self, text: str) -> str:
        """A text with the marks of its notes raised: `schip[^1]`."""
        if "[^" not in text:
            return _escaped(text)
        said, *others = NOTE_MARK.split(text)
        pairs = zip(others[::2], others[1::2], strict=True)
        return _escaped(said) + "".join(self._raised(mark) + _escaped(after) for mark, after in pairs)

    def _raised(self, mark: str) -> str:
        shown = _escaped(mark)
        if mark in self.marker.notes:
            shown = f'<a href="#note-{shown}" role="doc-noteref">{shown}</a>'
        return f"<sup>{shown}</sup>"

    def _other_end(self, change: Change) -> str:
        """The link to the other end of a move, where that is on the page; told by its question if that is another."""
        if change.move is None or (change.op, change.move) in self.linked:
            return ""
        self.linked.add((change.op, change.move))
        here, there = ("from", "to") if change.op == "move-from" else ("to", "from")
        other: Op = "move-to" if there == "to" else "move-from"
        own, end = self.marker.anchor, self.marker.elsewhere.get((other, change.move))
        if (other, change.move) in self.ends:
            return self._jump(change.move, here, f"{own}-m{change.move}-{there}")
        return self._jump(change.move, here, f"{end.anchor}-m{change.move}-{there}", end) if end else ""

    def _jump(self, move: int, here: str, target: str, end: End | None = None) -> str:
        prefix, say, page = self.marker.prefix, self.marker.say, end.page if end else ""
        words = _escaped(say(_where(here, end))) if end else f'<span class="sr">{_word(say, _OTHER_END)}</span>'
        own = _escaped(f"{prefix}{self.marker.anchor}-m{move}-{here}")
        return f'<a class="jump" id="{own}" href="{_escaped(page)}#{_escaped(prefix + target)}">{words}</a>'


_MARKS: Mapping[Op, tuple[str, str, Message]] = {
    "delete": ("del", "", Message("removed")),
    "insert": ("ins", "", Message("added")),
    "move-from": ("del", "moved", Message("moved from here")),
    "move-to": ("ins", "moved", Message("moved to here")),
}
"""The tag, its class, and the word for it."""
_RENUMBERED = ("renumbered", Message("renumbered"))
_NUMBER_BEFORE = ("renumbered before", Message("was"))
"""In a running text, where the old number stands before the new one."""
_END = Message("(end)")
_OTHER_END = Message("to the other end of this move")


def _where(here: str, end: End) -> Message:
    values: dict[str, object] = {"place": called(end.number, opens=False)}
    return Message("now at %(place)s", values) if here == "from" else Message("came from %(place)s", values)


@lru_cache(maxsize=64)
def _word(say: Say, word: Message) -> str:
    """A word of ours in the language of the page; a page says each many times."""
    return _escaped(say(word))


def _escaped(text: str) -> str:
    return str(escape(text))


def unmarked(text: str, notes: frozenset[str] = frozenset()) -> Markup:
    """A text as HTML; the marks in `notes` are linked to the notes at the foot of the page."""
    if not _NO_PROSE.search(text):
        # Most texts are nothing but paragraphs, and need not be looked at line by line.
        paragraphs = (" ".join(filter(None, own.split("\n"))) for own in text.split("\n\n"))
        return Markup("\n".join(f"<p>{_escaped(own)}</p>" for own in paragraphs if own))
    return Marker(str, "", notes).show(TextDiff((Change("equal", text),)), BOTH)


def highlighted(runs: Iterable[tuple[str, bool]]) -> Markup:
    """Text in pieces, of which those that are meant are marked: what a search has found. On one line."""
    pieces = ((_escaped(text.replace("\n", " ")), meant) for text, meant in runs)
    return Markup("".join(f"<mark>{text}</mark>" if meant else text for text, meant in pieces))
