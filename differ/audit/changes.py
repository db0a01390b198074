"""What one version changed in the one before, in short: found once, and kept by the ids of the two texts."""

from __future__ import annotations

from corpus.cutting import pieces
from corpus.guarded.wire import NotOurs, pack, unpack
from corpus.model import Version
from corpus.store import Store
from differ.audit.brief import Changes
from differ.keeping.derived import derived_of

_KEPT = "changes"


def changes(store: Store, before: Version, version: Version) -> Changes:
    """What a version changed in the one before, both of one nota: `differ.compare` in short.

    The first time it costs a comparison, some 20 ms for a nota of 22 questions; then a look into what is kept.
    """
    derived, key = derived_of(store), _key(before, version)
    if kept := derived.get(_KEPT, key):
        try:
            return unpack(Changes, kept)
        except NotOurs:
            pass
    # To load what compares takes longer than to tell what is kept.
    from differ.audit.comparing import compared

    found = compared(store, before, version)
    derived.put(_KEPT, key, pack(found))
    return found


def is_kept(store: Store, before: Version, version: Version) -> bool:
    """Whether that was found before."""
    return derived_of(store).get(_KEPT, _key(before, version)) is not None


def _key(before: Version, version: Version) -> str:
    return f"{before.text_id}-{version.text_id}"


def count_questions(store: Store, version: Version) -> int:
    """How many questions a version has, passages too."""
    return sum(piece.number is not None for piece in pieces(store.text(version)))
