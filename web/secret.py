"""The secret that cookies and forms are signed with: one for a corpus, so that several workers take each other's."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

VARIABLE = "NOTA_SECRET"
"""Names the environment variable that wins over the kept one: for several machines on one corpus."""
_FILE = "nota-secret"


def secret_of(corpus: Path) -> str:
    """The secret of a corpus: from the environment, else as kept beside git's own files, made where there is none yet.

    A corpus that cannot be written has one for as long as the process lasts: nothing is signed there that another
    process must take.
    """
    if given := os.environ.get(VARIABLE):
        return given
    file = corpus / _FILE
    try:
        return _kept(file) or _made(file)
    except PermissionError:
        return secrets.token_urlsafe(32)
    except OSError:
        if os.access(corpus, os.W_OK):
            raise
        return secrets.token_urlsafe(32)


def _kept(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except FileNotFoundError:
        return ""


def _made(file: Path) -> str:
    """A new secret, which appears whole or not at all; that of another process, where one was quicker."""
    draft = file.with_name(f"{file.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(32))
        # A link is made once only, where a rename would put the last in the place of the first.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _kept(file)
