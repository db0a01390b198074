"""What the command and the pages call the kinds of change, of fact and of repetition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.messages import Message
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
