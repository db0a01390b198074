"""The verbs of the command `nota`: each reads its arguments, asks the modules beside it, and writes the result."""

from __future__ import annotations

import click

import differ.adding
import differ.diffing
import differ.duplicating  # noqa: F401  the verb `duplicates`
from corpus.address import parse
from corpus.check import check as check_store
from corpus.normal import render
from differ import serial
from differ.audit.threads import blame as blame_question
from differ.audit.threads import history as history_of
from differ.documents import Documents, only, stored_only
from differ.help import _
from differ.session import DIFFERENT, FINE, Session, verb


@verb(_("List the nota's of the corpus."), "nota list\nnota list --json")
def list_(session: Session) -> None:
    """See its help."""
    with session.open() as store:
        session.put(serial.listed(store), session.terminal.listed(store))


@verb(
    _("Show a nota, or one question of it; of a file, how it would be stored."),
    "nota show 36800-K-D\nnota show kst-36800-K-D@2#12\nnota show --markdown kst-36800-K-D > nota.md\n"
    "nota show draft.docx",
)
@click.argument("address")
@click.option("--markdown", is_flag=True, help=_("Write the stored text itself."))
def show(session: Session, address: str, markdown: bool) -> None:
    """See its help."""
    with Documents(session) as documents:
        document = documents.find(address)
        if markdown:
            click.echo(render(document.nota), nl=False)
            return
        found = documents.places(document) if session.as_json else None
        shown = only(document, address)
        session.put(serial.shown(shown, documents.known(), found), session.terminal.shown(shown))


@verb(
    _("The wordings of an answer through all versions, and through other nota's in which the question returns."),
    "nota history 99999-B#5\nnota history kst-99999-B@1#4 --json",
)
@click.argument("address")
def history(session: Session, address: str) -> None:
    """See its help."""
    with session.open() as store:
        thread = history_of(store, stored_only(address))
        session.put(serial.history(thread), session.terminal.history(thread))


@verb(
    _("Which version, of which date and author, brought each sentence of a question and its answer."),
    "nota blame 99999-B#5\nnota blame kst-99999-B@2#4 --json",
)
@click.argument("address")
def blame(session: Session, address: str) -> None:
    """See its help."""
    with session.open() as store:
        found = blame_question(store, stored_only(address))
        number = parse(address).question or ""
        full = f"{store.resolve(address).address}#{number}"
        session.put(serial.blame(full, found), session.terminal.blame(number, found))


@verb(
    _("Is the corpus sound and untampered? Exit status: 0 sound, 1 a problem, 2 trouble."),
    "nota check\nnota check --json",
)
def check(session: Session) -> int:
    """See its help."""
    with session.open() as store:
        report = check_store(store)
        session.put(serial.check(report, session.say), session.terminal.checked(report))
        return FINE if report.ok else DIFFERENT
