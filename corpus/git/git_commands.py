"""Git as it is run here: a fixed set of commands, and an environment that no setting of anybody can change."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from corpus.errors import NoGit, StoreError


def git_command() -> list[str]:
    """What a command of git begins with. Raises NoGit."""
    git = shutil.which("git")
    if git is None:
        raise NoGit(
            "git is not there, and a corpus is kept with it; install git (https://git-scm.com) and do this again"
        )
    return [git, "--no-pager", "-c", f"core.hooksPath={os.devnull}"]


def git_environment() -> dict[str, str]:
    """That of this process without anything by which a user's or the system's settings could change what git does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    # A replacement object would be handed out in the place of the one that was asked for, and a graft gives a commit
    # other parents.
    return {**kept, **own, "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": f"{os.devnull}/none"}


def run_git(folder: Path, *arguments: str, inherited: tuple[int, ...] = ()) -> bytes:
    """What a command prints. Raises StoreError with its complaint."""
    done = ran_git(folder, *arguments, inherited=inherited)
    if done.returncode:
        complaint = one_line(done.stderr.decode(errors="replace") or done.stdout.decode(errors="replace"))
        verb = next(word for word in arguments if word[0] != "-" and "=" not in word)
        raise StoreError("%(corpus)s: git %(verb)s: %(complaint)s", corpus=folder, verb=verb, complaint=complaint)
    return done.stdout


def ran_git(folder: Path, *arguments: str, inherited: tuple[int, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """A command that was run in a folder; `inherited` are file descriptors that it holds on to."""
    return subprocess.run(
        [*git_command(), *arguments],
        cwd=folder,
        env=git_environment(),
        capture_output=True,
        check=False,
        pass_fds=inherited,
    )


def one_line(text: str) -> str:
    """What git says, on one line."""
    return " ".join(text.split())[:300]
