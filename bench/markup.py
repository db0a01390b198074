"""Peers that tell what changed as markup or rows, and say themselves what moved."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

from bench.job import Job, Timed, folder, texts
from bench.marks import Marks, Op, Piece, Run, marks_of
from bench.work import Work


def prosediff(work: Work) -> Job:
    from prosediff import Options, compare_paths  # noqa: PLC0415

    old, new = folder(work) / "old.md", folder(work) / "new.md"
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
    moved = {row.move_pair for row in file.rows if row.kind == "moved-in"}
    inside = sum(len(row.new_moves) for row in file.rows)
    return Marks(tuple(left for left, _ in rows), tuple(right for _, right in rows), count, len(moved) + inside)


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


# lxml


def lxml_htmldiff(work: Work) -> Job:
    from lxml.html.diff import htmldiff  # noqa: PLC0415

    left, right = (
        "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()) for text in texts(work)
    )
    return lambda: htmldiff(left, right), lambda found: marks_of([_pieces_of_html(str(found))])


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.op: Op = "equal"
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag == "p":
            self.pieces.append(("equal", "\n"))
        self.op = {"del": "delete", "ins": "insert"}.get(tag, self.op)  # type: ignore[assignment]

    def handle_endtag(self, tag: str) -> None:
        self.op = "equal" if tag in ("del", "ins") else self.op

    def handle_data(self, data: str) -> None:
        self.pieces.append((self.op, data))


def _pieces_of_html(html: str) -> list[Piece]:
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    return parser.pieces


# wikidiff2

_WIKIDIFF2 = """
[$left, $right] = [file_get_contents('old.md'), file_get_contents('new.md')];
$start = hrtime(true);
$found = wikidiff2_inline_json_diff($left, $right, 1000000);
fwrite(STDOUT, (hrtime(true) - $start) / 1e6 . "\\n" . $found);
"""


def has_wikidiff2() -> bool:
    """Whether PHP is installed with the extension (Debian: php-cli, php-wikidiff2)."""
    php = shutil.which("php")
    modules = subprocess.run([php, "-m"], capture_output=True, text=True, check=True).stdout if php else ""
    return "wikidiff2" in modules.split()


def wikidiff2(work: Work) -> Job:
    place = folder(work)

    def run() -> object:
        command = ["php", "-d", "memory_limit=-1", "-r", _WIKIDIFF2]
        output = subprocess.run(command, cwd=place, capture_output=True, text=True, check=True).stdout
        milliseconds, _, found = output.partition("\n")
        return Timed(float(milliseconds), json.loads(found)["diff"])

    def marks(found: object) -> Marks:
        lines: list[dict[str, Any]] = found  # type: ignore[assignment]
        pieces = [piece for line in lines for piece in (*_pieces_of_line(line), ("equal", "\n"))]
        return marks_of([pieces], sum(line["type"] == _MOVED_TO for line in lines))

    return run, marks


_ADDED, _DELETED, _CHANGED, _MOVED_FROM, _MOVED_TO = 1, 2, 3, 4, 5


def _pieces_of_line(line: dict[str, Any]) -> Iterator[Piece]:
    text, kind = line["text"], line["type"]
    if kind == _CHANGED:
        yield from _highlighted(text, line["highlightRanges"])
    elif kind == _MOVED_TO:
        # What stood only at the other end is shown there.
        said = _highlighted(text, line.get("highlightRanges", ()))
        yield "insert", "".join(piece for op, piece in said if op != "delete")
    else:
        ops: dict[int, Op] = {_ADDED: "insert", _DELETED: "delete", _MOVED_FROM: "delete"}
        yield ops.get(kind, "equal"), text


def _highlighted(text: str, ranges: Iterable[dict[str, int]]) -> Iterator[Piece]:
    at = 0
    for one in ranges:
        yield "equal", text[at : one["start"]]
        at = one["start"] + one["length"]
        yield "delete" if one["type"] else "insert", text[one["start"] : at]
    yield "equal", text[at:]
