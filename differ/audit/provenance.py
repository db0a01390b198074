"""Who brought each sentence of a nota, and each word in it: with which version, commit and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, cast

from corpus.address import parse
from corpus.cutting import pieces, successive
from corpus.model import Version
from corpus.store import Store
from differ.audit.asking import find
from differ.audit.in_time import in_time, place_of
from differ.audit.inherited import Line
from differ.audit.lineage import lineage
from differ.audit.lines import Follower
from differ.audit.remembered import remembered
from differ.model import Provenance, Run
from differ.tokens import tokenise

Part = Literal["question", "answer", "outside"]
PARTS: tuple[Part, ...] = ("question", "answer", "outside")


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


def blame(store: Store, address: str) -> tuple[Provenance, ...]:
    """Each sentence of a question and its answer, or of a whole nota, with the version that brought it and its words.

    Versions count in the order of their legal dates. A sentence is followed wherever it goes in the nota, and keeps its
    first version when it was taken out and comes back. An answer to several questions stands under the last of them;
    asked for one of the others, it is told too. Raises AddressError when the address leads to nothing.
    """
    return blamed(store, address)[1]


def blamed(store: Store, address: str) -> tuple[str, tuple[Provenance, ...]]:
    """The full address, and the `blame` of it."""
    found = remembered(store, Blamed, address, lambda: _blamed(store, address))
    nota = found.address.partition("#")[0]
    return found.address, tuple(_provenance(own, nota, found.versions) for own in found.sentences)


def _blamed(store: Store, address: str) -> Blamed:
    version, asked = store.resolve(address), parse(address).question
    versions = in_time(store, version)
    versions = versions[: place_of(versions, version) + 1]
    texts = store.texts(versions)
    found = sentences_of(texts, credited(versions))
    if asked is None:
        return _of_few(version.address, versions, found)
    number = find(store, address)[1].number
    under = _answered_under(texts[-1], number)
    wanted = {("question", number), ("answer", under)}
    return _of_few(f"{version.address}#{number}", versions, [own for own in found if (own.part, own.number) in wanted])


def _of_few(address: str, versions: Sequence[Version], found: Sequence[Sentence]) -> Blamed:
    """With the versions that brought something, which may be few of a thousand."""
    named = sorted({at for own in found for at in (own.since, *(run.origin for run in own.runs))})
    place = {at: number for number, at in enumerate(named)}
    return Blamed(
        address,
        tuple(versions[at] for at in named),
        tuple(
            replace(own, since=place[own.since], runs=tuple(Words(run.text, place[run.origin]) for run in own.runs))
            for own in found
        ),
    )


def _answered_under(text: str, number: str) -> str:
    serving = (piece.number for piece in pieces(text) if number in piece.numbers)
    return next(serving, None) or number


def _provenance(own: Sentence, nota: str, versions: Sequence[Version]) -> Provenance:
    address = f"{nota}#{own.number}" if own.number else nota
    runs = tuple(Run(run.text, versions[run.origin]) for run in own.runs)
    return Provenance(own.text, own.part, versions[own.since], runs, address)


def credited(versions: Sequence[Version]) -> list[int]:
    """For each version the place of the one to which goes what is new in it: of what was read again, that before it."""
    places = {version.address: at for at, version in enumerate(versions)}
    return [places.get(version.rereads or "", at) for at, version in enumerate(versions)]


def sentences_of(texts: Sequence[str], credit: Sequence[int] | None = None) -> list[Sentence]:
    """The sentences of the last of these texts (in normal form), in reading order. Linear in what changed."""
    versions = list(successive(texts))
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
    return Sentence(part, number, line.said.text, line.said.since, tuple(_runs(line)))


def _runs(line: Line) -> Iterator[Words]:
    if isinstance(line.said.origins, int):
        yield Words(line.said.text, line.said.origins)
        return
    tokens = zip(tokenise(line.said.text), line.said.origins, strict=True)
    for origin, run in groupby(tokens, lambda token: token[1]):
        yield Words("".join(token for token, _ in run), origin)
