"""Whole commands in a large corpus, from their start to their end: the first time, and asked again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from shutil import rmtree
from statistics import median

from corpus.register import FILE as REGISTER
from differ.keeping.answers import FOLDER as TOLD
from differ.keeping.derived import FILE as DERIVED
from differ.kept import FOLDER as REPEATS

ADDRESS = "kst-20000-4"
"""A nota in the middle of the corpora."""
COMMANDS = {
    "list": ("list", "--json"),
    "show": ("show", ADDRESS, "--json"),
    "history of a question": ("history", f"{ADDRESS}#7", "--json"),
    "blame of a nota": ("blame", ADDRESS, "--json"),
    "log, all": ("log", "--json"),
    "log of a nota": ("log", "--nota", ADDRESS, "--json"),
    "log --limit 20": ("log", "--limit", "20", "--json"),
    "when": ("when", "de Kamer", "--json"),
    "at, a nota": ("at", "2020-02-01", ADDRESS, "--json"),
    "report of a question": ("report", f"{ADDRESS}#7", "--output"),
    "report of a nota": ("report", ADDRESS, "--output"),
}
"""What is asked; `report` goes to a file of its own each time."""
AGAIN = 3
"""Times that each is asked again; the median counts."""


def seconds(run: Callable[[], object]) -> float:
    """Of processor time, of this process and of the programs that it ran to their end."""
    start = used()
    run()
    return used() - start


def used() -> float:
    return sum(one.ru_utime + one.ru_stime for one in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def forget(corpus: Path, repeats: bool = False, versions: bool = False) -> None:
    """Throw away what was found out; with `repeats` also the shelf of the duplicates, with `versions` their list."""
    for file in corpus.glob(f"{DERIVED}*"):
        file.unlink()
    rmtree(corpus / TOLD, ignore_errors=True)
    if repeats:
        rmtree(corpus / REPEATS, ignore_errors=True)
    if versions:
        (corpus / REGISTER).unlink(missing_ok=True)


def print_commands(corpus: Path) -> None:
    floor = median(seconds(lambda: _nota(corpus, "--help")) for _ in range(AGAIN))
    print(f"  whole commands: nothing kept, and asked again; 'nota --help' takes {floor * 1000:.0f}")
    for name, arguments in COMMANDS.items():
        forget(corpus, repeats=True, versions=True)
        first, *again = [seconds(partial(_nota, corpus, *_named(corpus, arguments))) for _ in range(1 + AGAIN)]
        usual = median(again)
        print(
            f"    {name:34}first {first * 1000:9.0f}   again {usual * 1000:7.0f}   {first / usual:6.1f} x"
            f"   above the start {first * 1000 - floor * 1000:9.0f} {(usual - floor) * 1000:7.0f}",
            flush=True,
        )


def _named(corpus: Path, arguments: tuple[str, ...]) -> tuple[str, ...]:
    if arguments[-1] != "--output":
        return arguments
    file = corpus.with_name("report.html")
    file.unlink(missing_ok=True)
    return *arguments, str(file)


def _nota(corpus: Path, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("nota")), *arguments]
    if arguments[0] != "--help":
        command += ["--corpus", str(corpus)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
