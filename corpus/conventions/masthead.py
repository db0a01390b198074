"""The head of a paper in plain lines, without bold: dossier and number, or the head of an Aanhangsel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.blocks import Removal, SourceBlock
from corpus.conventions.letterhead import find_date, paper_fields

_MOST_LINES = 40
"""A head is at the top; what comes later only looks like one."""
_KINDS = r"(?:(?:nadere? |voorlopig |eind)?verslag|nota|memorie|lijst|brief|nadere memorie|antwoord)"
_PAPER = re.compile(rf"([A-Z]{{1,2}}|[Nn]r\.? ?\d+) ({_KINDS}\b.*)", re.IGNORECASE)
_DOSSIER = re.compile(
    r"(\d{2})[ .]?(\d{3})(?: ?[-,]? ?((?:X{0,2}(?:I[XV]|V?I{0,3})[AB]?|[A-M])))?(?: ([^\W\d_].{9,}))?"
)
_MOST_TITLE = 5
"""Lines that the title of a dossier runs over."""
_RECEIVED = re.compile(r"Ontvangen:? (.*\d{4})\.?")

_APPENDIX = re.compile(r"Vergaderjaar (\d{4})[-–](\d{4}),? Aanhangsel van de Handelingen")
_APPENDIX_LINES = (
    re.compile(r"(?:Tweede|Eerste) Kamer der Staten-Generaal ?[12]?|[12]"),
    _APPENDIX,
    re.compile(r"Vragen gesteld door de leden der Kamer, met de daarop door de(?: regering gegeven antwoorden)?"),
    re.compile(r"regering gegeven antwoorden"),
    re.compile(r"\d{1,4}"),
)
_NUMBER_OF_APPENDIX = re.compile(r"AH \d{1,4}")
_PRINSJESDAG = 9
"""The month in which a session ends and the next one begins."""
_ANSWERED = re.compile(r"\(ontvangen (\d{1,2} \w+ \d{4})\)")
_ASKED = re.compile(
    r"[Vv]ragen van (?:het lid|de leden) (?P<names>[^().;:?]+ \([^()]+\)(?:(?:, | en )[^().;:?]+ \([^()]+\))*)"
    r"(?: \(ingezonden [^()]*\))? (?:aan|over) "
)
# 'Temmink en Van Nispen (beiden SP)': one party for both.
_BOTH = re.compile(r"\((?:beiden|allen) ([^()]+)\)")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: int
    index: int


def read_masthead(blocks: Sequence[SourceBlock]) -> tuple[dict[str, object], list[SourceBlock], list[Removal]]:
    """The fields of a head that is printed in plain lines, the blocks without those lines, and the lines.

    A dossier and a number below it make each other certain; neither is taken alone.
    """
    lines = [
        _Line(text, number, index)
        for number, block in enumerate(blocks)
        if block.kind in ("paragraph", "heading")
        for index, text in enumerate(block.lines)
    ][:_MOST_LINES]
    facts = _facts(blocks)
    fields, taken = _paper(lines)
    if not taken:
        fields, taken = _appendix(lines)
    if not taken:
        fields, taken = _numbered_appendix(lines, facts.get("ontvangen"))
    gone = {(line.block, line.index) for line in taken}
    return (
        {**facts, **fields},
        _without(blocks, gone),
        [Removal("header", line.text) for line in taken],
    )


def _paper(lines: list[_Line]) -> tuple[dict[str, object], list[_Line]]:
    """'36 725 X Wijziging van …' and below it 'Nr. 6 Verslag houdende …', perhaps 'Ontvangen 12 april 2022'."""
    for at, line in enumerate(lines):
        paper = _PAPER.fullmatch(line.text)
        for start in range(at - 1, max(at - 1 - _MOST_TITLE, -1), -1) if paper else ():
            dossier = _DOSSIER.fullmatch(lines[start].text)
            if paper and dossier and dossier[4]:
                taken = lines[start : at + 1]
                title = " ".join([dossier[4], *(other.text for other in taken[1:-1])])
                number = f"{dossier[1]}{dossier[2]}" + (f"-{dossier[3]}" if dossier[3] else "")
                label = re.sub(r"[Nn]r\.? ?", "", paper[1])
                fields = {"dossier": number, "dossiertitel": title, **paper_fields(label, paper[2])}
                return _with_date(fields, taken, lines[at + 1 : at + 2])
    return {}, []


def _with_date(
    fields: dict[str, object], taken: list[_Line], below: list[_Line]
) -> tuple[dict[str, object], list[_Line]]:
    received = _RECEIVED.fullmatch(below[0].text) if below else None
    if received and (day := find_date(received[1])):
        return {**fields, "ontvangen": day}, taken + below
    return fields, taken


def _appendix(lines: list[_Line]) -> tuple[dict[str, object], list[_Line]]:
    """The Aanhangsel van de Handelingen: its session year and its number are its name."""
    at = next((i for i, line in enumerate(lines) if _APPENDIX.fullmatch(line.text)), None)
    if at is None:
        return {}, []
    start, end = at, at + 1
    while start and _APPENDIX_LINES[0].fullmatch(lines[start - 1].text):
        start -= 1
    while end < len(lines) and any(shape.fullmatch(lines[end].text) for shape in _APPENDIX_LINES[2:]):
        end += 1
    number = lines[end - 1].text
    if not number.isdigit():
        return {}, []
    first, second = _APPENDIX.fullmatch(lines[at].text).groups()  # type: ignore[union-attr]
    return _appendix_fields(first, second, number), lines[start:end]


def _numbered_appendix(lines: list[_Line], received: object) -> tuple[dict[str, object], list[_Line]]:
    """'AH 604', as the Kamer numbers an answer before it is printed, and the day on which it was received.

    A session runs from the third Tuesday of September to that of the next year: in that month alone the day does not
    tell which one it is.
    """
    line = next((line for line in lines if _NUMBER_OF_APPENDIX.fullmatch(line.text)), None)
    if line is None or not isinstance(received, date) or received.month == _PRINSJESDAG:
        return {}, []
    first = received.year - (received.month < _PRINSJESDAG)
    return _appendix_fields(str(first), str(first + 1), line.text.removeprefix("AH ")), [line]


def _appendix_fields(first: str, second: str, number: str) -> dict[str, object]:
    return {
        "id": f"ah-tk-{first}{second}-{number}",
        "kamer": "TK",
        "vergaderjaar": f"{first}-{second}",
        "ondernummer": number,
        "soort": "aanhangsel van de handelingen",
        "titel": "Aanhangsel van de Handelingen",
    }


def _facts(blocks: Sequence[SourceBlock]) -> dict[str, object]:
    """What running text above the questions tells: who asks, and when the answer was received."""
    text = " ".join(block.text for block in blocks if block.kind in ("paragraph", "heading"))
    fields: dict[str, object] = {}
    if asked := _ASKED.search(text):
        fields["indieners"] = _names(asked["names"])
    if (answered := _ANSWERED.search(text)) and (day := find_date(answered[1])):
        fields["ontvangen"] = day
    return fields


def _names(printed: str) -> tuple[str, ...]:
    """'Mutluer, Lahlah (GroenLinks-PvdA) en Boswijk (CDA)': each name with its party, where it has one."""
    names = re.split(r", (?=[^()]*\()| en (?=[^()]*\()", printed)
    if both := _BOTH.search(printed):
        names = [name if "(" in name else f"{name} ({both[1]})" for name in names]
    return tuple(_BOTH.sub(r"(\1)", name) for name in names)


def _without(blocks: Sequence[SourceBlock], gone: set[tuple[int, int]]) -> list[SourceBlock]:
    left = []
    for number, block in enumerate(blocks):
        kept = [i for i in range(len(block.lines)) if (number, i) not in gone]
        if len(kept) == len(block.lines):
            left.append(block)
        elif kept:
            pages = tuple(block.pages[i] for i in kept) if block.pages else ()
            left.append(replace(block, lines=tuple(block.lines[i] for i in kept), pages=pages))
    return left
