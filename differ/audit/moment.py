"""Which version of a nota stood on a day, and by which it was followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.corrections import standing
from corpus.model import QAPair, Version

By = Literal["legal", "import"]
"""The day that counts of a version: its legal date, else that of the import; or always that of the import."""


def counted(version: Version, by: By) -> date:
    """The day of a version that counts."""
    return version.date if by == "legal" else version.committed.date()


@dataclass(frozen=True)
class Then:
    """One nota on that day."""

    nota: str
    version: Version | None
    """The one that stood; None where none did yet."""
    after: Version | None
    """The one that took its place, or the first of all where none stood yet; None where it stands to this day."""
    pair: QAPair | None = None
    """The question that was asked for, as it stood; None where none was, and where it did not stand then."""


class Moment:
    """A day, as a corpus knows it."""

    def __init__(self, log: Sequence[Version], day: date, by: By) -> None:
        """`log` has all versions of all nota's, the newest first."""
        self._day = day
        self._by = by
        self._places = {version.commit: place for place, version in enumerate(reversed(log))}
        self._correcting: defaultdict[str, list[Version]] = defaultdict(list)
        # Also by a version of another nota: so is corrected what was filed under a wrong id.
        for version in log:
            if version.replaces:
                self._correcting[version.replaces].append(version)

    def then(self, versions: Sequence[Version]) -> Then:
        """Of one nota, of which these are all versions, in order of import."""
        found = self._by_legal_date(versions) if self._by == "legal" else self._by_import(versions)
        return Then(versions[0].nota, *found)

    def _by_legal_date(self, versions: Sequence[Version]) -> tuple[Version | None, Version | None]:
        order = standing(versions)
        begun = [place for place, version in enumerate(order) if version.date <= self._day]
        # One without a legal date may stand among earlier ones, and never be what stood last.
        later = order[begun[-1] + 1 :] if begun else order
        return order[begun[-1]] if begun else None, min(later, key=lambda version: version.date, default=None)

    def _by_import(self, versions: Sequence[Version]) -> tuple[Version | None, Version | None]:
        """One that was imported later takes its place only by a legal date that is no earlier, or by correcting it."""
        imports = self._imports(versions)
        past = [own for own in imports if own.committed.date() <= self._day]
        stood = self._stood(versions, past[-1]) if past else None
        later = (own for own in imports if own.committed.date() > self._day)
        return stood, next((own for own in later if self._stood(versions, own) != stood), None)

    def _imports(self, versions: Sequence[Version]) -> list[Version]:
        """What was imported of a nota, or in the place of a version of it, in order."""
        correcting = (own for version in versions for own in self._correcting.get(version.address, ()))
        found = {own.commit: own for own in (*versions, *correcting)}
        return sorted(found.values(), key=self._place)

    def _stood(self, versions: Sequence[Version], until: Version) -> Version | None:
        """What stood as this one had been imported."""
        known = [own for own in versions if self._place(own) <= self._place(until)]
        order = standing([replace(own, replaced_by=self._replaced_by(own, until)) for own in known])
        return next((own for own in known if order and own.commit == order[-1].commit), None)

    def _replaced_by(self, version: Version, until: Version) -> str | None:
        correcting = self._correcting.get(version.address, ())
        return next((own.address for own in correcting if self._place(own) <= self._place(until)), None)

    def _place(self, version: Version) -> int:
        return self._places[version.commit]
