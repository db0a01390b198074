"""The contents of a git repository by their ids, read from git processes that stay.

To load the library that reads the rest takes longer than to read the texts of a nota.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

MOST = 1_000
"""Ids that are asked for at once: they must fit in a pipe, or git and we wait for each other."""
CACHED = ("-c", "core.deltaBaseCacheLimit=4m")
"""Of a chain of differences git keeps what it unpacked in memory that it never touched before, up to 96 MiB: of 1,000
versions of 55 kB that is two thirds of its work. So much stays in the processor's own cache, and what stands next to
one another in the chain is in it, whatever its size."""


class Blobs:
    """Those of one repository. Safe to share among threads, and on both sides of a fork."""

    def __init__(
        self, git: Callable[[], Sequence[str]], folder: Path, environment: Callable[[], Mapping[str, str]]
    ) -> None:
        self._git, self._folder, self._environment = git, folder, environment
        self._idle: dict[int, list[_Process]] = {}
        """The processes that nobody uses, by the process that started them."""

    def read(self, names: Sequence[str]) -> list[bytes]:
        """The contents of these blobs, by their full hex ids.

        Raises ValueError for what is not there or is no blob, and BrokenPipeError where git gave up.
        """
        return [content for at in range(0, len(names), MOST) for content in self._read(names[at : at + MOST])]

    def _read(self, names: Sequence[str]) -> list[bytes]:
        idle = self._idle.setdefault(os.getpid(), [])
        try:
            process = idle.pop()
        except IndexError:
            process = _Process(self._git(), self._folder, self._environment())
        try:
            found = process.read(names)
        except BaseException:
            # It may hold the rest of an answer.
            process.close()
            raise
        idle.append(process)
        return found

    def close(self) -> None:
        """End the processes of this process."""
        for process in self._idle.pop(os.getpid(), []):
            process.close()


class _Process:
    """One `git cat-file --batch`, for one user at a time."""

    _owner = 0

    def __init__(self, git: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [*git, *CACHED, "--git-dir=.", "cat-file", "--batch"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=1 << 16,
            pipesize=1 << 20,
        )
        self._owner = os.getpid()

    def read(self, names: Sequence[str]) -> list[bytes]:
        asked, answer = self._process.stdin, self._process.stdout
        assert asked and answer
        asked.write("".join(f"{name}\n" for name in names).encode("ascii"))
        asked.flush()
        found = []
        for name in names:
            told, kind, size = answer.readline().decode("ascii").split()
            content = answer.read(int(size))
            if (told, kind, len(content), answer.read(1)) != (name, "blob", int(size), b"\n"):
                raise ValueError(f"{name}: {kind}")
            found.append(content)
        return found

    def close(self) -> None:
        # Not by the end of what it is asked: another process that was forked off may hold the other end of the pipe.
        self._process.terminate()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()

    def __del__(self) -> None:
        if self._owner == os.getpid():
            self.close()
