"""What a page shows of a nota: its questions with their answers, linked both ways, and where they repeat or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from corpus.messages import Message
from corpus.model import Answer, Document, Question, Section, plain
from corpus.normal import enumerate_numbers
from corpus.references import Citation, citations, mentions
from differ.model import Cluster, Kind, NotaDiff
from differ.reports.markup import unmarked
from differ.words import MATCHES
from web.cluster_rows import answered_differently, cluster_anchor
from web.places import Place


@dataclass(frozen=True)
class Repeat:
    """That a question repeats, and where to read of it."""

    anchor: str
    word: Message


@dataclass(frozen=True)
class QuestionRow:
    """A question of a nota with the answer printed under it."""

    number: str
    question: Markup
    answer: Markup | None
    answer_numbers: str
    """The questions that the answer serves, as Dutch enumerates them."""
    answered_at: str | None
    """The question under which the answer stands, where that is another one."""
    points_to: tuple[Place, ...]
    pointed_from: tuple[Place, ...]
    """The answers of this nota that refer to this one."""
    cites: tuple[Citation, ...]
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

    def __init__(self, document: Document, known: frozenset[str]) -> None:
        self._document = document
        self._known = known
        self._notes = linked_notes(document)
        self._answers = {pair.number: pair.answer for pair in document.nota.pairs}
        self._points = {n: tuple(self._points_to(n, answer)) for n, answer in self._answers.items() if answer}

    def rows(self, since: NotaDiff | None, clusters: Sequence[Cluster]) -> list[QuestionRow | SectionRow]:
        """The body in reading order. `since` compares it with the version before, `clusters` are its own."""
        kinds = {pair.right.number: pair.kind for pair in since.pairs if pair.right} if since else {}
        return [
            SectionRow(item.heading, unmarked(plain(item.blocks), self._notes))
            if isinstance(item, Section)
            else self._question(item, kinds.get(item.number), clusters)
            for item in self._document.nota.body
        ]

    def _question(self, question: Question, kind: Kind | None, clusters: Sequence[Cluster]) -> QuestionRow:
        number, answer, served = question.number, question.answer, self._answers[question.number]
        return QuestionRow(
            number=number,
            question=unmarked(question.text, self._notes),
            answer=unmarked(answer.text, self._notes) if answer else None,
            answer_numbers=enumerate_numbers(answer.numbers) if answer else "",
            answered_at=served.numbers[-1] if served and not answer else None,
            points_to=self._points.get(number, ()),
            pointed_from=tuple(self._place(n) for n, targets in self._points.items() if self._place(number) in targets),
            cites=citations(answer.text, self._known) if answer else (),
            kind=kind,
            repeats=tuple(_repeats(self._document.address_of(number), clusters)),
        )

    def _points_to(self, number: str, answer: Answer) -> Iterator[Place]:
        """The other answers that an answer refers to, as far as they are there, each once."""
        named = [
            Place(m.paper, None, n) if m.paper else self._place(n)
            for m in mentions(answer.text, self._document.nota.meta.dossier, self._known)
            for n in m.numbers
            if m.paper in self._known or (m.paper is None and n in self._answers)
        ]
        yield from (place for place in dict.fromkeys(named) if place != self._place(number))

    def _place(self, number: str) -> Place:
        version = self._document.version
        return Place(self._document.nota.meta.id, version.number if version else None, number)


def linked_notes(document: Document) -> frozenset[str]:
    """The marks that stand in the text as `[^1]`; one that is glued to a word is none."""
    return frozenset(note.merk for note in document.nota.meta.noten if note.tekst)


def _repeats(address: str, clusters: Iterable[Cluster]) -> Iterator[Repeat]:
    for cluster in clusters:
        if any(member.address == address for member in cluster.members):
            again = Message("same question, another answer")
            word = again if answered_differently(cluster) else MATCHES[cluster.kinds[0]]
            yield Repeat(cluster_anchor(cluster), word)
