"""What was told of an address, told again as long as the corpus is the same: from memory, or from what is kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from corpus.guarded.wire import NotOurs, pack
from corpus.guarded.wire import unpack as unpacked
from corpus.store import Store
from differ.keeping.derived import derived_of

T = TypeVar("T")

AT_HAND = 16
"""Answers about one open corpus that stay in memory: of a thousand versions one takes a megabyte or two."""
_HELD: WeakKeyDictionary[Store, OrderedDict[tuple[str, str, str], Any]] = WeakKeyDictionary()
_LOCK = Lock()


def at_hand(store: Store, name: str, address: str, make: Callable[[], T]) -> T:
    """What `make` makes of an address; of what was asked last of an open corpus the same value, as long as it is the
    same corpus. What it makes must never be altered."""
    key = name, address, store.head
    with _LOCK:
        held = _HELD.setdefault(store, OrderedDict())
        if key in held:
            held.move_to_end(key)
            found: T = held[key]
            return found
    made = make()
    with _LOCK:
        held[key] = made
        if len(held) > AT_HAND:
            held.popitem(last=False)
    return made


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
