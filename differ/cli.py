"""The verbs that audit: each reads its arguments, asks the modules beside it, and writes the result."""

from __future__ import annotations

import click

from corpus.address import parse
from differ import serial
from differ.audit.threads import blame as blame_question
from differ.audit.threads import history as history_of
from differ.documents import stored_only
from differ.session import Session, verb


@verb(
    "nota history 99999-B#5\nnota history kst-99999-B@1#4 --json",
)
@click.argument("address")
def history(session: Session, address: str) -> None:
    """See its help."""
    with session.open() as store:
        thread = history_of(store, stored_only(address))
        session.put(serial.history(thread), session.terminal.history(thread))


@verb(
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
