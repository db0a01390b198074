"""The chains of a nota, kept: which question is which need be found once, whichever of them one asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from corpus.cutting import Piece, pair_of, question_in, successive
from corpus.model import QAPair, Version
from corpus.store import Store
from differ.audit.lineage import Joint, Lineage, Standing, lineage
from differ.derived import derived_of

_KIND = "lineage"


@dataclass(frozen=True)
class Chains:
    """Those of these versions, in this order, and the texts that they were found in."""

    lineage: Lineage
    _store: Store
    _versions: Sequence[Version]
    _alone: bool
    """Whether in all versions each question stands above its own answer."""
    _texts: Sequence[Sequence[Piece]]
    """Each version cut, as `corpus.cutting.pieces` does; none where the chains were kept."""

    @classmethod
    def of(cls, store: Store, versions: Sequence[Version]) -> Chains:
        """Of all that a nota said. Where they are kept no text is read."""
        derived = derived_of(store)
        key = sha256(" ".join(version.text_id for version in versions).encode()).hexdigest()
        if (kept := derived.get(_KIND, key)) is not None:
            alone, found = _unpacked(kept)
            return cls(found, store, versions, alone, ())
        texts = tuple(successive(store.contents(versions)))
        found = lineage(texts)
        alone = all(piece.is_alone for text in texts for piece in text if piece.number)
        derived.put(_KIND, key, _packed(alone, found))
        return cls(found, store, versions, alone, texts)

    def borne(self, chains: Sequence[int]) -> Mapping[tuple[int, int], QAPair]:
        """The questions of these chains, by position of the version and chain. Reads of each version only them."""
        return {
            (at, chain): pair
            for at, (standing, text) in enumerate(zip(self.lineage.standings, self._read(), strict=True))
            for chain in chains
            if (place := standing.place(chain)) < len(standing.numbers)
            for pair in [_pair(text, standing, place)]
        }

    def _read(self) -> Iterator[bytes | Sequence[Piece]]:
        if self._texts:
            return iter(self._texts)
        contents = self._store.contents(self._versions)
        return contents if self._alone else successive(contents)


def _pair(text: bytes | Sequence[Piece], standing: Standing, place: int) -> QAPair:
    if isinstance(text, bytes):
        return question_in(text, standing.numbers[place], place)
    return pair_of([piece for piece in text if piece.number], place)


def _packed(alone: bool, found: Lineage) -> bytes:
    """Most versions stand as the one before them: how many do is told, and not each of them."""
    stood = [(len(list(same)), standing.numbers, standing.chains) for standing, same in groupby(found.standings)]
    joints = [[(own.at, own.piece, own.whole) for own in each] for each in (found.splits, found.merges)]
    return json.dumps([alone, stood, *joints], separators=(",", ":")).encode()


def _unpacked(kept: bytes) -> tuple[bool, Lineage]:
    alone, stood, splits, merges = json.loads(kept)
    standings = [own for count, *told in stood for own in [Standing(*map(tuple, told))] * count]
    return alone, Lineage(tuple(standings), *(tuple(Joint(*own) for own in each) for each in (splits, merges)))
