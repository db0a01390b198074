"""What each of many versions changed, found side by side where it was not kept: the first log of a clone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from corpus.model import Version
from corpus.store import Store
from differ.audit.brief import Changes
from differ.audit.changes import changes, is_kept
from differ.processes import in_processes

Step = tuple[Version, Version]
"""A version, and that before it."""
_MANY = 500
"""Comparisons that take longer than to begin a process for them."""
_PART = 25
"""That a process does at a time."""


def changes_of(store: Store, steps: Sequence[Step]) -> Iterator[Changes]:
    """What each version changed in the one before it, in this order, each when it is known.

    Where much of it was not kept, in as many processes as there are processors.
    """
    # Who asked before asked for all, or for the newest.
    if len(steps) < _MANY or is_kept(store, *steps[_MANY - 1]):
        return (changes(store, *step) for step in steps)
    parts = (steps[start : start + _PART] for start in range(0, len(steps), _PART))
    return chain.from_iterable(in_processes(_compared, parts, _begin, (store.path,)))


_store: Store | None = None
"""Of this worker process."""


def _begin(path: Path) -> None:
    global _store  # noqa: PLW0603  a process begins once
    _store = Store.open(path)


def _compared(steps: Sequence[Step]) -> list[Changes]:
    if _store is None:
        raise RuntimeError("the worker was not begun")
    return [changes(_store, *step) for step in steps]
