"""The verbs that audit: each reads its arguments, asks the modules beside it, and writes the result.

Each form loads what writes it, for that takes longer than to tell what is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from corpus.errors import AddressError
from corpus.store import Store
from differ.audit.provenance import blamed as blame_of
from differ.audit.threads import history as history_of
from differ.bilingual.help import _
from differ.command.session import Session, verb


@verb(
    "nota history 99999-B#5\nnota history kst-99999-B@1#4 --json\nnota history 99999-B#5 --csv > history.csv",
)
@click.argument("address")
@click.option("--csv", is_flag=True, help=_("Write a table for a spreadsheet: a line for each wording."))
def history(session: Session, address: str, csv: bool) -> None:
    """See its help."""
    _one_form(session, csv)
    with session.open() as store:
        thread = history_of(store, _stored_only(address), session.progress)
        if csv:
            from differ.output import sheet

            session.write(sheet.history(thread, session.say))
        elif session.as_json:
            from differ.output import serial

            session.put(serial.history(thread), ())
        else:
            session.write(chain(_standing(session, store, address), session.terminal.history(thread)))


@verb(
    "nota blame 99999-B#5\nnota blame kst-99999-B@2#4 --words\nnota blame 99999-B --csv > blame.csv",
)
@click.argument("address")
@click.option("--words", is_flag=True, help=_("Also inside sentences: who brought which words."))
@click.option("--csv", is_flag=True, help=_("Write a table for a spreadsheet: a line for each sentence."))
def blame(session: Session, address: str, words: bool, csv: bool) -> None:
    """See its help."""
    _one_form(session, csv)
    with session.open() as store:
        full, found = blame_of(store, _stored_only(address))
        if csv:
            from differ.output import sheet

            session.write(sheet.blame(found, session.say, words))
        elif session.as_json:
            from differ.output import serial

            session.put(serial.blame(full, found), ())
        else:
            session.write(chain(_standing(session, store, address), session.terminal.blame(found, words)))


def _standing(session: Session, store: Store, address: str) -> Iterator[str]:
    """Who asks for a version that was withdrawn is told so, as where it is shown."""
    from differ.output.standing import corrections

    return map(session.say, corrections(store.resolve(address)))


def _stored_only(argument: str) -> str:
    """An argument that is an address in the corpus. Raises AddressError for a file, which has one version only."""
    if Path(argument.partition("#")[0]).is_file():
        raise AddressError(
            "%(file)s: a file has no history; 'nota add' stores it as a version of its nota", file=argument
        )
    return argument


def _one_form(session: Session, csv: bool) -> None:
    if csv and session.as_json:
        raise click.UsageError(session.say("--csv and --json both want standard output; give one of them"))
