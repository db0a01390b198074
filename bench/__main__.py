"""`python -m bench [PART]`: our code and the peers in turn on the same work, in tables; `--help` names the parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.aligning import PAIRS, print_aligning
from bench.auditing.checking import VERSIONS, print_checking
from bench.auditing.speed import print_speed
from bench.auditing.told import HISTORIES, SEED, print_told
from bench.comparing import NOTAS, print_comparing
from bench.diffing import print_diff
from bench.matching.examples import OPEN
from bench.matching.growing import SIZE as GROWN
from bench.matching.growing import print_growing
from bench.matching.real import print_real
from bench.matching.tables import SIZE, SIZES, WORLD, print_matching, print_scale
from bench.matching.tools import TOOLS as MATCHERS
from bench.matching.written import print_written
from bench.pages import SECONDS, print_pages, print_soak
from bench.paper import print_paper
from bench.questions import WORLDS as QUESTIONS
from bench.reading import print_reading
from bench.repeating import SIZE as REPEATED
from bench.repeating import print_repeating
from bench.searching import SIZE as SEARCHED
from bench.searching import print_searching


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description="Without a part: all, scale up to 200,000.")
    parts = parser.add_subparsers(dest="part", metavar="PART")
    parts.add_parser("diff", help="changes between two texts, beside other diffs")
    aligning = parts.add_parser("align", help="which question became which: F1 by kind of edit, strangers, speed")
    aligning.add_argument("--pairs", type=int, default=PAIRS, help="pairs of versions in each style (%(default)s)")
    page = parts.add_parser("page", help="the page of a comparison: its cost beside that of the comparison, its weight")
    page.add_argument("--notas", type=int, default=NOTAS, help="in the corpus (%(default)s)")
    parts.add_parser("paper", help="the page of a nota and the history of an answer, of 22 and of 500 questions")
    read = parts.add_parser("read", help="the readers, beside the bare libraries")
    read.add_argument("files", nargs="*", metavar="FILE", help="instead of the shipped nota in every format")
    match = parts.add_parser("match", help="repeated questions, beside other matchers: costs, precision, recall")
    match.add_argument("--size", type=int, default=SIZE, help="questions (%(default)s)")
    match.add_argument("--tool", action="append", choices=MATCHERS, dest="tools", help="only this one; may be repeated")
    match.add_argument(
        "--examples", type=int, default=0, help=f"show so many of our mistakes of a kind ({', '.join(OPEN)} only)"
    )
    parts.add_parser("real", help="repeated questions in real papers, against the grades of a reader")
    parts.add_parser("written", help="repeated questions in pairs written one by one")
    told = parts.add_parser("blame", help="which version brought each word, in histories whose truth is known")
    told.add_argument("--count", type=int, default=HISTORIES, help="histories in each style (%(default)s)")
    told.add_argument("--seed", type=int, default=SEED, help="of the chance by which they are made (%(default)s)")
    parts.add_parser("audit", help="history and blame in large corpora, beside plain git; whole commands")
    check = parts.add_parser("check", help="nota check, beside git fsck --full")
    check.add_argument("--notas", type=int, default=NOTAS, help="in the corpus (%(default)s)")
    check.add_argument("--versions", type=int, default=VERSIONS, help="of each (%(default)s)")
    pages = parts.add_parser("pages", help="the pages as they are served, beside a bare page behind the same server")
    pages.add_argument("--notas", type=int, default=NOTAS, help="in the corpus, of 10 versions each (%(default)s)")
    soak = parts.add_parser("soak", help="8 clients at the pages: errors, growth of memory and processes")
    soak.add_argument("--seconds", type=int, default=SECONDS, help="how long (%(default)s)")
    scale = parts.add_parser("scale", help="repeated questions among more and more")
    scale.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="how many questions")
    grow = parts.add_parser("grow", help="a nota more, or one question, where many are kept")
    grow.add_argument("--size", type=int, default=GROWN, help="questions that are kept (%(default)s)")
    grow.add_argument("--folder", type=Path, metavar="DIR", help="where they are kept, or will be")
    search = parts.add_parser("search", help="search, beside a bare FTS5 table")
    search.add_argument("--size", type=int, default=SEARCHED, help="questions (%(default)s)")
    repeats = parts.add_parser("repeats", help="the repeats of a large corpus in git, and the pages over it")
    repeats.add_argument("--size", type=int, default=REPEATED, help="questions (%(default)s)")
    repeats.add_argument("--corpus", type=Path, metavar="DIR", help="one that was made so before")
    for part in (match, scale):
        part.add_argument("--world", choices=QUESTIONS, default=WORLD, help="whose questions (%(default)s)")
    arguments = parser.parse_args(given)
    if getattr(arguments, "examples", 0) and arguments.world not in OPEN:
        parser.error(f"--examples shows questions: give --world {' or '.join(OPEN)}, the others are for measuring only")
    return arguments


def _given(arguments: argparse.Namespace, *names: str) -> dict[str, Any]:
    """Those of the options of a part that were given; what it takes without them it knows itself."""
    return {name: value for name in names if (value := getattr(arguments, name, None))}


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "diff": lambda _: print_diff(),
    "align": lambda own: print_aligning(**_given(own, "pairs")),
    "page": lambda own: print_comparing(**_given(own, "notas")),
    "paper": lambda _: print_paper(),
    "read": lambda own: print_reading(getattr(own, "files", ())),
    "match": lambda own: print_matching(**_given(own, "world", "size", "tools", "examples")),
    "real": lambda _: print_real(),
    "written": lambda _: print_written(),
    "blame": lambda own: print_told(**_given(own, "count", "seed")),
    "audit": lambda _: print_speed(),
    "check": lambda own: print_checking(**_given(own, "notas", "versions")),
    "pages": lambda own: print_pages(**_given(own, "notas")),
    "soak": lambda own: print_soak(**_given(own, "seconds")),
    "scale": lambda own: print_scale(**_given(own, "world", "sizes")),
    "grow": lambda own: print_growing(**_given(own, "size", "folder")),
    "search": lambda own: print_searching(**_given(own, "size")),
    "repeats": lambda own: print_repeating(**_given(own, "size", "corpus")),
}


def main(given: Sequence[str]) -> int:
    arguments = _arguments(given)
    for name, run in PARTS.items():
        if arguments.part in (None, name):
            run(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
