"""What git has, as it hands it out: for who takes nothing on trust."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.git.branch import BRANCH
from corpus.git.git_commands import git_command, git_environment, ran_git, run_git


class Raw:
    """The objects, the history and the settings of one bare repository. Reads alone, and asks git anew each time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *arguments: str) -> bytes:
        """What a git command prints. Raises StoreError with its complaint."""
        return run_git(self.path, "--git-dir=.", *arguments)

    def tip(self) -> str:
        """The id that the branch is at, whether there is such a commit or not. Raises StoreError."""
        return self.run("rev-parse", "--verify", f"refs/heads/{BRANCH}").decode().strip()

    def history(self, form: str, tip: str) -> str:
        """`git log --raw` up to a commit, the newest first, told by the commits themselves: the index that git keeps of
        them (`commit-graph`) could say something else."""
        told = self.run(
            *("-c", "core.commitGraph=false", "log", "--topo-order", "--raw", "--no-abbrev", "--no-renames", "--root"),
            *(f"--format={form}", tip, "--"),
        )
        return told.decode(errors="replace")

    def complaints(self, *arguments: str) -> list[str]:
        """The lines of what a git command complains of; none where it is content."""
        done = ran_git(self.path, "--git-dir=.", *arguments)
        told = (done.stderr + done.stdout).decode(errors="replace").splitlines()
        return [line for line in told if line.strip()] if done.returncode else []

    def settings(self, name: str) -> tuple[str | None, str | None]:
        """A setting that is the path of a file: as the user (and the system) has it, and as the repository has it.

        The one place where what a user set is asked for: by it no command of git is run.
        """
        get = (*git_command(), "config", "--type=path", "--get", name)
        kept = {key: value for key, value in os.environ.items() if key not in ("GIT_DIR", "GIT_WORK_TREE")}
        users = subprocess.run(get, cwd="/", env=kept, capture_output=True, check=False)
        own = ran_git(self.path, "config", "--file", "config", "--type=path", "--get", name)
        told = (done.stdout.decode(errors="replace").strip() or None for done in (users, own))
        user, corpus = told
        return user, str(self.path / corpus) if corpus else None

    def kinds(self) -> dict[str, str]:
        """The id of every object, with its kind as git tells it: `commit`, `tree`, `blob`; '' of what is damaged.

        In an order in which git hands them out soonest.
        """
        every = ("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
        names = self.run(*every).decode().split()
        # To tell a kind git reads the object, and it ends at one that it cannot read.
        told = ran_git(self.path, "--git-dir=.", *every[:-1], f"{every[-1]} %(objecttype)").stdout.decode()
        kinds = dict.fromkeys(names, "") | dict(line.split(" ", 1) for line in told.splitlines())
        # Backwards through each pack: git has a later object as what it changes in an earlier one, and when it has
        # unpacked that on the way, it keeps it for when it is asked for. What was asked for first it does not keep.
        return {name: kinds[name] for name in reversed(names)}

    def objects(self) -> Iterator[tuple[str, str, bytes]]:
        """Every object as git hands it out: id, kind, content. Of one that git cannot read the kind is ''."""
        return self.contents(list(self.kinds()))

    def packed(self, pack: Path) -> list[str]:
        """The ids of the objects in a pack, by its index; as far as that can be read."""
        command = [*git_command(), "show-index"]
        with pack.with_suffix(".idx").open("rb") as index:
            done = subprocess.run(command, env=git_environment(), stdin=index, capture_output=True, check=False)
        return [line.split()[1] for line in done.stdout.decode(errors="replace").splitlines()]

    def salvaged(self, pack: str) -> Iterator[tuple[str, str, bytes]]:
        """What can still be taken out of a pack that git refuses, as `objects` gives it: as far as it is whole."""
        with tempfile.TemporaryDirectory(prefix="nota-salvage-") as folder, (self.path / pack).open("rb") as content:
            run_git(Path(folder), "init", "--quiet", "--bare", "--template=", "corpus")
            made = Raw(Path(folder) / "corpus")
            command = [*git_command(), "--git-dir=.", "-c", "core.fsync=none", "unpack-objects", "-r", "-q"]
            subprocess.run(
                command, cwd=made.path, env=git_environment(), stdin=content, capture_output=True, check=False
            )
            yield from made.objects()

    def contents(self, names: Sequence[str]) -> Iterator[tuple[str, str, bytes]]:
        """These objects by their full hex ids, as `objects` gives them, in this order."""
        left = names
        while left:
            read = 0
            for found in self._batch(left):
                read += 1
                yield found
            # git ends at an object that it cannot unpack: the rest is asked of another.
            if read < len(left):
                yield left[read], "", b""
            left = left[read + 1 :]

    def _batch(self, names: Sequence[str]) -> Iterator[tuple[str, str, bytes]]:
        command = [*git_command(), "--git-dir=.", "cat-file", "--batch", "--buffer"]
        with tempfile.TemporaryFile() as asked:
            asked.write("\n".join([*names, ""]).encode())
            asked.seek(0)
            with subprocess.Popen(
                command,
                cwd=self.path,
                env=git_environment(),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=1 << 20,
            ) as process:
                assert process.stdout
                while header := process.stdout.readline().split():
                    name, kind, *size = header
                    content = process.stdout.read(int(size[0]) + 1) if size else b""
                    if size and len(content) <= int(size[0]):
                        return
                    yield name.decode(), kind.decode() if size else "", content[:-1]
