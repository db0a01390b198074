"""The versions of a nota -> its sentences, and who brought each of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import cast

from corpus.cutting import Piece, pieces
from corpus.model import Version
from corpus.store import Store
from corpus.succession import successive
from differ.audit.asking import place as place_asked
from differ.audit.blamed import Blamed, Part, Sentence, Words
from differ.audit.chains import Chains
from differ.audit.in_time import in_time, place_of
from differ.audit.inherited import Line
from differ.audit.lineage import lineage
from differ.audit.lines import Follower
from differ.audit.standings import Lineage
from differ.tokens import tokenise


def traced(store: Store, address: str) -> Blamed:
    """What stands in a version, each sentence followed through all before. See `differ.audit.provenance.blame`."""
    version = store.resolve(address)
    versions = in_time(store, version)
    before = versions[: place_of(versions, version) + 1]
    return _of_few(version.address, before, _found(store, before, is_newest=len(before) == len(versions)))


def _found(store: Store, versions: Sequence[Version], is_newest: bool) -> list[Sentence]:
    credit = credited(versions)
    if not is_newest:
        return sentences_of(store.texts(versions), credit)
    # Which question is which is kept of all that the nota said.
    chains = Chains.of(store, versions)
    return _followed(chains.lineage, chains.cut(), credit)


def of_question(store: Store, address: str, whole: Callable[[], Blamed]) -> Blamed:
    """The same of one question, of what is told of the `whole` version."""
    version, number = place_asked(store, address)
    under = _answered_under(store.text(version), number)
    wanted = {("question", number), ("answer", under)}
    found = whole()
    own = [sentence for sentence in found.sentences if (sentence.part, sentence.number) in wanted]
    return _of_few(f"{version.address}#{number}", found.versions, own)


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


def credited(versions: Sequence[Version]) -> list[int]:
    """For each version the place of the one to which goes what is new in it: of what was read again, that before it."""
    places = {version.address: at for at, version in enumerate(versions)}
    return [places.get(version.rereads or "", at) for at, version in enumerate(versions)]


def sentences_of(texts: Sequence[str], credit: Sequence[int] | None = None) -> list[Sentence]:
    """The sentences of the last of these texts (in normal form), in reading order. Linear in what changed."""
    versions = list(successive(texts))
    return _followed(lineage(versions), versions, credit or range(len(texts)))


def _followed(chains: Lineage, versions: Iterable[Sequence[Piece]], credit: Sequence[int]) -> list[Sentence]:
    follower = Follower(chains)
    for own, at in zip(versions, credit, strict=True):
        follower.read(own, at)
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
