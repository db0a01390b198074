"""The wordings of a shelf by their features, with what was added since its index was made."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from differ.shelves.hashed import Bearers, Keys, Places
from differ.shelves.index import Index, bearers_of
from differ.shelves.shelf import Shelf

INDEX_AGES = 4
"""An index serves until a part in so many has been added to it; what was added gets one of its own, made each time."""
FRESH = 5_000
"""Wordings that get an index of their own each time without one noticing."""
SPARSELY = 4
"""Where few are looked up among many, each may have so many times more neighbours: what is looked up from both sides
when all are looked up, is then looked up from one."""
_KEYS, _BEARERS = "keys.npy", "bearers.npy"


class Lookup:
    """Finds which wordings may ask the same as others."""

    def __init__(self, shelf: Shelf, bearers: Bearers, parts: list[tuple[int, Index]]) -> None:
        self._shelf = shelf
        self._bearers = bearers
        self._parts = parts
        """Where each part begins among the wordings, and its index."""

    @classmethod
    def over(cls, shelf: Shelf, end: int, in_one: bool = False) -> Lookup:
        """Over the first wordings of a shelf; what it makes anew of a corpus is kept beside it.

        With `in_one` there is one index over all: then what is found of a few does not depend on what was kept.
        """
        kept = _kept(shelf, end, end if in_one else 0)
        if kept is None:
            keys = shelf.keys(0, end)
            bearers = bearers_of(keys)
            index = Index.build(keys, bearers)
            if shelf.folder and shelf.shared:
                _keep(shelf.folder, end, bearers, index)
            return cls(shelf, bearers, [(0, index)])
        size, bearers, index = kept
        parts = [(0, index)]
        if size < end:
            parts.append((size, Index.build(shelf.keys(size, end), bearers)))
        return cls(shelf, bearers, parts)

    def nearest(self, start: int, end: int, sparsely: bool) -> tuple[Places, Places]:
        """For each of these wordings, those that may ask the same: two columns. A pair may come twice."""
        return self._nearest(self._shelf.keys(start, end), np.arange(start, end), sparsely)

    def nearest_of(self, wordings: Places) -> tuple[Places, Places]:
        """The same of any wordings."""
        return self._nearest(self._shelf.keys_of(wordings.tolist()), wordings, False)

    def sharing(self, wordings: Places) -> tuple[Places, Places]:
        """All of which these may be among the nearest, or the other way about. Of an index in one."""
        ((_, index),) = self._parts
        asked, found = index.sharing(self._shelf.keys_of(wordings.tolist()), self._bearers)
        return wordings[asked], found

    def _nearest(self, keys: Keys, wordings: Places, sparsely: bool) -> tuple[Places, Places]:
        asked, found = [], []
        for begin, index in self._parts:
            near = [index.nearest(keys, self._bearers, SPARSELY if sparsely else 1)]
            if sparsely:
                near.append(index.newly_shared(keys, self._bearers))
            for ours, theirs in near:
                asked.append(wordings[ours])
                found.append(theirs + begin)
        return np.concatenate(asked), np.concatenate(found)


def _kept(shelf: Shelf, end: int, least: int) -> tuple[int, Bearers, Index] | None:
    """The newest kept index over so many that is not too old, by the number in it; None where there is none."""
    for folder in sorted(shelf.folder.glob("index-*"), reverse=True) if shelf.folder else ():
        size = int(folder.name.removeprefix("index-"))
        if least <= size <= end <= max(size + FRESH, size + size // INDEX_AGES):
            try:
                bearers = Bearers(np.load(folder / _KEYS), np.load(folder / _BEARERS))
                return size, bearers, Index.load(folder, size)
            except (OSError, ValueError):
                # Half thrown away: made anew.
                shutil.rmtree(folder)
    return None


def _keep(folder: Path, size: int, bearers: Bearers, index: Index) -> None:
    """Whole or not at all; the ones before it are let go."""
    draft = Path(mkdtemp(prefix="draft-", dir=folder))
    np.save(draft / _KEYS, bearers.numbers)
    np.save(draft / _BEARERS, bearers.counts)
    index.save(draft)
    for old in folder.glob("index-*"):
        shutil.rmtree(old)
    draft.rename(folder / f"index-{size:09}")
