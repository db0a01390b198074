"""The only place where HTML is made from text: paragraphs, lists, tables and the marks of a diff, all escaped.

Texts come in as `corpus.model.plain` writes them, whole or cut into changes: a sentence to a line, an empty line
between blocks, `- ` before an item, tables as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from markupsafe import Markup, escape

from corpus.messages import Message
from differ.model import Change, Op, TextDiff

Say = Callable[[Message | str], str]
Line = list[Change]

LEFT: frozenset[Op] = frozenset(("equal", "delete", "move-from"))
RIGHT: frozenset[Op] = frozenset(("equal", "insert", "move-to"))
BOTH: frozenset[Op] = LEFT | RIGHT

# As the normal form writes the mark of a note.
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_RULE = re.compile(r"\|(?: -- \|)+")
# A cell ends at a bar that is not escaped; the bars at both ends of a row are not between cells.
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Marker:
    """Writes the changes of one text as HTML."""

    say: Say
    anchor: str
    """Makes the ids of moves unique on the page."""
    notes: frozenset[str] = frozenset()
    """The marks of the notes that stand at the foot of the page, as `note-1`: these are linked."""

    def show(self, diff: TextDiff, ops: frozenset[Op]) -> Markup:
        """The changes of these kinds, marked: LEFT or RIGHT for one side, BOTH for one running text."""
        return self._blocks([change for change in diff.changes if change.op in ops])

    def _blocks(self, changes: list[Change]) -> Markup:
        lines = _one_link_an_end(_lines(changes))
        blocks = (list(group) for blank, group in groupby(lines, lambda line: not _text(line)) if not blank)
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, lines: list[Line]) -> Markup:
        texts = [_text(line) for line in lines]
        if _is_table(texts):
            return self._table([lines[0], *lines[2:]])
        if _is_list(texts):
            return self._list(lines)
        return _tag("p", self._sentences(lines))

    def _list(self, lines: list[Line]) -> Markup:
        items: list[list[Line]] = []
        for line in lines:
            if _text(line).startswith("- "):
                items.append([])
            items[-1].append(_without_start(line, 2))
        return _tag("ul", _join(Markup("<li>{}</li>").format(self._sentences(item)) for item in items))

    def _table(self, rows: list[Line]) -> Markup:
        head, *body = [_cells(row) for row in rows]
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
        before, text, after = _edges(change.text)
        if not text:
            return escape(change.text)
        return Markup(
            f'{{}}<{tag} class="{{}}"><span class="sr">{{}}: </span>{{}}{{}}<span class="sr"> {{}} </span></{tag}>{{}}'
        ).format(
            before, name, self.say(word), self._said(text), self._other_end(change), self.say(Message("(end)")), after
        )

    def _said(self, text: str) -> Markup:
        """A text with the marks of its notes raised: `schip[^1]`."""
        said, *others = _NOTE.split(text)
        pairs = zip(others[::2], others[1::2], strict=True)
        return escape(said) + _join(self._raised(mark) + escape(after) for mark, after in pairs)

    def _raised(self, mark: str) -> Markup:
        link = (
            Markup('<a href="#note-{0}" role="doc-noteref">{0}</a>').format(mark)
            if mark in self.notes
            else escape(mark)
        )
        return Markup("<sup>{}</sup>").format(link)

    def _other_end(self, change: Change) -> Markup:
        if change.move is None:
            return Markup()
        here, there = ("from", "to") if change.op == "move-from" else ("to", "from")
        return Markup('<a class="jump" id="{0}-m{1}-{2}" href="#{0}-m{1}-{3}" aria-label="{4}"></a>').format(
            self.anchor, change.move, here, there, self.say(Message("to the other end of this move"))
        )


def unmarked(text: str, notes: frozenset[str] = frozenset()) -> Markup:
    """A text as HTML; the marks in `notes` are linked to the notes at the foot of the page."""
    return Marker(str, "", notes).show(TextDiff((Change("equal", text),)), BOTH)


def _tag(name: str, inner: Markup) -> Markup:
    return Markup(f"<{name}>{{}}</{name}>").format(inner)


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)


def _edges(text: str) -> tuple[str, str, str]:
    """The white space before a text, the text, the white space after it."""
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    return text[:start], text[start:end], text[end:]


def _text(line: Line) -> str:
    return "".join(change.text for change in line)


def _lines(changes: Iterable[Change]) -> list[Line]:
    lines: list[Line] = [[]]
    for change in changes:
        first, *rest = change.text.split("\n")
        for number, text in enumerate([first, *rest]):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(change, text=text))
    return lines


def _is_table(lines: list[str]) -> bool:
    return (
        len(lines) > 1 and bool(_RULE.fullmatch(lines[1])) and all(len(x) > 2 and x[0] == x[-1] == "|" for x in lines)
    )


def _is_list(lines: list[str]) -> bool:
    return lines[0].startswith("- ") and all(line.startswith(("- ", "  ")) for line in lines)


def _one_link_an_end(lines: Iterable[Line]) -> list[Line]:
    """Only the first part of a moved run keeps its id: the rest lies behind it, and an id may stand once on a page."""
    seen: set[tuple[Op, int | None]] = set()

    def once(change: Change) -> Change:
        end = (change.op, change.move)
        if end in seen:
            return replace(change, move=None)
        seen.add(end)
        return change

    return [[once(change) for change in line] for line in lines]


def _without_start(line: Line, length: int) -> Line:
    """The line without its first characters, wherever the changes in it begin and end."""
    kept: Line = []
    for change in line:
        text = change.text[length:]
        length = max(0, length - len(change.text))
        if text:
            kept.append(replace(change, text=text))
    return kept


def _cells(row: Line) -> list[Line]:
    """The cells of a table row; each keeps the changes in it."""
    ends = [bar.start() for bar in _BAR.finditer(_text(row))]
    return [list(_slice(row, start + 1, end)) for start, end in pairwise(ends)]


def _slice(line: Line, start: int, end: int) -> Iterator[Change]:
    position = 0
    for change in line:
        text = change.text[max(0, start - position) : max(0, end - position)].replace("\\|", "|")
        position += len(change.text)
        if text.strip():
            yield replace(change, text=text)
