"""Searching a large corpus beside a bare FTS5 table of the same texts. (What its pages cost: bench/repeating.py.)"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench.questions import labelled
from bench.versions.narrative import Narrative
from differ.search.base import DATABASE, Base, Entry, Filled
from differ.search.find import PAGE, Search, find
from differ.search.query import read

SIZE = 100_000
WORLD = "unseen"
_EACH = 25
"""Questions in a nota."""
_RUNS = 7

Result = TypeVar("Result")
QUERIES = (
    ("a common word", "regeling", '"regeling"'),
    ("a rare word", "solvabiliteitstoezicht", '"solvabiliteitstoezicht"'),
    ("two words", "kosten provincie", '"kosten" "provincie"'),
    ("three words", "toezicht leden fractie", '"toezicht" "leden" "fractie"'),
    ("a phrase", '"kunt u aangeven"', '"kunt u aangeven"'),
    ("the beginning of a word", "hypothe*", '"hypothe" *'),
    ("not with a word", "toezicht -verzekeraars", '"toezicht" NOT "verzekeraars"'),
    ("a word and its beginning", "boetes salder*", '"boetes" "salder" *'),
)
"""What it is, as we take it, and as FTS5 does."""


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Questions with answers. The answers are of another subject: only their words count here."""
    chance, hand = Random(3), Narrative()
    answers = [" ".join(hand.fresh(chance).answer) for _ in range(2_000)]
    for own in labelled(WORLD, size):
        yield own.text.replace("\n", " "), chance.choice(answers)


def filled(base: Base, size: int) -> None:
    """The index of search, with all of them, `_EACH` to a paper."""
    every = texts(size)
    for number in count():
        paper = list(islice(every, _EACH))
        if not paper:
            return
        day, dossier = date(2000, 1, 1) + timedelta(days=number), str(30_000 + number // 10)
        entries = tuple(
            Entry(1, day.isoformat(), True, dossier, "", "Nota", str(at), question, answer)
            for at, (question, answer) in enumerate(paper, start=1)
        )
        base.put([Filled(f"kst-{dossier}-{number}", "", entries)])


def bare(folder: Path, size: int) -> sqlite3.Connection:
    """A table of FTS5 as its documentation shows it, with the same texts."""
    data = sqlite3.connect(folder / "bare.sqlite")
    data.execute("CREATE VIRTUAL TABLE bare USING fts5(question, answer, tokenize = 'unicode61 remove_diacritics 2')")
    data.executemany("INSERT INTO bare VALUES (?, ?)", texts(size))
    data.commit()
    return data


def print_searching(size: int = SIZE) -> None:
    """A table: each query, ours and bare."""
    with TemporaryDirectory(prefix="bench-search-") as name:
        folder = Path(name)
        with closing(Base(folder)) as base, closing(bare(folder, size)) as data:
            _, seconds = _timed(partial(filled, base, size))
            megabytes = (folder / DATABASE).stat().st_size / 1e6
            print(f"\n{size:,} questions; the index: {seconds:.0f} s, {megabytes:.0f} MB\n", flush=True)
            _print_queries(base, data)


def _print_queries(base: Base, data: sqlite3.Connection) -> None:
    heads = ("query", "found (bare)", "bare, ms", "with snippets", "bare, for the same hits", "ours", "ours / the same")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    plain = "SELECT question, answer FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT ?"
    marked = (
        "SELECT snippet(bare, 0, '<', '>', '…', 40), snippet(bare, 1, '<', '>', '…', 40) FROM bare"
        " WHERE bare MATCH ? ORDER BY rank LIMIT ?"
    )
    # With all forms of its words: what FTS5 alone takes for the hits that we find.
    same = (
        "SELECT question, answer FROM (SELECT rowid AS hit FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?)"
        " JOIN text ON text.id = hit"
    )
    totals = [0.0, 0.0, 0.0, 0.0]
    for name, ours, theirs in QUERIES:
        hits = find(base, Search(ours)).total
        # What stands in another form or in a compound a bare table does not find, and has less to rank.
        (exact,) = data.execute("SELECT count(*) FROM bare WHERE bare MATCH ?", (theirs,)).fetchone()
        costs = _in_turn(
            partial(_asked, data, plain, theirs),
            partial(_asked, data, marked, theirs),
            partial(_asked, base.data, same, read(ours).match(None)),
            partial(find, base, Search(ours)),
        )
        totals = [total + cost for total, cost in zip(totals, costs, strict=True)]
        print(_row(name, f"{hits:,} ({exact:,})", costs), flush=True)
    print(_row("all", "", totals), end="\n\n")


def _row(name: str, found: str, costs: Sequence[float]) -> str:
    told = [name, found, *(f"{cost * 1e3:.2f}" for cost in costs), f"{costs[3] / costs[2]:.2f}"]
    return f"| {' | '.join(told)} |"


def _asked(data: sqlite3.Connection, query: str, words: str) -> list[object]:
    return data.execute(query, (words, PAGE)).fetchall()


def _in_turn(*jobs: Callable[[], object]) -> list[float]:
    """Seconds of the processor that each takes, in turn; the median."""
    costs: list[list[float]] = [[] for _ in jobs]
    for _ in range(_RUNS):
        for place, job in enumerate(jobs):
            start = time.process_time()
            job()
            costs[place].append(time.process_time() - start)
    return [median(own) for own in costs]


def _timed(job: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    return job(), time.perf_counter() - start
