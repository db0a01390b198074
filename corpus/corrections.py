"""Versions that correct others, and the order in which those that stand followed each other. Pure.

Nothing is taken out of the history: a version under a wrong id, or badly converted, is corrected by a further one
that names it. What that makes of the one that is named is not stored with it, but follows from the whole log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.model import Version


def related(log: Sequence[Version]) -> tuple[Version, ...]:
    """All versions, newest first, each with what the others say of it: `replaced_by`, `replaced_because`, `rereads`.

    Linear.
    """
    replaced = {version.replaces: (version.address, version.reason) for version in reversed(log) if version.replaces}
    rereads = dict(_rereadings(reversed(log)))
    return tuple(_as_told(version, replaced.get(version.address, (None, None)), rereads) for version in log)


def _as_told(version: Version, replaced: tuple[str | None, str | None], rereads: Mapping[str, str]) -> Version:
    told = (*replaced, rereads.get(version.address))
    if told == (version.replaced_by, version.replaced_because, version.rereads):
        return version
    return replace(version, replaced_by=told[0], replaced_because=told[1], rereads=told[2])


def _rereadings(oldest_first: Iterable[Version]) -> Iterable[tuple[str, str]]:
    seen: dict[tuple[str, str], Version] = {}
    for version in oldest_first:
        if version.source_sha256 is None:
            continue
        key = version.nota, version.source_sha256
        before = seen.get(key)
        if before and is_rereading(before, version.reader):
            yield version.address, before.address
        seen[key] = version


def is_rereading(before: Version, reader: str | None) -> bool:
    """Whether a reading of the same source by this reader is a conversion of the same text.

    Another reader, with the same asked of it: of a draft with tracked changes the text before them is another text.
    """
    ours, theirs = (before.reader or "").split(), (reader or "").split()
    return bool(ours and theirs) and ours[0] != theirs[0] and ours[1:] == theirs[1:]


def standing(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Those of the versions of one nota, in order of import, that are not withdrawn, by legal date.

    A version without a legal date follows the one that was imported before it, because nothing else is known of it; of
    one date, the one imported last is the last; one that corrects another takes its place.
    """
    dates: dict[str, date] = {}
    places: dict[str, int] = {}
    known = date.min
    for version in versions:
        corrected = version.replaces or ""
        known = dates[version.address] = version.received or dates.get(corrected, known)
        places[version.address] = places.get(corrected, version.number)
    return tuple(
        sorted(
            (version for version in versions if not version.withdrawn),
            key=lambda version: (dates[version.address], places[version.address], version.number),
        )
    )
