"""Results -> a table for a spreadsheet.

One form for all: UTF-8 with a byte order mark, lines that end in CR LF, cells parted as a spreadsheet in the reader's
language expects (`;` in Dutch, where `,` is in numbers), and no cell that is run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from differ.bilingual.help import _
from differ.bilingual.language import Translator
from differ.bilingual.words import FACTS, GRADES, KINDS, repeats
from differ.model import Cluster, Fact, Located, Provenance, Run, Thread, Wording

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = (
    _("cluster"),
    _("kind"),
    _("grade"),
    _("score"),
    _("answers"),
    _("difference"),
    _("address"),
    _("question"),
    _("answer"),
)
_BYTE_ORDER_MARK = "\ufeff"
"""By which a spreadsheet knows that this is UTF-8."""


def duplicates(clusters: Iterable[Cluster], say: Translator) -> Iterator[str]:
    """A line for each question that repeats; those that repeat each other share a number."""
    yield from table([say(name) for name in _HEAD], _rows(clusters, say), say)


def table(head: Iterable[str], rows: Iterable[Iterable[str]], say: Translator) -> Iterator[str]:
    """A heading and a line for each row, as a spreadsheet reads them without asking; each wants a line feed yet."""
    yield _BYTE_ORDER_MARK + _line(head, say)
    yield from (_line(row, say) for row in rows)


def _rows(clusters: Iterable[Cluster], say: Translator) -> Iterator[list[str]]:
    for number, cluster in enumerate(clusters, start=1):
        own = [
            str(number),
            ", ".join(map(say, repeats(cluster))),
            say(GRADES[cluster.grade]),
            f"{cluster.score:.0f}",
            say("different answers" if cluster.answers_differ else "same answer"),
            _facts(cluster.difference, say),
        ]
        for member in cluster.members:
            yield [*own, *_words(member)]


_HISTORY_HEAD = (
    _("address"),
    _("date"),
    _("label"),
    _("author"),
    _("import"),
    _("commit"),
    _("change"),
    _("difference"),
    _("the same in"),
    _("question"),
    _("answer"),
)


def history(thread: Thread, say: Translator) -> Iterator[str]:
    """A line for each wording, in time order."""
    yield from table(map(say, _HISTORY_HEAD), (_wording(own, say) for own in thread.wordings), say)


def _wording(own: Wording, say: Translator) -> list[str]:
    v = own.version
    return [
        own.located.address,
        v.date.isoformat(),
        v.label or "",
        v.author,
        v.committed.isoformat(),
        v.commit,
        say(KINDS[own.kind]),
        _facts(own.facts, say),
        ", ".join(other.address for other in own.also_in),
        own.located.question,
        own.located.answer,
    ]


_BLAME_HEAD = (_("address"), _("part"), _("version"), _("date"), _("commit"), _("author"), _("text"))
_PARTS = {"question": _("question"), "answer": _("answer"), "outside": _("outside the questions")}


def blame(found: Iterable[Provenance], say: Translator, words: bool = False) -> Iterator[str]:
    """A line for each sentence with the version that brought it; with `words` one for each run of words."""
    yield _BYTE_ORDER_MARK + _line([say(name) for name in _BLAME_HEAD], say)
    for one in found:
        for run in one.words if words else [Run(one.text, one.version)]:
            v = run.version
            origin = [v.address, v.date.isoformat(), v.commit, v.author]
            yield _line([one.address, say(_PARTS[one.part]), *origin, run.text.strip()], say)


def _facts(facts: Iterable[Fact], say: Translator) -> str:
    return "; ".join(f"{say(FACTS[fact.kind])}: {fact.left or '–'} -> {fact.right or '–'}" for fact in facts)


def _words(member: Located) -> list[str]:
    return [member.address, member.question, member.answer]


def _line(cells: Iterable[str], say: Translator) -> str:
    out = io.StringIO()
    # A cell with an end of line in it is only quoted where that ends a line. Whoever prints a line ends it.
    csv.writer(out, delimiter=";" if say.language == "nl" else ",", lineterminator="\r\n").writerow(map(_plain, cells))
    return out.getvalue().removesuffix("\n")


def _plain(cell: str) -> str:
    """Text, also where it begins as a formula does ('- het aandeel van …')."""
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
