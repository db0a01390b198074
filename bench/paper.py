"""What the page of a nota and the history of an answer cost, of 22 and of 500 questions, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask.testing import FlaskClient

from bench.work import many_questions, versions_of
from corpus.model import Nota
from corpus.normal import render
from corpus.store import Store, Stored, Submission
from web.app import create_app

VERSIONS = 10
ROUNDS = 5
SMALL, LARGE = "kst-10000-1", "kst-10001-1"
PAGES = (
    ("nota", "/nota/{nota}/{last}", ""),
    ("nota, versions beside sentences", "/nota/{nota}/{last}", "?margin=provenance"),
    ("nota, lines of the source beside sentences", "/nota/{nota}/{last}", "?margin=source"),
    ("history of question 12", "/history/{nota}/{last}/12", ""),
    ("history, two wordings compared", "/history/{nota}/{last}/12", "?from=1&to=2"),
)


@dataclass(frozen=True)
class Costs:
    """Milliseconds of processor time of one page."""

    first: float
    """After a start: nothing is in memory, but what a page before found out of the corpus is kept on disk."""
    next: float
    """Of an answer that is not kept itself: medians."""
    again: float
    """The answer to who has it already."""
    weight: int
    """Bytes."""


def print_paper() -> None:
    """The pages of a small nota in ten versions, and of a large one in two."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corpus"
        with Store.create(path) as store:
            for result in store.add(_submissions()):
                if not isinstance(result, Stored):
                    raise result
        print(f"Milliseconds of processor time; medians of {ROUNDS}\n")
        print("| page | questions | first | next | 304 | kB |")
        print("| -- | --: | --: | --: | --: | --: |")
        for name, address, query in PAGES:
            per = [_told(name, count, path, address.format(nota=nota, last=last) + query) for nota, last, count in _ALL]
            print(f"| per question, 500 against 22 | | | {(per[1].next / 500) / (per[0].next / 22):.2f} | | |")


_ALL = ((SMALL, VERSIONS, 22), (LARGE, 2, 500))


def _told(name: str, count: int, path: Path, address: str) -> Costs:
    own = _costs(path, address)
    print(f"| {name} | {count} | {own.first:.0f} | {own.next:.0f} | {own.again:.1f} | {own.weight / 1000:.0f} |")
    return own


def _costs(path: Path, address: str) -> Costs:
    app = create_app(path)
    client = app.test_client()
    first, _ = _get(client, address)
    found = []
    for _ in range(ROUNDS):
        app.extensions["pages"].forget()
        found.append(_get(client, address))
    again, _ = _get(client, address, client.get(address).headers["ETag"])
    app.extensions["library"].store.close()
    return Costs(first, median(took for took, _ in found), again, found[0][1])


def _get(client: FlaskClient, address: str, tag: str = "") -> tuple[float, int]:
    start = process_time()
    answer = client.get(address, headers={"If-None-Match": tag} if tag else {})
    took = (process_time() - start) * 1000
    if answer.status_code != (304 if tag else 200):
        raise RuntimeError(f"{address}: {answer.status}")
    return took, len(answer.data)


def _submissions() -> Iterator[Submission]:
    for nota in versions_of(1, VERSIONS):
        yield _submission(nota, SMALL)
    for nota in (many_questions().left, many_questions().right):
        yield _submission(nota, LARGE)


def _submission(nota: Nota, own: str) -> Submission:
    nota = nota.with_meta(id=own, dossier=None)
    return Submission(nota, f"{own}.md", render(nota).encode(), "markdown/1")
