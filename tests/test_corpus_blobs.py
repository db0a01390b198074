"""Contents are read from git processes that stay: whoever asks, and whatever becomes of one of these."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.git.blobs import MOST, Blobs
from tests.helpers import git


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--bare", ".")
    return tmp_path


@pytest.fixture
def blobs(folder: Path) -> Iterator[Blobs]:
    opened = Blobs(lambda: ["git"], folder, lambda: os.environ)
    yield opened
    opened.close()


def stored(folder: Path, content: bytes) -> str:
    command = ["git", "hash-object", "-w", "--stdin"]
    return subprocess.run(command, cwd=folder, input=content, capture_output=True, check=True).stdout.decode().strip()


def children() -> set[int]:
    return set(map(int, Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()))


def test_contents_come_in_the_order_that_they_were_asked_for(folder: Path, blobs: Blobs) -> None:
    contents = [b"", b"\n", b"nota\n\0\xff", b"x" * 200_000]
    names = [stored(folder, content) for content in contents]
    assert blobs.read([*names, *reversed(names)]) == [*contents, *reversed(contents)]


def test_more_than_fit_in_a_pipe_are_read(folder: Path, blobs: Blobs) -> None:
    content = b"y" * 2_000
    assert blobs.read([stored(folder, content)] * (3 * MOST + 1)) == [content] * (3 * MOST + 1)


def test_threads_do_not_get_what_another_asked_for(folder: Path, blobs: Blobs) -> None:
    contents = [str(number).encode() * 5_000 for number in range(8)]
    names = [stored(folder, content) for content in contents]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda at: blobs.read([names[at % 8]]), range(200))) == [
            [contents[n % 8]] for n in range(200)
        ]


@pytest.mark.parametrize("name", ["0" * 40, "HEAD", "main:nota.md"])
def test_what_is_not_there_is_told_and_the_next_is_read(folder: Path, blobs: Blobs, name: str) -> None:
    there = stored(folder, b"nota")
    with pytest.raises(ValueError):
        blobs.read([there, name])
    assert blobs.read([there]) == [b"nota"]


def test_another_object_is_no_content(folder: Path, blobs: Blobs) -> None:
    tree = git(folder, "mktree", "--missing").strip()
    with pytest.raises(ValueError, match="tree"):
        blobs.read([tree])


def test_where_git_was_killed_another_is_started(folder: Path, blobs: Blobs) -> None:
    name, before = stored(folder, b"nota"), children()
    blobs.read([name])
    (started,) = children() - before
    os.kill(started, signal.SIGKILL)
    with pytest.raises((ValueError, BrokenPipeError)):
        blobs.read([name])
    assert blobs.read([name]) == [b"nota"]


def test_a_fork_reads_by_a_git_of_its_own_and_leaves_that_of_its_parent(folder: Path, blobs: Blobs) -> None:
    name = stored(folder, b"nota")
    blobs.read([name])
    before = children()
    child = os.fork()
    if not child:
        good = blobs.read([name]) == [b"nota"]
        blobs.close()
        os._exit(not good)
    assert os.waitpid(child, 0)[1] == 0
    assert blobs.read([name]) == [b"nota"]
    assert children() == before


def test_no_process_is_left_of_one_that_was_closed_or_forgotten(folder: Path) -> None:
    name, before = stored(folder, b"nota"), children()
    closed, forgotten = (Blobs(lambda: ["git"], folder, lambda: os.environ) for _ in range(2))
    for each in (closed, forgotten):
        each.read([name])
    closed.close()
    del each, forgotten
    assert children() == before
