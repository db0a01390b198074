"""The verb `report`: an audit in a file."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.messages import Message
from differ.audit.reporting.forms import FORMS, made
from differ.audit.reporting.gathered import gather
from differ.bilingual.help import _
from differ.command.again import wrote
from differ.command.session import Session, verb
from differ.reports import output as files


@verb(
    "nota report 99999-B#5 --output audit.html\nnota report 99999-B --output audit.pdf --lang en\n"
    "nota report 99999 --output dossier.docx",
    _("Of a question, of all questions of a nota, or of all nota's of a dossier.")
    + "\n\n"
    + _("With versions, sources and their SHA-256, and the plain git commands that show each of them."),
)
@click.argument("asked", metavar="ADDRESS")
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Where to write it, in the form of its ending: .html, .md, .pdf or .docx."),
)
def report(session: Session, asked: str, output: Path) -> None:
    """See its help."""
    if session.as_json:
        raise click.UsageError(session.say("a report is a file; nota history and nota blame write JSON"))
    files.known(output, FORMS)
    with session.open() as store:
        data = made(output.suffix, gather(store, asked, session.progress), session.say)
        files.write(output, data)
    told = Message("%(file)s: written", {"file": output})
    wrote(data, session.say(told))
    session.tell(told)
