"""What a check found, and how far it is, for a person and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass

import click

from corpus.messages import Message
from corpus.proof.receipt import RECEIPT
from corpus.proof.report import CheckReport, Problem, Sealed
from differ.bilingual.help import _
from differ.bilingual.language import Translator
from differ.command.session import Session
from differ.output import serial
from differ.output.serial import Json
from differ.progress import Bar

_MANY = 20
"""Sources that take long enough to want to know what is proven without them."""


@dataclass
class Told:
    """Tells how far a check is, on standard error: first what is proven, then how many sources are left."""

    session: Session
    stack: ExitStack
    """Closes the bar."""
    bar: Bar | None = None

    def begun(self, so_far: CheckReport, left: int) -> None:
        """See corpus.proof.report.Listener."""
        if left >= _MANY:
            say = self.session.say
            told: dict[str, object] = {"verdict": _summary(so_far, say), "n": say.number(left)}
            self.session.tell(Message(_ALL_BUT, told))
        self.bar = self.stack.enter_context(self.session.progress(_("reading sources again"), left))

    def read(self) -> None:
        """See corpus.proof.report.Listener."""
        if self.bar:
            self.bar.update(1)


_ALL_BUT = _(
    "%(verdict)s, so far; now %(n)s sources are read again, which takes longest (Ctrl-C ends it; what was read is kept)"
)


def as_json(report: CheckReport, say: serial.Say) -> Json:
    """Whether a corpus is sound."""

    def told(found: tuple[Problem, ...], name: str) -> list[Json]:
        return [{"address": address, name: say(one)} for address, one in found]

    return serial.as_document(
        "check",
        ok=report.ok,
        interrupted=report.interrupted,
        problems=told(report.problems, "problem"),
        notes=told(report.notes, "note"),
        checked=dict(report.checked),
        receipt=asdict(report.sealed) if report.sealed else None,
        signatures=[
            {"address": one.address, "verdict": one.verdict, "signed_by": one.by, "key": one.key}
            for one in report.signatures
        ],
    )


def lines(report: CheckReport, say: Translator) -> Iterator[str]:
    """Each problem on a line, then what should be known, then what was looked at."""
    for address, problem in report.problems:
        yield click.style(f"{_place(address, say)}: {say(problem)}", fg="red")
    for address, note in report.notes:
        yield f"{_place(address, say)}: {say(Message('note: %(note)s', {'note': note}))}"
    if report.sealed and report.sealed.grew:
        yield from _shown(report.sealed, say)
    for who, count in Counter(one.by for one in report.signatures if one.verdict == "good").items():
        yield say.ngettext("%(n)s commit is validly signed", "%(n)s commits are validly signed", count) + f": {who}"
    yield _summary(report, say)
    if report.interrupted:
        counts: dict[str, object] = {name: say.number(report.checked[name]) for name in ("reread", "sources")}
        yield say(Message("of %(sources)s sources %(reread)s were read again, the others were not", counts))


def _place(address: str, say: Translator) -> str:
    return say(Message("receipt")) if address == RECEIPT else address


def _summary(report: CheckReport, say: Translator) -> str:
    count = report.checked
    looked_at = (
        say.ngettext("%(n)s object", "%(n)s objects", count["objects"]),
        say.ngettext("%(n)s commit", "%(n)s commits", count["commits"]),
        say.ngettext("%(n)s version", "%(n)s versions", count["versions"]),
        say.ngettext("%(n)s source", "%(n)s sources", count["sources"]),
    )
    verdict = say("the corpus is sound") if report.ok else say("the corpus is NOT sound")
    if not report.ok and all(where == RECEIPT for where, _problem in report.problems):
        verdict = say("the corpus is sound, the receipt is NOT")
    return f"{verdict}: {' · '.join(looked_at)}"


def _shown(shown: Sealed, say: Translator) -> Iterator[str]:
    grew = say.ngettext(
        "the history only grew since it was sealed, by %(n)s commit",
        "the history only grew since it was sealed, by %(n)s commits",
        shown.since,
    )
    by = [say(Message("signed by %(who)s", {"who": shown.signed_by}))] if shown.signed_by else []
    yield " · ".join([shown.date, grew, *by])
