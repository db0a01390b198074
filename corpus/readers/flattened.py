"""Text of which a converter made one line: its page numbers and running headers stand within its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.readers.blocks import Removal

LONG = 1000
"""Characters of a line that no person typed as one."""
_SHORTEST, _LONGEST = 6, 40
"""Words of a running header: fewer are a turn of phrase."""
_OFTEN = 3
"""Pages on which it recurs; what stands twice may be said twice."""
_SLIP = 12
"""Words between a header and its page number: the first line of the page may have slipped in, 'Vraag 3 3/13'."""
_MARKS = frozenset({"Vraag", "Antwoord"})
_PAGE = re.compile(r"(?<!\S)(\d{1,3})/(\d{1,3})(?!\S)")
_SPACES = re.compile(r" {2,}")
_PARAGRAPH = re.compile(r" {4,}")


def unflatten(text: str) -> tuple[str, list[Removal]]:
    """A text with its long lines cleared of furniture, and broken where runs of spaces tell that lines ended.

    Other lines come back as they are.
    """
    removed: list[Removal] = []
    lines = []
    for line in text.split("\n"):
        cleared, gone = without_furniture(line) if len(line) > LONG else (line, [])
        lines.append(_broken(cleared) if len(line) > LONG else line)
        removed += gone
    return "\n".join(lines), removed


def _broken(line: str) -> str:
    """A run of two spaces is the end of a line, a longer one that of a paragraph; a few are slips of the thumb."""
    if len(_SPACES.findall(line)) * LONG < len(line) * 5:
        return line
    return _SPACES.sub("\n", _PARAGRAPH.sub("\n\n", line))


def without_furniture(line: str) -> tuple[str, list[Removal]]:
    """A long line without page numbers ('3/13', counting up) and the words that recur beside them."""
    tokens = line.split(" ")
    pages = _page_numbers(tokens)
    gone = set(pages) | _headers(tokens, pages)
    runs = [[i for i, _ in run] for there, run in groupby(enumerate(tokens), lambda t: t[0] in gone) if there]
    return (
        " ".join(token for i, token in enumerate(tokens) if i not in gone),
        [Removal("furniture", " ".join(tokens[i] for i in run)) for run in runs],
    )


def _page_numbers(tokens: list[str]) -> list[int]:
    """Where 'k/n' stands with one n and k counting up: of at least half of the pages."""
    found = [(i, int(m[1]), int(m[2])) for i, token in enumerate(tokens) if (m := _PAGE.fullmatch(token))]
    best: list[int] = []
    for total in {total for _, _, total in found}:
        last, own = 0, []
        for i, page, of in found:
            if of == total and last < page <= total:
                own.append(i)
                last = page
        if len(own) * 2 >= total and len(own) > max(1, len(best)):
            best = own
    return best


def _headers(tokens: list[str], pages: list[int]) -> set[int]:
    """The longest run of words that recurs beside most of the page numbers, in front of them or behind.

    An answer recurs too ('hier hebben wij geen onderzoek naar verricht'), but not beside page after page.
    """
    beside: dict[tuple[str, ...], list[list[int]]] = {}
    filled = [i for i, token in enumerate(tokens) if token]
    for at in (filled.index(page) for page in pages):
        for run in _runs_beside(filled, at):
            words = tuple(tokens[i] for i in run)
            if _MARKS.isdisjoint(words):
                beside.setdefault(words, []).append(run)
    often = max(_OFTEN, len(pages) // 3)
    recurring = [words for words, runs in beside.items() if len(runs) >= often]
    return {i for run in beside[max(recurring, key=len)] for i in run} if recurring else set()


def _runs_beside(filled: list[int], at: int) -> Iterator[list[int]]:
    """Runs of words that end shortly before a page number, or begin shortly behind it."""
    for slip in range(_SLIP + 1):
        for length in range(_SHORTEST, _LONGEST + 1):
            if at - slip - length >= 0:
                yield filled[at - slip - length : at - slip]
            if at + 1 + slip + length <= len(filled):
                yield filled[at + 1 + slip : at + 1 + slip + length]
