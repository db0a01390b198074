"""The verb `add`: files into the corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, TypedDict, Unpack

import click

from corpus.address import given_id
from corpus.blocks import Options, Revisions
from corpus.bulk import Added, Terms, add_all
from corpus.errors import CorpusError, NotACorpus
from corpus.messages import Message
from corpus.papers import files_of
from corpus.store import Store
from corpus.submission import Stored
from differ.audit.days import NoDay, day_of
from differ.audit.verdicts import Verdicts
from differ.beforehand import find_out
from differ.bilingual.help import _
from differ.command.session import FINE, TROUBLE, Session, verb
from differ.keeping.derived import Derived
from differ.output import serial
from differ.output.serial import Json
from differ.reports.output import unwritable

_EARLIEST = date(1815, 1, 1)
"""No paper is older than the States-General of today: an earlier year is a slip of the pen."""


class _Said(TypedDict):
    """What the options say of every file."""

    own_id: str | None
    label: str | None
    received: str | None
    author: str | None
    replaces: str | None
    reason: str | None
    no_source: bool
    revisions: Revisions


@verb(
    "nota add kst-36800-K-D.md\nnota add --label herdruk --date 2031-03-28 nota-b.md\n"
    "nota add nota-e.pdf --id kst-99999-E --replaces kst-99999-B@2 --reason 'filed under the wrong id'\n"
    "nota add papers/ --report account.json",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, readable=False))
@click.option("--id", "own_id", metavar="ID", help=_("The id of the nota; wins over what the paper says."))
@click.option("--label", metavar="LABEL", help=_("A name for this version: concept, herdruk."))
@click.option(
    "--date", "received", metavar="DATE", help=_("The legal date, as 2026-05-21; wins over what the paper says.")
)
@click.option("--author", metavar="NAME", help=_("Who wrote or supplied the text: 'Name <name@example.nl>'."))
@click.option(
    "--replaces", metavar="ADDRESS", help=_("The version that this file corrects: kept, but withdrawn. With --reason.")
)
@click.option("--reason", metavar="TEXT", help=_("Why it is replaced; kept with the new version."))
@click.option("--no-source", is_flag=True, help=_("Do not keep the file as it was received."))
@click.option(
    "--revisions",
    type=click.Choice(["accept", "original"]),
    default="accept",
    help=_("Of a draft with tracked changes: the text with all of them accepted, or the text before them."),
)
@click.option(
    "--report",
    metavar="FILE",
    help=_("Write, as JSON, where each word of each file went; - is standard output, without --json."),
)
def add(session: Session, files: Sequence[Path], report: str | None, **said: Unpack[_Said]) -> int:
    """See its help."""
    if report == "-" and session.as_json:
        raise click.UsageError(session.say("--report - and --json both want standard output; give one a file"))
    if bool(said["replaces"]) != bool(said["reason"]):
        raise click.UsageError(session.say("--replaces and --reason go together: which version, and why"))
    paths = list(files_of(files))
    if said["own_id"] and len(paths) > 1:
        raise click.UsageError(session.say("--id names one nota; give one file with it"))
    if said["replaces"] and len(paths) > 1:
        raise click.UsageError(session.say("--replaces names one version; give one file with it"))
    # One file by its name is meant, even where its text was there before; of many, what is known is passed over.
    terms = _terms(session, said, only_new=paths != list(files) or len(paths) > 1)
    with ExitStack() as opened:
        # Before anything is stored: a report that cannot be written is told now.
        out = opened.enter_context(_opened(report)) if report else None
        results, accounts = _import(session, paths, terms, bool(report))
        if out:
            json.dump(serial.report(accounts), out, ensure_ascii=False, indent=2)
            out.write("\n")
    status = _tell(session, results, silent=report == "-")
    # What was stored is told by then: who has no time for the rest may break it off.
    stored = [one.result for one in results if isinstance(one.result, Stored)]
    if added := [one.version for one in stored if one.status == "added"]:
        with Store.open(session.corpus) as store:
            find_out(store, added, session.progress)
    return status


def _opened(report: str) -> AbstractContextManager[IO[str]]:
    try:
        return click.open_file(report, "w", encoding="utf-8")
    except OSError as error:
        raise unwritable(Path(report), error) from None


def _terms(session: Session, said: _Said, only_new: bool) -> Terms:
    return Terms(
        own_id=given_id(said["own_id"], _notas(session.corpus)) if said["own_id"] else None,
        received=_day(session, said["received"]) if said["received"] is not None else None,
        label=said["label"],
        author=said["author"],
        replaces=said["replaces"],
        reason=said["reason"],
        keep_source=not said["no_source"],
        options=Options(revisions=said["revisions"]),
        only_new=only_new,
    )


def _day(session: Session, text: str) -> date:
    with suppress(NoDay):
        day = day_of(text)
        if day >= _EARLIEST:
            return day
    raise click.UsageError(
        session.say(
            Message("'%(date)s' is no date; write it as 2026-05-21, 21-05-2026 or '21 mei 2026'", {"date": text})
        )
    )


def _import(session: Session, paths: Sequence[Path], terms: Terms, report: bool) -> tuple[list[Added], list[Json]]:
    """What became of each file, and the account of each where a report is wanted."""
    busy = Message("waiting for another 'nota add' on %(corpus)s", {"corpus": session.corpus})
    results, accounts = [], []
    before = _versions(session.corpus)
    verdicts = Verdicts(Derived(session.corpus))
    with session.progress(_("reading"), len(paths)) as bar:
        stored = add_all(session.corpus, paths, terms, lambda: session.tell(busy), lambda: bar.update(1))
        try:
            for one in stored:
                if report:
                    accounts.append(serial.accounted(one, session.say))
                if isinstance(one.result, Stored) and one.result.status == "added":
                    verdicts.just_stored(one.result.version)
                # What was taken out of ten thousand files is much, and only the report tells it.
                account = replace(one.account, removed=(), notes=()) if one.account else None
                results.append(replace(one, account=account))
        except KeyboardInterrupt:
            _broken_off(session, before)
            raise
    return results, accounts


def _notas(corpus: Path) -> tuple[str, ...]:
    try:
        with Store.open(corpus) as store:
            return tuple(store.notas())
    except NotACorpus:
        return ()


def _versions(corpus: Path) -> int:
    try:
        with Store.open(corpus) as store:
            return len(store.log())
    except NotACorpus:
        return 0


def _broken_off(session: Session, before: int) -> None:
    """Tell what became of an import that somebody ended, by what the corpus has: not all that was stored was told."""
    more = _versions(session.corpus) - before
    told = Message("nothing was stored")
    if more:
        versions = session.say.ngettext("%(n)s version", "%(n)s versions", more)
        told = Message("stored: %(versions)s; adding the same again adds what is missing", {"versions": versions})
    session.tell(told)


def _tell(session: Session, results: Sequence[Added], silent: bool) -> int:
    for one in results:
        for message in one.warnings:
            session.tell(Message("warning: %(warning)s", {"warning": message}))
        if one.account and one.account.revisions == "accept":
            session.tell(Message("%(file)s: --revisions original reads it as it was before them", {"file": one.file}))
    refused = [one.result for one in results if isinstance(one.result, CorpusError)]
    for error in refused:
        session.tell(Message("refused: %(reason)s", {"reason": error.message}))
    if not silent:
        session.put(serial.added(results, session.say), session.terminal.added(results))
    return TROUBLE if refused else FINE
