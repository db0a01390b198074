"""The verb `search`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict, Unpack

import click

from corpus.messages import Message
from differ.audit.scope import in_dossier
from differ.bilingual.help import _
from differ.command.session import Session, verb
from differ.search.documents import document, lines, sheet
from differ.search.find import PAGE, SORTS, Hit, Search, Sort
from differ.search.finder import Finder
from differ.search.query import PARTS, Part

_AT_ONCE = 500
"""Hits that are read together for a table."""


class _Said(TypedDict):
    """What the options say."""

    dossier: str | None
    kind: str | None
    nota: str | None
    part: Part | None
    asked_by: str | None
    year: int | None
    changed: bool
    all_versions: bool
    sort: Sort


@verb(
    "nota search uitgaven scholing\nnota search '\"76,2 miljoen\" materi* -fonds'\n"
    "nota search --dossier 36800-K --asked-by SP --changed\nnota search licenties --csv > found.csv",
    _(
        'Words are found in every form and in compounds; "between quotes" as they stand; begin* what begins so; '
        "-word what must not be there. Without words: all that fits the options."
    )
    + "\n\n"
    + _("What was read of a corpus is kept beside it, so that only what is new is read again."),
)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--dossier", metavar="DOSSIER", help=_("Only in this dossier: 36800-K."))
@click.option("--kind", metavar="KIND", help=_("Only in papers of this kind: nota naar aanleiding van het verslag."))
@click.option("--nota", metavar="ADDRESS", help=_("Only in this nota."))
@click.option("--part", type=click.Choice(PARTS), help=_("Only in questions, in answers, or outside both."))
@click.option("--asked-by", metavar="PARTY", help=_("Only what this party asks."))
@click.option("--year", type=click.IntRange(1, 9999), metavar="YEAR", help=_("Only of this year."))
@click.option("--changed", is_flag=True, help=_("Only answers that changed since a version before."))
@click.option("--all-versions", is_flag=True, help=_("Also what no longer stands in the newest version."))
@click.option("--sort", type=click.Choice(SORTS), default="relevance", help=_("What comes first."))
@click.option("--limit", type=click.IntRange(1), metavar="N", help=_("At most so many: by default 20, in a table all."))
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help=_("Pass over the first so many."))
@click.option("--csv", is_flag=True, help=_("Write a table for a spreadsheet: a line for each question."))
def search(
    session: Session, words: tuple[str, ...], limit: int | None, offset: int, csv: bool, **said: Unpack[_Said]
) -> None:
    """See its help."""
    if csv and session.as_json:
        raise click.UsageError(session.say("--csv and --json both want standard output; give one of them"))
    with session.open() as store:
        if said["dossier"]:
            # A slip of the pen is told: that nothing was found would be believed.
            in_dossier(store.log(), said["dossier"])
        wanted = _wanted(" ".join(words), said, store.resolve(said["nota"]).nota if said["nota"] else None)
        if not wanted.text.strip() and wanted.is_empty:
            raise click.UsageError(session.say("say what to look for: words, or an option such as --dossier"))
        finder = Finder(store)
        if csv:
            session.write(sheet(_hits(finder, wanted, offset, limit), session.say))
        else:
            found = finder.find(wanted, limit or PAGE, offset, session.progress)
            session.put(document(found), lines(found, session.say, session.terminal.window))
        for unknown in _unknown(finder, wanted):
            session.tell(unknown)
        finder.close()


def _wanted(text: str, said: _Said, nota: str | None) -> Search:
    return Search(
        text,
        said["dossier"],
        said["kind"],
        nota,
        said["part"],
        said["asked_by"],
        said["year"],
        said["changed"],
        said["all_versions"],
        said["sort"],
    )


def _unknown(finder: Finder, wanted: Search) -> Iterator[Message]:
    """What to tell of a kind of paper or an asker that is not there: nobody knows these names by heart."""
    if wanted.kind and (there := _others(wanted.kind, [own for own, _ in finder.choices().kinds])):
        yield Message("no paper is of the kind '%(kind)s'; there are: %(kinds)s", {"kind": wanted.kind, "kinds": there})
    if wanted.asked_by and (there := _others(wanted.asked_by, finder.choices().askers)):
        values: dict[str, object] = {"name": wanted.asked_by, "names": there}
        yield Message("nobody asks by the name of '%(name)s'; there are: %(names)s", values)


def _others(asked: str, known: Sequence[str]) -> str:
    """What there is, in a line, where what is asked for is not among it; else ''."""
    return "" if asked.lower() in (own.lower() for own in known) else ", ".join(known) or "-"


def _hits(finder: Finder, wanted: Search, offset: int, limit: int | None) -> Iterator[Hit]:
    """Page by page: of a large corpus not all are held."""
    end = offset + limit if limit else None
    while found := finder.find(wanted, min(_AT_ONCE, end - offset) if end else _AT_ONCE, offset).hits:
        yield from found
        offset += len(found)
        if offset == end:
            return
