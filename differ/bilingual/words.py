"""What the command and the pages call the kinds of change, of fact and of repetition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from corpus.messages import Message
from corpus.model import PASSAGE
from differ.bilingual.language import Translator
from differ.model import Cluster, FactKind, Grade, Kind, MatchKind, WordingKind

KINDS: Mapping[Kind | WordingKind, Message] = {
    "changed": Message("changed"),
    "rewritten": Message("rewritten"),
    "added": Message("added"),
    "removed": Message("removed"),
    "cosmetic": Message("layout or punctuation only"),
    "unchanged": Message("unchanged"),
    "first": Message("first wording"),
    "reference": Message("refers to another answer"),
    "answered": Message("an answer of its own"),
    "withdrawn": Message("withdrawn"),
    "restored": Message("stands again"),
    "converted": Message("the same source, read by another reader"),
}
"""In the order of their weight for a reader."""

PARTS: Mapping[Literal["question", "answer", "outside"], Message] = {
    "question": Message("question"),
    "answer": Message("answer"),
    "outside": Message("outside the questions"),
}

ENTRIES: Mapping[Literal["first", "changed", "reread", "withdrawn"], Message] = {
    "first": Message("first version"),
    "changed": Message("no differences"),
    "reread": Message("source read again"),
    "withdrawn": Message("withdrawn"),
}
"""What a version is of which no question is told."""

FACTS: Mapping[FactKind, Message] = {
    "number": Message("number"),
    "date": Message("date"),
    "reference": Message("reference"),
    "name": Message("name"),
    "modality": Message("how firmly it is said"),
    "negation": Message("negation"),
    "scope": Message("scope"),
    "refusal": Message("refusal to answer"),
}

MATCHES: Mapping[MatchKind, Message] = {
    "question": Message("same question"),
    "reference": Message("shared answer by reference"),
    "answer": Message("same sentences in the answer"),
}

GRADES: Mapping[Grade, Message] = {
    "identical": Message("identical"),
    "same": Message("the same in other words"),
    "similar": Message("similar"),
    "related": Message("related"),
}

ASKED: Mapping[Grade, Message] = {
    "identical": Message("same question"),
    "same": Message("same question in other words"),
    "similar": Message("similar question: another year, amount or body"),
    "related": Message("another question about the same subject"),
}
"""What questions are that are found to be this much alike."""

REMOVALS: Mapping[str, Message] = {
    "header": Message("letterhead and title"),
    "numbering": Message("numbering"),
    "furniture": Message("running headers, footers and page numbers"),
    "signature": Message("signatures"),
    "link": Message("addresses of links"),
    "note": Message("marks of notes"),
    "hyphen": Message("words that were broken at the end of a line"),
    "revision": Message("what another state of the draft had"),
    "comment": Message("remarks in the margin"),
    "layout": Message("layout"),
}
"""What was taken out of a file, by why."""


def repeats(cluster: Cluster) -> Iterator[Message]:
    """What repeats in a cluster, in the order of its kinds; of questions also how alike those are that are least so."""
    for kind in cluster.kinds:
        yield ASKED[asked(cluster)] if kind == "question" else MATCHES[kind]


def asked(cluster: Cluster) -> Grade:
    """How alike its questions are, where these are what repeats; else they count as identical."""
    grades = [link.grade for link in cluster.links if link.kind == "question"]
    return max(grades, key=list(ASKED).index, default="identical")


def counted(say: Translator, count: int, in_passages: bool) -> str:
    """How much there is in a nota: '22 questions', '3 passages'."""
    if in_passages:
        return say.ngettext("%(n)s passage", "%(n)s passages", count)
    return say.ngettext("%(n)s question", "%(n)s questions", count)


def ranges(numbers: Iterable[str]) -> str:
    """Numbers in reading order, runs shortened: 1, 2, 3, 7 -> `1–3, 7`; those of passages without their 'p'."""
    runs: list[list[str]] = []
    for number in (number.removeprefix(PASSAGE) for number in numbers):
        if runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def called_together(numbers: Sequence[str]) -> Message:
    """What questions in a row are called, or passages: 'Questions 6–8', 'Passage 3'. Needs at least one."""
    if len(numbers) == 1:
        return called(numbers[0])
    values: dict[str, object] = {"numbers": ranges(numbers)}
    is_passage = numbers[0].startswith(PASSAGE)
    return Message("Passages %(numbers)s", values) if is_passage else Message("Questions %(numbers)s", values)


def item(number: str) -> Message:
    """What it is: a question, or a passage (p12)."""
    return Message("Passage") if number.startswith(PASSAGE) else Message("Question")


def called(number: str, opens: bool = True) -> Message:
    """What a question or a passage (p12) is called: 'Question 12', inside a sentence 'question 12'."""
    values: dict[str, object] = {"number": number.removeprefix(PASSAGE)}
    if number.startswith(PASSAGE):
        return Message("Passage %(number)s", values) if opens else Message("passage %(number)s", values)
    return Message("Question %(number)s", values) if opens else Message("question %(number)s", values)
