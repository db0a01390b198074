"""Where questions and answers open: the marks of these papers, each a rule with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from corpus.blocks import Removal, SourceBlock
from corpus.model import PASSAGE
from corpus.normal import NUMBER
from corpus.references import NUMBERS as MENTIONED
from corpus.references import expand_numbers

NUMBERS = MENTIONED.replace(r"\d{1,3}", r"\d{1,4}")
"""As people write them in a mark: lists of more than a thousand questions are known, references to a year are not."""
_PAGE = r"\((?:pagina|pag\.|p\.|blz\.) ?\d+(?: ?[-–] ?\d+)?\)"
# 'Vraag 12', 'Vraag 12:', 'Vraag 16, 17 en 18', 'Vraag 3 (pagina 4)', with the question after it or below it.
_QUESTION = re.compile(
    rf"Vra(?:ag|gen) \(?(?P<numbers>{NUMBERS})(?:\s*[.:)]+\s*|\s+[-–]\s+|\s+|$)(?P<rest>.*)", re.IGNORECASE
)
_PASSAGE = re.compile(r"Passage (?P<numbers>\d{1,4})(?P<rest>)")
# Printed as a mark, 'Vraag 3' and 'VRAAG 3'; in small letters it is what a sentence says.
_ASK = r"(?:Vra(?:ag|gen)|VRA(?:AG|GEN))"
_ANSWER_WORDS = (
    r"(?:(?:Antwoord(?:en)?|Beantwoording|Reactie)(?: op)?(?: de)?"
    r"|(?:ANTWOORD(?:EN)?|BEANTWOORDING|REACTIE)(?: OP)?(?: DE)?)"
)
_THAT = rf"(?: (?:(?i:vraag|vragen) )?\(?{NUMBERS}\)?)"
_TOGETHER = r"(?: \(?(?:gezamenlijk|samen|tezamen|tegelijk)\)?)"
# 'Antwoord van de minister van Defensie', alone on its line; 'Antwoorden van de minister op vragen over' is a title.
_SPEAKER = (
    r"(?!.* (?:op|over|aan) )"
    r"(?: van (?:de |het )?(?:minister|staatssecretaris|bewinds|regering|kabinet)[^.?!:\d]{0,90})"
)
_ANSWER = re.compile(
    rf"{_ANSWER_WORDS}(?:{_SPEAKER}|(?: (?:vraag |vragen )?\(?(?P<numbers>{NUMBERS})\)?{_TOGETHER}?)?)"
    r"(?:(?:\s*[.:]\s*|\s+[-–]\s+)(?P<rest>.*)|)",
    re.IGNORECASE,
)
_REACTION = re.compile(r"Reactie\b", re.IGNORECASE)
_ALONE = re.compile(
    rf"Toelichting ?:|Mededeling ?:?|{_ASK} \(?{NUMBERS}\)?(?: {_PAGE})?\s*[.:]?|"
    rf"{_ANSWER_WORDS}(?:{_SPEAKER}|{_THAT}?{_TOGETHER}?)\s*:?"
)
_LEADING = re.compile(
    rf"(?:{_ASK} \(?{NUMBER}\)?|{_ANSWER_WORDS}{_THAT})(?:\s*[.:]|\s+[-–])\s+[^a-z\s].*|{_ANSWER_WORDS}{_THAT}?\s*:\s.*"
    rf"|{_ASK} {NUMBER}\s*:\s.*"
)
_ANSWERS_FOLLOW = re.compile(r"Antwoord(?:en)?\s*:?")
_NUMBERED = re.compile(rf"\(?({NUMBER})[.)]\s+(.*)")
# '12', and '12 (VVD)' where the numbers tell who asks.
_BARE = re.compile(rf"\(?({NUMBERS})[.)]?(?P<asker> \((?!p|blz)[A-Z][^()]{{1,40}}\))?")
_LONGEST_HEADING = 12
"""Words of a numbered heading, its number among them."""
_RUNNING = re.compile(rf"(?<![\w-])(?:Vraag|VRAAG) ({NUMBER})[.:]?(?= (?:[A-Z«\"'‘“(]))")
_RUNNING_ANSWER = re.compile(rf"(?<=[?.)] ){_ANSWER_WORDS}{_THAT}?(?::|(?= [A-Z«‘“]))")


# Nearly no text begins with the letter with which a mark does. To look at that is ten times cheaper than to try the
# pattern, and each block is looked at a dozen times.


def _may_ask(text: str) -> bool:
    return text[:1] in "VvP"


def _may_answer(text: str) -> bool:
    return text[:1] in "AaBbRr"


def _may_be_numbered(text: str) -> bool:
    return text[:1] == "(" or text[:1].isdigit()


def _may_be_alone(text: str) -> bool:
    return text[:1] in "TMVABR"


def question_marker(block: SourceBlock) -> re.Match[str] | None:
    """'Vraag 12' as a heading or alone on its line; in running text it is a mention. Groups: `numbers`, `rest`."""
    return _question(block) if block.lines and _may_ask(block.lines[0]) else None


# Each is looked at some five times, and of the versions of a nota most are the same.
@lru_cache(maxsize=4096)
def _question(block: SourceBlock) -> re.Match[str] | None:
    if block.kind == "heading" and block.level in (0, 2) and (passage := _PASSAGE.fullmatch(block.text)):
        return passage
    match = _QUESTION.fullmatch(block.text) if block.kind != "table" else None
    if match and (
        block.kind == "heading"
        or block.bold != "none"
        or not match["rest"]
        or re.fullmatch(_PAGE, match["rest"])
        or block.text[match.end("numbers") :].lstrip()[0] in ".:)-–"
    ):
        return match
    return None


def answer_marker(block: SourceBlock) -> re.Match[str] | None:
    """'Antwoord', 'Antwoord op de vragen 7, 8, en 9:'. Groups, each may be None: `numbers`, `rest`."""
    may = block.lines and _may_answer(block.lines[0]) and block.kind in ("heading", "paragraph")
    return _answer(block) if may else None


@lru_cache(maxsize=4096)
def _answer(block: SourceBlock) -> re.Match[str] | None:
    return _ANSWER.fullmatch(block.text)


def is_reaction(match: re.Match[str]) -> bool:
    """Whether an answer is called 'Reactie'; within one that has begun that word is a heading like any other."""
    return _REACTION.match(match[0]) is not None


def is_mark(block: SourceBlock) -> bool:
    """Whether a block is nothing but a mark, or might be one: a number alone."""
    text = block.text
    return bool((_may_be_alone(text) and _ALONE.fullmatch(text)) or (_may_be_numbered(text) and _BARE.fullmatch(text)))


def last_mark(blocks: Sequence[SourceBlock]) -> int:
    """Where the last block stands that opens a question or an answer."""
    places = range(len(blocks) - 1, -1, -1)
    return next((i for i in places if question_marker(blocks[i]) or answer_marker(blocks[i])), -1)


def marked_numbers(match: re.Match[str], passage: bool = False) -> tuple[str, ...]:
    """The numbers that a mark names, of passages as p12; () where it names none."""
    numbers = expand_numbers(match["numbers"].lower()) if match["numbers"] else ()
    return tuple(PASSAGE + number for number in numbers) if passage or match.re is _PASSAGE else numbers


def printed(block: SourceBlock, match: re.Match[str]) -> list[Removal]:
    """What of a mark stands in the source: the whole of it, or where it was generated what was printed instead."""
    if block.kind == "heading" and not block.level:
        return [Removal("numbering", block.printed)] if block.printed else []
    return [Removal("numbering", match[0][: len(match[0]) - len(match["rest"] or "")])]


def generated(block: SourceBlock, text: str, instead_of: str = "") -> SourceBlock:
    """A heading that is not printed in these words, but as `instead_of` or not at all: level 0 tells."""
    return replace(block, kind="heading", level=0, lines=(text,), rows=(), bold="none", printed=instead_of)


# A mark on a line of its own, within a paragraph


def lines_apart(blocks: Iterable[SourceBlock]) -> list[SourceBlock]:
    """Rule 'a line that is a mark': it opens a block also where no blank line stands around it."""
    return [piece for block in blocks for piece in _lines_apart(block)]


def _lines_apart(block: SourceBlock) -> list[SourceBlock]:
    if block.kind == "table" or len(block.lines) < 2 or not any(map(_may_be_alone, block.lines)):
        return [block]
    cuts = {0, len(block.lines)}
    for number, line in enumerate(block.lines):
        if not _may_be_alone(line):
            continue
        if _ALONE.fullmatch(line):
            cuts |= {number, number + 1}
        elif _LEADING.fullmatch(line):
            cuts.add(number)
    return [cut(block, start, end) for start, end in pairwise(sorted(cuts))]


def cut(block: SourceBlock, start: int, end: int) -> SourceBlock:
    """Some lines of a block, as a block."""
    if (start, end) == (0, len(block.lines)):
        return block
    # Bold that only begins a block says nothing of its later lines.
    bold = block.bold if block.bold == "all" or not start else "none"
    kind = block.kind if not start else "paragraph"
    numbers = block.numbers[start:end]
    return replace(
        block,
        kind=kind,
        line=numbers[0] if numbers else block.line + start,
        lines=block.lines[start:end],
        pages=block.pages[start:end],
        numbers=numbers,
        bold=bold,
    )


# A mark in running text


def running(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Rule 'flattened': 'Vraag 1', 'Vraag 2' … in running text, counting up, in a text without other marks."""
    found: list[SourceBlock] = []
    last = 0
    for block in blocks:
        starts = []
        for match in _running_marks(block):
            if match[1] == str(last + 1):
                last += 1
                starts.append(match)
        found += _pieces(block, starts)
    return found if last else []


def _running_marks(block: SourceBlock) -> Iterable[re.Match[str]]:
    return _RUNNING.finditer(block.text) if may_run_on(block) else ()


def may_run_on(block: SourceBlock) -> bool:
    """Whether it may have a mark in running text."""
    # Nearly no block has the word: to look for that is ten times cheaper than for the mark.
    return block.kind == "paragraph" and ("Vraag" in block.text or "VRAAG" in block.text)


def _pieces(block: SourceBlock, starts: list[re.Match[str]]) -> Iterator[SourceBlock]:
    if not starts:
        yield block
        return
    text = block.text
    if before := text[: starts[0].start()].strip():
        yield replace(block, lines=(before,), pages=block.pages[:1])
    for match, end in zip(starts, [later.start() for later in starts[1:]] + [len(text)], strict=True):
        yield replace(block, kind="heading", level=2, lines=(match[0],), pages=block.pages[:1])
        yield from _question_and_answer(block, text[match.end() : end].strip())


def _question_and_answer(block: SourceBlock, text: str) -> Iterator[SourceBlock]:
    answer = _RUNNING_ANSWER.search(text)
    for kind, part in _named_parts(text, answer):
        if part:
            level = 3 if kind == "heading" else 0
            yield replace(block, kind=kind, level=level, lines=(part,), pages=block.pages[:1])  # type: ignore[arg-type]


def _named_parts(text: str, answer: re.Match[str] | None) -> list[tuple[str, str]]:
    if not answer:
        return [("paragraph", text)]
    after = text[answer.end() :].strip()
    return [("paragraph", text[: answer.start()].strip()), ("heading", answer[0]), ("paragraph", after)]


# Numbers without a word


def is_bare(block: SourceBlock) -> bool:
    """Whether it is, or has as a line, a number without a word."""
    return any(_may_be_numbered(text) and _BARE.fullmatch(text) for text in (block.text, *block.lines))


def bare(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Rule 'bare numbers': '1', '2' … alone on their lines, counting up from 1, open questions.

    Below 'Antwoord' a number that was asked before, or several ('1 en 2'), open the answer to those.
    """
    found: list[SourceBlock] = []
    asked: set[str] = set()
    answering = False
    for block in blocks:
        for piece in _apart_at_numbers(block):
            answering = answering or bool(asked and _ANSWERS_FOLLOW.fullmatch(piece.text))
            may = _may_be_numbered(piece.text) and piece.kind in ("paragraph", "heading", "item")
            match = _BARE.fullmatch(piece.text) if may else None
            numbers = expand_numbers(match[1].lower()) if match else ()
            if numbers and answering and asked.issuperset(numbers):
                found.append(generated(piece, f"Antwoord {match[1]}", piece.text))  # type: ignore[index]
            elif numbers and numbers[0] == str(len(asked) + 1):
                asked.update(numbers)
                asker = match["asker"] or ""  # type: ignore[index]
                found.append(generated(piece, f"Vraag {match[1]}:{asker}", piece.text.removesuffix(asker)))  # type: ignore[index]
            else:
                found.append(piece)
    # Numbers that count up stand in tables and margins too: only in a text that asks are they questions.
    return found if asked and sum("?" in b.text for b in found) * 2 >= len(asked) else blocks


def _apart_at_numbers(block: SourceBlock) -> list[SourceBlock]:
    if not any(map(_may_be_numbered, block.lines)):
        return [block]
    cuts = {0, len(block.lines)}
    for number, line in enumerate(block.lines):
        if _may_be_numbered(line) and _BARE.fullmatch(line):
            cuts |= {number, number + 1}
    return [cut(block, start, end) for start, end in pairwise(sorted(cuts))]


def numbered(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Rule 'numbered': '1. Bent u …', bold or not.

    Where a numbered block is bold, one that is not bold is an item of a list. Else numbers count as
    questions while they go up by one, or while what they number is asked. Where most of them are headings
    ('1. Inleiding'), none is a question.
    """
    likely = [block for block in blocks if block.lines and _may_be_numbered(block.lines[0])]
    numbered = [block for block in likely if block.kind != "table" and _NUMBERED.match(block.text)]
    if any(block.bold != "none" for block in numbered):
        opening = [block for block in numbered if block.bold != "none"]
    else:
        opening = list(_counting_up(numbered))
    if sum(map(_is_heading, opening)) * 2 > len(opening):
        return blocks
    opening_ids = {id(block) for block in opening}
    return [_as_question(block) if id(block) in opening_ids else block for block in blocks]


def _is_heading(block: SourceBlock) -> bool:
    """Short, and no sentence."""
    return "?" not in block.text and block.text[-1] not in ".:;," and len(block.text.split()) <= _LONGEST_HEADING


def _counting_up(numbered: list[SourceBlock]) -> Iterator[SourceBlock]:
    last = 0
    for block in numbered:
        number = int(re.search(r"\d+", block.text)[0])  # type: ignore[index]
        if number == last + 1 or block.text.endswith("?"):
            last = number
            yield block


# Of the versions of a nota most begin their questions alike.
@lru_cache(maxsize=2048)
def _as_question(block: SourceBlock) -> SourceBlock:
    lines = block.lines if _NUMBERED.fullmatch(block.lines[0]) else (block.text,)
    number, first = _NUMBERED.fullmatch(lines[0]).groups()  # type: ignore[union-attr]
    return replace(block, kind="heading", level=0, lines=(f"Vraag {number}: {first}", *lines[1:]), printed=number)
