"""Which files are papers, by their names: what a folder gives, and what a kept source is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import FileRefused

SUFFIXES = frozenset(".md .markdown .txt .text .pdf .docx .odt .html .htm .xml .doc".split())
"""Of the files that a folder gives; by its name any file is tried. A .doc is told how to become one that is read."""

_TEXTS = "md markdown txt text".split()
_FITTING = {
    "markdown": _TEXTS,
    "nota": _TEXTS,
    "text": ["txt", *_TEXTS],
    "html": ["html", "htm"],
    "official": ["xml"],
}
"""By reader, the suffixes that a source may have; the first where it has another. Else the reader's own name."""


def files_of(given: Iterable[Path]) -> Iterator[Path]:
    """The files themselves; a folder stands for the papers in it and in its folders, by name.

    Raises FileRefused for a folder without any.
    """
    for path in given:
        if not path.is_dir():
            yield path
            continue
        found = sorted(own for own in path.rglob("*") if _is_paper(own.relative_to(path)) and own.is_file())
        if not found:
            raise FileRefused("%(file)s: no papers in this folder; name the files themselves", file=path)
        yield from found


def _is_paper(path: Path) -> bool:
    """By its place within a folder: what is hidden, or open in an office program, is none."""
    return path.suffix.lower() in SUFFIXES and not any(part.startswith((".", "~$")) for part in path.parts)


def suffix_of(path: Path, reader: str) -> str:
    """The suffix that the source is kept under: its own, where that fits what the reader found in it."""
    name = reader.partition("/")[0]
    fitting = _FITTING.get(name, [name])
    own = path.suffix.removeprefix(".").lower()
    return own if own in fitting else fitting[0]
