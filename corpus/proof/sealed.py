"""A corpus held against a receipt of it: did its history only grow since, and who says that it was so then?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.messages import Message
from corpus.proof.history import Recorded
from corpus.proof.receipt import RECEIPT, Receipt, grown
from corpus.proof.report import Problem, Sealed
from corpus.proof.signing import is_valid, key_in, signer


@dataclass(frozen=True, slots=True)
class Seal:
    """A receipt that is brought along, and whose word is taken for it."""

    receipt: Receipt
    signers: Path | None = None
    """A file as ssh has it (`allowed_signers`): who may sign, with which key."""


def held_against(seal: Seal, history: tuple[Recorded, ...]) -> tuple[Sealed, tuple[Problem, ...], tuple[Problem, ...]]:
    """What the receipt shows, the problems, and what else should be known. Raises NotSigned without ssh-keygen."""
    receipt = seal.receipt
    commits = [one.commit for one in history]
    problems = [*grown(receipt, commits, [one.version for one in history if one.version])]
    key = _valid_key(receipt)
    who = signer(receipt.signature or "", receipt.statement, seal.signers) if key and seal.signers else None
    problems += [(RECEIPT, told) for told in _wrong(seal, key, who)]
    notes = [(RECEIPT, told) for told in _unknown(seal, key)]
    since = len(commits) - commits.index(receipt.head) - 1 if receipt.head in commits else 0
    return Sealed(receipt.head, receipt.date, not problems, since, key, who), tuple(problems), tuple(notes)


def _valid_key(receipt: Receipt) -> str | None:
    """The key by which the receipt is signed; None where it is not, or not validly."""
    if receipt.signature is None:
        return None
    key = key_in(receipt.signature)
    return key if key and key == receipt.public_key and is_valid(receipt.signature, receipt.statement) else None


def _wrong(seal: Seal, key: str | None, who: str | None) -> Iterator[Message]:
    if seal.receipt.signature is not None and key is None:
        yield Message("its signature is not of what it says: it was altered, or forged")
    if seal.signers and seal.receipt.signature is None:
        yield Message("it is not signed, and signers were given")
    if seal.signers and key and who is None:
        yield Message("none of the signers in %(file)s signed it", {"file": seal.signers})


def _unknown(seal: Seal, key: str | None) -> Iterator[Message]:
    if seal.receipt.signature is None:
        yield Message("it is not signed: it shows something only to whoever kept it")
    if key and not seal.signers:
        yield Message("it is signed by the key %(key)s; whose that is, --signers FILE tells", {"key": key})
