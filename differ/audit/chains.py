"""The chains of a nota, kept: which question is which need be found once, whichever of them one asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from corpus.cutting import Piece, pair_of, pieces, question_in
from corpus.errors import CorpusError
from corpus.garbage import uncollected
from corpus.model import QAPair, Version
from corpus.store import Store
from corpus.succession import successive
from differ.audit.standings import Joint, Lineage, Standing
from differ.keeping.derived import derived_of

_KIND = "lineage"


@dataclass(frozen=True)
class Chains:
    """Those of these versions, in this order, and the texts that they were found in."""

    lineage: Lineage
    store: Store
    versions: Sequence[Version]
    is_new: bool
    """Whether there is more in them than was kept."""
    texts: Sequence[Sequence[Piece]] = ()
    """Each version cut, as `corpus.cutting.pieces` does; none where the chains were kept."""

    @classmethod
    def of(cls, store: Store, versions: Sequence[Version]) -> Chains:
        """Of all that a nota said. Where they are kept no text is read, or only those that came since."""
        derived, nota = derived_of(store), versions[0].nota
        kept = derived.get(_KIND, nota)
        made = _known(store, versions, kept) if kept is not None else None
        if made is None:
            from differ.audit.lineage import lineage

            with uncollected():
                texts = tuple(successive(store.contents(versions)))
                made = cls(lineage(texts), store, versions, True, texts)
        if made.is_new:
            derived.put(_KIND, nota, _packed(made))
        return made

    def cut(self) -> Iterator[Sequence[Piece]]:
        """Each version, as `corpus.cutting.pieces` cuts it."""
        return iter(self.texts) if self.texts else successive(self.store.contents(self.versions))

    def borne(self, chains: Sequence[int]) -> Mapping[tuple[int, int], QAPair]:
        """The questions of these chains, by position of the version and chain. Reads of each version only them."""
        return {
            (at, chain): pair
            for at, (standing, text) in enumerate(zip(self.lineage.standings, self._read(), strict=True))
            for chain in chains
            if (place := standing.place(chain)) < len(standing.numbers)
            for pair in [self._pair(text, standing, place)]
        }

    def _pair(self, text: bytes | Sequence[Piece], standing: Standing, place: int) -> QAPair:
        if isinstance(text, bytes):
            return question_in(text, standing.numbers[place], place)
        questions = [piece for piece in text if piece.number]
        return questions[place].pair if self.lineage.are_alone else pair_of(questions, place)

    def _read(self) -> Iterator[bytes | Sequence[Piece]]:
        return self.store.contents(self.versions) if self.lineage.are_alone and not self.texts else self.cut()


def keep(store: Store, notas: Iterable[str]) -> None:
    """Find and keep the chains of nota's to which a version was just added.

    One version more costs next to nothing then, and whoever asks for a history or a blame need not wait. What cannot be
    read is told to who asks for it: the version that was added is stored.
    """
    for nota in notas:
        with suppress(CorpusError):
            if len(versions := store.standing(nota)) > 1:
                Chains.of(store, versions)


def _known(store: Store, versions: Sequence[Version], kept: bytes) -> Chains | None:
    """What was kept, and what came since; None where it is of versions that these do not begin with."""
    count, made_of, are_alone, stood, splits, merges = json.loads(kept)
    if made_of != _ids(versions[:count]):
        return None
    standings = [own for run, *told in stood for own in [Standing(*map(tuple, told))] * run]
    cut, joined = (tuple(Joint(*own) for own in each) for each in (splits, merges))
    found = Lineage(tuple(standings), cut, joined, are_alone)
    if count == len(versions):
        return Chains(found, store, versions, False)
    from differ.audit.lineage import continued

    texts = tuple(successive(store.contents(versions[count:])))
    found = continued(found, lambda at: pieces(store.text(versions[at])), texts)
    return Chains(found, store, versions, True)


def _ids(versions: Sequence[Version]) -> str:
    """What stands for the texts of these versions."""
    return sha256(" ".join(version.text_id for version in versions).encode()).hexdigest()


def _packed(made: Chains) -> bytes:
    """Most versions stand as the one before them: how many do is told, and not each of them."""
    stood = [(len(list(same)), own.numbers, own.chains) for own, same in groupby(made.lineage.standings)]
    joints = [[(own.at, own.piece, own.whole) for own in each] for each in (made.lineage.splits, made.lineage.merges)]
    told = (len(made.versions), _ids(made.versions), made.lineage.are_alone, stood, *joints)
    return json.dumps(told, separators=(",", ":")).encode()
