"""The one branch of a corpus, and the commit that it is at as far as one small file tells that."""

from __future__ import annotations

import re
from pathlib import Path

BRANCH = "main"
"""The one branch that a corpus has."""
_FILE = f"refs/heads/{BRANCH}"
_COMMIT = re.compile(r"[0-9a-f]{40}\n?")


def commit_in_file(repository: Path) -> str | None:
    """The commit that the branch is at, full hex id; None where git must be asked: packed with others, or damaged.

    Takes some 0.03 ms, and loads nothing. Git puts another file in the place of this one, so that it is read whole.
    """
    try:
        with (repository / _FILE).open(encoding="ascii", errors="replace") as file:
            told = file.read(64)
    except OSError:
        return None
    return told.strip() if _COMMIT.fullmatch(told) else None
