"""What a nota, a question or a dossier said on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.address import Address, parse
from corpus.corrections import standing
from corpus.cutting import pairs
from corpus.errors import AddressError
from corpus.model import QAPair, Version
from corpus.store import Store
from corpus.succession import successive
from differ.audit.asking import find
from differ.audit.moment import By, Moment, Then
from differ.audit.scope import by_nota, notas_of


@dataclass(frozen=True)
class At:
    """What stood on a day."""

    day: date
    by: By
    asked: str
    """As people wrote it."""
    number: str | None
    """Of the question that was asked for."""
    notas: tuple[Then, ...]
    """Of a dossier in order of id; of an address one."""
    is_dossier: bool = False


def at(store: Store, day: date, asked: str, by: By = "legal") -> At:
    """What stood on a day: of a nota, of a question in it, or of a dossier.

    A question is named as it stands in the newest version, or in the one that its address has (`kst-36800-K-D@2#12`),
    and followed through the versions to that day. By import, what was withdrawn later stood until then. Raises
    AddressError for what is not there.
    """
    everything = store.log()
    versions = by_nota(everything)
    then = Moment(everything, day, by).then
    if not set("#@") & set(asked) and (notas := notas_of(everything, asked)):
        return At(day, by, asked, None, tuple(then(versions[nota]) for nota in notas), is_dossier=True)
    wanted, named = parse(asked), store.resolve(asked)
    if wanted.question is None:
        _refuse_version(asked, wanted)
        return At(day, by, asked, None, (then(versions[named.nota]),))
    number = wanted.question.partition(".")[0]
    own = then(versions[named.nota])
    pair = _followed(store, versions[named.nota], named, number, own.version)
    return At(day, by, asked, number, (replace(own, pair=pair),))


def _refuse_version(asked: str, wanted: Address) -> None:
    if (wanted.version, wanted.label, wanted.text_id) != (None, None, None):
        raise AddressError(
            "%(address)s: a version says the same on every day; leave out what stands behind the @", address=asked
        )


def _followed(
    store: Store, versions: Sequence[Version], named: Version, number: str, until: Version | None
) -> QAPair | None:
    """The question with this number in one version, as it stands in another; None where it does not."""
    numbers = [pair.number for pair in pairs(store.text(named))]
    if number not in numbers:
        # Refuses it, and tells which there are, or when it stood.
        find(store, f"{named.address}#{number}")
    if until is None:
        return None
    from differ.audit.lineage import lineage

    between = _between(standing(versions), named, until)
    stood = lineage(successive(store.contents(between))).standings
    place = stood[-1].place(stood[0].chain(number))
    return next(iter(pairs(store.text(until))[place : place + 1]), None)


def _between(order: Sequence[Version], named: Version, until: Version) -> list[Version]:
    """From one version to another, in either direction; straight, where one of them was withdrawn."""
    places = {version.commit: place for place, version in enumerate(order)}
    begin, end = places.get(named.commit), places.get(until.commit)
    if begin is None or end is None:
        return [named, until]
    return list(order[begin : end + 1]) if begin <= end else list(order[end : begin + 1])[::-1]
