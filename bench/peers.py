"""The same work done by us and by others. Each tool gets ready outside the clock, and says what it marked after it.

A peer is imported by its own job: where it is not installed, the others can be measured still.
"""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Callable, Iterator
from typing import cast

from bench.job import Job, folder, texts
from bench.marks import Marks, Op, Piece, marks_of
from bench.markup import has_wikidiff2, lxml_htmldiff, prosediff, wikidiff2
from bench.work import Work
from corpus.model import Document
from corpus.normal import load, render
from differ.compare import compare
from differ.duplicates import clusters
from differ.model import NotaDiff, TextDiff

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
    found = [text for pair in result.pairs for text in (pair.question, pair.answer)]
    moved = {change.move for text in found for change in text.changes if change.move}
    moves = len(moved) + sum(pair.moved for pair in result.pairs)
    return marks_of([list(_pieces(text)) for text in found], moves)


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


def fast_diff_match_patch(work: Work) -> Job:
    """In its word mode: words, spaces and signs encoded as characters, compared, written out again as text."""
    from fast_diff_match_patch import diff  # noqa: PLC0415

    left, right = texts(work)

    def run() -> object:
        signs: dict[str, str] = {}
        old, new = (_encoded(text, signs) for text in (left, right))
        words = {sign: word for word, sign in signs.items()}
        found = diff(old, new, timelimit=0, checklines=False, counts_only=False)
        return [(op, "".join([words[sign] for sign in text])) for op, text in found]

    names: dict[str, Op] = {"=": "equal", "-": "delete", "+": "insert"}
    return run, lambda found: marks_of([[(names[op], text) for op, text in cast("list[tuple[str, str]]", found)]])


def _encoded(text: str, signs: dict[str, str]) -> str:
    # Not from 0: the signs of surrogates cannot stand in a text.
    return "".join([signs.setdefault(word, chr(0xE000 + len(signs))) for word in _WORD.findall(text)])


_WORD = re.compile(r"\w+|\s+|[^\w\s]")


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
    place = folder(work)
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
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
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


TOOLS: dict[str, Callable[[Work], Job]] = {
    "nota-differ": ours,
    "nota-differ, with loading": ours_with_loading,
    "wikidiff2": wikidiff2,
    "git diff --word-diff": git_words,
    "fast-diff-match-patch, words": fast_diff_match_patch,
    "diff-match-patch, characters": diff_match_patch,
    "difflib, words": difflib_words,
    "lxml htmldiff": lxml_htmldiff,
    "prosediff": prosediff,
    "redlines": redlines,
    "nota-differ, duplicates": our_duplicates,
}
OURS = "nota-differ"
NEEDS_MORE: dict[str, tuple[Callable[[], bool], str]] = {
    "wikidiff2": (has_wikidiff2, "not installed (Debian: php-cli and php-wikidiff2)"),
}
"""What is no Python package: whether it is there, and what is said where not."""
