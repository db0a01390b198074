"""What `nota` does where what it writes is not read to the end, cannot be written, or is in another alphabet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from differ.demo import fill

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NOTA = str(Path(sys.executable).with_name("nota"))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """With a corpus of the samples."""
    fill(tmp_path / "corpus").close()
    return {**os.environ, "NOTA_CORPUS": str(tmp_path / "corpus"), "LC_ALL": "C.UTF-8", "LANGUAGE": ""}


@pytest.fixture
def nota(environment: dict[str, str]) -> Run:
    """`nota("list", stdout=...)`: the command as it is installed."""

    def ran(*arguments: str, stdout: int = subprocess.PIPE, **more: str) -> subprocess.CompletedProcess[bytes]:
        command = [NOTA, *arguments, "--lang", "en"]
        return subprocess.run(
            command, env={**environment, **more}, stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=60
        )

    return ran


@pytest.mark.parametrize(
    ("status", "command"),
    [
        (0, "list"),
        (0, "log"),
        (0, "show 36800-K-D --markdown"),
        (0, "export --jsonl"),
        (0, "blame 99999-B --csv"),
        (0, "diff 99999-B@1 99999-B@1"),
        (1, "diff 99999-B@1 99999-B@2"),
        (1, "diff 99999-B@1 99999-B@2 --markdown"),
        (1, "duplicates --check"),
        (0, "duplicates --json"),
        (0, "check"),
    ],
)
def test_the_status_is_the_same_where_nobody_reads_to_the_end(nota: Run, status: int, command: str) -> None:
    """As of `nota log | head -1` where a failing pipe ends a script."""
    for _once_more in range(2):
        reader, writer = os.pipe()
        os.close(reader)
        done = nota(*command.split(), stdout=writer)
        os.close(writer)
        assert (done.returncode, done.stderr) == (status, b"")
        # What was half told is not kept, and what was kept is told in another way.
        assert nota(*command.split()).returncode == status


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_told_also_of_what_was_told_before(nota: Run) -> None:
    for _once_more in range(2):
        with Path("/dev/full").open("wb") as full:
            done = nota("list", stdout=full.fileno())
        assert (done.returncode, done.stderr) == (2, b"nota: standard output: the disk is full\n")
        assert nota("list").returncode == 0


def test_a_closed_output_is_no_trouble(environment: dict[str, str]) -> None:
    for command in ("list", "show 99999-B", "add"):
        done = subprocess.run(
            ["sh", "-c", f"{NOTA} {command} --lang en <&- >&-"], env=environment, stderr=subprocess.PIPE, check=False
        )
        lines = done.stderr.decode().splitlines()
        assert (done.returncode, lines[-1:]) == (
            (2, ["Error: Missing argument 'FILE...'."]) if "add" in command else (0, [])
        )


def test_what_a_program_reads_is_utf8_whatever_the_system_speaks(nota: Run) -> None:
    for _once_more in range(2):
        done = nota("history", "99999-B#5", PYTHONIOENCODING="latin-1")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "‘62,4 miljoen euro’" in done.stdout.decode()
    assert json.loads(nota("list", "--json", PYTHONIOENCODING="ascii").stdout.decode())["schema"] == "nota.list/1"


def test_whoever_breaks_it_off_at_once_sees_a_line_and_no_traceback() -> None:
    code = (
        "import web.command as own\n"
        "def broken_off(*_): raise KeyboardInterrupt\n"
        "own.again = broken_off\n"
        "own.main(['list', '--lang', 'nl'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"\nnota: afgebroken\n")
