"""No search for garbage while many values are made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While this lasts Python looks for no cycles among the objects of this process.

    It looks through all that live each time some more were made, which takes an eighth of the time of reading a
    thousand versions, and finds nothing: what a text is cut into holds no cycles, and goes with its last user. (For the
    same reason Mercurial does so.) With threads the search may go on sooner than one of them is ready.
    """
    with _searched(False):
        yield


@contextmanager
def collected() -> Iterator[None]:
    """Within `uncollected`, for work that makes garbage of its own."""
    with _searched(True):
        yield


@contextmanager
def _searched(wanted: bool) -> Iterator[None]:
    before = gc.isenabled()
    _search(wanted)
    try:
        yield
    finally:
        _search(before)


def _search(wanted: bool) -> None:
    if wanted:
        gc.enable()
    else:
        gc.disable()
