"""What a version brought: what a list of many versions tells of each, kept so that no text is read for it twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Version
from corpus.store import Store
from differ.compare import compare
from differ.keeping.derived import derived_of
from differ.model import Fact, Kind
from differ.reports.rows import counts
from differ.reports.said import outside

MOST_FACTS = 6
"""Facts that are named; of more only their number is told."""
_KIND = "news"


@dataclass(frozen=True, slots=True)
class FactAt:
    """A fact that changed, and the question in whose answer it stands now."""

    number: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class News:
    """What a version brought, beside the one before it."""

    version: Version
    before: Version | None
    title: str
    """Of the dossier, or of the paper; its id where neither is known."""
    questions: int
    in_passages: bool
    counts: tuple[tuple[Kind, int], ...]
    """How many questions changed in which way; () where there is no version before."""
    outside: bool
    """Whether anything changed outside the questions."""
    facts: tuple[FactAt, ...]
    """The first `MOST_FACTS`."""
    all_facts: int

    @property
    def changed(self) -> bool:
        """Whether anything but its layout changed."""
        return any(kind not in ("unchanged", "cosmetic") for kind, _ in self.counts)


def before(store: Store, version: Version) -> Version | None:
    """What the nota said before this version; of one that does not stand, the one with the number below."""
    standing = store.standing(version.nota)
    if version in standing:
        return standing[standing.index(version) - 1] if version != standing[0] else None
    return next((v for v in store.versions(version.nota) if v.number == version.number - 1), None)


def news(store: Store, version: Version) -> News:
    """What a version brought. Costs a comparison the first time, then next to nothing."""
    earlier = before(store, version)
    key = f"{earlier.text_id if earlier else ''}:{version.text_id}"
    kept = derived_of(store).get(_KIND, key)
    if kept is None:
        kept = json.dumps(_found(store, earlier, version), ensure_ascii=False).encode()
        derived_of(store).put(_KIND, key, kept)
    told = json.loads(kept)
    return News(
        version,
        earlier,
        told["title"] or version.nota,
        told["questions"],
        told["in_passages"],
        tuple((kind, n) for kind, n in told["counts"]),
        told["outside"],
        tuple(FactAt(number, Fact(kind, left, right)) for number, kind, left, right in told["facts"]),
        told["all_facts"],
    )


def _found(store: Store, earlier: Version | None, version: Version) -> dict[str, object]:
    document = store.document(version)
    meta = document.nota.meta
    found = compare(store.document(earlier), document) if earlier else None
    facts = [
        [pair.right.number, fact.kind, fact.left, fact.right]
        for pair in (found.pairs if found else ())
        if pair.right
        for fact in pair.facts
    ]
    return {
        "title": meta.dossiertitel or meta.titel,
        "questions": len(document.nota.pairs),
        "in_passages": document.nota.in_passages,
        "counts": counts(found) if found else [],
        "outside": bool(found and outside(found)),
        "facts": facts[:MOST_FACTS],
        "all_facts": len(facts),
    }


def latest(store: Store, most: int) -> Iterator[News]:
    """What came in last, the newest first; what was withdrawn since is left out."""
    standing = (version for version in store.log() if not version.withdrawn)
    yield from (news(store, version) for version, _ in zip(standing, range(most), strict=False))
