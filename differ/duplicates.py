"""Questions that repeat: asked again, answered by reference to another, or answered in the same sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from corpus.messages import Message
from corpus.model import Document
from differ.bilingual.help import _
from differ.differences import Difference, differences
from differ.model import GRADES, Cluster, Grade, Match, MatchKind, Weighed
from differ.pairs.said import Said
from differ.progress import Progress, silent
from differ.repeating.answered import Lifted, Witness, lifted
from differ.repeating.around import around
from differ.repeating.cliques import Pair
from differ.repeating.judging import SURE, Judge, Verdicts
from differ.repeating.repeats import Desk, Link, Mask, by_answer, by_question, by_reference
from differ.repeating.resolution import Resolution
from differ.repeating.rounds import all_verdicts, rounds_of
from differ.repeating.shared_answers import Answers, sentences_shared, shared_answers, why_shared
from differ.shelves.asked import located, text_of
from differ.shelves.shelf import Rows, Shelf
from differ.similarity import Profile, explain, words

KINDS: tuple[MatchKind, ...] = ("question", "reference", "answer")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which repeats are looked for."""

    least: Grade = "same"
    """No links below this grade."""
    kinds: tuple[MatchKind, ...] = KINDS
    different_answers: bool = False
    """Only where the answers differ."""

    @property
    def is_sure(self) -> bool:
        """Whether only what asks the same is looked for, not what is like it."""
        return GRADES.index(self.least) <= SURE


ANY = Wanted()


@dataclass(frozen=True, slots=True)
class Placed:
    """A text on a shelf, and where it stands."""

    key: str
    address: str
    """`kst-36800-K-D@2`, or the path of a file."""


def clusters(documents: Sequence[Document], wanted: Wanted = ANY) -> tuple[Cluster, ...]:
    """The questions that repeat in and across these documents; in the order of `found`.

    Give one version a nota: successive versions repeat everything.
    """
    shelf = Shelf(None)
    placed = [Placed(f"{number}", document.address) for number, document in enumerate(documents)]
    shelf.put(text_of(own.key, document.nota) for own, document in zip(placed, documents, strict=True))
    try:
        return tuple(found(shelf, placed, wanted))
    finally:
        shelf.close()


def found(
    shelf: Shelf,
    texts: Sequence[Placed],
    wanted: Wanted = ANY,
    concerned: frozenset[str] | None = None,
    progress: Progress = silent,
) -> Iterator[Cluster]:
    """The questions that repeat in and across these texts of a shelf; with `concerned`, those that repeat one of these.

    What was asked again and answered otherwise comes first, and of that what differs in a fact, or was refused once.
    The rest follows in reading order. Each way of repeating has its own clusters, because a match does not carry
    over: that 3 refers to 1 and 19 is answered as 1 is, does not make 3 and 19 alike.
    """
    keys = [text.key for text in texts]
    rows = shelf.rows(keys)
    named = [text in concerned for text in keys] if concerned is not None else [True] * len(keys)
    desk = Desk(shelf, rows, np.array(named, bool)[rows.texts])
    resolution = Resolution(shelf, rows, keys)
    own = _groups(desk, resolution, _Known(shelf, rows, keys, wanted, progress), wanted, progress)
    groups = own.groups
    answers = [[int(rows.answers[resolution.row(row)]) for row in members] for members in groups]
    with progress(_("telling answers apart"), len(groups)) as bar:
        told = []
        for difference in differences(shelf, answers):
            told.append(difference)
            bar.update(1)
    writer = _Writer(shelf, rows, texts, own)
    order = sorted(zip(groups, told, strict=True), key=lambda group: _rank(groups[group[0]], *group))
    for members, difference in order:
        if difference is not None or not wanted.different_answers:
            yield writer.cluster(members, groups[members], difference)


@dataclass(frozen=True, slots=True)
class _Found:
    """What repeats among the rows of a shelf."""

    groups: dict[tuple[int, ...], list[Link]]
    """The links of each set of members."""
    answered: Mapping[Pair, Lifted]
    """The wordings that are the same by what was answered."""
    formulas: frozenset[int]
    """Sentences of answers that say nothing."""


class _Known:
    """The verdicts that are looked for: all of a shelf, or those around the rows that are concerned."""

    def __init__(self, shelf: Shelf, rows: Rows, keys: Sequence[str], wanted: Wanted, progress: Progress) -> None:
        self._shelf, self._rows, self._wanted, self._progress = shelf, rows, wanted, progress
        self._place_of = {key: place for place, key in enumerate(keys)}
        self._rounds = tuple(rounds_of(shelf))

    def around(self, concerned: Mask) -> Verdicts:
        """Of what hangs together with these rows, and perhaps of more."""
        if concerned.all() or not self._wanted.is_sure:
            return all_verdicts(self._shelf, self._progress, self._wanted.least)
        wordings = self._rows.wordings[concerned]
        own = wordings[wordings >= 0].tolist()
        return around(self._shelf, own, self._place_of, self._wanted.least, self._rounds)[1]


def _groups(desk: Desk, resolution: Resolution, verdicts: _Known, wanted: Wanted, progress: Progress) -> _Found:
    """What repeats, by its members."""
    known = verdicts.around(desk.concerned)
    shared = shared_answers(desk, resolution.refers, progress) if wanted.kinds != ("reference",) else None
    answered = lifted(desk, shared, known, progress) if shared and wanted.least != "identical" else {}
    if answered and not desk.concerned.all():
        # A group may hang together by the answers to questions that nobody asked about.
        near = replace(desk, concerned=desk.concerned | np.isin(desk.rows.wordings, list(chain(*answered))))
        known = verdicts.around(near.concerned)
        answered = lifted(near, shared_answers(near, resolution.refers, progress), known, progress)
    asked = list(by_question(desk, known, wanted.least, {pair: own.told for pair, own in answered.items()}))
    others = set(wanted.kinds) - {"question"}
    referred = list(by_reference(desk, resolution.refers)) if others else []
    wanted_too = shared if "answer" in wanted.kinds else None
    alike = by_answer(desk, wanted_too.told, wanted_too.given, chain(asked, referred)) if wanted_too else ()
    by_members: dict[tuple[int, ...], list[Link]] = {}
    for links in chain(asked, referred, alike):
        kept = [link for link in links if link.kind in wanted.kinds and link.grade in _at_least(wanted.least)]
        members = tuple(sorted({row for link in kept for row in link[:2]}))
        if members:
            by_members.setdefault(members, []).extend(kept)
    return _Found(by_members, answered, shared.formulas if shared else frozenset())


def _at_least(least: Grade) -> tuple[Grade, ...]:
    return GRADES[: GRADES.index(least) + 1]


def _rank(links: Sequence[Link], members: tuple[int, ...], difference: Difference) -> tuple[object, ...]:
    again = difference is not None and any(link.kind == "question" for link in links)
    return not again, not (again and difference), members


class _Writer:
    """Makes of rows and links what a reader is shown."""

    def __init__(self, shelf: Shelf, rows: Rows, texts: Sequence[Placed], own: _Found) -> None:
        self._shelf = shelf
        self._rows = rows
        self._texts = texts
        self._judge = Judge(shelf)
        self._answers = Answers(shelf, own.formulas)
        self._answered = own.answered
        self._witness = Witness(shelf, own.formulas)

    def cluster(self, members: Sequence[int], links: Sequence[Link], difference: Difference) -> Cluster:
        """A cluster of these rows."""
        kept = {row: self._shelf.asked(int(self._rows.ids[row])) for row in members}
        address = {row: f"{self._texts[self._rows.texts[row]].address}#{own.number}" for row, own in kept.items()}
        return Cluster(
            tuple(located(address[row], own.question, own.answer, own.serves) for row, own in kept.items()),
            tuple(
                Match(address[a], address[b], kind, score, grade, tuple(self._reasons(a, b, kind)), words)
                for a, b, kind, grade, score in links
                for words in [self._words(a, b) if kind == "question" else ()]
            ),
            difference is not None,
            difference or (),
        )

    def _words(self, a: int, b: int) -> tuple[Weighed, ...]:
        return words(self._profile(a), self._profile(b), self._said(a, b))

    def _said(self, a: int, b: int) -> Said | None:
        """What was answered to two rows, where that decides."""
        low, high = sorted((int(self._rows.wordings[a]), int(self._rows.wordings[b])))
        own = self._answered.get((low, high))
        return self._witness.said(*own.answers) if own else None

    def _profile(self, row: int) -> Profile:
        return self._judge.profile(int(self._rows.wordings[row]))

    def _reasons(self, a: int, b: int, kind: MatchKind) -> Iterator[Message]:
        rows = self._rows
        match kind:
            case "question":
                said = self._said(a, b)
                yield from explain(self._profile(a), self._profile(b), said)
                yield from sentences_shared(said.sentences) if said else ()
            case "reference":
                answer = self._shelf.asked(int(rows.ids[b])).answer
                yield Message("the whole answer is: %(answer)s", {"answer": answer})
            case "answer":
                yield from why_shared(self._answers.overlap(int(rows.answers[a]), int(rows.answers[b])))
