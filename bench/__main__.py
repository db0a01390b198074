"""`python -m bench [PART]`: our code and the peers in turn on the same work, in tables; `--help` names the parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from statistics import median

from bench.matching.examples import OPEN
from bench.matching.real import print_real
from bench.matching.tables import SIZE, SIZES, WORLD, print_matching, print_scale
from bench.matching.tools import TOOLS as MATCHERS
from bench.measure import LIMIT, Result, in_fresh_process
from bench.peers import OURS, TOOLS, texts
from bench.questions import WORLDS as QUESTIONS
from bench.reading import print_reading
from bench.work import WORKS

ROUNDS = 3
"""Times that a tool runs on one work; the median counts."""
LONG = 10_000.0
"""Milliseconds. What takes this long is run once."""


def _rounds(tool: str, work: str) -> tuple[Result, float] | None:
    """The first result, and the median of the times; None where the first met the limit."""
    first = in_fresh_process(tool, work)
    if first is None:
        return None
    rounds = [first]
    if first.milliseconds < LONG:
        rounds += [again for _ in range(ROUNDS - 1) if (again := in_fresh_process(tool, work))]
    return first, median(result.milliseconds for result in rounds)


def _print_work(work: str) -> None:
    given = WORKS[work]()
    left, right = texts(given)
    print(f"\n{given.name}: {len(left) / 1000:.0f} and {len(right) / 1000:.0f} kB; {', '.join(given.edits)}")
    print(f"{'':30}{'clusters':>9}{'word cuts':>11}{'number cuts':>13}{'marked':>9}{'ms':>10}{'x ours':>9}")
    own = None
    for tool in TOOLS:
        measured = _rounds(tool, work)
        if measured is None:
            print(f"{tool:30}  stopped after {LIMIT:.0f} seconds", flush=True)
            continue
        found, milliseconds = measured
        own = milliseconds if tool == OURS else own
        ratio = f"{milliseconds / own:9.2f}" if own else f"{'':9}"
        print(f"{tool:30}{_counts(found)}{milliseconds:10.0f}{ratio}", flush=True)


def _counts(found: Result) -> str:
    if found.clusters is None or found.cuts is None:
        return f"{'-':>9}{'-':>11}{'-':>13}{'-':>9}"
    return f"{found.clusters:9}{found.cuts.words:11}{found.cuts.numbers:13}{found.marked:9}"


def _print_diff() -> None:
    print("clusters: places marked; cuts: edges of marks inside a word or a number; marked: letters, both sides.")
    print("Text shown as moved is marked at both ends; nota-differ tells of a moved question, and marks none of it.")
    for work in WORKS:
        _print_work(work)


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description="Without a part: all, scale up to 200,000.")
    parts = parser.add_subparsers(dest="part", metavar="PART")
    parts.add_parser("diff", help="changes between two texts, beside other diffs")
    read = parts.add_parser("read", help="the readers, beside the bare libraries")
    read.add_argument("files", nargs="*", metavar="FILE", help="instead of the shipped nota in every format")
    match = parts.add_parser("match", help="repeated questions, beside other matchers: costs, precision, recall")
    match.add_argument("--size", type=int, default=SIZE, help="questions (%(default)s)")
    match.add_argument("--tool", action="append", choices=MATCHERS, dest="tools", help="only this one; may be repeated")
    match.add_argument("--examples", type=int, default=0, help=f"show so many of our mistakes of a kind ({OPEN} only)")
    parts.add_parser("real", help="repeated questions in real papers, against the grades of a reader")
    scale = parts.add_parser("scale", help="repeated questions among more and more")
    scale.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="how many questions")
    for part in (match, scale):
        part.add_argument("--world", choices=QUESTIONS, default=WORLD, help="whose questions (%(default)s)")
    arguments = parser.parse_args(given)
    if getattr(arguments, "examples", 0) and arguments.world != OPEN:
        parser.error(f"--examples shows questions: give --world {OPEN}, the others are for measuring only")
    return arguments


def main(given: Sequence[str]) -> int:
    arguments = _arguments(given)
    if arguments.part in (None, "diff"):
        _print_diff()
    if arguments.part in (None, "read"):
        print_reading(getattr(arguments, "files", ()))
    if arguments.part in (None, "match"):
        chosen = {
            name: value for name in ("world", "size", "tools", "examples") if (value := getattr(arguments, name, None))
        }
        print_matching(**chosen)
    if arguments.part in (None, "real"):
        print_real()
    if arguments.part in (None, "scale"):
        print_scale(**{name: value for name in ("world", "sizes") if (value := getattr(arguments, name, None))})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
