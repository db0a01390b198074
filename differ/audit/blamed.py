"""What was found out about the sentences of a nota, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.model import Version

Part = Literal["question", "answer", "outside"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row that came with one version."""

    text: str
    origin: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where it and its words come from, as positions among the versions in time order."""

    part: Part
    number: str
    """Of the question under which it stands; empty outside the questions."""
    text: str
    since: int
    runs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Blamed:
    """An address, and where what stands there comes from."""

    address: str
    """In full."""
    versions: tuple[Version, ...]
    sentences: tuple[Sentence, ...]
