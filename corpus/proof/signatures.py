"""Signatures that commits bear themselves (`git commit -S`): whether each is of its commit, and whose it is.

Git is not asked: `git verify-commit` runs the program that the settings of a corpus name. `ssh-keygen` and `gpg` are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from corpus.abreast import in_order
from corpus.git.raw import Raw
from corpus.messages import Message
from corpus.proof.history import Recorded
from corpus.proof.pgp import verified
from corpus.proof.report import Kept, Signature
from corpus.proof.signing import NotSigned, is_valid, key_in, signer

SIGNED = "signed"
"""The kind of these verdicts: who of the signers signed a commit, by its id and what stands in their file."""
SETTING = "gpg.ssh.allowedSignersFile"
"""Of git: the file that says who may sign, with which key."""
_NAMESPACE = "git"
"""What a key of ssh signs for where git has it sign."""
_HEADER = re.compile(rb"^gpgsig(?:-sha256)? (.*\n(?: .*\n)*)", re.MULTILINE)
_SSH, _PGP = "-----BEGIN SSH SIGNATURE-----", ("-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP MESSAGE-----")
_ALTERED = Message("the signature of its commit is not of what it says: it was altered after it was signed, or forged")


@dataclass(frozen=True, slots=True)
class Signers:
    """Who may sign."""

    file: Path
    digest: str
    """Of what is in it."""


def signers_of(repository: Raw, given: Path | None) -> Signers | None:
    """Those in the file that was given, else in the one that git's settings name; None where none can be read.

    The settings of the user go before those of the corpus: who can write a corpus can write its settings too.
    """
    named = (Path(setting) for setting in repository.settings(SETTING) if setting)
    for file in (given,) if given else named:
        try:
            return Signers(file, sha256(file.read_bytes()).hexdigest())
        except OSError:
            continue
    return None


def taken_apart(commit: bytes) -> tuple[str, bytes]:
    """The signature that a commit bears ('' for none), and what is signed by it: the commit without it."""
    head, between, body = commit.partition(b"\n\n")
    signature = b"".join(found.replace(b"\n ", b"\n") for found in _HEADER.findall(head + b"\n"))
    return signature.decode("ascii", "replace"), _HEADER.sub(b"", head + b"\n")[:-1] + between + body


def signatures(repository: Raw, signed: Sequence[Recorded], signers: Signers | None, kept: Kept) -> Iterator[Signature]:
    """What is to be said of the signature of each of these commits. Runs ssh-keygen twice for each, or gpg once."""
    left = []
    for one in signed:
        who = kept.get(SIGNED, f"{one.commit} {signers.digest}") if signers else None
        if who is None:
            left.append(one)
        else:
            by, _, key = who.partition("\n")
            yield Signature(one.place, "good", by, key)
    read = repository.contents([one.commit for one in left])
    pairs = ((one, content) for one, (_, _, content) in zip(left, read, strict=True))
    with closing(in_order(pairs, lambda pair: (pair[0], _judged(*pair, signers)), lambda: None)) as done:
        for one, found in done:
            # What gpg says depends on the keys of whoever runs it. Only a key of ssh is written in two words.
            if signers and found.verdict == "good" and " " in (found.key or ""):
                kept.put(SIGNED, {f"{one.commit} {signers.digest}": f"{found.by}\n{found.key}"})
            yield found


def _judged(one: Recorded, content: bytes, signers: Signers | None) -> Signature:
    signature, statement = taken_apart(content)
    if signature.startswith(_SSH):
        return _by_ssh(one.place, signature, statement, one.committed, signers)
    if signature.startswith(_PGP):
        found = verified(signature, statement)
        if found.is_of_this is False:
            return Signature(one.place, "bad", None, found.key, _ALTERED)
        return Signature(one.place, "unknown" if found.why else "good", found.by, found.key, found.why)
    kind = signature.partition("\n")[0].strip("- ")[:60]
    told: dict[str, object] = {"kind": kind}
    return Signature(
        one.place, "unknown", None, None, Message("its commit bears a signature that is not known here: %(kind)s", told)
    )


def _by_ssh(place: str, signature: str, statement: bytes, moment: datetime, signers: Signers | None) -> Signature:
    key = key_in(signature)
    try:
        who = signer(signature, statement, signers.file, _NAMESPACE, moment) if signers and key else None
        if who:
            return Signature(place, "good", who, key)
        if key is None or not is_valid(signature, statement, _NAMESPACE):
            return Signature(place, "bad", None, key, _ALTERED)
    except NotSigned as error:
        return Signature(place, "unknown", None, key, error.message)
    if not signers:
        told = Message("its commit is signed by the key %(key)s; whose that is, --signers FILE tells", {"key": key})
        return Signature(place, "unknown", None, key, told)
    values: dict[str, object] = {"key": key, "file": signers.file}
    told = Message("its commit is signed by the key %(key)s, which %(file)s does not let sign for that day", values)
    return Signature(place, "unknown", None, key, told)
