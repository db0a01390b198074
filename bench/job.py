"""What a tool is given to do, and what is asked of it afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.marks import Marks
from bench.work import Work
from corpus.normal import render

Job = tuple[Callable[[], object], Callable[[object], Marks | None]]
"""What is timed, and what of its result is marked; None where nothing is."""


def texts(work: Work) -> tuple[str, str]:
    """Both sides as text: the normal form without its front matter."""
    left, right = (render(nota).split("\n---\n", 1)[1] for nota in (work.left, work.right))
    return left, right


@dataclass(frozen=True)
class Timed:
    """A result of which the tool itself told how long it took: the time to start another language is no diff."""

    milliseconds: float
    result: object


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def folder(work: Work) -> Path:
    """A folder with both texts, which lasts as long as the process."""
    made = tempfile.TemporaryDirectory(prefix="nota-bench-")
    _FOLDERS.append(made)
    for name, text in zip(("old.md", "new.md"), texts(work), strict=True):
        Path(made.name, name).write_text(text, "utf-8")
    return Path(made.name)
