"""What the command and the pages call the kinds of change, of fact and of repetition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.messages import Message
from corpus.normal import PASSAGE
from differ.model import FactKind, Grade, Kind, MatchKind

KINDS: Mapping[Kind | Literal["first", "reference"], Message] = {
    "changed": Message("changed"),
    "rewritten": Message("rewritten"),
    "added": Message("added"),
    "removed": Message("removed"),
    "cosmetic": Message("layout or punctuation only"),
    "unchanged": Message("unchanged"),
    "first": Message("first wording"),
    "reference": Message("refers to another answer"),
}
"""In the order of their weight for a reader."""

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

GRADES: Mapping[Grade, Message] = {"certain": Message("certain"), "likely": Message("likely")}


def called(number: str, opens: bool = True) -> Message:
    """What a question or a passage (p12) is called: 'Question 12', inside a sentence 'question 12'."""
    values: dict[str, object] = {"number": number.removeprefix(PASSAGE)}
    if number.startswith(PASSAGE):
        return Message("Passage %(number)s", values) if opens else Message("passage %(number)s", values)
    return Message("Question %(number)s", values) if opens else Message("question %(number)s", values)
