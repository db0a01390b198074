"""The versions of a nota in the order in which they were said, which need not be that in which they were imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.corrections import standing
from corpus.model import Version
from corpus.store import Store


def days(versions: Sequence[Version]) -> tuple[date, ...]:
    """The day that counts for each: of one without a legal date that of the one before it, of the first its import."""
    days: list[date] = []
    for version in versions:
        days.append(version.received or (days[-1] if days else version.date))
    return tuple(days)


def in_time(store: Store, version: Version) -> tuple[Version, ...]:
    """What the nota said in the course of time; of a version that was withdrawn with this one in its place."""
    versions = store.standing(version.nota)
    if version in versions:
        return versions
    return standing([replace(own, replaced_by=None) if own == version else own for own in store.versions(version.nota)])


def place_of(versions: Sequence[Version], version: Version) -> int:
    """Position of a version among these."""
    return next(at for at, own in enumerate(versions) if own.commit == version.commit)
