"""The corpus as the pages read it: one open store, and what is costly to find out kept for as long as it holds."""

from __future__ import annotations

from functools import lru_cache

from corpus.model import Document, Version
from corpus.store import Store
from differ.audit.threads import blame
from differ.compare import compare
from differ.kept import in_corpus
from differ.model import Cluster, NotaDiff, Provenance
from differ.search.finder import Finder as Searcher
from web.whereabouts import Finder


class Library:
    """Reads a corpus for many requests at once; what it keeps is keyed by object ids, so never out of date."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.places = Finder(store)
        self.finder = Searcher(store)
        self._compare = lru_cache(maxsize=64)(self._compare_versions)
        self._provenance = lru_cache(maxsize=16)(self._find_provenance)
        self._clusters = lru_cache(maxsize=2)(self._find_clusters)

    def versions(self) -> dict[str, list[Version]]:
        """The versions of every nota, oldest first; nota's in order of id. Linear in all versions."""
        found: dict[str, list[Version]] = {}
        for version in reversed(self.store.log()):
            found.setdefault(version.nota, []).append(version)
        return dict(sorted(found.items()))

    def newest(self) -> tuple[Document, ...]:
        """The newest version of every nota."""
        return tuple(self.store.document(versions[-1]) for versions in self.versions().values())

    def before(self, version: Version) -> Version | None:
        """What the nota said before this version; of one that does not stand, the one with the number below."""
        standing = self.store.standing(version.nota)
        if version in standing:
            return standing[standing.index(version) - 1] if version != standing[0] else None
        return next((v for v in self.store.versions(version.nota) if v.number == version.number - 1), None)

    def compare(self, left: Version, right: Version) -> NotaDiff:
        """Two versions, question by question."""
        return self._compare(left, right)

    def provenance(self, version: Version) -> dict[str, tuple[Provenance, ...]]:
        """By question of a version which version brought each sentence of it and of its answer."""
        return self._provenance(version)

    def clusters(self, nota: str | None = None) -> tuple[Cluster, ...]:
        """The questions that repeat in the newest versions: all, or those with a member in the nota with this id."""
        found = self._clusters(self.store.head)
        if nota is None:
            return found
        return tuple(c for c in found if any(m.address.startswith(f"{nota}@") for m in c.members))

    def _compare_versions(self, left: Version, right: Version) -> NotaDiff:
        return compare(self.store.document(left), self.store.document(right))

    def _find_provenance(self, version: Version) -> dict[str, tuple[Provenance, ...]]:
        numbers = [pair.number for pair in self.store.document(version).nota.pairs]
        return {number: blame(self.store, f"{version.address}#{number}") for number in numbers}

    def _find_clusters(self, _head: str) -> tuple[Cluster, ...]:
        return tuple(in_corpus(self.store))
