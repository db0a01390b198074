"""`nota check` beside `git fsck --full`: on a corpus that was made here, and on a clone that nobody has checked yet."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from unittest.mock import patch

from babel.dates import format_date

from bench.reading import files
from corpus.git.fastimport import Commit
from corpus.git.object_ids import blob_id
from corpus.guarded import contained
from corpus.ingest import read_nota
from corpus.model import Version
from corpus.normal import render
from corpus.plan import message_of
from corpus.proof.again import Again
from corpus.proof.check import check
from corpus.proof.readings import Asked, Reader, Told
from corpus.store import Store, Submission
from differ.audit.verdicts import Verdicts
from differ.keeping.derived import FILE, Derived

NOTAS, VERSIONS = 500, 10
FEW = 10
"""Nota's of which every source is read again twice: of 500 it would take five minutes, of PDFs an hour."""
_SAMPLE = Path("corpus/samples/kst-36800-K-D.md")
_AUTHOR = "Ministerie van Voorbeelden <post@voorbeeld.example>"
_EDITS = 6
"""Words in each version that become others."""
_BEGIN = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
_END = 0.3
"""Seconds: without them the time that the last readers took is told to nobody."""
_PROBES = 5
"""Versions of which it is made sure that the source gives the text."""


def made(path: Path, notas: int, versions: int, seed: int = 17) -> None:
    """A corpus of the shipped nota under other ids, edited version by version, each with the source that gives it."""
    with Store.create(path, lambda: _BEGIN) as store:
        commits = list(_commits(notas, versions, Random(seed)))
        with store.repository.writing():
            store.repository.write([commit for commit, _ in commits], store.head)
            store.repository.tidy(len(commits))
        verdicts = Verdicts(Derived(path))
        for version in store.log():
            verdicts.just_stored(version)
    for commit, version in Random(seed).sample(commits, min(_PROBES, len(commits))):
        (_, text), (_, source) = commit.files
        assert render(read_nota("nota.md", source).nota).encode() == text, version.address


def _commits(notas: int, versions: int, chance: Random) -> Iterator[tuple[Commit, Version]]:
    printed = _SAMPLE.read_text("utf-8")
    stored = render(read_nota(_SAMPLE.name, printed.encode()).nota)
    body = stored[stored.index("\n# ") :]
    own = {word for word in body.split() if word.isalpha() and word.islower() and len(word) > 7}
    words = sorted(word for word in own if printed.count(word) == 1 == stored.count(word))
    papers = [_begun(f"{30 + n // 1000}{n % 1000:03}", printed, stored, words, chance) for n in range(notas)]
    for number in range(1, versions + 1):
        for place, paper in enumerate(papers):
            yield paper.version(number, words, _BEGIN + timedelta(minutes=number * notas + place))


def _begun(dossier: str, printed: str, stored: str, words: list[str], chance: Random) -> _Paper:
    """A nota with these words in an order of its own: no two have a long line in common, as no two papers have."""
    own = Random(chance.random())
    other = dict(zip(words, own.sample(words, len(words)), strict=True))
    each = re.compile("|".join(words))
    printed, stored = (each.sub(lambda word: other[word[0]], text) for text in (printed, stored))
    return _Paper(dossier, printed, stored, own)


@dataclass
class _Paper:
    """One nota, as it was last."""

    dossier: str
    printed: str
    stored: str
    chance: Random

    def version(self, number: int, words: list[str], when: datetime) -> tuple[Commit, Version]:
        for word in self.chance.sample(words, _EDITS) if number > 1 else ():
            other = self.chance.choice(words)
            self.printed, self.stored = (text.replace(word, other) for text in (self.printed, self.stored))
        day = date(2026, 5, 21) + timedelta(days=number)
        printed = self.printed.replace("36 800 K", f"{self.dossier[:2]} {self.dossier[2:]} K", 1)
        printed = printed.replace("21 mei 2026", format_date(day, "d MMMM yyyy", "nl"), 1)
        stored = self.stored.replace("36800-K", f"{self.dossier}-K", 2).replace("2026-05-21", day.isoformat(), 1)
        folder, nota = f"{self.dossier}-K", f"kst-{self.dossier}-K-D"
        path, source = f"{folder}/{nota}.md", printed.encode()
        text = stored.encode()
        told = (blob_id(text), path, _AUTHOR, _AUTHOR, when, day, "nota.md", sha256(source).hexdigest(), "markdown/1")
        version = Version(nota, number, None, "", *told)
        files = ((path, text), (f"{folder}/{nota}.source.md", source))
        return Commit(message_of(version), _AUTHOR, _AUTHOR, when, files), version


@dataclass(frozen=True)
class _Cost:
    """Of one run."""

    cpu: float
    """Seconds of processor time, with that of the programs it ran."""
    clock: float
    """Seconds."""


def _cost(run: Callable[[], object]) -> _Cost:
    before, begun = _processor(), monotonic()
    run()
    clock = monotonic() - begun
    # The processor time of the readers is told when they end, and have been seen to.
    sleep(_END)
    contained.stop()
    return _Cost(_processor() - before, clock)


def _processor() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _fsck(corpus: Path) -> None:
    subprocess.run(["git", "fsck", "--full", "--no-progress"], cwd=corpus, check=True, capture_output=True)


def _check(corpus: Path, keeping: bool) -> None:
    with Store.open(corpus) as store:
        report = check(store, Verdicts(Derived(corpus)) if keeping else None)
        assert report.ok, report.problems[:3]
        assert report.notes == ()


def _check_all_but_reading(corpus: Path) -> None:
    """As in a clone that was never checked, but that each source is taken to give the text that its commit has."""

    def taken(_reader: Reader, group: list[Asked]) -> list[Told]:
        return [(own, Again(own[0].text_id, own[0].reader or "")) for own, _ in group]

    (corpus / FILE).unlink(missing_ok=True)
    with patch.object(Reader, "read", taken):
        _check(corpus, True)
    (corpus / FILE).unlink()


def print_checking(notas: int = NOTAS, versions: int = VERSIONS) -> None:
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        made(corpus, notas, versions)
        title = f"check: {notas} nota's x {versions} versions, each with its source in Markdown"
        _rows(title, corpus, {"nota check, first after adding": True, "nota check, again": True})
        (corpus / FILE).unlink()
        never = {"nota check, first": True, "nota check, again": True}
        _rows(f"{title}, a clone that was never checked", corpus, never, all_but_reading=True)
        for kind, make in {"Markdown": lambda path: made(path, FEW, versions), "PDF": made_of_pdf}.items():
            rmtree(corpus)
            make(corpus)
            clone = Path(copytree(corpus, Path(folder) / kind))
            (clone / FILE).unlink(missing_ok=True)
            with Store.open(clone) as store:
                count = len(store.log())
            title = f"check: {count} versions with sources of {kind}, a clone that was never checked"
            _rows(title, clone, {"nota check --from-scratch": False, **never})


def made_of_pdf(path: Path) -> None:
    """A corpus of the shipped nota as PDF, under other ids."""
    source = files()[f"{_SAMPLE.stem}.pdf"]
    with Store.create(path, lambda: _BEGIN) as store:
        for number in range(FEW):
            reading = read_nota("nota.pdf", source, id=f"kst-3{number:04}-K-D")
            stored = store.add([Submission(reading.nota, "nota.pdf", source, reading.reader)])
            assert not any(isinstance(one, Exception) for one in stored), stored


def _rows(title: str, corpus: Path, checks: Mapping[str, bool], all_but_reading: bool = False) -> None:
    """`checks`: by name, whether what is found is kept."""
    runs: dict[str, Callable[[], None]] = {"git fsck --full": lambda: _fsck(corpus)}
    if all_but_reading:
        runs["nota check, no source read"] = partial(_check_all_but_reading, corpus)
    runs |= {name: partial(_check, corpus, keeping) for name, keeping in checks.items()}
    print(f"\n{title}\n{'':34}{'CPU s':>9}{'x fsck':>8}{'clock s':>9}{'x fsck':>8}")
    base = None
    for name, run in runs.items():
        cost = _cost(run)
        base = base or cost
        print(f"{name:34}{cost.cpu:9.2f}{cost.cpu / base.cpu:8.1f}{cost.clock:9.2f}{cost.clock / base.clock:8.1f}")
