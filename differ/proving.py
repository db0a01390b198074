"""The verbs `check` and `seal`: is the corpus sound, and how is that shown to somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import click

from corpus.messages import Message
from corpus.proof.check import check as check_store
from corpus.proof.report import CheckReport, Problem
from differ import serial
from differ.audit.verdicts import Verdicts
from differ.derived import derived_of
from differ.help import _
from differ.language import Translator
from differ.serial import Json
from differ.session import DIFFERENT, FINE, Session, verb


@verb("nota check\nnota check --from-scratch\nnota check --json")
@click.option(
    "--from-scratch", is_flag=True, help=_("Take nothing from earlier runs: read every text and every source again.")
)
def check(session: Session, from_scratch: bool) -> int:
    """See its help."""
    with session.open() as store:
        kept = None if from_scratch else Verdicts(derived_of(store))
        with session.progress(_("checking"), len(store.log())) as bar:
            report = check_store(store, kept, lambda done: bar.update(done - bar.pos))
        session.put(as_json(report, session.say), lines(report, session.say))
        return FINE if report.ok else DIFFERENT


def as_json(report: CheckReport, say: serial.Say) -> Json:
    """Whether a corpus is sound."""

    def told(found: tuple[Problem, ...], name: str) -> list[Json]:
        return [{"address": address, name: say(one)} for address, one in found]

    return serial.as_document(
        "check",
        ok=report.ok,
        problems=told(report.problems, "problem"),
        notes=told(report.notes, "note"),
        checked=dict(report.checked),
    )


def lines(report: CheckReport, say: Translator) -> Iterator[str]:
    """Each problem on a line, then what should be known, then what was looked at."""
    for address, problem in report.problems:
        yield click.style(f"{address}: {say(problem)}", fg="red")
    for address, note in report.notes:
        yield f"{address}: {say(Message('note: %(note)s', {'note': note}))}"
    count = report.checked
    looked_at = (
        say.ngettext("%(n)s object", "%(n)s objects", count["objects"]),
        say.ngettext("%(n)s commit", "%(n)s commits", count["commits"]),
        say.ngettext("%(n)s version", "%(n)s versions", count["versions"]),
        say.ngettext("%(n)s source", "%(n)s sources", count["sources"]),
    )
    verdict = say("the corpus is sound") if report.ok else say("the corpus is NOT sound")
    yield f"{verdict}: {' · '.join(looked_at)}"
