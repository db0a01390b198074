"""The verbs `list` and `show`: what a corpus holds."""

from __future__ import annotations

import click

from corpus.normal import render
from differ.bilingual.help import _
from differ.command.documents import Documents, only
from differ.command.session import Session, verb
from differ.output import serial
from differ.output.serial_shown import shown as shown_document


@verb("nota list\nnota list --json")
def list_(session: Session) -> None:
    """See its help."""
    with session.open() as store:
        if session.as_json:
            session.put(serial.listed(store), ())
        else:
            session.write(session.terminal.listed(store))


@verb(
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
            session.write([render(document.nota)], end=False)
            return
        found = documents.places(document) if session.as_json else None
        shown = only(document, address)
        session.put(shown_document(shown, documents.known(), found), session.terminal.shown(shown))
