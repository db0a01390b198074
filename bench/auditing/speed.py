"""What threads and provenance cost, beside what plain git takes to hand over or to blame the same versions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.auditing.commands import forget, print_commands, seconds, used
from bench.auditing.corpora import SHAPES, build
from corpus.store import Store
from differ.audit import lineage, tracing, wordings
from differ.audit.chains import keep
from differ.audit.provenance import blame
from differ.audit.threads import history

LOADED = (lineage, tracing, wordings)
"""Which history and blame load when they are first called: of an open corpus that is not to be counted."""
ROUNDS = 5
"""Of what is short; the median counts."""


def opened(corpus: Path, use: Callable[[Store], object]) -> float:
    """Processor time of one use of an open corpus, and of the git processes that end with it."""
    with Store.open(corpus) as store:
        store.log()
        start = used()
        use(store)
    return used() - start


def in_fresh_process(corpus: Path, what: str, address: str) -> float:
    """Processor time of one call where nothing is in memory but the modules and the list of versions."""
    command = [sys.executable, "-m", "bench.auditing.speed", str(corpus), what, address]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def in_turn(corpus: Path, what: str, address: str, git: Callable[[], object]) -> tuple[float, float]:
    """Processor time of a first call where nothing is kept, as in a new clone, and of git, in turn; the medians."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(git))
        forget(corpus)
        ours.append(in_fresh_process(corpus, what, address))
    return median(ours), median(theirs)


def second_call(corpus: Path, use: Callable[[Store], object]) -> float:
    """Processor time of a call that was made before of the same open corpus."""
    with Store.open(corpus) as store:
        use(store)
        return seconds(lambda: use(store))


def handed_over(corpus: Path, paths: Sequence[str]) -> None:
    """`git log` of these files, and `git cat-file --batch` of what it names."""
    told = _git(corpus, b"", "log", "--raw", "--no-abbrev", "--format=%H %an %ae %cI", "main", "--", *paths)
    blobs = [line.split()[3] for line in told.splitlines() if line.startswith(b":")]
    _git(corpus, b"\n".join(blobs) + b"\n", "cat-file", "--batch")


def _git(corpus: Path, fed: bytes, *arguments: str) -> bytes:
    return subprocess.run(
        ["git", "--git-dir=.", *arguments], cwd=corpus, input=fed, capture_output=True, check=True
    ).stdout


def print_speed() -> None:
    print("\nProcessor time in ms; git: log and cat-file --batch of the same versions, or git blame of the file")
    with TemporaryDirectory() as folder:
        for shape, (notas, versions, questions) in SHAPES.items():
            corpus = Path(folder) / shape
            build(corpus, shape)
            print(f"{notas} nota's x {versions} versions x {questions} questions")
            _print_opening(corpus)
            _print_history(corpus)
            _print_blame(corpus)
            print_commands(corpus)


def _print_opening(corpus: Path) -> None:
    taken = seconds(lambda: opened(corpus, lambda _: None))
    print(f"  {'to open it and list its versions':36}first {taken * 1000:9.1f}")


def _print_history(corpus: Path) -> None:
    address = "kst-20000-4#7"
    forget(corpus, repeats=True)
    first = in_fresh_process(corpus, "history", address)
    with Store.open(corpus) as store:
        notas = sorted({w.version.nota for w in history(store, address).wordings})
        another = in_fresh_process(corpus, "history", "kst-20000-4#8")
        alone = len(store.notas()) == 1
    again = median(in_fresh_process(corpus, "history", address) for _ in range(ROUNDS))

    def handed() -> None:
        handed_over(corpus, [f"{nota}/{nota}.md" for nota in notas])

    git = median(seconds(handed) for _ in range(ROUNDS))
    _print_row(f"history of a question ({len(notas)} nota's)", first, another, again, git)
    _print_second(second_call(corpus, lambda store: history(store, address)))
    if alone:
        _print_unknown(*in_turn(corpus, "history", address, handed))
    else:
        # Where what returns elsewhere is known, but not which question of the nota is which.
        _print_unknown(in_fresh_process(corpus, "history", "kst-20001-4#8"), git)


def _print_blame(corpus: Path) -> None:
    address, path = "kst-20000-4", "kst-20000-4/kst-20000-4.md"

    def blamed() -> None:
        _git(corpus, b"", "blame", "--line-porcelain", "main", "--", path)

    unknown, git = in_turn(corpus, "blame", address, blamed)
    forget(corpus)
    with Store.open(corpus) as store:
        keep(store, [address])
    first = in_fresh_process(corpus, "blame", address)
    again = median(in_fresh_process(corpus, "blame", address) for _ in range(ROUNDS))
    _print_row("blame of a nota", first, None, again, git)
    _print_second(second_call(corpus, lambda store: blame(store, address)))
    _print_unknown(unknown, git)


def _print_unknown(taken: float, git: float) -> None:
    """Where it is not kept which question is which: `nota add` keeps it, but a clone comes without."""
    print(f"  {'  in a clone, the first time':36}first {taken * 1000:9.1f}{'':70}{taken / git:5.2f} x git")


def _print_second(taken: float) -> None:
    print(f"  {'  asked again of the same open corpus':36}      {taken * 1000:9.2f}")


def _print_row(name: str, first: float, another: float | None, again: float, git: float) -> None:
    between = f"{another * 1000:9.1f}" if another is not None else f"{'':9}"
    told = f"first {first * 1000:9.1f}   next question {between}   again {again * 1000:7.1f}   git {git * 1000:7.1f}"
    print(f"  {name:36}{told}   {(another or first) / git:5.2f} x git", flush=True)


if __name__ == "__main__":
    corpus, what, address = sys.argv[1:]
    use: Callable[[Store, str], object] = history if what == "history" else blame
    print(opened(Path(corpus), lambda store: use(store, address)))
