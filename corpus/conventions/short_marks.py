"""Questions and answers that are marked without a number: 'Vraag:' and 'Antwoord:', or 'V:' and 'A:'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from corpus.blocks import SourceBlock
from corpus.conventions.markers import cut
from corpus.normal import NUMBER

_SIGN = re.compile(
    rf"(?:(?P<asks>V|Vraag|VRAAG)|A|Antwoord|ANTWOORD)(?: ?(?P<number>{NUMBER}))? ?:\s*(?P<rest>.*)"
    r"|(?P<alone>Vraag|VRAAG)|(?:Antwoord|ANTWOORD)"
)


def short_marks(blocks: Iterable[SourceBlock]) -> tuple[list[SourceBlock], bool]:
    """The blocks with each such mark as it would be written out, and whether each question has a number of its own.

    Rule 'V and A': where both stand and a question comes first; a question without a number gets the next one.
    """
    pieces = [piece for block in blocks for piece in _pieces(block)]
    signs = [match for piece in pieces if (match := _sign(piece))]
    asked = sum(map(_asks, signs))
    if not asked or not _asks(signs[0]) or (len(signs) - asked) * 2 < asked:
        return pieces, True
    found: list[SourceBlock] = []
    count = 0
    for piece in pieces:
        match = _sign(piece)
        if match and _asks(match):
            count += 1
            number = match["number"] or str(count)
            piece = _written_out(piece, match, f"Vraag {number}:")  # noqa: PLW2901
        elif match:
            piece = _written_out(piece, match, "Antwoord:")  # noqa: PLW2901
        found.append(piece)
    return found, all(match["number"] for match in signs if _asks(match))


def has_sign(block: SourceBlock) -> bool:
    """Whether it, or a line of it, may be such a mark."""
    return any(map(_of_line, (block.text, *block.lines)))


def _sign(piece: SourceBlock) -> re.Match[str] | None:
    return _of_line(piece.text) if piece.kind in ("paragraph", "heading", "item") else None


def _of_line(text: str) -> re.Match[str] | None:
    # Nearly no text begins so: to look at its first letter is cheaper than to try the pattern.
    return _SIGN.fullmatch(text) if text[:1] in "VA" else None


def _asks(match: re.Match[str]) -> bool:
    return bool(match["asks"] or match["alone"])


def _pieces(block: SourceBlock) -> Iterator[SourceBlock]:
    """A block, cut where a line of it begins with a mark."""
    if block.kind == "table" or not any(map(_of_line, block.lines)):
        yield block
        return
    cuts = {0, len(block.lines)}
    for number, line in enumerate(block.lines):
        if match := _of_line(line):
            cuts |= {number} if match["rest"] else {number, number + 1}
    yield from (cut(block, start, end) for start, end in pairwise(sorted(cuts)))


def _written_out(piece: SourceBlock, match: re.Match[str], mark: str) -> SourceBlock:
    rest = match["rest"] or ""
    printed = piece.text[: len(piece.text) - len(rest)].strip()
    return replace(piece, kind="heading", level=0, lines=(f"{mark} {rest}".strip(),), bold="none", printed=printed)
