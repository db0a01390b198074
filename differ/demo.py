"""The shipped samples as a corpus: one real nota, and a small fictional dossier in successive versions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from corpus.ingest import read_nota
from corpus.store import Store, Stored, Submission

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def submissions() -> Iterator[Submission]:
    """The samples in the order of `samples.toml`: each is one version."""
    listed = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))["sample"]
    for sample in listed:
        file = SAMPLES / sample["file"]
        data = file.read_bytes()
        reading = read_nota(file.name, data)
        yield Submission(reading.nota, file.name, data, reading.reader, sample.get("label"), sample.get("author"))


def fill(folder: Path) -> Store:
    """A new corpus of the samples in an empty folder. Raises CorpusError when one cannot be stored."""
    store = Store.create(folder)
    for result in store.add(submissions()):
        if not isinstance(result, Stored):
            raise result
    return store
