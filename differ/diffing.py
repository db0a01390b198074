"""The verb `diff`: what changed between texts, on the terminal or in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from corpus.messages import Message
from corpus.model import Document
from differ import serial
from differ.choosing import Choice
from differ.compare import compare, compare_questions
from differ.documents import Documents, asked_in, only
from differ.help import _
from differ.model import NotaDiff, PairDiff, TextDiff
from differ.reports import output as files
from differ.reports.forms import FORMS, made
from differ.session import DIFFERENT, FINE, Session, verb


@verb(
    _("Show what changed between two versions, two nota's, two questions or two files.")
    + "\n\n"
    + _("Exit status: 0 equal, 1 different, 2 trouble."),
    "nota diff 99999-B@1 99999-B@3\nnota diff --facts 99999-B@concept 99999-B@herdruk\nnota diff draft.md final.md\n"
    "nota diff draft.docx final.docx --output changes.docx",
)
@click.argument("texts", nargs=-1, required=True, metavar="LEFT RIGHT")
@click.option("--only-changed", is_flag=True, help=_("Leave out what is unchanged."))
@click.option("--ignore-cosmetic", is_flag=True, help=_("Leave out what differs in layout or punctuation only."))
@click.option("--facts", is_flag=True, help=_("Only where a number, a date, a name or how firmly it is said changed."))
@click.option(
    "--side-by-side/--inline", default=None, help=_("Two columns, or one text; by default as the window is wide.")
)
@click.option("--markdown", is_flag=True, help=_("Write Markdown."))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Write a report, in the form of its ending: .html, .md, or .docx with tracked changes."),
)
def diff(
    session: Session,
    /,
    texts: tuple[str, ...],
    side_by_side: bool | None,
    markdown: bool,
    output: Path | None,
    **chosen: bool,
) -> int:
    """See its help."""
    if len(texts) != 2:
        raise click.UsageError(session.say("give two texts to compare"))
    if markdown and session.as_json:
        raise click.UsageError(session.say("give either --markdown or --json"))
    if output:
        files.known(output, FORMS)
    session.side_by_side = side_by_side
    choice = Choice(**chosen)
    with Documents(session) as documents:
        whole = _compared(*((documents.find(text), text) for text in texts))
        shown = choice.of(whole)
        if output:
            draft = documents.draft(whole.left) if output.suffix.lower() == ".docx" else None
            report = made(output.suffix, whole, session.say, choice, draft)
            if report.warning:
                session.tell(Message("warning: %(warning)s", {"warning": report.warning}))
            files.write(output, report.data)
            session.tell(Message("%(file)s: written", {"file": output}))
        if markdown:
            click.echo(made(".md", whole, session.say, choice).data, nl=False)
        elif session.as_json or not output:
            session.put(serial.diff(shown), session.terminal.diff(shown))
        return DIFFERENT if choice.finds_difference(whole) else FINE


def _compared(ours: tuple[Document, str], theirs: tuple[Document, str]) -> NotaDiff:
    """Two texts, or the questions of them that their addresses name."""
    (left, left_address), (right, right_address) = ours, theirs
    asked = asked_in(left_address), asked_in(right_address)
    if all(asked):
        alone = (only(left, left_address).nota.pairs[0], only(right, right_address).nota.pairs[0])
        return compare_questions(left, alone[0], right, alone[1])
    result = compare(left, right)
    if not any(asked):
        return result

    def concerned(pair: PairDiff) -> bool:
        side, number = (pair.left, asked[0]) if asked[0] else (pair.right, asked[1])
        return side is not None and side.number == number

    return replace(result, pairs=tuple(filter(concerned, result.pairs)), outside=TextDiff(()))
