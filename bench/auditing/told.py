"""How many words are told to be of the version that brought them: ours, plain git, and nothing done."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.auditing.histories import History, Sentence, history, written
from bench.versions import PAPERS, STYLES
from differ.audit.tracing import sentences_of

HISTORIES = 30
SEED = 17
BLIND = 4711
"""Not looked at while the thresholds were chosen."""
Runs = Sequence[tuple[str, int]]
"""Text and origin; joined they are a sentence."""
Teller = Callable[[Sequence[str]], list[Runs]]
"""Texts in normal form -> the sentences of the last."""


def ours(texts: Sequence[str]) -> list[Runs]:
    return [[(run.text, run.origin) for run in sentence.runs] for sentence in sentences_of(texts)]


def nothing(texts: Sequence[str]) -> list[Runs]:
    return [[(sentence.text, 0)] for sentence in sentences_of(texts[-1:])]


def git_blame(*options: str) -> Teller:
    def tell(texts: Sequence[str]) -> list[Runs]:
        with TemporaryDirectory() as folder:
            commits = _committed(Path(folder), texts)
            told = _git(folder, "blame", "--line-porcelain", *options, "HEAD", "--", "nota.md")
        lines = list(_lines(told, commits))
        found: list[Runs] = []
        for sentence in sentences_of(texts[-1:]):
            at = next(n for n, (text, _) in enumerate(lines) if text == sentence.text)
            found.append([lines[at]])
            del lines[: at + 1]
        return found

    return tell


def _git(folder: str, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@voorbeeld.example", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def _committed(folder: Path, texts: Iterable[str]) -> dict[str, int]:
    _git(str(folder), "init", "--quiet")
    commits: dict[str, int] = {}
    for number, text in enumerate(texts):
        (folder / "nota.md").write_text(text, "utf-8")
        _git(str(folder), "add", "nota.md")
        _git(str(folder), "commit", "--quiet", "--allow-empty", "-m", str(number))
        commits[_git(str(folder), "rev-parse", "HEAD").strip()] = number
    return commits


def _lines(told: str, commits: dict[str, int]) -> Iterator[tuple[str, int]]:
    commit = ""
    for line in told.splitlines():
        if line.startswith("\t"):
            yield line[1:].replace("\\", ""), commits[commit]
        elif len(line.split(" ", 1)[0]) == 40:
            commit = line.split(" ", 1)[0]


TELLERS: dict[str, Teller] = {
    "nota-differ": ours,
    "git blame": git_blame(),
    "git blame -w -M -C": git_blame("-w", "-M", "-C"),
    "all of the first version": nothing,
}


def right(truth: Sequence[Sentence], told: Sequence[Runs]) -> tuple[int, int]:
    """Of the words and signs how many are told right, and how many there are."""
    good = count = 0
    for sentence, runs in zip(truth, told, strict=True):
        text = written(sentence)
        if "".join(run for run, _ in runs).replace("\\", "") != text.replace("\\", ""):
            raise ValueError(f"not the sentence that was made: {text!r}")
        origins = [origin for run, origin in runs for _ in run]
        at = 0
        for word in sentence:
            length = len(word.text.strip())
            good += set(origins[at : at + length]) == {word.origin}
            count += 1
            at += len(word.text)
    return good, count


def made(style: str, count: int, seed: int) -> Iterator[History]:
    """Histories in one style; the same for one seed."""
    for number in range(count):
        yield history(STYLES[style](), Random(f"{style} {seed} {number}"))


def print_told(count: int = HISTORIES, seed: int = SEED) -> None:
    """A table: for each style, of each teller the share of the words that is told right."""
    print(f"\nWords and signs told right: {count} histories of 12 versions in each style, seed {seed}")
    print(f"{'':28}" + "".join(f"{style:>14}" for style in STYLES))
    scores: dict[str, dict[str, str]] = {name: {} for name in TELLERS}
    for style in STYLES:
        if style == "real" and not PAPERS.exists():
            continue
        histories = list(made(style, count, seed))
        for name, tell in TELLERS.items():
            totals: Counter[str] = Counter()
            for own in histories:
                good, words = right(own.truth, tell(own.texts))
                totals["good"] += good
                totals["words"] += words
            scores[name][style] = f"{totals['good'] / totals['words']:.4f}"
    for name, shares in scores.items():
        print(f"  {name:26}" + "".join(f"{shares.get(style, '-'):>14}" for style in STYLES))
