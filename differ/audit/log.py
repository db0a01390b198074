"""The changes of a corpus, a dossier or a nota, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice, pairwise
from typing import Literal

from corpus.corrections import standing
from corpus.model import Version
from corpus.store import Store
from differ.audit.brief import Changes
from differ.audit.changes import changes, count_questions
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
    found = _told(progress, chosen if wanted.facts else chosen[: wanted.limit], partial(_entry, store, past))
    return islice((entry for entry in found if entry.has_facts or not wanted.facts), wanted.limit)


def _told(progress: Progress, versions: Sequence[Version], entry: Callable[[Version], Entry]) -> Iterator[Entry]:
    with progress(_("comparing"), len(versions)) as bar:
        for version in versions:
            yield entry(version)
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

    def reread(self, version: Version) -> Version | None:
        """The version that was read from the same source."""
        return self._known.get(version.rereads or "")

    def heir(self, version: Version) -> Version:
        """The last that was read from the same source in its place: what is said of the past of that holds for it."""
        while (heir := self._known.get(version.replaced_by or "")) and heir.rereads == version.address:
            version = heir
        return version

    def before(self, version: Version) -> Version | None:
        """The version that stood before this one."""
        return self._before.get(version.address)


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


def _entry(store: Store, past: _Past, version: Version) -> Entry:
    heir = past.heir(version)
    earlier = past.reread(version) or past.before(heir)
    if heir.withdrawn or earlier is None:
        return Entry(version, "withdrawn" if heir.withdrawn else "first", count_questions(store, version))
    found = changes(store, earlier, version)
    kind: EntryKind = "reread" if version.rereads == earlier.address else "changed"
    return Entry(version, kind, found.count, earlier, found)
