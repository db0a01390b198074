"""What was found -> JSON, a table for a spreadsheet, and lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import click

from corpus.messages import Message
from differ.bilingual.help import _
from differ.bilingual.language import Translator
from differ.bilingual.words import PARTS, called
from differ.output.serial import Json, as_document
from differ.output.sheet import table
from differ.output.window import Window
from differ.search.find import Found, Hit
from differ.search.marks import Excerpt

_HEAD = (
    _("address"),
    _("date"),
    _("kind of paper"),
    _("subject"),
    _("asked by"),
    _("question"),
    _("answer"),
    _("outside the questions"),
    _("versions"),
)


def document(found: Found) -> Json:
    """`nota.search/1`."""
    search = found.search
    return as_document(
        "search",
        query={
            "text": search.text,
            "dossier": search.dossier,
            "kind": search.kind,
            "nota": search.nota,
            "part": search.part,
            "asked_by": search.asked_by,
            "year": search.year,
            "changed": search.changed,
            "all_versions": search.all_versions,
            "sort": search.sort,
        },
        total=found.total,
        offset=found.offset,
        hits=[_hit(hit) for hit in found.hits],
    )


def _hit(hit: Hit) -> Json:
    return {
        "address": hit.address,
        "kind": hit.kind or None,
        "title": hit.title or None,
        "date": hit.date,
        "score": round(hit.score, 2),
        "question": hit.question or None,
        "answer": hit.answer or None,
        "outside": hit.outside or None,
        "answered_at": f"{hit.nota}@{hit.version}#{hit.answered_at}" if hit.answered_at else None,
        "asked_by": list(hit.asked_by),
        "changed": hit.changed,
        "newest": hit.newest,
        "versions": list(hit.versions),
        "excerpts": [
            {"part": part, "text": excerpt.text, "marks": [list(mark) for mark in excerpt.marks]}
            for part, excerpt in (("question", hit.in_question), ("answer", hit.in_answer), ("outside", hit.in_outside))
            if excerpt.text
        ],
    }


def sheet(hits: Iterable[Hit], say: Translator) -> Iterator[str]:
    """A line for each hit."""
    rows = ((h.address, h.date, h.kind, h.title, ", ".join(h.asked_by), *_texts(h), " ".join(h.versions)) for h in hits)
    return table([say(name) for name in _HEAD], rows, say)


def _texts(hit: Hit) -> tuple[str, str, str]:
    return hit.question, hit.answer, hit.outside


def lines(found: Found, say: Translator, window: Window) -> Iterator[str]:
    """How many there are, then each with what was looked for marked."""
    if found.search.asks_only:
        yield say.ngettext("%(n)s question found", "%(n)s questions found", found.total)
    else:
        yield say.ngettext("%(n)s place found", "%(n)s places found", found.total)
    for hit in found.hits:
        yield ""
        told = [
            hit.address,
            say.date(date.fromisoformat(hit.date)),
            *([", ".join(hit.asked_by)] if hit.asked_by else []),
        ]
        told += [say(PARTS["outside"])] if hit.outside else []
        told += [say("answer changed")] if hit.changed else []
        told += [] if hit.newest else [say("no longer in the newest version")]
        yield f"{click.style(told[0], bold=True)} · {' · '.join(told[1:])}"
        yield from _excerpt(hit.in_question, window, "  ")
        if hit.answered_at:
            where = Message("answered at %(question)s", {"question": called(hit.answered_at, opens=False)})
            yield f"    {say(where)}"
        yield from _excerpt(hit.in_answer, window, "    ")
        yield from _excerpt(hit.in_outside, window, "  ")


def _excerpt(excerpt: Excerpt, window: Window, indent: str) -> Iterator[str]:
    marked = "".join(f"«{text}»" if meant else text for text, meant in excerpt.runs()).replace("\n", " ")
    if marked:
        shown = f"{'… ' if excerpt.cut_before else ''}{marked.strip()}{' …' if excerpt.cut_after else ''}"
        yield from window.wrapped(shown, indent)
