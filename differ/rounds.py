"""What wordings were found to repeat: each pair judged once, round by round, taken up again where it was broken off.

A round looks up the wordings that came since the one before, among all. In a folder of its own it keeps the pairs
that are worth judging (`pairs-*.npy`), then their verdicts (`judged-*.npy`), and at last only these
(`verdicts.npy`). Each file appears whole or not at all.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from differ.candidates import BLOCK, Candidates, Pairs
from differ.help import _
from differ.judging import VERDICT, Verdicts, in_order, verdicts
from differ.progress import Progress
from differ.shelf import Shelf

PART = 200_000
"""Pairs that are judged before they are put away: some seconds of work are lost at most."""
_DONE = "verdicts"


class Round:
    """The wordings `first` to `end` of a shelf, looked up among all before `end`."""

    def __init__(self, shelf: Shelf, first: int, end: int) -> None:
        self._shelf = shelf
        self._first = first
        self._end = end
        self._folder = shelf.folder / f"found-{first:09}-{end:09}" if shelf.folder else None

    def verdicts(self, progress: Progress) -> Verdicts:
        """Those of all pairs that have one. Of a kept round nothing is done twice."""
        done: Verdicts | None = self._take(_DONE)
        if done is None:
            done = self._judged(self.pairs(progress), progress)
            self._put(_DONE, done)
            for part in self._folder.glob("*-*.npy") if self._folder else ():
                part.unlink()
        return done

    def pairs(self, progress: Progress) -> Pairs:
        """Those that are worth judging, each once, ordered for the judging."""
        if (known := self._take("pairs-all")) is not None:
            return known
        candidates = Candidates(self._shelf, self._first, self._end)
        codes = [np.zeros(0, np.int64)]
        with progress(_("looking up"), self._end - self._first) as bar:
            for start in range(self._first, self._end, BLOCK):
                stop = min(start + BLOCK, self._end)
                if (part := self._take(f"pairs-{start:09}")) is None:
                    part = _codes(candidates.block(start, stop))
                    self._put(f"pairs-{start:09}", part)
                codes.append(part)
                bar.update(stop - start)
        own = np.unique(np.concatenate(codes))
        pairs = in_order(np.stack((own >> 32, own & 0xFFFFFFFF)), self._end)
        self._put("pairs-all", pairs)
        return pairs

    def _judged(self, pairs: Pairs, progress: Progress) -> Verdicts:
        found = [np.zeros(0, VERDICT)]
        with progress(_("comparing"), pairs.shape[1]) as bar:
            while (part := self._take(f"judged-{len(found):05}")) is not None:
                found.append(part)
            done = (len(found) - 1) * PART
            bar.update(min(done, pairs.shape[1]))
            fresh: list[Verdicts] = []
            for count, told in verdicts(self._shelf, pairs[:, done:]):
                fresh.append(told)
                done += count
                bar.update(count)
                if done % PART == 0:
                    found.append(np.concatenate(fresh))
                    self._put(f"judged-{len(found) - 1:05}", found[-1])
                    fresh = []
        return np.concatenate(found + fresh)

    def _take(self, name: str) -> NDArray[Any] | None:
        """What was put away under a name; None where it is not there, or was damaged since."""
        with suppress(OSError, ValueError):
            if self._folder:
                return np.load(self._folder / f"{name}.npy")  # type: ignore[no-any-return]
        return None

    def _put(self, name: str, array: NDArray[Any]) -> None:
        # What a visitor of the shelf repeats goes with the visitor.
        if self._folder and self._shelf.shared:
            self._folder.mkdir(exist_ok=True)
            draft = self._folder / "draft"
            with draft.open("wb") as out:
                np.save(out, array)
            draft.rename(self._folder / f"{name}.npy")


def _codes(pairs: Pairs) -> NDArray[np.int64]:
    """Each pair once, as one number."""
    return np.unique((pairs[0] << 32) | pairs[1])


def all_verdicts(shelf: Shelf, progress: Progress) -> Verdicts:
    """The verdicts of all pairs of wordings that have one: those of the rounds that are kept, and of a new one.

    Each pair once. With nothing new it only reads.
    """
    end = shelf.wordings
    found, first = [np.zeros(0, VERDICT)], 0
    for begin, stop in _rounds(shelf):
        # A round that does not go on where the one before it ended was left over from a shelf that is gone.
        if begin == first and stop <= end:
            found.append(Round(shelf, begin, stop).verdicts(progress))
            first = stop
    if first < end:
        found.append(Round(shelf, first, end).verdicts(progress))
    return np.concatenate(found)


def _rounds(shelf: Shelf) -> list[tuple[int, int]]:
    """From where to where each kept round goes, in order."""
    names = [folder.name for folder in shelf.folder.glob("found-*-*")] if shelf.folder else []
    return sorted((int(first), int(end)) for _, first, end in (name.split("-") for name in names))
