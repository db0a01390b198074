"""Who brought each sentence of a nota, and each word in it: with which version, commit and date."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Literal, NamedTuple, cast

from corpus.address import parse
from corpus.cutting import pieces
from corpus.model import Version
from corpus.store import Store
from differ.audit.asking import question_of
from differ.audit.in_time import in_time, place_of
from differ.audit.inherited import Line
from differ.audit.lineage import lineage
from differ.audit.lines import Follower
from differ.derived import derived_of
from differ.model import Provenance, Run
from differ.tokens import tokenise

Part = Literal["question", "answer", "outside"]
PARTS: tuple[Part, ...] = ("question", "answer", "outside")
_KIND = "blame"


class Sentence(NamedTuple):
    """A sentence, and where it and its words come from, as positions among the versions in time order."""

    part: Part
    number: str
    """Of the question under which it stands; empty outside the questions."""
    text: str
    since: int
    runs: Sequence[tuple[str, int]]
    """Words in a row with their version."""


def blamed(store: Store, address: str) -> tuple[str, tuple[Provenance, ...]]:
    """The full address, and the `blame` of it."""
    version, asked = store.resolve(address), parse(address).question
    number = question_of(store.document(version), asked).number if asked is not None else None
    full = version.address + (f"#{number}" if number else "")
    return full, _blame(store, version, number)


def blame(store: Store, address: str) -> tuple[Provenance, ...]:
    """Each sentence of a question and its answer, or of a whole nota, with the version that brought it and its words.

    Versions count in the order of their legal dates. A sentence is followed wherever it goes in the nota, and keeps its
    first version when it was taken out and comes back. An answer to several questions stands under the last of them;
    asked for one of the others, it is told too. Raises AddressError when the address leads to nothing.
    """
    return blamed(store, address)[1]


def _blame(store: Store, version: Version, number: str | None) -> tuple[Provenance, ...]:
    versions = in_time(store, version)
    versions = versions[: place_of(versions, version) + 1]
    found = _kept(store, versions)
    if number is not None:
        under = _answered_under(store.text(version), number)
        found = [s for s in found if s.number == (number if s.part == "question" else under) and s.part != "outside"]
    return tuple(_provenance(sentence, versions) for sentence in found)


def _answered_under(text: str, number: str) -> str:
    serving = (piece.number for piece in pieces(text) if number in piece.numbers)
    return next(serving, None) or number


def _provenance(own: Sentence, versions: Sequence[Version]) -> Provenance:
    address = versions[-1].address + (f"#{own.number}" if own.number else "")
    runs = tuple(Run(text, versions[at]) for text, at in own.runs)
    return Provenance(own.text, own.part, versions[own.since], runs, address)


def _kept(store: Store, versions: Sequence[Version]) -> list[Sentence]:
    """Of the last of these versions; kept under the ids of all their texts."""
    made_of = [f"{version.text_id} {at}" for version, at in zip(versions, credited(versions), strict=True)]
    key = sha256("\n".join(made_of).encode()).hexdigest()
    kept = derived_of(store).get(_KIND, key)
    if kept is not None:
        return [Sentence(*own) for own in json.loads(kept)]
    found = sentences_of(store.texts(versions), credited(versions))
    derived_of(store).put(_KIND, key, json.dumps(found).encode())
    return found


def credited(versions: Sequence[Version]) -> list[int]:
    """For each version the place of the one to which goes what is new in it: of what was read again, that before it."""
    places = {version.address: at for at, version in enumerate(versions)}
    return [places.get(version.rereads or "", at) for at, version in enumerate(versions)]


def sentences_of(texts: Sequence[str], credit: Sequence[int] | None = None) -> list[Sentence]:
    """The sentences of the last of these texts (in normal form), in reading order. Linear in what changed."""
    versions = list(map(pieces, texts))
    chains = lineage(versions)
    follower = Follower(chains)
    for at, own in enumerate(versions):
        follower.read(own, credit[at] if credit else at)
    numbers = dict(zip(map(str, chains.standings[-1].chains), chains.standings[-1].numbers, strict=True))
    return [
        _sentence(cast(Part, part), numbers.get(chain, "") if part != "outside" else "", line)
        for (chain, part), own in follower.lines()
        for line in own
    ]


def _sentence(part: Part, number: str, line: Line) -> Sentence:
    return Sentence(part, number, line.said.text, line.said.since, list(_runs(line)))


def _runs(line: Line) -> Iterator[tuple[str, int]]:
    if isinstance(line.said.origins, int):
        yield line.said.text, line.said.origins
        return
    tokens = zip(tokenise(line.said.text), line.said.origins, strict=True)
    for origin, run in groupby(tokens, lambda token: token[1]):
        yield "".join(token for token, _ in run), origin
