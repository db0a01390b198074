"""The changes of a corpus, a dossier or a nota, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from typing import Literal

from corpus.corrections import standing
from corpus.model import Version
from corpus.store import Store
from differ.audit.abreast import changes_of
from differ.audit.brief import Changes
from differ.audit.changes import count_questions
from differ.audit.scope import by_nota, in_dossier
from differ.bilingual.help import _
from differ.progress import Progress, silent

EntryKind = Literal["first", "changed", "reread", "withdrawn"]


@dataclass(frozen=True)
class Wanted:
    """Which changes are asked for; what is not said asks for all."""

    since: date | None = None
    until: date | None = None
    """Both by the legal date, else that of the import; both days are in it."""
    author: str | None = None
    """A part of the name or the address."""
    nota: str | None = None
    """As people write it."""
    dossier: str | None = None
    facts: bool = False
    """Only versions in which a fact changed; a conversion and what was withdrawn are none."""
    limit: int | None = None


@dataclass(frozen=True)
class Entry:
    """One version, and what it changed in the one that it followed."""

    version: Version
    kind: EntryKind
    """`first`: there is none before it; `reread`: the same source, read again, and compared with the reading before;
    `withdrawn`: another one stands in its place, and what it said is no wording of the nota."""
    questions: int
    before: Version | None = None
    changes: Changes | None = field(default=None, repr=False)
    """None where it is the first, and where it is withdrawn."""

    @property
    def has_facts(self) -> bool:
        """Whether a fact changed."""
        return self.kind == "changed" and self.changes is not None and bool(self.changes.facts)


def log(store: Store, wanted: Wanted = Wanted(), progress: Progress = silent) -> Iterator[Entry]:
    """The versions that are asked for, the latest first by legal date (else import), each when it is known.

    The version before is that before it in time, whatever was imported first. What a better reading of the same source
    took the place of did change what was said, and the better reading did not. Raises AddressError for a nota or a
    dossier that is not there. `nota add` keeps what a version changed; where it did not, each costs a comparison.
    """
    # One look at the corpus: who asks the store nota by nota has it look for news each time.
    everything = store.log()
    chosen = _chosen(store, everything, wanted)
    past = _Past(everything, {version.nota for version in chosen})
    found = _told(store, past, chosen if wanted.facts else chosen[: wanted.limit], progress)
    return islice((entry for entry in found if entry.has_facts or not wanted.facts), wanted.limit)


def _told(store: Store, past: _Past, versions: Sequence[Version], progress: Progress) -> Iterator[Entry]:
    followed = {version.address: past.followed(version) for version in versions}
    changed = changes_of(store, [(before, own) for own in versions if (before := followed[own.address])])
    with progress(_("comparing"), len(versions)) as bar:
        for version in versions:
            before = followed[version.address]
            yield _changed(version, before, next(changed)) if before else _first(store, past, version)
            bar.update(1)


class _Past:
    """What came before each version."""

    def __init__(self, everything: Sequence[Version], notas: Set[str]) -> None:
        self._known = {version.address: version for version in everything if version.nota in notas}
        self._before = {
            version.address: earlier
            for nota, versions in by_nota(everything).items()
            if nota in notas
            for earlier, version in pairwise(standing(versions))
        }

    def followed(self, version: Version) -> Version | None:
        """What a version is compared with: the reading before of the same source, or else the version before it.

        None of the first, and of what is withdrawn.
        """
        heir = self.heir(version)
        return None if heir.withdrawn else self._known.get(version.rereads or "") or self._before.get(heir.address)

    def heir(self, version: Version) -> Version:
        """The last that was read from the same source in its place: what is said of the past of that holds for it."""
        while (heir := self._known.get(version.replaced_by or "")) and heir.rereads == version.address:
            version = heir
        return version


def _chosen(store: Store, everything: Sequence[Version], wanted: Wanted) -> list[Version]:
    among = [version for version in everything if _is_asked_for(version, wanted)]
    if wanted.dossier is not None:
        notas = set(in_dossier(everything, wanted.dossier))
        among = [version for version in among if version.nota in notas]
    if wanted.nota is not None:
        nota = store.resolve(wanted.nota).nota
        among = [version for version in among if version.nota == nota]
    # The sort is stable: of one day, what was imported last comes first.
    return sorted(among, key=lambda version: version.date, reverse=True)


def _is_asked_for(version: Version, wanted: Wanted) -> bool:
    return (
        (wanted.since is None or version.date >= wanted.since)
        and (wanted.until is None or version.date <= wanted.until)
        and (wanted.author is None or wanted.author.casefold() in version.author.casefold())
    )


def _first(store: Store, past: _Past, version: Version) -> Entry:
    kind: EntryKind = "withdrawn" if past.heir(version).withdrawn else "first"
    return Entry(version, kind, count_questions(store, version))


def _changed(version: Version, before: Version, found: Changes) -> Entry:
    return Entry(version, "reread" if version.rereads == before.address else "changed", found.count, before, found)
