"""The verbs `log`, `when` and `at`: what an auditor asks of a corpus."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from differ.audit import documents, tables
from differ.audit.at import at as at_day
from differ.audit.days import day_of
from differ.audit.log import Wanted
from differ.audit.log import log as log_of
from differ.audit.moment import By
from differ.audit.when import MOST
from differ.audit.when import Wanted as Looked
from differ.audit.when import when as when_said
from differ.bilingual.help import _
from differ.command.session import Session, verb
from differ.progress import silent

if TYPE_CHECKING:
    from differ.audit.told import Told


class _Said(TypedDict):
    """What the options of `log` say, days as they were written."""

    since: str | None
    until: str | None
    author: str | None
    nota: str | None
    dossier: str | None
    facts: bool
    limit: int | None


class _Where(TypedDict):
    """What the options of `when` say of where to look, and how."""

    fuzzy: bool
    nota: str | None
    dossier: str | None


_CSV = click.option("--csv", is_flag=True, help=_("Write a table for a spreadsheet."))
_NOTA = click.option("--nota", metavar="ADDRESS", help=_("Only of this nota."))
_DOSSIER = click.option("--dossier", metavar="DOSSIER", help=_("Only of this dossier, with its chapters: 36800-K."))


@verb(
    "nota log\nnota log --nota 99999-B --facts\nnota log --dossier 36800-K --since 2026-01-01 --limit 20\n"
    "nota log --facts --csv > changed-facts.csv",
    _("Of each version: how many questions it changed since the one before, which, and the facts that changed.")
    + "\n\n"
    + _("By legal date, else that of the import; a day is written as 2026-05-21, 21-05-2026 or '21 mei 2026'."),
)
@click.option("--since", metavar="DATE", help=_("From this day on."))
@click.option("--until", metavar="DATE", help=_("Up to this day, with it."))
@click.option("--author", metavar="NAME", help=_("Only by authors of whom the name or address has this in it."))
@_NOTA
@_DOSSIER
@click.option("--facts", is_flag=True, help=_("Only versions, and questions, in which a fact changed."))
@click.option("--limit", type=click.IntRange(1), metavar="N", help=_("So many at most, the newest."))
@_CSV
def log(session: Session, csv: bool, **said: Unpack[_Said]) -> None:
    """See its help."""
    _one_form(session, csv)
    since, until = (day_of(text) if text else None for text in (said["since"], said["until"]))
    wanted = Wanted(since, until, said["author"], said["nota"], said["dossier"], said["facts"], said["limit"])
    with session.open() as store:
        # Where the entries themselves appear one sees how far it is, and a bar would stand among them.
        found = log_of(store, wanted, silent if sys.stdout.isatty() else session.progress)
        if csv:
            session.write(tables.log(found, session.say))
        else:
            lines = () if session.as_json else _told(session).log(found, wanted.facts)
            session.stream("log", "entries", map(documents.entry, found), lines)


@verb(
    "nota when 'uiterlijk in het najaar van 2031'\nnota when '3,5 miljoen euro' --dossier 99999\n"
    "nota when 'streeft ernaar' --fuzzy --json",
    _("Whatever its capitals, its quotes and dashes, and the ends of lines and sentences in it; whole words.")
    + "\n\n"
    + _("Where it stands nowhere, what comes closest; it is said in which facts that differs."),
)
@click.argument("phrase", metavar="TEXT")
@click.option("--fuzzy", is_flag=True, help=_("What comes close too, the closest first."))
@_NOTA
@_DOSSIER
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=MOST,
    show_default=True,
    metavar="N",
    help=_("Of what comes close, so many at most."),
)
@_CSV
def when(session: Session, phrase: str, csv: bool, limit: int, **said: Unpack[_Where]) -> None:
    """See its help."""
    _one_form(session, csv)
    with session.open() as store:
        found = when_said(store, phrase, Looked(said["fuzzy"], said["nota"], said["dossier"], limit))
        if csv:
            session.write(tables.when(found, session.say))
        else:
            session.put(documents.when(found), () if session.as_json else _told(session).when(found))


@verb(
    "nota at 2031-03-20 99999-B\nnota at '20 maart 2031' 99999-B#5\nnota at 20-03-2031 99999\n"
    "nota at 2026-05-21 36800-K-D --by import",
    _("A nota, a question of it, or a dossier: of that, which version of each nota stood.")
    + "\n\n"
    + _("A question is named by its number in the newest version, or in the version of its address: 99999-B@1#4."),
)
@click.argument("day", metavar="DATE")
@click.argument("address")
@click.option(
    "--by",
    type=click.Choice(["legal", "import"]),
    default="legal",
    show_default=True,
    help=_("By the legal date of the versions, or by the day on which they came into this corpus."),
)
@_CSV
def at(session: Session, day: str, address: str, by: By, csv: bool) -> None:
    """See its help."""
    _one_form(session, csv)
    with session.open() as store:
        found = at_day(store, day_of(day), address, by)
        if csv:
            session.write(tables.at(found, session.say))
        elif session.as_json:
            from differ.command.documents import located

            session.put(documents.at(store, found, located), ())
        else:
            session.put({}, _told(session).at(store, found))


def _told(session: Session) -> Told:
    # What writes for people takes long to load, and JSON is for programs.
    from differ.audit.told import Told

    return Told(session.terminal)


def _one_form(session: Session, csv: bool) -> None:
    if csv and session.as_json:
        raise click.UsageError(session.say("--csv and --json both want standard output; give one of them"))
