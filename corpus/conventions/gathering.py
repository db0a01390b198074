"""Marked blocks -> the questions, answers and sections of a nota, each block where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby, zip_longest
from operator import attrgetter

from corpus.blocks import Removal, SourceBlock
from corpus.conventions.markers import answer_marker, is_reaction, marked_numbers, printed, question_marker
from corpus.conventions.questions import Draft, divide, joint_texts
from corpus.errors import FileRefused
from corpus.messages import Message
from corpus.model import PASSAGE, Answer, Block, BulletList, Paragraph, Question, Section, Table
from corpus.normal import enumerate_numbers
from corpus.references import NUMBERS
from corpus.sentences import split

# What stands behind the last answer, printed as any paragraph.
_ANNEX = re.compile(r"(?:Bijlagen?(?: (?:\d{1,2}|[IVX]+|[A-Z]))?|Toelichting)\s*:?")
# In the place of an answer that is not there yet.
_NOTICE = re.compile(r"Mededeling\s*:?")
# 'Inbreng van de leden van de D66-fractie', also where it is printed as any paragraph.
_PARTY_HEADING = re.compile(
    r"(?:Vragen(?: en opmerkingen)?|Opmerkingen|Inbreng|Bijdrage)(?: van(?:uit)?)?(?: de| het)? "
    r"[^.?!:]{0,60}\bfracties?(?: van (?:de |het )?[\w-]+)?"
)
_OF_PASSAGE = re.compile(rf"Antwoord(?: {NUMBERS})?")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the blocks of a paper, or some of them, became."""

    introduction: tuple[Block, ...]
    body: tuple[Section | Question, ...]
    removed: tuple[Removal, ...]
    warnings: tuple[Message, ...]
    guessed: tuple[Message, ...]


def gathered(file: str, before: Sequence[SourceBlock], after: Sequence[SourceBlock], marked: bool) -> Gathered:
    """The blocks before the first question and those from it on, each where it belongs.

    `marked`: whether the paper marks its answers; one that does for a few alone leaves the others to be told apart.
    Raises FileRefused where a number stands twice, or a question is answered twice.

    A question that has to do with no other is read by itself: so who reads the versions of a nota one after another
    reads those alone that changed. Where one has to do with another all are read together.
    """
    found = _one_by_one(before, after, marked)
    body = tuple(chain.from_iterable(one.body for one in found))
    numbers = [item.number for item in body if isinstance(item, Question)]
    if not found or len(set(numbers)) < len(numbers):
        gathering = Gathering(file, marked)
        gathering.read(before)
        gathering.read(after)
        return gathering.gathered()
    removed, guessed = (tuple(chain.from_iterable(map(attrgetter(name), found))) for name in ("removed", "guessed"))
    return Gathered(found[0].introduction, body, removed, tuple(_gaps(file, numbers)), guessed)


def _one_by_one(before: Sequence[SourceBlock], after: Sequence[SourceBlock], marked: bool) -> list[Gathered]:
    """What is before the questions and each of them, by itself; nothing where one is not by itself."""
    starts = [at for at, block in enumerate(after) if question_marker(block)]
    runs = [before, *(after[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True))]
    found = [one for run in runs if (one := by_itself(tuple(run), marked))]
    return found if len(found) == len(runs) and starts[0] == 0 else []


@lru_cache(maxsize=4096)
def by_itself(run: tuple[SourceBlock, ...], marked: bool) -> Gathered | None:
    """What the blocks before all questions, or one question and what stands under it, give in any paper.

    None where that depends on other questions: several bear one text, or are answered together or elsewhere. What
    follows, another question or nothing, makes no difference.
    """
    gathering = Gathering("", marked)
    gathering.read(run)
    drafts = gathering.drafts()
    # Asked twice: an answer that is not marked is found as it is gathered.
    found = gathering.gathered() if all(draft.is_alone for draft in drafts) else None
    return found if all(draft.is_alone for draft in drafts) else None


def marks_its_answers(blocks: Iterable[SourceBlock]) -> bool:
    """Whether a paper marks its answers, and not a few alone."""
    asked = answered = 0
    for block in blocks:
        if question_marker(block):
            asked += 1
        elif answer_marker(block):
            answered += 1
    return answered * 3 > asked + answered


def _gaps(file: str, questions: Iterable[str]) -> Iterator[Message]:
    numbers = [int(re.sub(r"\D", "", number)) for number in questions]
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number > before + 1:
            missing = f"{before + 1}" if number == before + 2 else f"{before + 1}-{number - 1}"
            yield Message("%(file)s: the numbering skips question %(numbers)s", {"file": file, "numbers": missing})


class Gathering:
    """Puts each block where it belongs: before the questions, in a section, a question or an answer."""

    def __init__(self, file: str, marked: bool) -> None:
        self._file = file
        self._introduction: list[SourceBlock] = []
        self._body: list[Draft | tuple[str, list[SourceBlock]]] = []
        self._marked = marked
        self._lines: dict[str, int] = {}
        """Where each question begins, by its number."""
        self._removed: list[Removal] = []
        self._warnings: list[Message] = []
        self._guessed: list[Message] = []

    def read(self, blocks: Sequence[SourceBlock]) -> None:
        """Put further blocks where they belong."""
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
        self._lines |= dict.fromkeys(numbers, block.line)
        self._removed += printed(block, match)
        joint = numbers if len(numbers) > 1 else ()
        self._body += [Draft(number, block.line, joint=joint) for number in numbers]
        if rest:
            self._current().append(replace(block, kind="paragraph", lines=(rest,), pages=block.pages[:1]))

    def _refuse_twice(self, number: str, line: int) -> None:
        if number in self._lines:
            raise FileRefused(
                "%(file)s: question %(number)s stands twice, on line %(first)s and line %(second)s; "
                "number them apart, as 12 and 12a",
                file=self._file,
                number=number,
                first=self._lines[number],
                second=line,
            )

    def _begin_answer(self, block: SourceBlock, match: re.Match[str], draft: Draft) -> None:
        self._removed += printed(block, match)
        draft.begin_answer(marked_numbers(match, passage=draft.number.startswith(PASSAGE)))
        if match["rest"]:
            self._current().append(replace(block, kind="paragraph", lines=(match["rest"],), pages=block.pages[:1]))

    def _is_section(self, block: SourceBlock, after: SourceBlock | None) -> bool:
        if block.kind == "heading":
            return not (self._draft and block.level > 2 and self._is_inside(after))
        if block.kind == "paragraph" and (_NOTICE.fullmatch(block.text) or _PARTY_HEADING.fullmatch(block.text)):
            return True
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

    def drafts(self) -> list[Draft]:
        """The questions."""
        return [item for item in self._body if isinstance(item, Draft)]

    # The end

    def gathered(self) -> Gathered:
        """What was read. Raises FileRefused where a question is answered twice."""
        self._warnings += _gaps(self._file, (draft.number for draft in self.drafts()))
        self._adopt_orphans()
        questions = self._questions()
        serving = self._place_answers({draft.number: draft for draft in self.drafts()})
        body: list[Section | Question] = []
        for item in self._body:
            if isinstance(item, Draft):
                body.append(Question(item.number, _model(questions[item.number]), serving.get(item.number)))
            else:
                body.append(Section(item[0], _model(item[1])))
        told = tuple(self._removed), tuple(self._warnings), tuple(self._guessed)
        return Gathered(_model(self._introduction), tuple(body), *told)

    def _adopt_orphans(self) -> None:
        """Rule 'the mark of the question is lost': a second answer under a question, to one that stands nowhere.

        A paragraph above it that asks is what is left of its text.
        """
        known = {draft.number for draft in self.drafts()}
        for draft in self.drafts():
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
        named = {number for draft in self.drafts() for answer in draft.answers for number in answer.numbers}
        for draft in self.drafts():
            if not draft.answers and draft.number not in named and not draft.number.startswith(PASSAGE):
                printed_apart = bool(draft.text) and draft.text[0].bold != "none"
                draft.text, answer = divide(draft.text, self._marked)
                if answer and not printed_apart:
                    self._guessed.append(
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
                    self._guessed.append(Message("questions %(numbers)s: a paragraph each", numbers))
                self._warn_of_joint(draft, texts)
        return texts

    def _place_answers(self, drafts: dict[str, Draft]) -> dict[str, Answer]:
        """Rule 'one answer, several questions': it stands under the last of those it serves."""
        placed: dict[str, Answer] = {}
        under: dict[str, str] = {}
        answered = {n for draft in drafts.values() for answer in draft.answers for n in draft.owners(answer)}
        for draft in drafts.values():
            for answer in draft.answers:
                self._warn_of_unknown(answer.numbers, drafts)
                serves = draft.served_by(answer, answered)
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
        self._warnings.append(Message(template, {"file": self._file, **values}))

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
