"""A comparison as Markdown: `<del>` and `<ins>` in it, because no mark of Markdown itself can begin within a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.messages import Message
from differ.bilingual.language import Translator
from differ.bilingual.words import KINDS, called, item
from differ.kinds import kind_of
from differ.model import BOTH, Change, Fact, NotaDiff, Op, PairDiff, TextDiff
from differ.reports.layout import Bullets, Grid, Line, Prose, blocks, edges
from differ.reports.rows import End, Fold, Row, move_ends, rows
from differ.reports.said import OUTSIDE, nothing, outside, said, summary
from differ.reports.sides import Side, side

# What Markdown or HTML would take for more than a letter, anywhere and at the start of a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_OPENING = re.compile(r"(?m)^(\s*)(?:([-+#=:])|(\d+)([.)]))")
_TAGS: Mapping[Op, str] = {"delete": "del", "insert": "ins", "move-from": "del", "move-to": "ins"}


def report(diff: NotaDiff, say: Translator) -> str:
    """The whole report in one language; the same comparison gives the same bytes."""
    return "\n".join(_lines(diff, say)) + "\n"


def escaped(text: str) -> str:
    """A text of which every letter is itself in Markdown."""
    return _OPENING.sub(_escape_opening, _SPECIAL.sub(r"\\\g<0>", text))


def _escape_opening(match: re.Match[str]) -> str:
    space, sign, number, point = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"


def heading(diff: NotaDiff, say: Translator) -> Iterator[str]:
    """What was compared, and what the marks mean."""
    yield f"# {say('What changed')}"
    yield ""
    for whose, text in ((say("From"), side(diff.left, diff.right)), (say("To"), side(diff.right, diff.left))):
        yield f"- {whose}: {named(text, say)}"


def named(text: Side, say: Translator) -> str:
    """One of the texts: its address, and what else is known of it."""
    return " · ".join([f"**{escaped(text.address)}**", *([escaped(told)] if (told := text.told(say)) else [])])


def legend(say: Translator) -> str:
    """What the marks mean."""
    moved = f"<del>{say('moved from here')}</del> →, ← <ins>{say('moved to here')}</ins>"
    return f"{say('Legend')}: <del>{say('removed')}</del>, <ins>{say('added')}</ins>, {moved}"


def _lines(diff: NotaDiff, say: Translator) -> Iterator[str]:
    yield from heading(diff, say)
    yield from ["", f"**{summary(diff, say) or nothing(diff, say)}**", "", legend(say)]
    if not diff.complete:
        yield from ["", say("This diff is coarser than it could be: a limit was met.")]
    ends = move_ends(diff.pairs)
    if text := outside(diff):
        yield from ["", f"## {say(OUTSIDE)} · {say(KINDS[kind_of(text)])}", "", Writer(say, ends).text(text)]
    for row in rows(diff.pairs):
        yield ""
        yield from [_fold(row, say)] if isinstance(row, Fold) else _row(row, say, ends)


def _fold(fold: Fold, say: Translator) -> str:
    were = f" ({say(Message('was %(numbers)s', {'numbers': fold.were}))})" if fold.were else ""
    return f"*{say(fold.called)}: {say(KINDS['unchanged'])}{were}*"


def _row(row: Row, say: Translator, ends: Mapping[tuple[Op, int], End]) -> Iterator[str]:
    notes = " · ".join(map(say, (KINDS[row.pair.kind], *row.notes)))
    yield f"## {say(called(row.number))} · {notes}"
    yield from facts(row.pair.facts, say)
    writer = Writer(say, ends)
    parts = _parts(row.pair)
    for name, text in parts:
        if len(parts) > 1:
            yield from ["", f"### {say(name)}"]
        yield from ["", writer.text(text)]


def _parts(pair: PairDiff) -> list[tuple[Message, TextDiff]]:
    side = pair.right or pair.left
    assert side is not None, "a pair has at least one side"
    found = [(item(side.number), pair.question), (Message("Answer"), pair.answer)]
    return [(name, text) for name, text in found if text.changes]


def facts(changed: Sequence[Fact], say: Translator) -> Iterator[str]:
    """The facts that changed, a line each."""
    if changed:
        yield ""
        yield from (f"- {escaped(said(fact, say))}" for fact in changed)


class Writer:
    """Writes the changes of a text as Markdown."""

    def __init__(self, say: Translator, ends: Mapping[tuple[Op, int], End]) -> None:
        self._say = say
        self._ends = ends

    def text(self, text: TextDiff, ops: Iterable[Op] = BOTH) -> str:
        """Its blocks, a sentence to a line; of one side, with `ops` of that side."""
        shown = frozenset(ops)
        return "\n\n".join(self._block(block) for block in blocks(text.changes, shown))

    def _block(self, block: Prose | Bullets | Grid) -> str:
        match block:
            case Prose(sentences):
                return "\n".join(map(self._line, sentences))
            case Bullets(items):
                return "\n".join("- " + "\n  ".join(map(self._line, own)) for own in items)
            case Grid(rows):
                head, *body = ["| " + " | ".join(self._line(cell).strip() for cell in own) + " |" for own in rows]
                return "\n".join([head, "|" + " -- |" * len(rows[0]), *body])

    def _line(self, line: Line) -> str:
        text = "".join(map(self._run, line))
        return _OPENING.sub(_escape_opening, text)

    def _run(self, change: Change) -> str:
        before, core, after = edges(change.text)
        text = _SPECIAL.sub(r"\\\g<0>", core)
        tag = _TAGS.get(change.op)
        if not core or not tag:
            return f"{before}{text}{after}"
        marked = f"<{tag}>{text}</{tag}>"
        if change.move is not None:
            there = self._where(change)
            marked = f"{marked} →{there}" if change.op == "move-from" else f"←{there} {marked}"
        return f"{before}{marked}{after}"

    def _where(self, change: Change) -> str:
        """The question where the other end of a move stands; nothing where it is this one."""
        other: Op = "move-to" if change.op == "move-from" else "move-from"
        end = self._ends.get((other, change.move or 0))
        return f" {self._say(called(end.number, opens=False))}" if end else ""
