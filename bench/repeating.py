"""The repeats of a large corpus in git, gathered to the end; and what the pages over it cost, at first and after."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from bench.serving.asked import asked, stored
from corpus.store import Store
from differ.gathered.gather import gather
from differ.gathered.repeats import Chosen, Repeats
from differ.search.finder import Finder
from web.app import create_app

SIZE = 100_000
_TIMES = 5


def print_repeating(size: int = SIZE, corpus: Path | None = None) -> None:
    """A corpus of so many questions, or one that is there: its repeats, and its pages."""
    if corpus:
        _print_all(corpus, size)
        return
    with TemporaryDirectory(prefix="bench-repeats-") as folder:
        path = Path(folder, "corpus")
        papers = stored(path, size)
        print(f"{size:,} questions in {papers:,} papers\n", flush=True)
        _print_all(path, size)


def _print_all(corpus: Path, size: int) -> None:
    with Store.open(corpus) as store:
        start, before = time.perf_counter(), _seconds()
        path = gather(store)
        print(f"repeats gathered: {time.perf_counter() - start:.0f} s, {_seconds() - before:.0f} s of the processor")
        start, before = time.perf_counter(), _seconds()
        with closing(Finder(store)) as finder:
            finder.refresh()
        print(f"index of search: {time.perf_counter() - start:.0f} s, {_seconds() - before:.0f} s of the processor")
    assert path
    with closing(Repeats.of(path)) as repeats:
        count, differing = repeats.count(), repeats.count(Chosen(again=True))
        largest = next(repeats.shown(Chosen(order="size"), 1))
    told = f"{count:,} clusters, {differing:,} answered otherwise when asked again, the largest of {largest.size:,}"
    print(f"{told}; {path.stat().st_size / 1e6:.0f} MB")
    print(
        f"most memory of one process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n", flush=True
    )
    _print_pages(corpus, list(_paths(count, differing, largest.name, size)))


def _paths(count: int, differing: int, largest: str, size: int) -> Iterator[tuple[str, str]]:
    question = [own.question for own in asked(min(size, 2_000))][1_000]
    yield "repeats, by weight", "/duplicates?"
    yield "by weight, in the middle", f"/duplicates?page={count // 40}"
    yield "by weight, the last page", f"/duplicates?page={-(-count // 20)}"
    yield "by date", "/duplicates?sort=date"
    yield "by date, in the middle", f"/duplicates?sort=date&page={count // 40}"
    yield "by size", "/duplicates?sort=size"
    for kind in ("question", "reference", "answer"):
        yield f"one kind: {kind}", f"/duplicates?kind={kind}"
    yield "identical only", "/duplicates?grade=identical"
    yield "answers differ", "/duplicates?differ=1"
    yield "answers differ, the last page", f"/duplicates?differ=1&page={-(-differing // 20)}"
    yield "one dossier", "/duplicates?dossier=30010"
    yield "one nota", "/duplicates?nota=kst-30010-1"
    yield "the largest cluster alone", f"/duplicates?cluster={largest.replace('+', '%2B').replace('#', '%23')}"
    yield "a nota", "/nota/kst-30010-1?"
    yield "start page", "/?"
    yield "search, empty", "/search?"
    yield "search, a common word", "/search?q=regeling"
    yield "search, in a kind of paper", "/search?kind=memorie+van+antwoord&q=regeling"
    yield "asked before?", f"/search?question={question}"


def _print_pages(corpus: Path, paths: list[tuple[str, str]]) -> None:
    print("| page | first, ms | again, ms | kept, ms | kB |\n|---|---|---|---|---|")
    for name, path in paths:
        app = create_app(corpus)
        client = app.test_client()
        first, weight = _asked(client, path)
        # Another address for the same: what is kept of a page is not what its making costs.
        again = median(_asked(client, f"{path}&again={at}")[0] for at in range(_TIMES))
        kept = median(_asked(client, path)[0] for _ in range(_TIMES))
        print(f"| {name} | {first:.0f} | {again:.0f} | {kept:.1f} | {weight / 1024:.0f} |", flush=True)
        app.extensions["library"].store.close()


def _asked(client: FlaskClient, path: str) -> tuple[float, int]:
    """Milliseconds of the processor, and bytes."""
    start = time.process_time()
    answer = client.get(path)
    cost = (time.process_time() - start) * 1e3
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return cost, len(answer.data)


def _seconds() -> float:
    """Of the processor, of this process and those that it waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(own.ru_utime + own.ru_stime for own in spent)
