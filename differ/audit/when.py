"""Since when is a phrase in the corpus, and until when: in which versions, of which nota's, in which sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from corpus.corrections import standing
from corpus.errors import CorpusError
from corpus.model import Version
from corpus.store import Store
from differ.audit.folded import fold, hits, origins
from differ.audit.periods import Period, periods
from differ.audit.remembered import at_hand, remembered
from differ.audit.said import Nota, Part, Said
from differ.audit.scope import by_nota, in_dossier
from differ.model import Fact

if TYPE_CHECKING:
    from differ.audit.closest import Close

MOST = 20
"""Sentences that come close, the closest first: further ones are of no use to a reader."""


WORD_FOR_WORD = 100.0


class NoPhrase(CorpusError):
    """A text in which there is nothing to look for."""


@dataclass(frozen=True)
class Wanted:
    """Where to look, and how."""

    fuzzy: bool = False
    """What comes close too, and not only where nothing is the same word for word."""
    nota: str | None = None
    """As people write it."""
    dossier: str | None = None
    limit: int = MOST
    """Of sentences that come close; all that have the phrase itself are told."""


@dataclass(frozen=True)
class Sighting:
    """One text that has the phrase, or comes close, in one place of a nota."""

    nota: str
    part: Part
    text: str
    """The sentences in which it stands, plain, as they were said; a row of a table is one."""
    hit: tuple[int, int]
    """Begin and end of the phrase in `text`."""
    score: float
    """0 to 100; 100 is word for word."""
    difference: tuple[Fact, ...]
    """Facts in which what stands there differs from what was asked."""
    periods: tuple[Period, ...]
    first: tuple[str, ...]
    """Addresses in the first version that has it: usually one question."""
    last: tuple[str, ...]
    withdrawn: tuple[str, ...]
    """Addresses in versions in the place of which another one stands: these are in no period."""


@dataclass(frozen=True)
class Presence:
    """One nota that has the phrase."""

    nota: str
    periods: tuple[Period, ...]
    """Of all its sightings together; none where only withdrawn versions have it."""
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True)
class Found:
    """Where a phrase stands."""

    phrase: str
    match: Literal["exact", "fuzzy"]
    """`fuzzy`: also, or only, what comes close."""
    presences: tuple[Presence, ...]
    """The earliest first; of what comes close the closest."""

    @property
    def first(self) -> Version | None:
        """The first version that has it word for word, by date."""
        return min((period.first for period in self._periods()), key=_moment, default=None)

    @property
    def last(self) -> Version | None:
        """The last one."""
        return max((period.last for period in self._periods()), key=_moment, default=None)

    def _periods(self) -> Iterator[Period]:
        for presence in self.presences:
            for sighting in presence.sightings:
                yield from sighting.periods if sighting.score == WORD_FOR_WORD else ()


def when(store: Store, phrase: str, wanted: Wanted = Wanted()) -> Found:
    """Where a phrase stands, or stood, in any version: word for word but for case, quotes, dashes and line ends.

    Where it stands nowhere, what comes closest. Raises NoPhrase, and AddressError for a nota or dossier that is not
    there. The first time it reads all versions, some 1 ms each; then what is kept of them, 0.3 ms for a nota. What was
    found of a phrase is kept too, for as long as the corpus does not change.
    """
    folded = fold(phrase)
    if not any(map(str.isalnum, folded)):
        raise NoPhrase("'%(phrase)s': which words are to be looked for?", phrase=phrase)
    asked = f"{wanted} {phrase}"

    def found() -> Found:
        return remembered(store, Found, asked, lambda: _found(store, phrase, folded, wanted))

    return at_hand(store, "when", asked, found)


def _found(store: Store, phrase: str, folded: str, wanted: Wanted) -> Found:
    notas = [Nota(store, versions) for versions in _among(store, wanted)]
    exact = [own for nota in notas if (own := _exact(nota, folded))]
    if exact and not wanted.fuzzy:
        return Found(phrase, "exact", tuple(sorted(exact, key=_first)))
    # To load what tells how close takes longer than to look for what is the same word for word.
    from differ.audit.closest import closest

    close = closest([(nota, nota.folded()) for nota in notas], folded, wanted.limit)
    return Found(phrase, "fuzzy", tuple(_fuzzy(phrase, close)))


def _among(store: Store, wanted: Wanted) -> list[list[Version]]:
    everything = store.log()
    versions = by_nota(everything)
    if wanted.dossier is not None:
        versions = {nota: versions[nota] for nota in in_dossier(everything, wanted.dossier)}
    if wanted.nota is not None:
        nota = store.resolve(wanted.nota).nota
        versions = {nota: versions[nota]} if nota in versions else {}
    return list(versions.values())


def _moment(version: Version) -> tuple[date, datetime]:
    return version.date, version.committed


def _first(presence: Presence) -> tuple[bool, tuple[date, datetime] | None]:
    first = min((_moment(period.first) for period in presence.periods), default=None)
    return first is None, first


# Texts that have it, or come close


@dataclass(frozen=True)
class _Hit:
    said: Said
    span: tuple[int, int]
    """In its folded text."""
    score: float = WORD_FOR_WORD


def _exact(nota: Nota, phrase: str) -> Presence | None:
    folded = nota.folded()
    if phrase not in folded:
        return None
    texts = zip(nota.said(), folded.split("\0"), strict=True)
    found = [_Hit(said, span) for said, text in texts if phrase in text for span in hits(text, phrase)]
    return _presence(nota, phrase, found) if found else None


def _fuzzy(phrase: str, close: Sequence[Close[Nota]]) -> Iterator[Presence]:
    gathered: dict[int, tuple[Nota, list[_Hit]]] = {}
    for own in close:
        _, found = gathered.setdefault(id(own.place), (own.place, []))
        found.append(_Hit(own.place.said()[own.at], own.span, own.score))
    for nota, found in gathered.values():
        yield _presence(nota, phrase, found)


def _presence(nota: Nota, phrase: str, found: Iterable[_Hit]) -> Presence:
    """What was found in one nota: the same sentence is one sighting, however its answer changed around it."""
    versions = standing(nota.versions)
    gathered: dict[tuple[Part, str], _Same] = {}
    for own in found:
        text, span = _sentences(own.said.text, own.span)
        same = gathered.setdefault((own.said.part, text), _Same(own.said.part, text, span, own.score))
        same.said.append(own.said)
    sightings = tuple(_sighting(nota, versions, phrase, own) for own in gathered.values())
    together = {version.commit for own in sightings for version in _between(versions, own.periods)}
    return Presence(nota.versions[0].nota, tuple(periods(versions, together)), sightings)


def _sentences(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """The sentences, each a line, over which a span of the folded text runs, and where it stands in them."""
    made_of = origins(text)
    begin, end = made_of[span[0]], made_of[span[1] - 1] + 1
    start = text.rfind("\n", 0, begin) + 1
    stop = text.find("\n", end)
    return text[start : stop if stop >= 0 else len(text)], (begin - start, end - start)


@dataclass
class _Same:
    """Texts with the same sentences in which something stands."""

    part: Part
    text: str
    hit: tuple[int, int]
    score: float
    said: list[Said] = field(default_factory=list)


def _sighting(nota: Nota, versions: Sequence[Version], phrase: str, same: _Same) -> Sighting:
    places = _places(nota.versions, same.said)
    stretches = tuple(periods(versions, places.keys()))
    is_same = same.score == WORD_FOR_WORD
    return Sighting(
        nota=nota.versions[0].nota,
        part=same.part,
        text=same.text,
        hit=same.hit,
        score=same.score,
        difference=() if is_same else _difference(phrase, same.text[slice(*same.hit)]),
        periods=stretches,
        first=places[stretches[0].first.commit] if stretches else (),
        last=places[stretches[-1].last.commit] if stretches else (),
        withdrawn=tuple(a for v in nota.versions if v.withdrawn for a in places.get(v.commit, ())),
    )


def _difference(phrase: str, stands: str) -> tuple[Fact, ...]:
    from differ.facts import changed_facts
    from differ.textdiff import diff

    return changed_facts(diff(phrase, stands))


def _places(versions: Sequence[Version], said: Sequence[Said]) -> Mapping[str, tuple[str, ...]]:
    """Where texts stand, by commit: addresses in the order of reading."""
    found: dict[str, tuple[str, ...]] = {}
    for own in said:
        for begin, end in own.runs:
            for version in versions[begin : end + 1]:
                address = f"{version.address}#{own.number}" if own.number else version.address
                found[version.commit] = tuple(dict.fromkeys((*found.get(version.commit, ()), address)))
    return found


def _between(versions: Sequence[Version], stretches: Iterable[Period]) -> Iterator[Version]:
    for stretch in stretches:
        yield from versions[versions.index(stretch.first) : versions.index(stretch.last) + 1]
