"""What was found out about the sentences of a nota, as it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from corpus.guarded.wire import NotOurs
from corpus.model import Version
from corpus.versions import of_row, row

Part = Literal["question", "answer", "outside"]
_PARTS = frozenset(get_args(Part))


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


def packed(found: Blamed) -> bytes:
    """As it is kept. The general form of `corpus.guarded.wire` takes ten times as long for thousands of words."""
    rows = [
        (own.part, own.number, own.text, own.since, *(one for run in own.runs for one in (run.text, run.origin)))
        for own in found.sentences
    ]
    return json.dumps((found.address, list(map(row, found.versions)), rows), separators=(",", ":")).encode()


def unpacked(data: bytes) -> Blamed:
    """What was `packed`. Raises NotOurs."""
    try:
        address, versions, rows = json.loads(data)
        known = tuple(map(of_row, versions))
        found = Blamed(address, known, tuple([_sentence(*own, most=len(known)) for own in rows]))
    except (ValueError, TypeError, IndexError) as error:
        raise NotOurs(f"{type(error).__name__}: {error}") from None
    return found


def _sentence(part: Any, number: str, text: str, since: int, *runs: Any, most: int) -> Sentence:
    words = tuple(_words(runs, most))
    if part not in _PARTS or not 0 <= since < most or "".join([run.text for run in words]) != text:
        raise NotOurs("no sentence with its words")
    return Sentence(part, number, text, since, words)


def _words(runs: tuple[Any, ...], most: int) -> Iterator[Words]:
    for text, origin in zip(runs[::2], runs[1::2], strict=True):
        if not 0 <= origin < most:
            raise NotOurs("no such version")
        yield Words(text, origin)
