"""What was told of an address, told again as long as the corpus is the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from corpus.store import Store
from corpus.wire import NotOurs, pack
from corpus.wire import unpack as unpacked
from differ.derived import derived_of

T = TypeVar("T")


def remembered(
    store: Store,
    kind: type[T],
    address: str,
    make: Callable[[], T],
    pack: Callable[[T], bytes] = pack,
    unpack: Callable[[bytes], T] | None = None,
) -> T:
    """What `make` makes of an address (as it is written), from what was kept where the corpus has not grown since.

    Then not even the list of its versions is read. What `pack` makes of it is kept; `unpack` raises NotOurs.
    """
    derived, name, key = derived_of(store), kind.__name__, f"{store.head} {address}"
    kept = derived.get(name, key)
    if kept is not None:
        with suppress(NotOurs):
            return unpack(kept) if unpack else unpacked(kind, kept)
    made = make()
    derived.put(name, key, pack(made))
    return made
