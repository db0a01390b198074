"""Who runs this, as git would be told."""

from __future__ import annotations

import getpass
import os
import re
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

from corpus.git.git_commands import git_command
from corpus.text import clean


def user(corpus: Path | None = None) -> str:
    """Who runs this, as `Name <email>`.

    By the variables that git itself looks at first (GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL), else by `user.name`
    and `user.email` in the settings of the corpus, then in the user's own; where neither tells, by the name in the
    system. Asks git once, a few milliseconds.
    """
    set_by_git = _settings(corpus)
    name = os.environ.get("GIT_COMMITTER_NAME") or set_by_git.get("user.name") or _of_system()
    email = (
        os.environ.get("GIT_COMMITTER_EMAIL")
        or set_by_git.get("user.email")
        or f"{_of_system()}@{socket.gethostname()}"
    )
    return f"{_bare(name)} <{_bare(email).replace(' ', '')}>"


def _bare(text: str) -> str:
    return re.sub(r"[<>]", "", clean(text))


def _of_system() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # As in a container that runs under a number that the system has no name for.
        return str(os.getuid())


def _settings(corpus: Path | None) -> Mapping[str, str]:
    """What git's settings say of the user; here alone they are looked at, and nothing else in them."""
    there = corpus is not None and (corpus / "HEAD").is_file()
    environment = {**os.environ, "GIT_DIR": str(corpus.absolute()) if corpus and there else os.devnull}
    done = subprocess.run(
        [*git_command(), "config", "--null", "--get-regexp", r"^user\.(name|email)$"],
        cwd="/",
        env=environment,
        capture_output=True,
        check=False,
    )
    # Of what is set in several places the last one holds: that of the corpus.
    pairs = (one.partition("\n") for one in done.stdout.decode(errors="replace").split("\0"))
    return {name: _bare(value) for name, _, value in pairs if _bare(value).strip()}
