"""Blocks -> Nota: the conventions of these papers, each a rule with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from corpus.errors import FileRefused
from corpus.letterhead import Letterhead, read_letterhead, take_signatures
from corpus.messages import Message
from corpus.model import (
    Answer,
    Block,
    BulletList,
    Meta,
    Nota,
    Note,
    Paragraph,
    Question,
    Section,
    Signatory,
    Table,
    sentences,
)
from corpus.normal import NUMBER
from corpus.readers.blocks import Removal, Source, SourceBlock
from corpus.references import NUMBERS, expand_numbers
from corpus.sentences import split

# 'Vraag 12', 'Vraag 12:', '12. Vraag', with the question after it or below it.
_QUESTION_MARKER = re.compile(rf"Vraag ({NUMBER})(?:\s*[.:)]\s*|\s+|$)(.*)", re.IGNORECASE)
_ANSWER_MARKER = re.compile(
    rf"(?:Antwoord(?:en)?|Beantwoording)(?: op)?(?: de)?(?: (?:vraag |vragen )?({NUMBERS}))?(?:\s*[.:]\s*(.*)|)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"({NUMBER})[.)]\s+(.*)")

_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’»)\]]*$")
# A footnote mark that a converter glued to its word: 'NRC3'. Names that end in a figure are none.
_GLUED = re.compile(r"(?<![\w-])([A-Z]{2,}|[A-Z]?[a-z]{3,})(\d{1,2})(?![\w%-]|[.,]\d)")
_NAMES_WITH_FIGURES = frozenset("CO NOX PM NH NO MH EU COVID AWACS SARS UN ISO IPCC IP WLTP MQ SM CV AH SF".split())


@dataclass(frozen=True, slots=True)
class Parsed:
    """A nota, what of the source does not stand in its body, and what its reader should know."""

    nota: Nota
    removed: tuple[Removal, ...]
    warnings: tuple[Message, ...]


@dataclass
class _Draft:
    """A question while it is read."""

    number: str
    line: int
    question: list[SourceBlock] = field(default_factory=list)
    answer: list[SourceBlock] | None = None
    answers: tuple[str, ...] = ()


def parse(source: Source, meta: Meta | None = None) -> Parsed:
    """The nota in the blocks of a file.

    `meta` is the front matter where the file brings its own; else the letterhead is read. The id is
    '' where the paper does not tell it. Raises FileRefused for a paper without questions and for two
    questions with one number.
    """
    blocks = _join_pages(_styled(source.blocks))
    start = next((i for i, block in enumerate(blocks) if _question_marker(block)), None)
    if start is None:
        raise FileRefused(
            "%(file)s: no question found; questions begin with 'Vraag 1' or with a number and a point",
            file=source.name,
        )
    before, after = blocks[:start], blocks[start:]
    head = _own_head(before) if meta else _printed_head(before)
    # Front matter says who signed; what stands in such a text besides is left in it.
    after, signed, gone = (after, (), []) if meta else take_signatures(after)
    reader = _Reader(source.name)
    reader.read(head.rest)
    reader.read(after)
    nota = reader.nota(meta or _printed_meta(head, signed))
    if not meta:
        nota = nota.with_meta(noten=tuple(_glued_marks(nota)))
    removed = (*source.removed, *head.removed, *gone, *reader.removed)
    return Parsed(nota, removed, (*source.warnings, *reader.warnings))


# Which blocks are questions


def _styled(blocks: tuple[SourceBlock, ...]) -> list[SourceBlock]:
    """The blocks, with those that open a question marked as a heading 'Vraag N' would be.

    Rule 'one style': where 'Vraag 1' is written out, a bare number is never a question. Else, where a
    numbered block is bold, a numbered block that is not bold is an item of a list. Else numbers count
    as questions while they go up by one, or while what they number is asked.
    """
    if any(_QUESTION_MARKER.fullmatch(block.text) for block in blocks):
        return list(blocks)
    numbered = [block for block in blocks if block.kind != "table" and _NUMBERED.match(block.text)]
    if any(block.bold != "none" for block in numbered):
        opening = {id(block) for block in numbered if block.bold != "none"}
    else:
        opening = {id(block) for block in _counting_up(numbered)}
    return [_as_question(block) if id(block) in opening else block for block in blocks]


def _counting_up(numbered: list[SourceBlock]) -> Iterator[SourceBlock]:
    last = 0
    for block in numbered:
        number = int(re.match(r"\d+", block.text)[0])  # type: ignore[index]
        if number == last + 1 or block.text.endswith("?"):
            last = number
            yield block


def _as_question(block: SourceBlock) -> SourceBlock:
    number, first = _NUMBERED.fullmatch(block.lines[0]).groups()  # type: ignore[union-attr]
    return replace(block, kind="heading", level=0, lines=(f"Vraag {number}: {first}", *block.lines[1:]))


def _question_marker(block: SourceBlock) -> re.Match[str] | None:
    """'Vraag 12' as a heading or alone on its line; in running text it is a mention."""
    match = _QUESTION_MARKER.fullmatch(block.text) if block.kind != "table" else None
    if match and (
        block.kind == "heading"
        or block.bold != "none"
        or not match[2]
        or match[0][len("Vraag ") + len(match[1])] in ".:"
    ):
        return match
    return None


def _answer_marker(block: SourceBlock) -> re.Match[str] | None:
    return _ANSWER_MARKER.fullmatch(block.text) if block.kind in ("heading", "paragraph") else None


# Text that a page or a converter broke


def _join_pages(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """Rule 'broken by a page': a text that does not end, and a next one that does not begin, are one."""
    joined: list[SourceBlock] = []
    for block in blocks:
        if joined and _broken(joined[-1], block):
            before = joined.pop()
            block = replace(before, lines=(*before.lines, *block.lines))  # noqa: PLW2901
        joined.append(block)
    return joined


def _broken(before: SourceBlock, after: SourceBlock) -> bool:
    if (
        after.kind != "paragraph"
        or before.kind == "table"
        or (before.kind == "heading" and before.level)
        or not (before.lines and after.lines)
    ):
        return False
    if (before.bold == "all") != (after.bold == "all") or _answer_marker(before) or _answer_marker(after):
        return False
    return not _SENTENCE_END.search(before.text) and after.text[0].islower()


# Reading on, block by block


class _Reader:
    """Puts each block where it belongs: before the questions, in a section, a question or an answer."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._introduction: list[SourceBlock] = []
        self._body: list[_Draft | tuple[str, list[SourceBlock]]] = []
        self.removed: list[Removal] = []
        self.warnings: list[Message] = []

    def read(self, blocks: list[SourceBlock]) -> None:
        for block, after in zip_longest(blocks, blocks[1:]):
            if match := _question_marker(block):
                self._begin_question(block, match)
            elif self._draft and (match := _answer_marker(block)):
                self._begin_answer(block, match)
            elif self._is_section(block, after):
                self._body.append((block.text, []))
            else:
                self._current(block).append(block)

    def _begin_question(self, block: SourceBlock, match: re.Match[str]) -> None:
        number, rest = match[1].lower(), match[2]
        for draft in self._drafts():
            if draft.number == number:
                raise FileRefused(
                    "%(file)s: question %(number)s stands twice, on line %(first)s and line %(second)s; "
                    "number them apart, as 12 and 12a",
                    file=self._file,
                    number=number,
                    first=draft.line,
                    second=block.line,
                )
        bare = block.kind == "heading" and not block.level
        self.removed.append(Removal("numbering", number if bare else match[0][: match.start(2)]))
        draft = _Draft(number, block.line)
        if rest:
            draft.question.append(replace(block, kind="paragraph", lines=(rest,)))
        self._body.append(draft)

    def _begin_answer(self, block: SourceBlock, match: re.Match[str]) -> None:
        draft = self._draft
        assert draft
        rest = match[2] or ""
        self.removed.append(Removal("numbering", match[0][: len(match[0]) - len(rest)]))
        draft.answers += expand_numbers(match[1].lower()) if match[1] else ()
        draft.answer = draft.answer or []
        if rest:
            draft.answer.append(replace(block, kind="paragraph", lines=(rest,)))

    def _is_section(self, block: SourceBlock, after: SourceBlock | None) -> bool:
        if block.kind == "heading":
            return not (self._draft and block.level > 2)
        if block.kind != "paragraph" or block.bold != "all" or self._in_question():
            return False
        # Bold on its own is a heading only where a question follows: bold inside an answer is emphasis.
        return after is None or _question_marker(after) is not None

    def _in_question(self) -> bool:
        return bool(self._draft and self._draft.answer is None)

    def _current(self, block: SourceBlock) -> list[SourceBlock]:
        if not self._body:
            return self._introduction
        last = self._body[-1]
        if not isinstance(last, _Draft):
            return last[1]
        if last.answer is None and _continues_question(last, block):
            return last.question
        if last.answer is None:
            last.answer = []
        return last.answer

    @property
    def _draft(self) -> _Draft | None:
        last = self._body[-1] if self._body else None
        return last if isinstance(last, _Draft) else None

    def _drafts(self) -> list[_Draft]:
        return [item for item in self._body if isinstance(item, _Draft)]

    # The end

    def nota(self, meta: Meta) -> Nota:
        self._warn_of_gaps()
        drafts = {draft.number: draft for draft in self._drafts()}
        serving = self._place_answers(drafts)
        body: list[Section | Question] = []
        for item in self._body:
            if isinstance(item, _Draft):
                body.append(Question(item.number, _model(item.question), serving.get(item.number)))
            else:
                body.append(Section(item[0], _model(item[1])))
        return Nota(meta, _model(self._introduction), tuple(body))

    def _place_answers(self, drafts: dict[str, _Draft]) -> dict[str, Answer]:
        """Rule 'one answer, several questions': it stands under the last of those it serves."""
        placed: dict[str, Answer] = {}
        under: dict[str, str] = {}
        for draft in drafts.values():
            if draft.answer is None:
                continue
            self._warn_of_unknown(draft, drafts)
            numbers = tuple(n for n in drafts if n in draft.answers) or (draft.number,)
            for number in numbers:
                if number in under:
                    raise self._answered_twice(number, under[number], draft.number)
                under[number] = draft.number
            placed[numbers[-1]] = Answer(numbers, _model(draft.answer))
        return placed

    def _answered_twice(self, number: str, first: str, second: str) -> FileRefused:
        return FileRefused(
            "%(file)s: question %(number)s is answered twice, under question %(first)s and question %(second)s; "
            "name in each 'Antwoord' the questions that it answers",
            file=self._file,
            number=number,
            first=first,
            second=second,
        )

    def _warn_of_unknown(self, draft: _Draft, known: Iterable[str]) -> None:
        for number in draft.answers:
            if number not in known:
                self.warnings.append(
                    Message(
                        "%(file)s: an answer names question %(number)s, which is not in the paper",
                        {"file": self._file, "number": number},
                    )
                )

    def _warn_of_gaps(self) -> None:
        numbers = [int(re.sub(r"\D", "", draft.number)) for draft in self._drafts()]
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number > before + 1:
                missing = f"{before + 1}" if number == before + 2 else f"{before + 1}-{number - 1}"
                self.warnings.append(
                    Message(
                        "%(file)s: the numbering skips question %(numbers)s",
                        {"file": self._file, "numbers": missing},
                    )
                )


def _continues_question(draft: _Draft, block: SourceBlock) -> bool:
    """Rule 'the question goes on': what stands under its heading; what is bold as it is; items that it introduces."""
    if not draft.question:
        return True
    opening = draft.question[0]
    if opening.bold != "none":
        return block.bold != "none"
    return block.kind == "item" and draft.question[-1].text.endswith((":", ";", ","))


def _own_head(before: list[SourceBlock]) -> Letterhead:
    """Of a file with front matter, only the printed title is header."""
    titles = [block for block in before if block.kind == "heading" and block.level == 1]
    return Letterhead({}, [b for b in before if b not in titles], [Removal("header", b.text) for b in titles])


def _printed_head(before: list[SourceBlock]) -> Letterhead:
    """Of a file as it is printed: its letterhead, and who signed there."""
    head = read_letterhead(before)
    head.rest, head.fields["ondertekend"], gone = take_signatures(head.rest)
    head.removed += gone
    return head


def _printed_meta(head: Letterhead, signed_below: tuple[Signatory, ...]) -> Meta:
    meta = Meta(**{"id": _id_of(head), **head.fields})  # type: ignore[arg-type]
    return replace(meta, ondertekend=meta.ondertekend + signed_below)


def _id_of(head: Letterhead) -> str:
    dossier, number = head.fields.get("dossier"), head.fields.get("ondernummer")
    return f"kst-{dossier}-{number}" if dossier and number else ""


def _glued_marks(nota: Nota) -> Iterator[Note]:
    for pair in nota.pairs:
        for blocks in (pair.question.blocks, pair.question.answer.blocks if pair.question.answer else ()):
            for sentence in sentences(blocks):
                for match in _GLUED.finditer(sentence):
                    if match[1].upper() not in _NAMES_WITH_FIGURES:
                        yield Note(match[2], match[0], None)


# Blocks of the source -> blocks of the model


def _model(blocks: Iterable[SourceBlock]) -> tuple[Block, ...]:
    return tuple(
        block
        for is_list, run in groupby(blocks, lambda b: b.kind == "item")
        for block in _model_run(is_list, list(run))
    )


def _model_run(is_list: bool, run: list[SourceBlock]) -> Iterator[Block]:
    if is_list:
        if items := tuple(split(block.text) for block in run if block.text):
            yield BulletList(items)
        return
    for block in run:
        if block.rows:
            yield Table(block.rows)
        elif block.text:
            yield Paragraph(split(block.text))
