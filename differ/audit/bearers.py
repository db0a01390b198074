"""Where one question stands: in every version of its nota, and of the nota's in which it returns; in time order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from corpus.model import QAPair, Version
from corpus.store import Store
from differ.audit.chains import Chains
from differ.audit.in_time import days, in_time, place_of
from differ.audit.returns import Place, Returns
from differ.audit.standings import Lineage
from differ.model import Located
from differ.progress import Progress, silent

Moment = tuple[date, datetime, str, int, int]
"""Day, import, nota, version, place in the text."""
Track = tuple[str, int]
"""A chain of a nota: its id, and the number of the chain."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """One question in one version, or that it is gone from there."""

    version: Version
    located: Located
    track: Track
    since: Track | None
    """The track that it goes on with: its own, or that which it was cut from; None where it begins."""
    moment: Moment
    """When it is said, among all nota's; what is said at once stands in reading order."""
    renumbered: tuple[tuple[str, str], ...] = ()
    """Which numbers became which since the version before, of all questions of the nota that got another."""
    gone: bool = False


def bearers(store: Store, version: Version, number: str, progress: Progress = silent) -> list[Bearer]:
    """All that bear the question with this number in this version, by legal date.

    The same from whichever of them one asks.
    """
    histories: dict[str, History] = {}

    def of(nota: str) -> History:
        if nota not in histories:
            histories[nota] = History.of(store, store.newest(nota) if nota != version.nota else version)
        return histories[nota]

    elsewhere = Returns(store, progress)
    found: set[Track] = set()
    more = {(version.nota, of(version.nota).chain(version, number))}
    while more:
        own = {(nota, chain) for nota, one in more for chain in of(nota).lineage.family(one)}
        found |= own
        places = {place for track in own for place in elsewhere.of(of(track[0]).newest(store, track[1]))}
        more = {(nota, of(nota).chain(store.newest(nota), asked)) for nota, asked in places} - found
    borne = [bearer for nota in {nota for nota, _ in found} for bearer in of(nota).bearers(found)]
    return sorted(borne, key=lambda bearer: bearer.moment)


@dataclass(frozen=True)
class History:
    """All versions of one nota, in time order."""

    days: tuple[date, ...]
    versions: tuple[Version, ...]
    chains: Chains

    @classmethod
    def of(cls, store: Store, version: Version) -> History:
        """Of the nota of which this is a version."""
        versions = in_time(store, version)
        return cls(days(versions), versions, Chains.of(store, versions))

    @property
    def lineage(self) -> Lineage:
        """Which question is which."""
        return self.chains.lineage

    def chain(self, version: Version, number: str) -> int:
        """To which the question with this number in this version belongs."""
        return self.lineage.standings[place_of(self.versions, version)].chain(number)

    def newest(self, store: Store, chain: int) -> Place:
        """Where a chain stands in the newest version; a place that no question has, where it does not."""
        newest = store.newest(self.versions[0].nota)
        here = self.lineage.standings[place_of(self.versions, newest)]
        return newest.nota, (*here.numbers, "")[here.place(chain)]

    def bearers(self, tracks: set[Track]) -> Iterator[Bearer]:
        """Of these tracks all that are of this nota."""
        nota = self.versions[0].nota
        chains = sorted(own for of, own in tracks if of == nota)
        borne = self.chains.borne(chains)
        for chain in chains:
            yield from self._chain(nota, chain, borne)

    def _chain(self, nota: str, chain: int, borne: Mapping[tuple[int, int], QAPair]) -> Iterator[Bearer]:
        since = next((joint.whole for joint in self.lineage.splits if joint.piece == chain), None)
        before = (nota, since) if since is not None else None
        merged = {joint.at for joint in self.lineage.merges if joint.piece == chain}
        last: QAPair | None = None
        for at, (version, standing) in enumerate(zip(self.versions, self.lineage.standings, strict=True)):
            place = standing.place(chain)
            moment = self.days[at], version.committed, nota, version.number, place
            if (pair := borne.get((at, chain))) is not None:
                last = pair
                located = Located(f"{version.address}#{last.number}", last)
                yield Bearer(version, located, (nota, chain), before, moment, self._renumbered(at))
                before = (nota, chain)
            elif last:
                if at not in merged:
                    gone = Located(version.address, QAPair(replace(last.question, number="", answer=None), None))
                    yield Bearer(version, gone, (nota, chain), before, moment, gone=True)
                last = None

    def _renumbered(self, at: int) -> tuple[tuple[str, str], ...]:
        if not at:
            return ()
        old, new = self.lineage.standings[at - 1 : at + 1]
        if old == new:
            return ()
        was = dict(zip(old.chains, old.numbers, strict=True))
        now = zip(new.chains, new.numbers, strict=True)
        return tuple((was[c], number) for c, number in now if c in was and was[c] != number)
