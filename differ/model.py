"""The nouns of comparing: changes in a text, pairs of questions, clusters, threads. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.messages import Message
from corpus.model import PASSAGE, Document, QAPair, Version

Op = Literal["equal", "delete", "insert", "move-from", "move-to"]
LEFT: frozenset[Op] = frozenset(("equal", "delete", "move-from"))
RIGHT: frozenset[Op] = frozenset(("equal", "insert", "move-to"))
BOTH: frozenset[Op] = LEFT | RIGHT
Kind = Literal["unchanged", "cosmetic", "changed", "rewritten", "added", "removed"]
WordingKind = Literal[
    "unchanged",
    "cosmetic",
    "changed",
    "rewritten",
    "added",
    "removed",
    "first",
    "reference",
    "answered",
    "withdrawn",
    "restored",
    "converted",
]
"""What became of an answer. `first` begins the thread; `reference`: it became a reference to another answer, or
begins as one; `answered`: a reference became an answer; `added`: what had none was answered; `withdrawn`: the answer
or the whole question was taken out; `restored`: it came back; `converted`: the same source was read by another reader,
which is no change of wording. Else what changed in it."""
FactKind = Literal["number", "date", "reference", "name", "modality", "negation", "scope", "refusal"]
MatchKind = Literal["question", "reference", "answer"]
Grade = Literal["identical", "same", "similar", "related"]
"""How alike two questions are: the same words; the same question in other words; the same subject, but another
year, amount, body, ... asked about (never a duplicate); another thing asked about the same subject."""
GRADES: tuple[Grade, ...] = ("identical", "same", "similar", "related")
"""The most alike first."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of text that is the same, gone, new or moved. Never begins or ends inside a word or a number."""

    op: Op
    text: str
    move: int | None = None
    """Shared by the two ends of one move."""
    why: Literal["renumbered"] | None = None
    """Set where a change is nothing but the new number of the same question."""


@dataclass(frozen=True, slots=True)
class TextDiff:
    """The ordered changes between two texts.

    The texts of `equal`, `delete` and `move-from` joined are the left text to the letter; those of
    `equal`, `insert` and `move-to` the right text.
    """

    changes: tuple[Change, ...]
    complete: bool = True
    """False where a limit was met and the diff is coarser than it could be."""

    @property
    def all_equal(self) -> bool:
        """Whether nothing changed."""
        return all(change.op == "equal" for change in self.changes)

    @property
    def left(self) -> str:
        """The left text."""
        return "".join(c.text for c in self.changes if c.op in ("equal", "delete", "move-from"))

    @property
    def right(self) -> str:
        """The right text."""
        return "".join(c.text for c in self.changes if c.op in ("equal", "insert", "move-to"))


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing said that a reader must not miss, in the literal words of both sides; None: not said there."""

    kind: FactKind
    left: str | None
    right: str | None


@dataclass(frozen=True, slots=True)
class Located:
    """A question with its answer, and where it stands."""

    address: str
    """`kst-36800-K-D@2#12`."""
    pair: QAPair

    @property
    def number(self) -> str:
        """As printed."""
        return self.pair.number

    @property
    def question(self) -> str:
        """Plain text of the question."""
        return self.pair.question.text

    @property
    def answer(self) -> str:
        """Plain text of the answer; empty where there is none."""
        return self.pair.answer.text if self.pair.answer else ""

    @property
    def stated(self) -> str:
        """What the government says here: the answer; of a passage in which nothing is asked, its text."""
        return self.question if self.is_alone else self.answer

    @property
    def is_alone(self) -> bool:
        """Whether it is a passage in which nothing is asked, and so no answer is missing."""
        return self.pair.answer is None and self.number.startswith(PASSAGE)


@dataclass(frozen=True, slots=True)
class PairDiff:
    """One question in two texts, and what changed in it. At least one side is present."""

    left: Located | None
    right: Located | None
    kind: Kind
    moved: bool
    """Stands out of order: other questions that did not move were passed."""
    renumbered: bool
    question: TextDiff
    answer: TextDiff
    facts: tuple[Fact, ...]
    split_from: str | None = None
    """Of one that stands on the right only: the address of the left question it was a part of."""
    merged_into: str | None = None
    """Of one that stands on the left only: the address of the right question it became a part of."""
    conversion: bool = False
    """Whether it differs only because one reader read the same source otherwise than another: no change of wording."""


@dataclass(frozen=True, slots=True)
class NotaDiff:
    """Two texts question by question, in the reading order of the right (what was removed stands where it was)."""

    left: Document
    right: Document
    pairs: tuple[PairDiff, ...]
    outside: TextDiff = TextDiff(())
    """What stands outside the questions (letter, annexes, notes); empty where only questions were compared."""
    outside_conversion: bool = False
    """Whether that differs only because the source was read by another reader."""
    left_out: int = 0
    """How many questions differ that were not asked for, and so are not among the pairs."""

    @property
    def complete(self) -> bool:
        """Whether every text diff in it is complete."""
        return self.outside.complete and all(p.question.complete and p.answer.complete for p in self.pairs)

    @property
    def summary(self) -> dict[Kind, int]:
        """How many pairs there are of each kind; kinds that do not occur are left out, and so are conversions."""
        counts: dict[Kind, int] = {}
        for pair in self.pairs:
            if not pair.conversion:
                counts[pair.kind] = counts.get(pair.kind, 0) + 1
        return counts


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of two questions that were held against each other, as each says it."""

    left: str
    """'' where nothing on this side stands for it."""
    right: str
    weight: float
    """How heavy it is, 0 or more: what it would take from the sum that decides, were it on one side only."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two questions held to repeat, and why."""

    a: str
    b: str
    """Addresses."""
    kind: MatchKind
    score: float
    """0 to 100."""
    grade: Grade
    reasons: tuple[Message, ...]
    words: tuple[Weighed, ...] = ()
    """Of questions in other words: what both say, what stands for what, what only one says; each the heaviest first."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions joined by matches."""

    members: tuple[Located, ...]
    """In order of date and of reading."""
    links: tuple[Match, ...]
    answers_differ: bool
    """More than cosmetically, after whole-answer references are resolved."""
    difference: tuple[Fact, ...]
    """Between the answers of the first two members whose answers differ."""

    @property
    def kinds(self) -> tuple[MatchKind, ...]:
        """In which ways its members repeat."""
        return tuple(k for k in ("question", "reference", "answer") if any(m.kind == k for m in self.links))

    @property
    def score(self) -> float:
        """That of the weakest link."""
        return min(link.score for link in self.links)

    @property
    def grade(self) -> Grade:
        """That of the weakest link."""
        return max((link.grade for link in self.links), key=GRADES.index)


@dataclass(frozen=True, slots=True)
class Wording:
    """One answer text as it stood in one version (the first that bears it), and how it differs from the one before."""

    located: Located
    """Of a question that was taken out: as it stood last, without its answer, at the address of the version alone."""
    version: Version
    kind: WordingKind
    also_in: tuple[Version, ...]
    """Further versions with the same wording."""
    facts: tuple[Fact, ...]
    answer_diff: TextDiff
    """From the wording it is compared with; all equal for the first."""
    before: int | None = None
    """Which wording of the thread it is compared with: that which stood before it in its own nota, and for one that
    begins there the newest elsewhere; of one that is restored, what was withdrawn. None for the first."""
    returns_to: int | None = None
    """Which earlier wording of the thread said the same, where the one before it does not, or was withdrawn."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One question through the versions of a nota and through other nota's in which it returns, in time order."""

    address: str
    """The address it was asked for."""
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that came with one version, with the white space and the signs after them."""

    text: str
    version: Version


@dataclass(frozen=True, slots=True)
class Provenance:
    """A sentence and the version that brought it, as it reads now."""

    text: str
    part: Literal["question", "answer", "outside"]
    version: Version
    """The first in which it read so, but for punctuation; of one that was taken out and came back, its first."""
    words: tuple[Run, ...] = ()
    """Where each of its words came from: joined they are the text. A word may be older than the sentence."""
    address: str = ""
    """`kst-36800-K-D@2#12`; outside the questions that of the version."""
