"""Whatever a file does to its reader: one line that says what happened, and the process that asked lives on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus import ingest
from corpus.errors import FileRefused
from corpus.guarded import contained
from corpus.guarded.contained import Limits, run
from tests import hostile

SMALL = Limits(memory=400 * 2**20, answer=2**20)
"""With all the time there is: on a machine that has much to do, to fill this memory takes more than a second of it."""
HURRIED = {hostile.compute_for_ever: replace(SMALL, cpu=1), hostile.wait_for_ever: replace(SMALL, seconds=2)}
"""Who never ends is stopped at once."""
SAMPLES = sorted((Path(ingest.__file__).parent / "samples").rglob("*.md"))
ROOT = Path(__file__).parents[1]


def refusal(function: Callable[..., str], *arguments: object) -> str:
    with pytest.raises(FileRefused) as refused:
        run("a.pdf", function, arguments, str, HURRIED.get(function, SMALL))
    line = str(refused.value)
    assert line.startswith("a.pdf: ")
    assert line.isprintable()
    assert run("b.pdf", hostile.whoever_reads, (), str, SMALL) != str(os.getpid())
    return line


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (hostile.eat_memory, "reading it takes more than 400 MiB of memory; divide it"),
        (hostile.compute_for_ever, "reading it takes more than 1 seconds of computing; divide it"),
        (hostile.wait_for_ever, "reading it takes longer than 2 seconds; divide it"),
        (hostile.crash, "its reader crashed on it (SIGSEGV); save it in another format"),
        (hostile.recurse, "by a fault in nota or in the file (RecursionError: "),
        (hostile.vanish, "by a fault in nota or in the file (no answer)"),
        (hostile.end_the_program, "by a fault in nota or in the file (SystemExit: 0)"),
        (hostile.answer_much, "it holds more than 1 MiB of text; divide it"),
        (hostile.answer_with_another_type, "(NotOurs: int in the place of str)"),
        (hostile.start_a_program, "it tried what no file should (subprocess.Popen); do not trust it"),
        (hostile.fork, "it tried what no file should (os.fork)"),
    ],
)
def test_what_a_file_can_do_is_told_in_one_line(function: Callable[[], str], says: str) -> None:
    assert says in refusal(function)


def test_what_is_printed_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("a.pdf", hostile.print_much, (), str, SMALL) == "printed"
    assert capfd.readouterr() == ("", "")


def test_a_file_changes_and_reads_no_other_file(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("own")
    for function, path in ((hostile.write, tmp_path / "new"), (hostile.remove, own), (hostile.read, own)):
        assert "it tried what no file should" in refusal(function, str(path))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("own.txt", "own")]


def test_a_file_reaches_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert "it tried what no file should (socket." in refusal(hostile.connect, port)


@pytest.mark.skipif(sys.platform != "linux", reason="a network of one's own is of Linux")
def test_a_library_reaches_no_network_either() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = run("a.pdf", hostile.connect_past_python, (server.getsockname()[1],), str, SMALL)
    if found == "connected":
        pytest.skip("this system does not let us leave the network")


def test_what_the_reader_itself_says_comes_over_whole_and_fit_for_a_terminal() -> None:
    with pytest.raises(FileRefused) as refused:
        run("a.pdf", hostile.refuse, (), str, SMALL)
    assert str(refused.value) == "a.pdf: page 7 is torn[2J (één twee)"
    # So that it can be said in Dutch too.
    assert refused.value.message.values["where"].template == "page %(page)s"  # type: ignore[attr-defined]


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_a_contained_reading_is_the_same_reading(file: Path) -> None:
    data = file.read_bytes()
    assert contained.read_nota(file.name, data) == ingest.read_nota(file.name, data)


def test_what_is_given_wins_and_a_refusal_is_the_same() -> None:
    question = b"## Vraag 1\nWie?\n### Antwoord\nHij.\n"
    reading = contained.read_nota("een.md", question, id="een-nota", received=date(2031, 3, 5))
    assert (reading.nota.meta.id, reading.nota.meta.ontvangen) == ("een-nota", date(2031, 3, 5))
    for data in (question, b"", b"\x00", b"geen vraag"):
        lines = []
        for read in (contained.read_nota, ingest.read_nota):
            with pytest.raises(FileRefused) as refused:
                read("een.md", data)
            lines.append(str(refused.value))
        assert lines[0] == lines[1]


def test_a_file_that_is_too_large_is_not_looked_at(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"larger than 100 MiB"):
        contained.read_file("a.pdf", bytes(contained.LARGEST + 1))
    # It has no end.
    assert len(contained.file_bytes(Path("/dev/zero"))) == contained.LARGEST + 1


def test_readings_in_many_threads_do_not_meet() -> None:
    texts = [f"## Vraag 1\nWie is {n}?\n### Antwoord\nHij.\n".encode() for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(lambda text: contained.read_file("een.md", text), texts))
    assert [reading.nota.pairs[0].question.text for reading in readings] == [f"Wie is {n}?" for n in range(20)]


def test_after_a_stop_reading_begins_anew() -> None:
    before = run("a.pdf", hostile.whoever_reads, (), str, SMALL)
    contained.stop()
    assert run("a.pdf", hostile.whoever_reads, (), str, SMALL) != before


def test_a_program_on_the_command_line_can_read_and_leaves_no_process() -> None:
    program = (
        "from corpus.guarded.contained import read_file, run; from tests import hostile\n"
        "print(read_file('een.md', b'## Vraag 1\\nWie?\\n### Antwoord\\nHij.\\n').nota.pairs[0].question.text)\n"
        "print(run('een.md', hostile.session, (), str))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    text, warden = done.stdout.split()
    assert (text, done.stderr) == ("Wie?", "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(warden), 0)
