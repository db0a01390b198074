"""The corpus as the pages read it: one open store, and what is costly to find out kept for as long as it holds."""

from __future__ import annotations

from functools import lru_cache

from corpus.model import Version
from corpus.store import Store
from differ.audit.news import before
from differ.audit.provenance import blame
from differ.compare import compare
from differ.conversion import converted
from differ.gathered.current import Current
from differ.gathered.repeats import Repeated
from differ.model import NotaDiff, Provenance
from differ.search.finder import Finder as Searcher
from web.whereabouts import Finder


class Library:
    """Reads a corpus for many requests at once; what it keeps is keyed by object ids, so never out of date."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.places = Finder(store)
        self.finder = Searcher(store)
        self.repeats = Current(store)
        self._compare = lru_cache(maxsize=64)(self._compare_versions)

    def versions(self) -> dict[str, list[Version]]:
        """The versions of every nota, oldest first; nota's in order of id. Linear in all versions."""
        found: dict[str, list[Version]] = {}
        for version in reversed(self.store.log()):
            found.setdefault(version.nota, []).append(version)
        return dict(sorted(found.items()))

    def before(self, version: Version) -> Version | None:
        """What the nota said before this version; of one that does not stand, the one with the number below."""
        return before(self.store, version)

    def compare(self, left: Version, right: Version) -> NotaDiff:
        """Two versions, question by question."""
        return self._compare(left, right)

    def provenance(self, version: Version) -> dict[tuple[str, str], list[Provenance]]:
        """Which version brought each sentence: by question and part, an answer being under the last it is given to."""
        found: dict[tuple[str, str], list[Provenance]] = {}
        for sentence in blame(self.store, version.address):
            number = sentence.address.partition("#")[2]
            found.setdefault((number, sentence.part), []).append(sentence)
        return found

    def repeated(self, nota: str) -> list[Repeated]:
        """Where the questions of the nota with this id repeat, among the newest versions."""
        with self.repeats.open() as (repeats, _):
            return repeats.of_nota(nota) if repeats else []

    def _compare_versions(self, left: Version, right: Version) -> NotaDiff:
        return converted(compare(self.store.document(left), self.store.document(right)), self.store)
