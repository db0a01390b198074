"""The answers to what an auditor asks -> lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

import click

from corpus.messages import Message
from corpus.model import Document, Nota, Question, Version
from corpus.store import Store
from differ.audit.at import At
from differ.audit.brief import Changed
from differ.audit.log import Entry
from differ.audit.moment import Then, counted
from differ.audit.periods import Period
from differ.audit.when import WORD_FOR_WORD, Found, Presence, Sighting
from differ.bilingual.language import Translator
from differ.bilingual.words import KINDS, PARTS, called
from differ.output.standing import corrections
from differ.output.terminal import Terminal
from differ.reports.said import said

_SHORT = 100
"""Signs of a question by which it is known again."""


def was(one: Changed) -> Message:
    """The number that a question had."""
    return Message("was %(numbers)s", {"numbers": called(one.left or "", opens=False)})


class Told:
    """Writes for one reader."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.say: Translator = terminal.say

    # log

    def log(self, entries: Iterable[Entry], only_facts: bool) -> Iterator[str]:
        """Each version as it comes, with what it changed."""
        found = False
        for own in entries:
            yield from [""] if found else []
            yield from self._entry(own, only_facts)
            found = True
        if not found:
            yield self.say("No version is like that.")

    def _entry(self, own: Entry, only_facts: bool) -> Iterator[str]:
        version = own.version
        yield click.style(self._moment(version), bold=True)
        yield f"  {version.author} · {version.commit[:10]}"
        yield from (f"  {self.say(one)}" for one in summaries(own, self.say))
        for one in own.changes.questions if own.changes else ():
            if one.facts or not only_facts:
                yield from self._changed(one)

    def _changed(self, one: Changed) -> Iterator[str]:
        number = called(one.right or one.left or "")
        # What only stands elsewhere, or under another number, is not told as unchanged among the changes.
        kinds = [self.say(KINDS[one.kind])] if one.kind != "unchanged" else []
        told = [self.say(number), *kinds, *self._was(one)]
        yield f"  {' · '.join(told)}: {shorten(one.question, _SHORT, placeholder=' …')}"
        yield from (click.style(f"    ! {said(fact, self.say, ' -> ')}", fg="yellow") for fact in one.facts)

    def _was(self, one: Changed) -> Iterator[str]:
        if one.left and one.right and one.left != one.right:
            yield self.say(was(one))
        if one.moved:
            yield self.say("moved to another place")

    # when

    def when(self, found: Found) -> Iterator[str]:
        """Each nota that has the phrase, and each sentence in which it stands."""
        yield click.style(self.say(heading(found)), bold=True)
        for own in found.presences:
            yield ""
            yield from self._presence(own, found)

    def _presence(self, own: Presence, found: Found) -> Iterator[str]:
        yield click.style(own.nota, bold=True) + (f" · {spans(own.periods, self.say)}" if own.periods else "")
        for one in own.sightings:
            yield from self._sighting(one, found)

    def _sighting(self, one: Sighting, found: Found) -> Iterator[str]:
        where = ", ".join(one.last or one.withdrawn)
        notes = [self.say(PARTS[one.part]), *self._notes(one, found)]
        yield f"  {where} · {' · '.join(notes)}"
        begin, end = one.hit
        marked = f"{one.text[:begin]}{click.style(one.text[begin:end], bold=True, underline=True)}{one.text[end:]}"
        yield from self.terminal.window.wrapped(marked, "    ")
        yield from (click.style(f"    ! {said(fact, self.say, ' -> ')}", fg="yellow") for fact in one.difference)

    def _notes(self, one: Sighting, found: Found) -> Iterator[str]:
        if found.match == "fuzzy":
            yield self.say(likeness(one))
        if one.periods:
            yield spans(one.periods, self.say)
        if one.withdrawn:
            yield self.say(Message("withdrawn: %(addresses)s", {"addresses": ", ".join(one.withdrawn)}))

    # at

    def at(self, store: Store, found: At) -> Iterator[str]:
        """Which version stood, and its text; of a dossier the versions alone."""
        for number, own in enumerate(found.notas):
            yield from [""] if number and not found.is_dossier else []
            yield click.style(self.say(stood(own, found)), bold=not found.is_dossier)
            if own.version and not found.is_dossier:
                yield from self._text(store, own, found)

    def _text(self, store: Store, own: Then, found: At) -> Iterator[str]:
        if found.number and not own.pair:
            yield f"  {self.say('That question did not stand in it.')}"
        elif own.version:
            yield ""
            yield from self.terminal.shown(shown(store, own))

    def _moment(self, version: Version) -> str:
        label = f" · {version.label}" if version.label else ""
        return f"{self.say.date(version.date)} · {version.address}{label}"


def shown(store: Store, own: Then) -> Document:
    """The text that stood: all of it, or the question that was asked for alone."""
    assert own.version is not None, "something stood"
    document = store.document(own.version)
    if own.pair is None:
        return document
    alone = Question(own.pair.number, own.pair.question.blocks, own.pair.answer)
    return Document(document.address, Nota(document.nota.meta, (), (alone,)), own.version)


def summaries(own: Entry, say: Translator) -> Iterator[Message]:
    """What a version corrects, what corrects it and why, and what it changed, each in a line."""
    yield from corrections(own.version)
    if own.kind != "withdrawn":
        yield _changes(own, say)


def _changes(own: Entry, say: Translator) -> Message:
    if own.changes is None or own.before is None:
        return Message("first version")
    found = own.changes.summary
    counts = [f"{found[kind]} {say(name)}" for kind, name in KINDS.items() if kind in found and kind != "unchanged"]
    counts += [say("changed outside the questions")] if own.changes.outside else []
    told = " · ".join(counts) or say("no differences")
    values: dict[str, object] = {"before": own.before.address, "changes": told}
    if own.kind == "reread":
        return Message("the source of %(before)s read again: %(changes)s", values)
    return Message("since %(before)s: %(changes)s", values)


def heading(found: Found) -> Message:
    """What was found of a phrase, in a line."""
    same = [own for own in found.presences if any(one.score == WORD_FOR_WORD for one in own.sightings)]
    values: dict[str, object] = {"phrase": found.phrase, "count": len(same)}
    if found.first and found.last:
        first, last = found.first, found.last
        values |= {"first": first.date, "at": first.address, "last": last.date, "until": last.address}
        if len(same) == 1:
            return Message("‘%(phrase)s’: first %(first)s (%(at)s), last %(last)s (%(until)s)", values)
        return Message("‘%(phrase)s’: in %(count)s nota's, first %(first)s (%(at)s), last %(last)s (%(until)s)", values)
    if found.match == "exact":
        return Message("‘%(phrase)s’: in withdrawn versions alone", values)
    if not found.presences:
        return Message("‘%(phrase)s’ stands nowhere, and nothing comes close.", values)
    return Message("‘%(phrase)s’ stands nowhere word for word; this comes closest:", values)


def likeness(one: Sighting) -> Message:
    """How close it comes to what was asked. Rounded down: nothing but the same is 100%."""
    return (
        Message("alike for %(n)s%%", {"n": int(one.score)}) if one.score < WORD_FOR_WORD else Message("word for word")
    )


def spans(stretches: Iterable[Period], say: Translator) -> str:
    """'since 3 March 2031 (@1), gone on 28 March 2031 (@3)', and again where it came back."""
    told = []
    for number, own in enumerate(stretches):
        values: dict[str, object] = {"day": own.first.date, "version": f"@{own.first.number}"}
        begun = Message("back since %(day)s (%(version)s)", values) if number else None
        told.append(say(begun or Message("since %(day)s (%(version)s)", values)))
        if own.gone:
            gone: dict[str, object] = {"day": own.gone.date, "version": f"@{own.gone.number}"}
            told.append(say(Message("gone on %(day)s (%(version)s)", gone)))
    return ", ".join(told)


def stood(own: Then, found: At) -> Message:
    """Which version stood on a day, in a line."""
    values: dict[str, object] = {"nota": own.nota, "day": found.day}
    if own.after:
        values |= {"after": own.after.address, "then": counted(own.after, found.by)}
    if own.version is None and own.after is None:
        return Message("%(nota)s: nothing stood on %(day)s, because all that was stored of it was withdrawn", values)
    if own.version is None:
        return Message("%(nota)s: nothing stood yet on %(day)s; the first is %(after)s of %(then)s", values)
    values |= {"version": own.version.address, "since": counted(own.version, found.by)}
    if own.after is None:
        return Message("%(version)s stood on %(day)s, since %(since)s, and stands to this day", values)
    return Message("%(version)s stood on %(day)s, since %(since)s, until %(after)s of %(then)s", values)
