"""The text that a source gives: what runs inside the process that reads it, and so loads nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.ingest import identified, read_file
from corpus.normal import render
from corpus.object_ids import blob_id
from corpus.readers.blocks import Options


@dataclass(frozen=True, slots=True)
class Again:
    """What reading a source again gave."""

    text_id: str
    reader: str


_SMALLEST = b"# Nota\n\n**1. Vraag?**\n\nEen antwoord.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def warm() -> None:
    """Read a smallest paper: the first reading loads and builds what all later ones use, and takes thrice as long."""
    text_of("nota.md", _SMALLEST, "kst-1-2", None, False)


def text_of(name: str, source: bytes, nota: str, received: date | None, original: bool) -> Again:
    """The text that a source gives as the version of a nota. Raises FileRefused."""
    reading = read_file(name, source, Options(revisions="original" if original else "accept"))
    text = render(identified(name, reading, nota, received).nota)
    return Again(blob_id(text.encode()), reading.reader)
