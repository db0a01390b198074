"""Changes between two texts: what each tool marks and what it costs, and what our worst cases cost."""

from __future__ import annotations

from statistics import median

from bench.job import texts
from bench.marks import Marks, cuts, marked_letters
from bench.measure import LIMIT, Result, in_fresh_process, measure, peak_memory
from bench.peers import NEEDS_MORE, OURS, TOOLS
from bench.work import ALL_WORKS, NORMAL, WORKS, WORST

ROUNDS = 5
"""Times that a tool runs on one work; the median counts."""
LONG = 10_000.0
"""Milliseconds. What takes this long is run once."""


def print_diff() -> None:
    """All tables."""
    print("clusters: places marked; cuts: edges of marks inside a word or a number; marked: letters, both sides;")
    print("moves: texts told as moved. Text shown as moved is marked at both ends; nota-differ tells of a moved")
    print(f"question, and marks none of it. ms: of processor time, the median of {ROUNDS} runs.")
    for work in WORKS:
        _print_work(work)
    _print_worst_cases()


def _rounds(tool: str, work: str) -> tuple[Result, float] | None:
    """The first result, and the median of the times; None where the first met the limit."""
    first = in_fresh_process(tool, work, measure)
    if first is None:
        return None
    rounds = [first]
    if first.milliseconds < LONG:
        rounds += [again for _ in range(ROUNDS - 1) if (again := in_fresh_process(tool, work, measure))]
    return first, median(result.milliseconds for result in rounds)


def _print_work(work: str) -> None:
    given = ALL_WORKS[work]()
    left, right = texts(given)
    print(f"\n{given.name}: {len(left) / 1000:.0f} and {len(right) / 1000:.0f} kB; {', '.join(given.edits)}")
    print(f"{'':30}{'clusters':>9}{'word cuts':>11}{'number cuts':>13}{'marked':>9}{'moves':>7}{'ms':>10}{'x ours':>9}")
    own = None
    for tool in TOOLS:
        is_there, otherwise = NEEDS_MORE.get(tool, (lambda: True, ""))
        if not is_there():
            print(f"{tool:30}  {otherwise}", flush=True)
            continue
        measured = _rounds(tool, work)
        if measured is None:
            print(f"{tool:30}  stopped after {LIMIT:.0f} seconds", flush=True)
            continue
        found, milliseconds = measured
        own = milliseconds if tool == OURS else own
        ratio = f"{milliseconds / own:9.2f}" if own else f"{'':9}"
        print(f"{tool:30}{_counts(found.marks)}{milliseconds:10.0f}{ratio}", flush=True)


def _counts(marks: Marks | None) -> str:
    if marks is None:
        return f"{'-':>9}{'-':>11}{'-':>13}{'-':>9}{'-':>7}"
    found = cuts(marks)
    moves = "-" if marks.moves is None else marks.moves
    return f"{marks.clusters:9}{found.words:11}{found.numbers:13}{marked_letters(marks):9}{moves:>7}"


def _print_worst_cases() -> None:
    """What the hardest work costs us, beside the normal."""
    print("\nnota-differ at its worst; memory: the most it holds beside the two texts, in times their size.")
    print(f"{'':58}{'clusters':>9}{'moves':>7}{'ms':>10}{'x normal':>10}{'memory':>9}")
    normal = None
    for work in (NORMAL, *WORST):
        given = ALL_WORKS[work]()
        size = sum(len(text.encode()) for text in texts(given))
        measured = _rounds(OURS, work)
        peak = in_fresh_process(OURS, work, peak_memory)
        if measured is None or peak is None:
            print(f"{given.name:58}  stopped after {LIMIT:.0f} seconds", flush=True)
            continue
        found, milliseconds = measured
        normal = normal or milliseconds
        marks = found.marks or Marks((), (), 0)
        told = (
            f"{marks.clusters:9}{marks.moves or 0:7}{milliseconds:10.0f}{milliseconds / normal:10.2f}{peak / size:9.1f}"
        )
        print(f"{given.name:58}{told}", flush=True)
