"""Blocks -> Nota: the conventions of these papers, each a rule with a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from corpus.errors import FileRefused
from corpus.letterhead import Letterhead, is_office, read_letterhead, take_signatures
from corpus.markers import (
    answer_marker,
    is_mark,
    is_reaction,
    last_mark,
    lines_apart,
    marked,
    marked_numbers,
    printed,
    question_marker,
)
from corpus.masthead import read_masthead
from corpus.messages import Message
from corpus.model import (
    PASSAGE,
    Answer,
    Block,
    BulletList,
    Meta,
    Nota,
    Paragraph,
    Question,
    Section,
    Signatory,
    Table,
)
from corpus.normal import enumerate_numbers
from corpus.notes import glued_notes, known_notes, take_typed_notes
from corpus.office_letter import read_office_letter
from corpus.passages import marked_paragraphs, marked_passages
from corpus.question_tables import unfolded
from corpus.questions import Draft, divide, joint_texts
from corpus.readers.blocks import Removal, Source, SourceBlock
from corpus.references import NUMBERS
from corpus.sentences import split
from corpus.short_marks import short_marks
from corpus.text import word_list

# What stands behind the last answer, printed as any paragraph.
_ANNEX = re.compile(r"(?:Bijlagen?(?: (?:\d{1,2}|[IVX]+|[A-Z]))?|Toelichting)\s*:?")
_OF_PASSAGE = re.compile(rf"Antwoord(?: {NUMBERS})?")
_FEWEST_BLOCKS = 5
"""Paragraphs of a letter; a note of a few lines is none."""
_LONG_LINE = 40
"""Characters: what is shorter is a line of an address or of a list."""
_LETTERED = re.compile(r"[a-z][.)]")
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A nota, what of the source does not stand in its body, and what its reader should know."""

    nota: Nota
    removed: tuple[Removal, ...]
    warnings: tuple[Message, ...]
    guessed: tuple[Message, ...] = ()
    """What the paper does not say in so many words, and a rule has decided."""


def parse(source: Source, meta: Meta | None = None) -> Parsed:
    """The nota in the blocks of a file.

    `meta` is the front matter where the file brings its own; else the letterhead is read. The id is
    '' where the paper does not tell it. Raises FileRefused for two questions with one number, and for a
    text without questions of which nothing tells that it is a paper of the parliament.
    """
    blocks, heads, warnings = _with_marks(source, meta is not None)
    blocks, typed, marks = (blocks, [], []) if meta else take_typed_notes(blocks, last_mark(blocks), source.notes)
    start = next(i for i, block in enumerate(blocks) if question_marker(block))
    before, after = blocks[:start], blocks[start:]
    head = _own_head(before) if meta else _printed_head(before)
    # Front matter says who signed; what stands in such a text besides is left in it.
    after, signed, gone = (after, (), []) if meta else take_signatures(after)
    reader = _Reader(source.name, blocks)
    reader.read(head.rest)
    reader.read(after)
    nota = reader.nota(meta or _printed_meta(head, source, signed))
    if not meta:
        notes = (*source.notes, *typed)
        nota = nota.with_meta(noten=(*known_notes(nota, notes), *glued_notes(nota, notes)))
    removed = (*source.removed, *heads, *marks, *head.removed, *gone, *reader.removed)
    return Parsed(nota, removed, (*source.warnings, *warnings, *reader.warnings), tuple(reader.guessed))


def _with_marks(source: Source, is_paper: bool) -> tuple[list[SourceBlock], list[Removal], list[Message]]:
    """The blocks with at least one that opens a question or a passage; and the heads of tables of questions."""
    blocks = lines_apart(source.blocks)
    blocks = _joined(blocks, _broken) if source.torn else blocks
    blocks = _joined(blocks, _interrupted) if source.typed else blocks
    blocks, heads, numbered = _numbered(blocks)
    if any(map(question_marker, blocks)):
        told = Message("%(file)s: the questions bear no numbers; they are numbered as they come", {"file": source.name})
        return blocks, heads, [] if numbered else [told]
    passages = marked_passages(blocks)
    if any(map(question_marker, passages)):
        return passages, [], []
    fields = {**_printed_head(blocks).fields, **source.fields}
    if is_paper or fields.get("dossier") or fields.get("id") or _tells_of_answers(blocks):
        passages = marked_paragraphs(blocks)
        if any(map(question_marker, passages)):
            told = Message(
                "%(file)s: no question can be told from its answer; stored as numbered passages", {"file": source.name}
            )
            return passages, [], [told]
    raise FileRefused(
        "%(file)s: no question found; questions begin with 'Vraag 1' or with a number and a point", file=source.name
    )


def _numbered(blocks: list[SourceBlock]) -> tuple[list[SourceBlock], list[Removal], bool]:
    """The blocks with the marks of their questions, by the first rule that finds any; see `marked`."""
    if any(map(question_marker, blocks)):
        return blocks, [], True
    unfolding = unfolded(blocks)
    if any(map(question_marker, unfolding[0])):
        return unfolding
    written_out, numbered = short_marks(blocks)
    if any(map(question_marker, written_out)):
        return written_out, [], numbered
    return marked(blocks), [], True


def _tells_of_answers(blocks: list[SourceBlock]) -> bool:
    """Whether a text without marks says of itself that it answers questions, as letters do that answer by subject."""
    said = {word for block in blocks for word in word_list(block.text)}
    return len(blocks) >= _FEWEST_BLOCKS and "vragen" in said and bool(said & {"antwoord", "antwoorden"})


# Text that a page or a converter broke


def _joined(blocks: list[SourceBlock], are_one: Callable[[SourceBlock, SourceBlock], bool]) -> list[SourceBlock]:
    """Rule 'broken by a page': a text that does not end, and a next one that does not begin, are one."""
    joined: list[SourceBlock] = []
    for block in blocks:
        if joined and are_one(joined[-1], block):
            before = joined.pop()
            block = replace(before, lines=(*before.lines, *block.lines), pages=(*before.pages, *block.pages))  # noqa: PLW2901
        joined.append(block)
    return joined


def _interrupted(before: SourceBlock, after: SourceBlock) -> bool:
    """Rule 'a key too early': a long line of a typed text that is no sentence yet, and one below it that goes on."""
    return (
        before.kind == "paragraph"
        and len(before.text) >= _LONG_LINE
        and _broken(before, after)
        and not _LETTERED.match(after.text)
        and not is_office(after.text)
    )


def _broken(before: SourceBlock, after: SourceBlock) -> bool:
    if (
        after.kind != "paragraph"
        or before.kind == "table"
        or (before.kind == "heading" and before.level)
        or not (before.lines and after.lines)
    ):
        return False
    if (before.bold == "all") != (after.bold == "all") or is_mark(before) or is_mark(after):
        return False
    return not _SENTENCE_END.search(before.text) and after.text[0].islower()


# Reading on, block by block


class _Reader:
    """Puts each block where it belongs: before the questions, in a section, a question or an answer."""

    def __init__(self, file: str, blocks: Iterable[SourceBlock]) -> None:
        self._file = file
        self._introduction: list[SourceBlock] = []
        self._body: list[Draft | tuple[str, list[SourceBlock]]] = []
        markers = [block for block in blocks if question_marker(block) or answer_marker(block)]
        self._marked = sum(map(bool, map(answer_marker, markers))) * 3 > len(markers)
        """Whether the paper marks its answers; one that does for a few alone leaves the others to be told apart."""
        self.removed: list[Removal] = []
        self.warnings: list[Message] = []
        self.guessed: list[Message] = []

    def read(self, blocks: list[SourceBlock]) -> None:
        for block, after in zip_longest(blocks, blocks[1:]):
            if match := question_marker(block):
                self._begin_question(block, match)
            elif self._draft and (match := answer_marker(block)) and self._answers(match, self._draft):
                self._begin_answer(block, match, self._draft)
            elif self._is_section(block, after):
                self._body.append((block.text, []))
            else:
                self._current().append(block)

    def _answers(self, match: re.Match[str], draft: Draft) -> bool:
        """Whether a mark opens an answer here; of a passage it is one that we have put there ourselves."""
        if draft.number.startswith(PASSAGE):
            return _OF_PASSAGE.fullmatch(match[0]) is not None
        return not (is_reaction(match) and draft.answers and not match["numbers"])

    def _begin_question(self, block: SourceBlock, match: re.Match[str]) -> None:
        numbers, rest = marked_numbers(match), match["rest"] or ""
        for number in numbers:
            self._refuse_twice(number, block.line)
        self.removed += printed(block, match)
        joint = numbers if len(numbers) > 1 else ()
        self._body += [Draft(number, block.line, joint=joint) for number in numbers]
        if rest:
            self._current().append(replace(block, kind="paragraph", lines=(rest,), pages=block.pages[:1]))

    def _refuse_twice(self, number: str, line: int) -> None:
        for draft in self._drafts():
            if draft.number == number:
                raise FileRefused(
                    "%(file)s: question %(number)s stands twice, on line %(first)s and line %(second)s; "
                    "number them apart, as 12 and 12a",
                    file=self._file,
                    number=number,
                    first=draft.line,
                    second=line,
                )

    def _begin_answer(self, block: SourceBlock, match: re.Match[str], draft: Draft) -> None:
        self.removed += printed(block, match)
        draft.begin_answer(marked_numbers(match, passage=draft.number.startswith(PASSAGE)))
        if match["rest"]:
            self._current().append(replace(block, kind="paragraph", lines=(match["rest"],), pages=block.pages[:1]))

    def _is_section(self, block: SourceBlock, after: SourceBlock | None) -> bool:
        if block.kind == "heading":
            return not (self._draft and block.level > 2 and self._is_inside(after))
        if block.kind != "paragraph" or self._in_question():
            return False
        if _ANNEX.fullmatch(block.text):
            return True
        # Bold on its own is a heading only where a question follows: bold inside an answer is emphasis.
        return block.bold == "all" and (after is None or question_marker(after) is not None)

    def _is_inside(self, after: SourceBlock | None) -> bool:
        """A small heading is one of an answer, unless a question follows it."""
        return after is not None and question_marker(after) is None

    def _in_question(self) -> bool:
        draft = self._draft
        return bool(draft and not draft.answers and not divide(draft.text, self._marked)[1])

    def _current(self) -> list[SourceBlock]:
        if not self._body:
            return self._introduction
        last = self._body[-1]
        return last.current if isinstance(last, Draft) else last[1]

    @property
    def _draft(self) -> Draft | None:
        last = self._body[-1] if self._body else None
        return last if isinstance(last, Draft) else None

    def _drafts(self) -> list[Draft]:
        return [item for item in self._body if isinstance(item, Draft)]

    # The end

    def nota(self, meta: Meta) -> Nota:
        self._warn_of_gaps()
        self._adopt_orphans()
        questions = self._questions()
        serving = self._place_answers({draft.number: draft for draft in self._drafts()})
        body: list[Section | Question] = []
        for item in self._body:
            if isinstance(item, Draft):
                body.append(Question(item.number, _model(questions[item.number]), serving.get(item.number)))
            else:
                body.append(Section(item[0], _model(item[1])))
        return Nota(meta, _model(self._introduction), tuple(body))

    def _adopt_orphans(self) -> None:
        """Rule 'the mark of the question is lost': a second answer under a question, to one that stands nowhere.

        A paragraph above it that asks is what is left of its text.
        """
        known = {draft.number for draft in self._drafts()}
        for draft in self._drafts():
            lost = [answer for answer in draft.answers[1:] if answer.numbers and known.isdisjoint(answer.numbers)]
            for answer in reversed(lost):
                above = draft.answers[draft.answers.index(answer) - 1].blocks
                # What asks at the end of an answer is what is left of the question.
                rest = [above.pop()] if len(above) > 1 and above[-1].text.endswith("?") else []
                draft.answers.remove(answer)
                orphan = Draft(answer.numbers[-1], draft.line, rest, [answer])
                self._body.insert(self._body.index(draft) + 1, orphan)
                self._warn(
                    "%(file)s: an answer names question %(number)s, which is not in the paper",
                    number=answer.numbers[-1],
                )

    def _questions(self) -> dict[str, list[SourceBlock]]:
        """The text of each question; what is not it goes to its answer."""
        texts: dict[str, list[SourceBlock]] = {}
        named = {number for draft in self._drafts() for answer in draft.answers for number in answer.numbers}
        for draft in self._drafts():
            if not draft.answers and draft.number not in named and not draft.number.startswith(PASSAGE):
                printed_apart = bool(draft.text) and draft.text[0].bold != "none"
                draft.text, answer = divide(draft.text, self._marked)
                if answer and not printed_apart:
                    self.guessed.append(
                        Message("question %(number)s: its answer begins where asking ends", {"number": draft.number})
                    )
                if answer:
                    draft.begin_answer(())
                    draft.current.extend(answer)
            if not draft.joint:
                texts[draft.number] = draft.text
            elif draft.number == draft.joint[-1]:
                texts |= joint_texts(draft.joint, draft.text)
                if len(draft.text) == len(draft.joint):
                    numbers: dict[str, object] = {"numbers": enumerate_numbers(draft.joint)}
                    self.guessed.append(Message("questions %(numbers)s: a paragraph each", numbers))
                self._warn_of_joint(draft, texts)
        return texts

    def _place_answers(self, drafts: dict[str, Draft]) -> dict[str, Answer]:
        """Rule 'one answer, several questions': it stands under the last of those it serves."""
        placed: dict[str, Answer] = {}
        under: dict[str, str] = {}
        for draft in drafts.values():
            for answer in draft.answers:
                self._warn_of_unknown(answer.numbers, drafts)
                serves = draft.served_by(answer)
                numbers = tuple(n for n in drafts if n in serves) or (draft.number,)
                for number in numbers:
                    if number in under:
                        raise self._answered_twice(number, under[number], draft.number)
                    under[number] = draft.number
                placed[numbers[-1]] = Answer(numbers, _model(answer.blocks))
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

    def _warn(self, template: str, **values: object) -> None:
        self.warnings.append(Message(template, {"file": self._file, **values}))

    def _warn_of_unknown(self, numbers: Iterable[str], known: Iterable[str]) -> None:
        for number in numbers:
            if number not in known:
                self._warn("%(file)s: an answer names question %(number)s, which is not in the paper", number=number)

    def _warn_of_joint(self, draft: Draft, texts: dict[str, list[SourceBlock]]) -> None:
        if not texts[draft.joint[-1]]:
            self._warn(
                "%(file)s: questions %(numbers)s are printed as one text; it stands under %(first)s",
                numbers=enumerate_numbers(draft.joint),
                first=draft.joint[0],
            )

    def _warn_of_gaps(self) -> None:
        numbers = [int(re.sub(r"\D", "", draft.number)) for draft in self._drafts()]
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number > before + 1:
                missing = f"{before + 1}" if number == before + 2 else f"{before + 1}-{number - 1}"
                self._warn("%(file)s: the numbering skips question %(numbers)s", numbers=missing)


def _own_head(before: list[SourceBlock]) -> Letterhead:
    """Of a file with front matter, only the printed title is header."""
    titles = [block for block in before if block.kind == "heading" and block.level == 1]
    return Letterhead({}, [b for b in before if b not in titles], [Removal("header", b.text) for b in titles])


def _printed_head(before: list[SourceBlock]) -> Letterhead:
    """Of a file as it is printed: its letterhead, and who signed there."""
    head = read_letterhead(before)
    if "dossier" not in head.fields:
        fields, head.rest, removed = read_masthead(head.rest)
        head.fields = {**fields, **head.fields}
        head.removed += removed
    subject, head.rest, letterhead = read_office_letter(head.rest)
    head.fields = {**subject, **head.fields}
    head.removed += letterhead
    head.rest, head.fields["ondertekend"], gone = take_signatures(head.rest)
    head.removed += gone
    return head


def _printed_meta(head: Letterhead, source: Source, signed_below: tuple[Signatory, ...]) -> Meta:
    """What the file says outside its text wins over what is printed."""
    fields = {**head.fields, **source.fields}
    meta = Meta(**{"id": _id_of(fields), **fields})  # type: ignore[arg-type]
    return replace(meta, ondertekend=meta.ondertekend + signed_below)


def _id_of(fields: Mapping[str, object]) -> str:
    dossier, number = fields.get("dossier"), fields.get("ondernummer")
    return f"kst-{dossier}-{number}" if dossier and number else ""


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
