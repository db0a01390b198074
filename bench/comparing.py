"""What the page of a comparison costs beside the comparison itself, and what it weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask.testing import FlaskClient

from bench.serving.made import VERSIONS, made
from bench.work import all_replaced, many_questions, versions_of
from corpus.model import Document, Nota
from corpus.store import Store, Stored, Submission
from differ.compare import compare
from web.app import create_app
from web.reading import Library

NOTAS = 500
PAIRS = 80
"""Pairs of versions that are measured, each of another nota in other words and each once: nothing of them is warm."""
ROUNDS = 5
"""Times that the large ones are measured, which no cache of words holds."""


@dataclass(frozen=True)
class Costs:
    """Milliseconds of processor time, medians."""

    reading: float
    """Of two texts, from git into what can be compared."""
    diff: float
    page: float
    """All of an answer of which nothing is kept, the texts once read."""
    again: float
    """The answer to who has it already."""
    weight: int
    """Bytes."""


def print_comparing(notas: int = NOTAS) -> None:
    """The costs of small and large comparisons over a corpus of many nota's."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corpus"
        _fill(path, notas)
        app = create_app(path)
        site = _Site(app.test_client(), app.extensions["library"])
        print(f"Corpus of {notas} nota's x {VERSIONS} versions; medians of processor time\n")
        print("| comparison | read both | diff | page | page / diff | 304 | kB |")
        print("| -- | --: | --: | --: | --: | --: | --: |")
        small = _told("two versions, 22 questions", _small(site))
        large = _told("two nota's, 500 questions", _large(site, "many"))
        _told("the same, every answer replaced", _large(site, "replaced"))
        print(f"\nper question, 500 against 22: {(large.page / 500) / (small.page / 22):.2f}")
        site.reader.store.close()


def _told(name: str, own: Costs) -> Costs:
    print(
        f"| {name} | {own.reading:.1f} | {own.diff:.1f} | {own.page:.1f} | {own.page / own.diff:.2f} | {own.again:.2f} "
        f"| {own.weight / 1000:.0f} |"
    )
    return own


@dataclass(frozen=True)
class _Site:
    client: FlaskClient
    reader: Library

    def documents(self, left: str, right: str) -> tuple[Document, Document]:
        store = self.reader.store
        return store.document(store.resolve(left)), store.document(store.resolve(right))

    def get(self, left: str, right: str, tag: str = "") -> tuple[int, str]:
        answer = self.client.get(f"/diff/{left}/{right}", headers={"If-None-Match": tag} if tag else {})
        if answer.status_code != (304 if tag else 200):
            raise RuntimeError(f"{left} {right}: {answer.status}")
        return len(answer.data), answer.headers["ETag"]

    def forget(self) -> None:
        self.client.application.extensions["pages"].forget()
        self.reader._compare.cache_clear()


def _small(site: _Site) -> Costs:
    """Diff and page take different versions of one nota, with as many edits: each finds its words cold."""
    site.get(*_versions(_id(0), VERSIONS - 1))
    return _medians([_one(site, _versions(_id(k), 1), _versions(_id(k), 5)) for k in range(PAIRS)])


def _large(site: _Site, name: str) -> Costs:
    pair = f"kst-90000-{name}-1@1", f"kst-90001-{name}-1@1"
    found = []
    for _ in range(ROUNDS):
        site.forget()
        found.append(_one(site, pair, pair))
    return _medians(found)


def _versions(nota: str, older: int) -> tuple[str, str]:
    return f"{nota}@{older}", f"{nota}@{older + 1}"


def _one(site: _Site, compared: tuple[str, str], shown: tuple[str, str]) -> Costs:
    site.reader.store._nota.cache_clear()
    reading = _milliseconds(lambda: site.documents(*compared))
    left, right = site.documents(*compared)
    site.documents(*shown)
    diff = _milliseconds(lambda: compare(left, right))
    page = _milliseconds(lambda: site.get(*shown))
    weight, tag = site.get(*shown)
    return Costs(reading, diff, page, _milliseconds(lambda: site.get(*shown, tag)), weight)


def _medians(found: list[Costs]) -> Costs:
    return Costs(
        reading=median(own.reading for own in found),
        diff=median(own.diff for own in found),
        page=median(own.page for own in found),
        again=median(own.again for own in found),
        weight=max(own.weight for own in found),
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return (process_time() - start) * 1000


def _fill(path: Path, notas: int) -> None:
    made(path, max(0, notas - PAIRS))
    with Store.open(path) as store:
        for result in store.add(_submissions()):
            if not isinstance(result, Stored):
                raise result


def _id(k: int) -> str:
    return f"kst-{10000 + k}-1"


def _submissions() -> Iterator[Submission]:
    for k in range(PAIRS):
        for nota in versions_of(k, VERSIONS):
            yield _submission(nota, _id(k))
    for name, work in (("many", many_questions()), ("replaced", replace(all_replaced(), left=many_questions().left))):
        yield _submission(work.left, f"kst-90000-{name}-1")
        yield _submission(work.right, f"kst-90001-{name}-1")


def _submission(nota: Nota, own: str) -> Submission:
    return Submission(nota.with_meta(id=own, dossier=None), f"{own}.md", None, "markdown/1")
