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
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
