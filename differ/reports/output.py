"""A report written to a file: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile

from corpus.errors import CorpusError, why


class NotWritten(CorpusError):
    """A file that cannot be made; what stood there stands there still."""


def known(path: Path, endings: Collection[str]) -> None:
    """Look whether the ending of a file is one of these. Raises NotWritten, which names them."""
    if path.suffix.lower() not in endings:
        raise NotWritten(
            "%(file)s: the ending tells the form of a report; give it one of %(endings)s",
            file=path,
            endings=", ".join(endings),
        )


def write(path: Path, data: bytes) -> None:
    """Put a file in its place in one step. Raises NotWritten."""
    try:
        # Beside it, because only within one file system a rename is one step.
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> NotWritten:
    """Why a file cannot be made: 'it does not exist' would be said of the file, and is meant of its folder."""
    if isinstance(error, FileNotFoundError):
        return NotWritten("%(file)s: there is no folder %(folder)s; make it first", file=path, folder=path.parent)
    return NotWritten("%(file)s: cannot be written (%(why)s)", file=path, why=why(error))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
