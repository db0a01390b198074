"""Page furniture: running headers and footers, document ids and page numbers, told by their shape and by repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from operator import or_

from corpus.readers.assembly import ends_sentence, is_marker

_SHAPES = [
    # 'Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1', '… 36 800 K, nr. 4 12', with or without its page number.
    r"(?:Eerste|Tweede) Kamer,? vergaderjaar \d{4}[-–]\d{4},.{0,40}",
    r"ISSN 0921 ?- ?7398.*",
    r"[’'‘]?s-Gravenhage \d{4}",
    r"(?:ah-tk|ah-ek|kst|h-tk|h-ek|kv-tk|blg)-[\w-]+",
    r"[ak]?h? ?[te]k \d{8} \d{1,4}",
    r"(?:Pagina|Blad|Bladzijde|Page) ?\d{1,3}(?: (?:van|of|/) ?\d{1,3})?",
    r"\d{1,3} ?/ ?\d{1,3}",
]
_SHAPE = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
_PAGE_NUMBER = re.compile(r"[-–]? ?\d{1,4} ?[-–]?")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_EDGE = 5
"""Lines at the top or bottom of a page among which furniture is looked for: a first page has up to four."""
_RULE = re.compile(r"[-_–—=*]{3,}")


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> bool:
    """Whether a line has the shape of page furniture of the parliament's papers, wherever it stands."""
    return _SHAPE.fullmatch(line) is not None or _RULE.fullmatch(line) is not None


def repeated(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """The lines that recur at the edges of at least half of the pages: (page, line), both from 0.

    Nothing but furniture may stand between such a line and the edge: two answers on two pages may open alike.
    What has the shape of furniture is taken near the edge wherever it stands.
    """
    edges = [list(_edges(len(lines))) for lines in pages]
    seen: Counter[str] = Counter()
    for page, lines in enumerate(pages):
        seen.update({key for run in edges[page] for index in run for key in _keys(lines[index], page)})
    often = max(2, len(pages) // 2)
    found: set[tuple[int, int]] = set()
    for page, lines in enumerate(pages):
        for run in edges[page]:
            recurs = [any(seen[key] >= often for key in _keys(lines[index], page)) for index in run]
            shaped = [is_furniture(lines[index]) for index in run]
            outer = list(takewhile(bool, map(or_, recurs, shaped)))
            found.update((page, index) for place, index in enumerate(run) if place < len(outer) or shaped[place])
    # A paper of one page has nothing that recurs; but no question is asked in its last line with a number alone.
    if pages and list(pages[-1][-1:]) == [str(len(pages))]:
        found.add((len(pages) - 1, len(pages[-1]) - 1))
    return found


def _edges(count: int) -> Iterator[range]:
    """The first and the last lines of a page, each from its edge inwards."""
    yield range(min(_EDGE, count))
    yield range(count - 1, max(count - 1 - _EDGE, -1), -1)


def _keys(line: str, page: int) -> Iterator[str]:
    """What a running header has in common with that of another page: all of it, but for one number that counts pages.

    A sentence and the mark of a question are none. A number alone is one only where it counts: two answers
    may both end in '12'.
    """
    if is_marker(line) or ends_sentence(line):
        return
    if not _PAGE_NUMBER.fullmatch(line):
        yield line
    for number in _NUMBER.finditer(line):
        yield f"{line[: number.start()]}<{int(number[0]) - page}>{line[number.end() :]}"
