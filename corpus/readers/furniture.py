"""Page furniture: running headers and footers, document ids and page numbers, told by their shape and by repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

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
_RULE = re.compile(r"[-_–—=*]{3,}")


def is_furniture(line: str) -> bool:
    """Whether a line has the shape of page furniture of the parliament's papers, wherever it stands."""
    return _SHAPE.fullmatch(line) is not None or _RULE.fullmatch(line) is not None


def repeated(pages: Sequence[Sequence[str]], edge: int = 3) -> set[tuple[int, int]]:
    """The lines that recur at the top or bottom of most pages, figures apart: (page, line), both from 0.

    Of each page the first and last `edge` lines are looked at. A bare number counts where it grows with the pages.
    """
    seen: Counter[str] = Counter()
    at_edge: list[tuple[int, int]] = []
    for number, lines in enumerate(pages):
        for index in _edges(len(lines), edge):
            at_edge.append((number, index))
        seen.update({_masked(lines[index]) for index in _edges(len(lines), edge)})
    often = max(2, (len(pages) + 1) // 2)
    return {
        (number, index)
        for number, index in at_edge
        if (seen[_masked(pages[number][index])] >= often and len(pages) > 1 and _recurs(pages[number][index], number))
        or is_furniture(pages[number][index])
    }


def _recurs(line: str, page: int) -> bool:
    """A number on its own is a page number only near the number of its page: two answers may both end in '12'."""
    return not _PAGE_NUMBER.fullmatch(line) or abs(int(re.sub(r"\D", "", line)) - page) <= 2


def _edges(count: int, edge: int) -> Iterable[int]:
    return sorted({*range(min(edge, count)), *range(max(0, count - edge), count)})


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line)
