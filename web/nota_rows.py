"""What a page shows of a nota: its questions with their answers, linked both ways, and where they repeat or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from corpus.conventions.part_answers import END, Beside, Run, cut, part_answers, part_starts
from corpus.messages import Message
from corpus.model import Answer, Document, Question, Section
from corpus.normal import enumerate_numbers
from corpus.references import Mention, mentions
from differ.bilingual.words import MATCHES
from differ.gathered.repeats import Repeated
from differ.model import Kind, NotaDiff
from web.links import Links
from web.places import Place
from web.told import NOTE, Margin, Teller

Part = Literal["q", "a", "i", "s"]
"""A question, its answer, the introduction, a section of the body."""
Margins = Callable[[str, Part], Margin | None]
"""What stands beside a part: that of the question with this number, or of the section with this place."""
_OPENING = 90
"""Characters of a question by which it is recognised in the table of contents."""


@dataclass(frozen=True)
class Repeat:
    """That a question repeats, and where to read of it."""

    anchor: str
    word: Message
    others: int
    """How many other questions it repeats with."""
    rank: int
    """Among the repetitions of this nota, counted from 0: on which page it is."""


@dataclass(frozen=True)
class Shared:
    """The answer of another question, which is all that is answered to this one."""

    number: str
    answer: Markup


@dataclass(frozen=True)
class PartRow:
    """A sub-question beside the part of the answer that bears its letter."""

    number: str
    """`15.2`."""
    question: Markup
    answer: Markup


@dataclass(frozen=True)
class PartRows:
    """Those of a question, and what stands behind them."""

    rows: tuple[PartRow, ...]
    question: Markup
    answer: Markup


@dataclass(frozen=True)
class QuestionRow:
    """A question of a nota with the answer printed under it."""

    number: str
    opening: str
    """The first words of the question."""
    question: Markup
    answer: Markup | None
    parts: PartRows | None
    """The sub-questions beside their answers; `question` and `answer` are then what stands before them."""
    answer_numbers: str
    """The questions that the answer serves, as Dutch enumerates them."""
    answered_at: str | None
    """The question under which the answer stands, where that is another one."""
    shared: tuple[Shared, ...]
    """What the answer says by pointing to another one."""
    pointed_from: tuple[Place, ...]
    """The answers of this nota that refer to this one."""
    kind: Kind | None
    """What changed against the version before; None where there is none."""
    repeats: tuple[Repeat, ...]


@dataclass(frozen=True)
class SectionRow:
    """A heading of the paper with the text under it."""

    heading: str
    text: Markup


class NotaRows:
    """The rows of one nota; `known` are the ids of the corpus, by which a reference to another paper is linked."""

    def __init__(self, document: Document, known: frozenset[str], margins: Margins | None = None) -> None:
        self._document = document
        self._known = known
        self._teller = Teller(Links(document, known), linked_notes(document))
        self._margins = margins
        self._answers = {pair.number: pair.answer for pair in document.nota.pairs}
        self._mentions = {n: self._mentioned(answer) for n, answer in self._answers.items() if answer}
        self._pointed = self._pointed_from()

    @property
    def introduction(self) -> Markup:
        """What stands before the first question or section."""
        return self._teller.tell(self._document.nota.introduction, "i", self._margin("", "i"))

    def rows(self, since: NotaDiff | None, repeated: Iterable[Repeated]) -> list[QuestionRow | SectionRow]:
        """The body in reading order. `since` is against the version before, `repeated` tells where questions repeat."""
        kinds = {pair.right.number: pair.kind for pair in since.pairs if pair.right} if since else {}
        repeats = _repeats(repeated)
        return [
            SectionRow(item.heading, self._teller.tell(item.blocks, f"s{place}-", self._margin(str(place), "s")))
            if isinstance(item, Section)
            else self._question(item, kinds.get(item.number), repeats.get(self._document.address_of(item.number), []))
            for place, item in enumerate(self._document.nota.body, start=1)
        ]

    @property
    def referred(self) -> frozenset[str]:
        """The notes to which what was made so far has a link."""
        return frozenset(self._teller.referred)

    def _question(self, question: Question, kind: Kind | None, repeats: Iterable[Repeat]) -> QuestionRow:
        number, answer, served = question.number, question.answer, self._answers[question.number]
        # A margin leaves no room for two texts beside each other.
        beside = part_answers(question, answer) if answer and not self._margins else ()
        asked = Run(0, beside[0].asked.start if beside else END)
        return QuestionRow(
            number=number,
            opening=_opening(question.text),
            question=self._asked(question, asked),
            answer=self._said(question, Run(0, beside[0].answered.start if beside else END)) if answer else None,
            parts=self._parts(question, beside) if beside else None,
            answer_numbers=enumerate_numbers(answer.numbers) if answer else "",
            answered_at=served.numbers[-1] if served and not answer else None,
            shared=tuple(self._shared(number)) if answer else (),
            pointed_from=tuple(self._place(n) for n in self._pointed.get(number, ())),
            kind=kind,
            repeats=tuple(repeats),
        )

    def _asked(self, question: Question, run: Run) -> Markup:
        """Some sentences of a question, with the ids of the sub-questions that begin there."""
        starts, number = part_starts(question), question.number
        opening: dict[int, list[str]] = {}
        for part, start in enumerate(starts if len(starts) > 1 else (), start=1):
            opening.setdefault(start + 1, []).append(f"v{number}.{part}")
        blocks = cut(question.blocks, run)
        return self._teller.tell(blocks, f"v{number}-q", self._margin(number, "q"), run.start, opening)

    def _said(self, question: Question, run: Run) -> Markup:
        """Some sentences of the answer under a question."""
        blocks, number = question.answer.blocks if question.answer else (), question.number
        return self._teller.tell(cut(blocks, run), f"v{number}-a", self._margin(number, "a"), run.start)

    def _parts(self, question: Question, beside: Sequence[Beside]) -> PartRows:
        rows = tuple(
            PartRow(
                f"{question.number}.{own.part}", self._asked(question, own.asked), self._said(question, own.answered)
            )
            for own in beside
        )
        last = beside[-1]
        behind = self._asked(question, Run(last.asked.end, END))
        return PartRows(rows, behind, self._said(question, Run(last.answered.end, END)))

    def _margin(self, number: str, part: Part) -> Margin | None:
        return self._margins(number, part) if self._margins else None

    def _mentioned(self, answer: Answer) -> tuple[Mention, ...]:
        return mentions(answer.text, self._document.nota.meta.dossier, self._known)

    def _pointed_from(self) -> dict[str, list[str]]:
        """By question the others whose answers refer to it, in reading order."""
        found: dict[str, list[str]] = {}
        for number, own in self._mentions.items():
            for target in dict.fromkeys(n for m in own if m.paper is None for n in m.numbers):
                if target in self._answers and target != number:
                    found.setdefault(target, []).append(number)
        return found

    def _shared(self, number: str) -> Iterator[Shared]:
        # Its sentences have their ids, its notes their marks, where it stands: here it is only quoted.
        quoting = Teller(self._teller.links, self._teller.notes, set(self._teller.notes))
        for mention in self._mentions.get(number, ()):
            for target in mention.numbers if mention.whole and mention.paper is None else ():
                answer = self._answers.get(target)
                if answer and number not in answer.numbers:
                    yield Shared(target, quoting.tell(answer.blocks))

    def _place(self, number: str) -> Place:
        version = self._document.version
        return Place(self._document.nota.meta.id, version.number if version else None, number)


def linked_notes(document: Document) -> frozenset[str]:
    """The marks that stand in the text as `[^1]`; one that is glued to a word is none."""
    return frozenset(note.merk for note in document.nota.meta.noten if note.tekst)


def _opening(text: str) -> str:
    line = NOTE.sub("", text.partition("\n")[0].removeprefix("- "))
    return line if len(line) <= _OPENING else line[:_OPENING].rpartition(" ")[0] + " …"


def _repeats(repeated: Iterable[Repeated]) -> dict[str, list[Repeat]]:
    """By address of a question where it repeats."""
    found: dict[str, list[Repeat]] = {}
    again = Message("same question, another answer")
    for own in repeated:
        word = again if own.again else MATCHES[own.kind]
        found.setdefault(own.address, []).append(Repeat(own.name, word, own.size - 1, own.rank))
    return found
