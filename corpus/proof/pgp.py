"""Signatures of OpenPGP, as `gpg` verifies them with the keys of whoever runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus.messages import Message

_SAYS = re.compile(r"^\[GNUPG:\] (\w+) ?(.*)$", re.MULTILINE)
_OFFLINE = ("--batch", "--no-tty", "--no-auto-key-retrieve", "--disable-dirmngr")
_TRUSTED = frozenset(("TRUST_MARGINAL", "TRUST_FULLY", "TRUST_ULTIMATE"))
_STALE = {
    "EXPSIG": Message("the signature of its commit has expired"),
    "EXPKEYSIG": Message("the key that signed its commit has expired"),
    "REVKEYSIG": Message("the key that signed its commit was revoked"),
}


class Verified(NamedTuple):
    """What gpg says of a signature."""

    is_of_this: bool | None
    """None where it cannot tell."""
    by: str | None
    """Whose key it is, where it is vouched for."""
    key: str | None
    """Its fingerprint or its id."""
    why: Message | None
    """What is the matter, where it is not simply good."""


def verified(signature: str, statement: bytes) -> Verified:
    """Whether a signature is of this statement, and whose."""
    command = shutil.which("gpg")
    if command is None:
        return Verified(None, None, None, Message("its commit is signed with OpenPGP, and gpg (GnuPG) is not here"))
    with TemporaryDirectory(prefix="nota-check-") as folder:
        file = Path(folder) / "statement.sig"
        file.write_text(signature, "utf-8")
        done = subprocess.run(
            [command, *_OFFLINE, "--status-fd=1", "--verify", str(file), "-"],
            input=statement,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    return _read(dict(_SAYS.findall(done.stdout.decode(errors="replace"))))


def _read(said: dict[str, str]) -> Verified:
    """`said` are the lines of `--status-fd`: word -> the rest (doc/DETAILS of GnuPG)."""
    valid = said.get("VALIDSIG", "").split()
    key = valid[0] if valid else next((said[word].split()[0] for word in (*_STALE, "ERRSIG") if said.get(word)), None)
    if "BADSIG" in said:
        return Verified(False, None, said["BADSIG"].split()[0], None)
    if stale := next((why for word, why in _STALE.items() if word in said), None):
        return Verified(True, None, key, stale)
    if "GOODSIG" in said and valid:
        _, _, holder = said["GOODSIG"].partition(" ")
        if _TRUSTED & said.keys():
            return Verified(True, holder, key, None)
        told: dict[str, object] = {"key": key, "who": holder}
        why = Message("its commit is signed by the key %(key)s; nobody vouches that it is of %(who)s", told)
        return Verified(True, None, key, why)
    if "NO_PUBKEY" in said:
        why = Message("its commit is signed by the key %(key)s, which gpg does not have here", {"key": key})
        return Verified(None, None, key, why)
    return Verified(None, None, key, Message("gpg cannot tell whether the signature of its commit is good"))
