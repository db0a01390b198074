"""Nota's without numbers: what the fracties bring forward and what is answered, told apart by who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.blocks import SourceBlock
from corpus.conventions.letterhead import is_name, is_office
from corpus.conventions.markers import generated
from corpus.sentences import split

_MEMBERS = r"(?:(?:[Dd]e|[Dd]eze|[Dd]ie|[Dd]ezelfde|[Gg]enoemde|[Hh]et) (?:[\w’'/+-]+ ){0,3}?(?:leden|lid|fracties?)\b)"
_SPEAK = (
    r"(?:vra(?:ag|agt|gen)|verzoe(?:k|kt|ken)|wil(?:len)?|wens(?:t|en)|zouden|zou|merk(?:t|en)|constate(?:ert|ren)|"
    r"le(?:est|zen)|he(?:eft|bben)|wij(?:st|zen)|ge(?:eft|ven)|acht(?:en)?|vin(?:dt|den)|onderschrij(?:ft|ven)|"
    r"steun(?:t|en)|de(?:elt|len)|hecht(?:en)?|zie(?:t|n)|ma(?:akt|ken)|stel(?:t|len)|ho(?:ort|ren)|begrij(?:pt|pen)|"
    r"verwij(?:st|zen)|sluit(?:en)?|maakt|zijn|is|kun(?:nen)?|informe(?:ert|ren)|refere(?:ert|ren)|bena(?:drukt|drukken)|"
    r"ontvang(?:t|en)|vrezen|twijfelen|begrijpen|danken|kijken|delen|nemen|spreken|onderstrepen|menen|lijken)"
)
# 'De leden van de VVD-fractie vragen …', 'Voorts vragen deze leden …', 'Graag willen deze leden …'.
_BRINGS_FORWARD = re.compile(
    rf"^(?:{_MEMBERS}[^.?!;:]{{0,120}}?\b{_SPEAK}\b|(?:[\w,-]+ ){{0,6}}?{_SPEAK} (?:{_MEMBERS}|zij\b)|Zij {_SPEAK}\b)"
)
# 'In reactie op de vraag van de leden …', 'Met de leden … is de regering van mening'.
_ANSWERS = re.compile(
    r"^(?:In (?:antwoord|reactie)|Naar aanleiding|Met (?:de|deze) leden|Op (?:de|deze) vra|Hierop|(?:Ja|Nee|Ik|Wij)\b|"
    r"(?:De|Het) (?:regering|kabinet|minister|staatssecretaris|initiatiefnemers?|indieners?)\b)"
)
# The second part of a 'verslag van een schriftelijk overleg', which answers the first one.
_REACTION = re.compile(
    r"(?:[IVX]+\.?|\d+\.?)? ?(?:Reactie|Antwoord(?:en)?|Beantwoording)\b.*"
    r"\b(?:minister|staatssecretaris|bewindspers\w+|bewindslieden|regering|kabinet)\b.*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d{1,2}\.)+\s|[IVX]+\.\s")
_LONGEST_HEADING = 12
"""Words of a line without a full stop that is still a heading."""


def marked_passages(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """The blocks with a heading 'Passage n' above each passage and 'Antwoord' above its answer.

    A passage begins where members speak again after an answer, or below a heading; what follows it and is
    not theirs is its answer. The blocks come back as they were where no members speak.
    """
    blocks = _headed(blocks)
    if not any(_speaks(block) for block in blocks):
        return blocks
    return list(_told_apart(blocks))


def marked_paragraphs(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """The blocks with a heading 'Passage n' above each paragraph: of a paper in which nobody is heard to ask."""
    found: list[SourceBlock] = []
    number = 0
    for block in _headed(blocks):
        if block.kind == "paragraph" and split(block.text)[-1:] and block.text[-1] in ".?!:;":
            number += 1
            found.append(generated(block, f"Passage {number}"))
        found.append(block)
    return found


def _told_apart(blocks: list[SourceBlock]) -> Iterator[SourceBlock]:
    number = 0
    state = ""
    reacting = False
    for block in blocks:
        if block.kind == "heading":
            state = ""
            reacting = reacting or bool(_REACTION.fullmatch(block.text))
        elif _asks(block, state):
            if state != "asking":
                number += 1
                yield generated(block, f"Passage {number}")
            state = "asking"
        elif state == "asking":
            yield generated(block, "Antwoord")
            state = "answer"
        elif reacting and not state:
            # Rule 'reaction': what is answered in a part of its own is a passage too, without its question.
            number += 1
            yield generated(block, f"Passage {number}")
            yield generated(block, "Antwoord")
            state = "answer"
        yield block


def _asks(block: SourceBlock, state: str) -> bool:
    if block.kind != "paragraph":
        return state == "asking"
    return _speaks(block) or (block.text.endswith("?") and state == "asking")


def _speaks(block: SourceBlock) -> bool:
    if block.kind != "paragraph" or _ANSWERS.match(block.text):
        return False
    return any(_BRINGS_FORWARD.match(sentence) for sentence in split(block.text)[:2])


def _headed(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Rule 'a short line': in a paper without numbers, a line that is no sentence is a heading, numbered or not.

    Items of a list are none, nor are an office and the name below it.
    """
    return [
        _as_heading(block, before, after)
        for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
    ]


def _as_heading(block: SourceBlock, before: SourceBlock | None, after: SourceBlock | None) -> SourceBlock:
    listed = any(beside is not None and beside.kind == "item" for beside in (before, after))
    is_line = block.kind == "paragraph" or (block.kind == "item" and not listed and _NUMBERED.match(block.text))
    if not is_line or len(block.lines) != 1 or len(block.text.split()) > _LONGEST_HEADING:
        return block
    is_signed = before is not None and is_office(before.text) and is_name(block.text)
    if block.text[-1] in ".,:;?!" or is_signed:
        return block
    return replace(block, kind="heading", level=2)
