"""Searching a large corpus beside a bare FTS5 table of the same texts; and what the pages over it cost."""

from __future__ import annotations

import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench.questions import labelled
from bench.versions.narrative import Narrative
from corpus.model import Answer, Meta, Nota, Paragraph, Question
from corpus.store import Store, Submission
from differ.before import closest
from differ.gathered.gather import gather
from differ.gathered.repeats import Chosen, Repeats
from differ.search.find import PAGE, Search
from differ.search.finder import Finder

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
        yield own.text, f"{chance.choice(answers)} {chance.choice(answers)}"


def notas(size: int) -> Iterator[Nota]:
    """The same, in papers of `_EACH` questions."""
    every, number = texts(size), 0
    while asked := list(islice(every, _EACH)):
        number += 1
        body = tuple(
            Question(str(at), (Paragraph((question,)),), Answer((str(at),), (Paragraph((answer,)),)))
            for at, (question, answer) in enumerate(asked, start=1)
        )
        dossier = str(30_000 + number // 10)
        yield Nota(Meta(f"kst-{dossier}-{number}", dossier=dossier, titel="Lijst van vragen en antwoorden"), (), body)


def made(folder: Path, size: int) -> Store:
    """A corpus of so many questions; the one in the folder, if there is one."""
    if (folder / "HEAD").exists():
        return Store.open(folder)
    store = Store.create(folder)
    store.add(Submission(nota, "bench.md", None, "markdown/1") for nota in notas(size))
    return store


def bare(folder: Path, size: int) -> sqlite3.Connection:
    """A table of FTS5 as its documentation shows it, with the same texts."""
    data = sqlite3.connect(folder / "bare.sqlite")
    data.execute("CREATE VIRTUAL TABLE bare USING fts5(question, answer, tokenize = 'unicode61 remove_diacritics 2')")
    data.executemany("INSERT INTO bare VALUES (?, ?)", texts(size))
    data.commit()
    return data


def print_searching(size: int = SIZE, folder: Path | None = None) -> None:
    """Tables: each query, ours and bare; then the rest."""
    with TemporaryDirectory(prefix="bench-search-") as own:
        place = folder or Path(own) / "corpus"
        with made(place, size) as store, closing(bare(Path(own), size)) as data:
            finder = Finder(store)
            _, seconds = _timed(finder.refresh)
            print(f"\n{size:,} questions; the index: {seconds:.0f} s, {_megabytes(place / 'nota-search'):.0f} MB\n")
            _print_queries(finder, data)
            _print_pages(store)
            finder.close()


def _print_queries(finder: Finder, data: sqlite3.Connection) -> None:
    print("| query | found | bare, ms | bare with snippets, ms | ours, ms | ours / bare |")
    print("|---|---|---|---|---|---|")
    plain = "SELECT question, answer FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT ?"
    marked = (
        "SELECT snippet(bare, 0, '<', '>', '…', 40), snippet(bare, 1, '<', '>', '…', 40) FROM bare"
        " WHERE bare MATCH ? ORDER BY rank LIMIT ?"
    )
    totals = [0.0, 0.0, 0.0]
    for name, ours, theirs in QUERIES:
        found = finder.find(Search(ours)).total
        costs = _in_turn(
            partial(_asked, data, plain, theirs),
            partial(_asked, data, marked, theirs),
            partial(finder.find, Search(ours)),
        )
        totals = [total + cost for total, cost in zip(totals, costs, strict=True)]
        print(
            f"| {name} | {found:,} | " + " | ".join(f"{c * 1e3:.2f}" for c in costs) + f" | {costs[2] / costs[0]:.2f} |"
        )
    print("| all | | " + " | ".join(f"{c * 1e3:.2f}" for c in totals) + f" | {totals[2] / totals[0]:.2f} |\n")


def _print_pages(store: Store) -> None:
    path, seconds = _timed(partial(gather, store))
    assert path
    print(f"clusters found and kept: {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    for name, chosen in _CHOSEN.items():
        (cost,) = _in_turn(partial(_page, path, chosen))
        print(f"first page of the repeats, {name}: {cost * 1e3:.1f} ms")
    asked = [text for text, _ in texts(200)][::40]
    closest(store, asked[0])
    costs = [_timed(partial(closest, store, own))[1] for own in asked]
    print(f"was this asked before: {median(costs):.2f} s")
    print(f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


_CHOSEN = {"by weight": Chosen(), "by date": Chosen(order="date"), "answers differ": Chosen(again=True)}


def _asked(data: sqlite3.Connection, query: str, words: str) -> list[object]:
    return data.execute(query, (words, PAGE)).fetchall()


def _page(path: Path, chosen: Chosen) -> int:
    with closing(Repeats.of(path)) as repeats:
        return repeats.count(chosen) + len(list(repeats.page(chosen, 20)))


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


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.iterdir()) / 1e6
