"""The verb `export`: every question with its answer, one a line, for whoever reads with other programs.

Made line by line, so that a large corpus costs no more memory than one nota.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

from corpus.conventions.asked import who_asks
from corpus.errors import AddressError
from corpus.model import Version
from corpus.store import Store
from differ.audit.scope import in_dossier
from differ.bilingual.help import _
from differ.bilingual.language import Translator
from differ.command.session import Session, verb
from differ.output.serial import Json
from differ.output.sheet import table

WHICH = ("newest", "all")
COLUMNS = (
    "address nota version label dossier title kamer received committed author text_id commit number question answer "
    "answered_with asked_by"
).split()
"""The fields of a row, in order. Dates as 2026-05-21, the import with its time; what is unknown is null, or empty."""
Form = Callable[[Iterable[Json], Translator], Iterator[str]]


@verb(
    "nota export --jsonl > questions.jsonl\nnota export --csv --dossier 36800-K > questions.csv\n"
    "nota export --jsonl --all-versions --nota 36800-K-D",
)
@click.option("--jsonl", is_flag=True, help=_("A line of JSON for each question."))
@click.option("--csv", is_flag=True, help=_("A table, for a spreadsheet."))
@click.option("--dossier", metavar="DOSSIER", help=_("Only of this dossier, with its chapters: 36800-K."))
@click.option("--nota", "nota_id", metavar="ADDRESS", help=_("Only this nota."))
@click.option("--all-versions", is_flag=True, help=_("All versions of each nota, not the newest alone."))
def export(
    session: Session, jsonl: bool, csv: bool, dossier: str | None, nota_id: str | None, all_versions: bool
) -> None:
    """See its help."""
    if jsonl == csv:
        raise click.UsageError(session.say("which form? give --jsonl or --csv"))
    with session.open() as store:
        versions = chosen(store, dossier, nota_id, all_versions)
        session.write(FORMS["csv" if csv else "jsonl"](rows(store, versions), session.say), end=False)


def chosen(store: Store, dossier: str | None, nota: str | None, all_versions: bool) -> list[Version]:
    """The versions whose questions are asked for; nota's in order of id. Raises AddressError where there is none."""
    ids: Sequence[str] = [store.resolve(nota).nota] if nota is not None else store.notas()
    if dossier is not None:
        of_dossier = frozenset(in_dossier(store.log(), dossier))
        if not of_dossier.issuperset(ids) and nota is not None:
            raise AddressError("%(nota)s is not of dossier %(dossier)s", nota=ids[0], dossier=dossier)
        ids = [own for own in ids if own in of_dossier]
    return [version for own in ids for version in (store.versions(own) if all_versions else [store.newest(own)])]


def rows(store: Store, versions: Iterable[Version]) -> Iterator[Json]:
    """A row for each question."""
    for version in versions:
        document = store.document(version)
        meta, asking = document.nota.meta, who_asks(document.nota)
        of_version: Json = {
            "nota": version.nota,
            "version": version.number,
            "label": version.label,
            "dossier": meta.dossier,
            "title": meta.dossiertitel or meta.titel,
            "kamer": meta.kamer,
            "received": version.received.isoformat() if version.received else None,
            "committed": version.committed.isoformat(),
            "author": version.author,
            "text_id": version.text_id,
            "commit": version.commit,
        }
        for pair in document.nota.pairs:
            yield {
                "address": document.address_of(pair.number),
                **of_version,
                "number": pair.number,
                "question": pair.question.text,
                "answer": pair.answer.text if pair.answer else None,
                "answered_with": [own for own in pair.answer.numbers if own != pair.number] if pair.answer else [],
                "asked_by": [asker.name for asker in asking[pair.number]],
            }


def as_jsonl(found: Iterable[Json], _say: Translator) -> Iterator[str]:
    """A line of JSON a row, the same in every language."""
    for row in found:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(found: Iterable[Json], say: Translator) -> Iterator[str]:
    """A table as `differ.output.sheet` writes all of them; several values in a cell are parted by `; `."""
    for line in table(COLUMNS, ([_cell(row[column]) for column in COLUMNS] for row in found), say):
        yield line + "\n"


FORMS: dict[str, Form] = {"jsonl": as_jsonl, "csv": as_csv}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)
