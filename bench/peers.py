"""The same work done by us and by others. Each tool gets ready outside the clock, and says what it marked after it.

A peer is imported by its own job: where it is not installed, the others can be measured still.
"""

from __future__ import annotations

import difflib
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import cast

from bench.marks import Marks, Op, Piece, Run, marks_of
from bench.work import Work
from corpus.model import Document
from corpus.normal import load, render
from differ.compare import compare
from differ.duplicates import clusters
from differ.model import NotaDiff, TextDiff

Job = tuple[Callable[[], object], Callable[[object], Marks | None]]
"""What is timed, and what of its result is marked; None where nothing is."""


def texts(work: Work) -> tuple[str, str]:
    """Both sides as text: the normal form without its front matter."""
    left, right = (render(nota).split("\n---\n", 1)[1] for nota in (work.left, work.right))
    return left, right


# Ours


def ours(work: Work) -> Job:
    left, right = Document("left", work.left), Document("right", work.right)
    return lambda: compare(left, right), _marks_of_ours


def ours_with_loading(work: Work) -> Job:
    left, right = render(work.left), render(work.right)
    return lambda: compare(Document("left", load(left)), Document("right", load(right))), _marks_of_ours


def our_duplicates(work: Work) -> Job:
    document = Document("left", work.left)
    return lambda: clusters([document]), lambda _: None


def _marks_of_ours(result: object) -> Marks:
    """A new number of the same question is no change of text. The two ends of a move are marked."""
    if not isinstance(result, NotaDiff):
        raise TypeError(result)
    return marks_of([list(_pieces(text)) for pair in result.pairs for text in (pair.question, pair.answer)])


_OPS: dict[str, Op] = {
    "equal": "equal",
    "delete": "delete",
    "insert": "insert",
    "move-from": "delete",
    "move-to": "insert",
}


def _pieces(text: TextDiff) -> Iterator[Piece]:
    for change in text.changes:
        # A new number of the same question is told apart from the changes: here it counts as kept, in its new form.
        if change.why is None:
            yield _OPS[change.op], change.text
        elif change.op == "insert":
            yield "equal", change.text


# Peers


def diff_match_patch(work: Work) -> Job:
    from diff_match_patch import diff_match_patch as engine  # noqa: PLC0415

    left, right = texts(work)
    differ = engine()
    # As long as it takes: with its usual second it gives up on the larger work, and marks what it did not look at.
    differ.Diff_Timeout = 0

    def run() -> object:
        found = differ.diff_main(left, right)
        differ.diff_cleanupSemantic(found)
        return found

    names: dict[int, Op] = {0: "equal", -1: "delete", 1: "insert"}
    return run, lambda found: marks_of([[(names[op], text) for op, text in cast("list[tuple[int, str]]", found)]])


def difflib_words(work: Work) -> Job:
    left, right = (re.findall(r"\S+\s*|\s+", text) for text in texts(work))

    def marks(found: object) -> Marks:
        opcodes = cast("list[tuple[str, int, int, int, int]]", found)
        return marks_of([[piece for _, a, b, c, d in opcodes for piece in _replaced(left[a:b], right[c:d])]])

    return lambda: difflib.SequenceMatcher(None, left, right).get_opcodes(), marks


def _replaced(old: list[str], new: list[str]) -> list[Piece]:
    return [("equal", "".join(old))] if old == new else [("delete", "".join(old)), ("insert", "".join(new))]


def redlines(work: Work) -> Job:
    from redlines import Redlines  # noqa: PLC0415

    left, right = texts(work)

    def marks(found: object) -> Marks:
        pieces: list[Piece] = []
        for change in found._diff_ops:  # type: ignore[attr-defined]
            tag, a, b, c, d = change.opcodes
            old, new = change.source_chunk.text[a:b], change.test_chunk.text[c:d]
            pieces += [("equal", "".join(new))] if tag == "equal" else _replaced(old, new)
        return marks_of([pieces])

    def run() -> object:
        found = Redlines(left, right)
        found.changes  # noqa: B018  (it compares when it is asked)
        return found

    return run, marks


def git_words(work: Work) -> Job:
    folder = _folder(work)
    words = r"--word-diff-regex=[[:alnum:]]+|[^[:space:]]"
    command = [
        "git",
        "diff",
        "--no-index",
        "--no-color",
        "--word-diff=porcelain",
        words,
        "-U1000000",
        "old.md",
        "new.md",
    ]

    def run() -> object:
        done = subprocess.run(command, cwd=folder.name, capture_output=True, text=True, check=False)
        # As with diff, 1 says that there are differences.
        if done.returncode != 1:
            raise RuntimeError(done.stderr)
        return done.stdout

    names: dict[str, Op] = {" ": "equal", "-": "delete", "+": "insert"}

    def marks(output: object) -> Marks:
        lines = str(output).split("\n@@", 1)[1].split("\n")[1:]
        return marks_of(
            [[("equal", "\n") if line[:1] == "~" else (names[line[0]], line[1:]) for line in lines if line]]
        )

    return run, marks


def prosediff(work: Work) -> Job:
    from prosediff import Options, compare_paths  # noqa: PLC0415

    folder = _folder(work)
    old, new = Path(folder.name, "old.md"), Path(folder.name, "new.md")
    return lambda: compare_paths(old, new, Options(context=None)), _marks_of_rows


def _marks_of_rows(found: object) -> Marks:
    """Two columns: in a row the column with most marks tells the clusters; rows marked whole in a row are one."""
    (file,) = found.files  # type: ignore[attr-defined]
    rows = [(_runs(row.left), _runs(row.right)) for row in file.rows]
    # A row that stands in one column only is marked by its colour, not by its text.
    rows = [(left, right) if left and right else (_all_marked(left), _all_marked(right)) for left, right in rows]
    count = sum(max(_marked(left), _marked(right)) for left, right in rows if left and right)
    one_sided = groupby(bool(left) != bool(right) for left, right in rows)
    count += sum(is_one_sided for is_one_sided, _ in one_sided)
    return Marks(tuple(left for left, _ in rows), tuple(right for _, right in rows), count)


def _all_marked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple((text, True) for text, _ in runs)


def _marked(runs: tuple[Run, ...]) -> int:
    return sum(marked for marked, _ in groupby(mark for text, mark in runs if text.strip()))


class _Runs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.depth += tag in ("del", "ins")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("del", "ins")

    def handle_data(self, data: str) -> None:
        self.runs.append((data, self.depth > 0))


def _runs(html: str) -> tuple[Run, ...]:
    parser = _Runs()
    parser.feed(html)
    parser.close()
    joined = groupby(parser.runs, key=lambda run: run[1])
    return tuple(("".join(text for text, _ in group), marked) for marked, group in joined)


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _folder(work: Work) -> tempfile.TemporaryDirectory[str]:
    """A folder with both texts, which lasts as long as the process."""
    folder = tempfile.TemporaryDirectory(prefix="nota-bench-")
    _FOLDERS.append(folder)
    for name, text in zip(("old.md", "new.md"), texts(work), strict=True):
        Path(folder.name, name).write_text(text, "utf-8")
    return folder


TOOLS: dict[str, Callable[[Work], Job]] = {
    "nota-differ": ours,
    "nota-differ, with loading": ours_with_loading,
    "git diff --word-diff": git_words,
    "diff-match-patch, characters": diff_match_patch,
    "difflib, words": difflib_words,
    "prosediff": prosediff,
    "redlines": redlines,
    "nota-differ, duplicates": our_duplicates,
}
OURS = "nota-differ"
