"""The verbs `check` and `seal`: is the corpus sound, and how is that shown to somebody else."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from corpus.git.git_commands import git_command
from corpus.guarded import contained
from corpus.messages import Message
from corpus.proof.check import check as check_store
from corpus.proof.receipt import Receipt, read_receipt, receipt_of
from corpus.proof.sealed import Seal
from corpus.proof.signing import public_key, sign
from corpus.store import Store
from differ.audit.verdicts import Verdicts
from differ.bilingual.help import _
from differ.command.checked import Told, as_json, lines
from differ.command.session import DIFFERENT, FINE, Session, verb
from differ.keeping.derived import derived_of
from differ.reports.output import NotWritten, unwritable


@verb(
    "nota check\nnota check --from-scratch\nnota check --json\n"
    "nota check --signers signers\nnota check --receipt 2031-03-28.receipt.json --signers signers"
)
@click.option(
    "--from-scratch", is_flag=True, help=_("Take nothing from earlier runs: read every text and every source again.")
)
@click.option(
    "--receipt",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Also show that the history only grew since this receipt of 'nota seal' was made."),
)
@click.option(
    "--signers",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Who may have signed the receipt and the commits, with which key: a file of ssh (allowed_signers)."),
)
def check(session: Session, from_scratch: bool, receipt: Path | None, signers: Path | None) -> int:
    """See its help."""
    # Without git no object can be read, and that is no fault of the corpus.
    git_command()
    if signers:
        contained.file_bytes(signers)
    seal = Seal(read_receipt(str(receipt), contained.file_bytes(receipt)), signers) if receipt else None
    with session.open() as store:
        kept = None if from_scratch else Verdicts(derived_of(store))
        with ExitStack() as stack:
            report = check_store(store, kept, Told(session, stack), seal, signers)
        session.put(as_json(report, session.say), lines(report, session.say))
        if report.interrupted:
            raise KeyboardInterrupt
        return FINE if report.ok else DIFFERENT


def _commits(store: Store) -> int:
    return int(store.repository.run("rev-list", "--count", store.head))


@verb(
    "nota seal --output 2031-03-28.receipt.json\nnota seal --key ~/.ssh/id_ed25519 --output 2031-03-28.receipt.json",
    _("Keep it elsewhere, or publish it: 'nota check --receipt' shows by it that the history only grew since."),
)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help=_("Where it is written; else to standard output.")
)
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=_("The SSH key to sign it with; a public key (.pub) where an agent holds the private one."),
)
def seal(session: Session, output: Path | None, key: Path | None) -> None:
    """See its help."""
    with session.open() as store:
        if output and output.absolute().is_relative_to(store.path):
            raise click.UsageError(session.say("a receipt within the corpus proves nothing; keep it elsewhere"))
        made = sealed(store, key)
    text = json.dumps(made.document(), ensure_ascii=False, indent=2) + "\n"
    if not output:
        session.write([text], end=False)
        return
    written_new(output, text)
    told = _("sealed: %(head)s · %(versions)s versions, signed by %(key)s")
    if not key:
        told = _("sealed: %(head)s · %(versions)s versions, not signed: it shows something only to whoever keeps it")
    values: dict[str, object] = {"head": made.head, "versions": made.counts["versions"], "key": made.public_key}
    session.tell(Message(told, values))


def sealed(store: Store, key: Path | None) -> Receipt:
    """A receipt of the corpus as it is now. Raises NotSigned."""
    made = receipt_of(store.head, _commits(store), store.log_by_commits()[::-1], datetime.now().astimezone())
    if key is None:
        return made
    stated = replace(made, public_key=public_key(key))
    return replace(stated, signature=sign(key, stated.statement))


def written_new(file: Path, text: str) -> None:
    """A file that was not there. Raises NotWritten: an older receipt is worth keeping."""
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise NotWritten("%(file)s: is there already; give the receipt another name", file=file) from None
    except OSError as error:
        raise unwritable(file, error) from None
