"""One question through the versions of a nota and through other nota's: the wordings of its answer."""

from __future__ import annotations

from corpus.store import Store
from differ.audit.remembered import at_hand, remembered
from differ.model import Thread
from differ.progress import Progress, silent


def history(store: Store, address: str, progress: Progress = silent) -> Thread:
    """The wordings of the answer to a question, in time order, here and wherever the question returns.

    The same thread for each question in it, whichever of them the address names. Raises AddressError when the address
    leads to no question. Costs the versions of the nota's in it, and the first time after a change of the corpus what
    `differ.audit.returns` costs.
    """

    def made() -> Thread:
        from differ.audit.wordings import thread

        return thread(store, address, progress)

    return at_hand(store, "history", address, lambda: remembered(store, Thread, address, made))
