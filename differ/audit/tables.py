"""The answers to what an auditor asks -> tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.model import Version
from differ.audit.at import At
from differ.audit.log import Entry
from differ.audit.moment import Then, counted
from differ.audit.when import Found, Sighting
from differ.bilingual.help import _
from differ.bilingual.language import Translator
from differ.bilingual.words import ENTRIES, FACTS, KINDS, PARTS, called
from differ.model import Fact
from differ.output.sheet import table

_VERSION = (_("date"), _("address"), _("label"), _("author"), _("import"), _("commit"))


def log(entries: Iterable[Entry], say: Translator) -> Iterator[str]:
    """A line for each fact that changed; for a question, or a version, in which none did, one for all of it."""
    names = (_("change"), _("question"), _("was"), _("text of the question"), _("fact"), _("before"), _("after"))
    rows = (row for own in entries for row in _log_rows(own, say))
    yield from table(map(say, (*_VERSION, *names)), rows, say)


def _log_rows(own: Entry, say: Translator) -> Iterator[list[str]]:
    version = _version(own.version)
    for one in own.changes.questions if own.changes else ():
        numbers = [say(called(number)) if number else "" for number in (one.right, one.left)]
        for fact in one.facts or (None,):
            yield [*version, say(KINDS[one.kind]), *numbers, one.question, *_fact(fact, say)]
    if not own.changes or not own.changes.questions:
        yield [*version, say(ENTRIES[own.kind]), *[""] * 6]


def when(found: Found, say: Translator) -> Iterator[str]:
    """A line for each stretch of time in which a sentence with the phrase stood; withdrawn ones have no dates.

    Until when is the day on which it was gone, as the lines have it; empty where it stands to this day.
    """
    names = (_("nota"), _("part"), _("first address"), _("last address"), _("since"), _("until"), _("gone in"))
    rows = (row for own in found.presences for one in own.sightings for row in _when_rows(one, say))
    yield from table(map(say, (*names, _("score"), _("words"), _("text"))), rows, say)


def _when_rows(one: Sighting, say: Translator) -> Iterator[list[str]]:
    where = [one.nota, say(PARTS[one.part])]
    words = [f"{one.score:.0f}", one.text[slice(*one.hit)], one.text]
    for stretch in one.periods:
        gone = [stretch.gone.date.isoformat(), stretch.gone.address] if stretch.gone else ["", ""]
        yield [*where, ", ".join(one.first), ", ".join(one.last), stretch.first.date.isoformat(), *gone, *words]
    for address in one.withdrawn:
        yield [*where, address, address, "", "", say("withdrawn"), *words]


def at(found: At, say: Translator) -> Iterator[str]:
    """A line for each nota: which version stood."""
    names = (_("nota"), *_VERSION, _("until"), _("question"), _("text of the question"), _("answer"))
    yield from table(map(say, names), (_at_row(own, found) for own in found.notas), say)


def _at_row(own: Then, found: At) -> list[str]:
    version = _version(own.version) if own.version else [""] * len(_VERSION)
    pair = own.pair
    asked = [pair.number, pair.question.text, pair.answer.text if pair.answer else ""] if pair else [""] * 3
    return [own.nota, *version, counted(own.after, found.by).isoformat() if own.after else "", *asked]


def _version(version: Version) -> list[str]:
    return [
        version.date.isoformat(),
        version.address,
        version.label or "",
        version.author,
        version.committed.isoformat(),
        version.commit,
    ]


def _fact(fact: Fact | None, say: Translator) -> list[str]:
    return [say(FACTS[fact.kind]), fact.left or "", fact.right or ""] if fact else ["", "", ""]
