"""The verb `duplicates`: which questions repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict, Unpack

import click

from corpus.messages import Message
from corpus.model import Document, Meta, Nota, Paragraph, Question
from corpus.text import clean
from differ.bilingual.help import _
from differ.command.documents import Documents, asked_in
from differ.command.session import DIFFERENT, FINE, Session, verb
from differ.model import GRADES, Cluster, Grade, MatchKind
from differ.output import serial, sheet

ASKED = "?"
"""The address of a question that was typed: it stands nowhere."""


class _Said(TypedDict):
    """What the options say."""

    in_corpus: bool
    question: str | None
    min_grade: Grade
    kind: tuple[MatchKind, ...]
    only_different_answers: bool
    explain: bool
    csv: bool
    check: bool


@verb(
    "nota duplicates 36800-K-D\nnota duplicates 99999-B 99999-D --json\n"
    "nota duplicates draft.docx --in-corpus --check\n"
    "nota duplicates --only-different-answers --csv > repeats.csv\n"
    'nota duplicates --question "Wie houdt toezicht op het fonds?"',
    _("What was asked again and answered otherwise comes first. What was found of a corpus is kept beside it.")
    + "\n\n"
    + _("Exit status: 0 done, 1 with --check when a question repeats, 2 trouble."),
)
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option("--in-corpus", is_flag=True, help=_("Look for what repeats these in the whole corpus."))
@click.option("--question", metavar="TEXT", help=_("Was this asked before? Looks for it in the whole corpus."))
@click.option(
    "--min-grade",
    type=click.Choice(GRADES),
    default="same",
    help=_("How alike at least: word for word, the same in other words, with another year or body, on one subject."),
)
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice(["question", "reference", "answer"]),
    help=_("Only what repeats in this way; may be given more than once."),
)
@click.option("--only-different-answers", is_flag=True, help=_("Only where the answers differ."))
@click.option(
    "--explain",
    is_flag=True,
    help=_(
        "Show the words of the questions with their weights: what one counts against a repeat "
        "where nothing stands for it."
    ),
)
@click.option("--csv", is_flag=True, help=_("Write a table for a spreadsheet: a line for each question."))
@click.option("--check", is_flag=True, help=_("Exit with 1 when any question repeats."))
def duplicates(session: Session, addresses: Sequence[str], **said: Unpack[_Said]) -> int:
    """See its help."""
    if said["csv"] and session.as_json:
        raise click.UsageError(session.say("--csv and --json both want standard output; give one of them"))
    if said["question"] is not None and not said["question"].strip():
        raise click.UsageError(session.say("--question: which question was it?"))
    if addresses and said["question"]:
        raise click.UsageError(session.say("--question is asked of the whole corpus; give no address with it"))
    told = _Told(_found(session, addresses, said))
    if said["csv"]:
        session.write(sheet.duplicates(told, session.say))
    else:
        session.stream(
            "duplicates",
            "clusters",
            (serial.cluster(own, session.say) for own in told),
            session.terminal.duplicates(told, said["explain"], _NOT_ASKED if said["question"] else None),
        )
    return DIFFERENT if said["check"] and told.any else FINE


_NOT_ASKED = Message("Nothing in the newest versions asks this; 'nota search' looks for its words.")


class _Told:
    """Clusters as they pass, one by one: of a large corpus not all are held."""

    def __init__(self, found: Iterator[Cluster]) -> None:
        self._found = found
        self.any = False

    def __iter__(self) -> Iterator[Cluster]:
        for own in self._found:
            self.any = True
            yield own


def _found(session: Session, addresses: Sequence[str], said: _Said) -> Iterator[Cluster]:
    # Here and not above: arrays take longer to load than the help of the command to read.
    from differ.duplicates import KINDS, Wanted, clusters
    from differ.kept import in_corpus

    # A question that was typed has no answer: it repeats by itself alone.
    kinds = said["kind"] or (("question",) if said["question"] else KINDS)
    wanted = Wanted(said["min_grade"], kinds, said["only_different_answers"])
    with Documents(session) as documents:
        typed = [_asking(said["question"])] if said["question"] else []
        asked = typed or [documents.find(address) for address in addresses]
        if asked and not (typed or said["in_corpus"]):
            found: Iterator[Cluster] = iter(clusters(asked, wanted))
        else:
            found = in_corpus(documents.store, wanted, asked, session.progress, lambda: session.tell(_busy(session)))
        yield from _with(found, {d.address_of(n) for a in addresses if (n := asked_in(a)) for d in [documents.find(a)]})


def _with(found: Iterator[Cluster], named: set[str]) -> Iterator[Cluster]:
    """Those with one of the questions that were named; all where none was."""
    return (own for own in found if not named or named & {member.address for member in own.members})


def _asking(text: str) -> Document:
    """A nota that asks no more than this."""
    lines = tuple(filter(None, map(clean, text.splitlines())))
    return Document(ASKED, Nota(Meta(""), (), (Question("1", (Paragraph(lines),)),)))


def _busy(session: Session) -> Message:
    return Message("waiting for another 'nota duplicates' on %(corpus)s", {"corpus": session.corpus})
