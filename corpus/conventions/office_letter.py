"""The letterhead of a ministry: addresses, date, subject and references, in a table, a text box or plain lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.blocks import Removal, SourceBlock

_SUBJECT = r"(?:Betreft|Onderwerp)"
_LABEL = re.compile(
    rf"(?:> ?)?(?:Retouradres|Datum|{_SUBJECT}|Contactpersoon|Projectnaam|(?:Ons|Uw) (?:kenmerk|brief)"
    r"|Bijlagen?(?:\(n\))?"
    r"|Kenmerk|Afdeling|Bezoekadres|Postadres|Inlichtingen bij|Behandeld door)(?:\b|(?<=\)))(?P<value>.*)"
)
_SUBJECT_LINE = re.compile(rf"{_SUBJECT}\s*:?\s*(?P<subject>.*)")
_FORMULA = re.compile(
    r"Bij beantwoording de datum en ons kenmerk vermelden\b.*|Wilt u slechts één zaak in uw brief\b.*"
)
_REACHED_AT = re.compile(r"(?:www\.|https?://|\S+@)\S+$")
_FEWEST_LABELS = 2
"""Of a letterhead; one alone may stand in any text."""
_LONGEST_LINE = 12
"""Words of a line of an address."""


def read_office_letter(
    blocks: Sequence[SourceBlock],
) -> tuple[dict[str, object], list[SourceBlock], list[Removal]]:
    """The title in a letterhead, the blocks without it, and what it was. Nothing where there is none.

    It begins with its first label and ends before the first block that is running text. The subject is the title of
    the paper; addresses, telephone numbers and references are no part of it.
    """
    start = next((at for at, block in enumerate(blocks) if _labels(block)), len(blocks))
    end = start
    while end < len(blocks) and _belongs(blocks[end], blocks[end - 1] if end > start else None):
        end += 1
    head = blocks[start:end]
    if sum(map(_labels, head)) < _FEWEST_LABELS:
        return {}, list(blocks), []
    subject = _subject(head)
    fields: dict[str, object] = {"titel": subject} if subject else {}
    removed = [Removal("header", _whole(block)) for block in head]
    return fields, [*blocks[:start], *blocks[end:]], removed


def _labels(block: SourceBlock) -> int:
    """How many labels a block has."""
    if block.rows:
        return sum(bool(_LABEL.fullmatch(row[0])) for row in block.rows)
    return sum(bool(_LABEL.fullmatch(line)) for line in block.lines)


def _belongs(block: SourceBlock, above: SourceBlock | None) -> bool:
    if block.kind not in ("paragraph", "table"):
        return False
    if _labels(block) or _FORMULA.fullmatch(block.text):
        return True
    if block.rows:
        return False
    is_value = above is not None and _is_bare_label(above)
    return is_value or (all(map(_is_line, block.lines)) and not block.text[0].islower()) or _is_reached_at(block.text)


def _is_line(line: str) -> bool:
    """A line of an address, or what is dialled or clicked."""
    return (len(line.split()) <= _LONGEST_LINE and line[-1] not in ".?!:,") or _is_reached_at(line)


def _is_reached_at(line: str) -> bool:
    return _REACHED_AT.match(line) is not None


def _is_bare_label(block: SourceBlock) -> bool:
    match = _LABEL.fullmatch(block.text) if not block.rows else None
    return match is not None and not match["value"].strip(" :")


def _subject(head: Sequence[SourceBlock]) -> str:
    for at, block in enumerate(head):
        for label, value in _pairs(block):
            if match := _SUBJECT_LINE.fullmatch(f"{label} {value}".strip()):
                below = head[at + 1].text if at + 1 < len(head) else ""
                return match["subject"] or below
    return ""


def _pairs(block: SourceBlock) -> list[tuple[str, str]]:
    if block.rows:
        return [(row[0], " ".join(filter(None, row[1:]))) for row in block.rows]
    return [(line, " ".join(block.lines[at + 1 :])) for at, line in enumerate(block.lines)]


def _whole(block: SourceBlock) -> str:
    return " ".join(cell for row in block.rows for cell in row if cell) if block.rows else block.text
