"""Results -> a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from differ.help import _
from differ.language import Translator
from differ.model import Cluster, Located, Provenance, Run
from differ.words import FACTS, GRADES, MATCHES

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
    """A line for each question that repeats; those that repeat each other share a number.

    Cells are parted as a spreadsheet in the reader's language expects: by `;` in Dutch, where `,` is in numbers.
    """
    yield from table([say(name) for name in _HEAD], _rows(clusters, say), say)


def table(head: Iterable[str], rows: Iterable[Iterable[str]], say: Translator) -> Iterator[str]:
    """A heading and a line for each row, as a spreadsheet reads them without asking."""
    yield _BYTE_ORDER_MARK + _line(head, say)
    yield from (_line(row, say) for row in rows)


def _rows(clusters: Iterable[Cluster], say: Translator) -> Iterator[list[str]]:
    for number, cluster in enumerate(clusters, start=1):
        own = [
            str(number),
            ", ".join(say(MATCHES[kind]) for kind in cluster.kinds),
            say(GRADES[cluster.grade]),
            f"{cluster.score:.0f}",
            say("different answers" if cluster.answers_differ else "same answer"),
            "; ".join(f"{say(FACTS[f.kind])}: {f.left or '–'} -> {f.right or '–'}" for f in cluster.difference),
        ]
        for member in cluster.members:
            yield [*own, *_words(member)]


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


def _words(member: Located) -> list[str]:
    return [member.address, member.question, member.answer]


def _line(cells: Iterable[str], say: Translator) -> str:
    out = io.StringIO()
    # A cell with an end of line in it is only quoted where that ends a line.
    csv.writer(out, delimiter=";" if say.language == "nl" else ",", lineterminator="\r\n").writerow(map(_plain, cells))
    return out.getvalue().removesuffix("\r\n")


def _plain(cell: str) -> str:
    """Text, also where it begins as a formula does ('- het aandeel van …')."""
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
