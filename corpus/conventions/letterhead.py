"""What a paper says of itself before its first question: dossier, letter, titles, dates, and who signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.blocks import Removal, SourceBlock
from corpus.model import Signatory

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")

_YEAR = re.compile(r"[Vv]ergaderjaar (\d{4})[-–](\d{4})")
_KAMER = re.compile(r"(Eerste|Tweede) Kamer(?: der Staten-Generaal)?")
_RECEIVED = re.compile(rf"Ontvangen:? ({_DATE.pattern})")
# '36 800 K Vaststelling van …', '33 279 Defensienota': the dossier, its chapter, its title.
_DOSSIER = re.compile(r"(\d{2})[ .]?(\d{3})(?: ?[-,]? ?((?:X{0,2}(?:I[XV]|V?I{0,3})|[A-M])))? ([^\W\d_].{9,})")
# 'D NOTA NAAR AANLEIDING VAN HET VERSLAG', 'Nr. 4 LIJST VAN VRAGEN EN ANTWOORDEN'.
_PAPER = re.compile(r"(?:([A-Z]{1,2})|[Nn]r\.? ?(\d+)) (\S.+)")

_OFFICE = re.compile(
    r"(?:(?:De|Het) (?:minister|staatssecretaris|minister-president|voorzitter|(?:adjunct-)?griffier)|Adjunct-griffier)"
    r"\b[^.?!]{0,90}?(?:,| van)?",
    re.IGNORECASE,
)
_UNFINISHED = " van"
_NAME_PART = r"(?:[^\W\d_a-z][\w.'’-]*|van|de|der|den|ten|ter|te|el|'t)"
_NAME = re.compile(rf"(?!De |Het ){_NAME_PART}(?: {_NAME_PART}){{1,6}}")
# Who leads a committee signs with a surname, often on the line of the office: 'De griffier van de commissie, Manten'.
_COMMITTEE = r"(?:(?:De )?(?:voorzitter|(?:adjunct-)?griffier)\b[^.?!,]{0,60})"
_SURNAME = rf"(?:{_NAME_PART}(?: {_NAME_PART}){{0,4}})"
_OFFICE_AND_NAME = re.compile(rf"((?i:{_COMMITTEE}),) ({_SURNAME})")
_OFFICE_ABOVE_NAME = re.compile(rf"(?i:{_COMMITTEE}),")
_MOST_LINES = 12
"""A signature block is short; what runs on longer is running text about ministers."""


@dataclass
class Letterhead:
    """What was found, field by field of the front matter, and what is left of the blocks."""

    fields: dict[str, object] = field(default_factory=dict)
    rest: list[SourceBlock] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)


def read_letterhead(blocks: Iterable[SourceBlock]) -> Letterhead:
    """Take the header data out of the blocks before the first question. What is not certain stays text."""
    found = Letterhead()
    for block in blocks:
        lines = block.lines if block.kind in ("paragraph", "heading") else ()
        if lines and _take(lines, block, found.fields):
            found.removed.append(Removal("header", block.text))
        elif len(lines) > 1 and _take_date(lines[0], found.fields):
            # A PDF does not tell it from the paragraph below it.
            found.removed.append(Removal("header", lines[0]))
            found.rest.append(replace(block, lines=lines[1:], pages=block.pages[1:]))
        else:
            found.rest.append(block)
    return found


def _take_date(line: str, fields: dict[str, object]) -> bool:
    received = _RECEIVED.fullmatch(line)
    if received and "dossier" in fields and "ontvangen" not in fields and (day := find_date(received[1])):
        fields["ontvangen"] = day
        return True
    return False


def find_date(text: str) -> date | None:
    """The first date written out in Dutch, as '21 mei 2026'; None where there is none."""
    if not (match := _DATE.search(text)):
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def _take(lines: tuple[str, ...], block: SourceBlock, fields: dict[str, object]) -> bool:
    """Read one block into the fields; False when it is not wholly part of the letterhead."""
    text = " ".join(lines)
    if block.bold != "none" and (dossier := _DOSSIER.fullmatch(text)) and "dossier" not in fields:
        first, second, chapter, title = dossier.groups()
        fields["dossier"] = f"{first}{second}" + (f"-{chapter}" if chapter else "")
        fields["dossiertitel"] = title
        return True
    *above, last = lines
    received = _RECEIVED.fullmatch(last)
    if (
        block.bold != "none"
        and (paper := _PAPER.fullmatch(" ".join(above if received else lines)))
        and "ondernummer" not in fields
    ):
        fields.update(paper_fields(paper[1] or paper[2], paper[3]))
    elif received and not above:
        pass
    else:
        return _take_institution(text, fields)
    if received and (day := find_date(received[1])):
        fields["ontvangen"] = day
    return not (received and "ontvangen" not in fields)


def paper_fields(label: str, title: str) -> dict[str, object]:
    """What the letter or number of a paper and its title tell: `D` or `78`, `NOTA NAAR AANLEIDING VAN HET VERSLAG`."""
    # Capitals are how titles are set, not how they are spelled.
    spelled = title.capitalize() if title.isupper() else title
    # In the Kamerstukken the Eerste Kamer numbers its papers with letters, the Tweede Kamer with figures.
    return {
        "ondernummer": label,
        "kamer": "TK" if label.isdigit() else "EK",
        "titel": spelled,
        "soort": spelled[:1].lower() + spelled[1:],
    }


def _take_institution(text: str, fields: dict[str, object]) -> bool:
    rest = text
    if kamer := _KAMER.search(rest):
        rest = rest.replace(kamer[0], "")
    if year := _YEAR.search(rest):
        rest = rest.replace(year[0], "")
    if rest.strip(" ,·|-–") or not (kamer or year):
        return False
    if kamer:
        fields["kamer"] = "EK" if kamer[1] == "Eerste" else "TK"
    if year:
        fields["vergaderjaar"] = f"{year[1]}-{year[2]}"
    return True


# Signatures


def is_office(line: str) -> bool:
    """Whether a line is an office that signs: 'de Minister van Defensie,'."""
    return _OFFICE.fullmatch(line) is not None


def is_name(line: str) -> bool:
    """Whether a line is the name of a person: 'D.M. van Weel'."""
    return _NAME.fullmatch(line) is not None


def take_signatures(
    blocks: list[SourceBlock],
) -> tuple[list[SourceBlock], tuple[Signatory, ...], list[Removal]]:
    """Take the signature block out of blocks; offices and names are paired only where the text allows it.

    A block set in two columns comes out of a PDF torn: 'De minister van Defensie,' / 'Defensie,' /
    'De staatssecretaris van' / name / name. One unfinished office and one loose end belong together;
    as many names as offices belong together in order. Otherwise each is listed without the other.
    """
    blocks = [_offices_apart(block) for block in blocks]
    for start, block in enumerate(blocks):
        if block.bold == "none" and block.kind == "paragraph" and block.lines and _OFFICE.fullmatch(block.lines[0]):
            end = start + _signature_length(blocks[start:])
            lines = [line for taken in blocks[start:end] for line in taken.lines]
            offices, names = _sort(lines)
            if offices and names and len(lines) <= _MOST_LINES:
                removed = [Removal("signature", taken.text) for taken in blocks[start:end]]
                return blocks[:start] + blocks[end:], tuple(_pair(offices, names)), removed
    return blocks, (), []


def _offices_apart(block: SourceBlock) -> SourceBlock:
    """The block with each office of a committee and its name on lines of their own."""
    if block.kind != "paragraph" or not any(map(_OFFICE_AND_NAME.fullmatch, block.lines)):
        return block
    lines: list[str] = []
    pages: list[int] = []
    for at, line in enumerate(block.lines):
        match = _OFFICE_AND_NAME.fullmatch(line)
        own = match.groups() if match else (line,)
        lines += own
        pages += block.pages[at : at + 1] * len(own)
    return replace(block, lines=tuple(lines), pages=tuple(pages))


def _signature_length(blocks: list[SourceBlock]) -> int:
    above = ""
    for count, block in enumerate(blocks):
        if block.kind != "paragraph" or block.bold != "none":
            return count
        for line in block.lines:
            if not _is_signature_line(line) and not _is_surname(above, line):
                return count
            above = line
    return len(blocks)


def _is_surname(above: str, line: str) -> bool:
    return bool(_OFFICE_ABOVE_NAME.fullmatch(above) and re.fullmatch(_SURNAME, line))


def _is_signature_line(line: str) -> bool:
    return bool(_OFFICE.fullmatch(line) or _NAME.fullmatch(line) or _is_loose_end(line))


def _is_loose_end(line: str) -> bool:
    return line.endswith(",") and len(line.split()) <= 6 and line[0].isupper()


def _sort(lines: list[str]) -> tuple[list[str], list[str]]:
    """Offices and names, each in the order of the text."""
    offices = [line for line in lines if _OFFICE.fullmatch(line)]
    loose = [line for line in lines if _is_loose_end(line) and line not in offices]
    unfinished = [i for i, office in enumerate(offices) if office.endswith(_UNFINISHED)]
    if len(unfinished) == 1 and len(loose) == 1:
        offices[unfinished[0]] += " " + loose[0]
    below = dict(zip(lines[1:], lines, strict=False))
    names = [
        line
        for line in lines
        if (_NAME.fullmatch(line) or _is_surname(below.get(line, ""), line)) and line not in offices + loose
    ]
    return [office.rstrip(", ") for office in offices], names


def _pair(offices: list[str], names: list[str]) -> Iterator[Signatory]:
    if len(offices) == len(names):
        yield from (Signatory(office, name) for office, name in zip(offices, names, strict=True))
    else:
        yield from (Signatory(office, None) for office in offices)
        yield from (Signatory(None, name) for name in names)
