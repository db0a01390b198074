"""Cases that a policy officer can read: a sentence, then parts headed `=== name`."""

from __future__ import annotations

from pathlib import Path

from corpus.ingest import read_file
from corpus.model import Document

DATA = Path(__file__).parent / "data"


def case_files(folder: str) -> list[Path]:
    return sorted((DATA / folder).glob("*.md"))


def parts(file: Path) -> dict[str, str]:
    """The parts of a case by name, and what it shows as `says`."""
    says, *rest = file.read_text("utf-8").split("\n=== ")
    found = {"says": says.strip()}
    for part in rest:
        name, _, text = part.partition("\n")
        found[name.strip()] = text.rstrip("\n")
    return found


def document(text: str, address: str = "case.md") -> Document:
    """The text of a case as it is compared."""
    return Document(address, read_file(address, text.encode()).nota)
