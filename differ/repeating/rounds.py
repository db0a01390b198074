"""What wordings were found to repeat: each pair judged once, round by round, taken up again where it was broken off.

A round looks up the wordings that came since the one before, among all. In a folder of its own it keeps the pairs
that are worth judging (`pairs-*.npy`, at last `pairs.npy`) and the verdicts on them (`judged-*-*.npy`, at last
`verdicts-same.npy` and, once somebody asked for them, `verdicts-related.npy`). Each file appears whole or not at all.

Whether a pair that is not the same is at least like it is only found out for who asks for that.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from differ.bilingual.help import _
from differ.candidates import BLOCK, Candidates, Pairs
from differ.model import GRADES, Grade
from differ.progress import Progress, silent
from differ.repeating import judging
from differ.repeating.judging import SURE, VERDICT, Judge, Verdicts, in_order, verdicts
from differ.shelves.hashed import Places, each_once
from differ.shelves.shelf import Shelf

PART = 20 * judging.PART
"""Pairs that are judged before they are put away: some seconds of work are lost at most. A whole number of what is
judged in one go, or a file would hold more than is told from how many files there are."""
LITTLE, SHARE = 1_000, 20
"""Wordings, or one in so many of those there were, that may come to a round that was begun and not gone through:
looking for all that repeats them is soon done. Where more came, it begins anew with them in it."""
_PAIRS = "pairs"


class Round:
    """The wordings `first` to `end` of a shelf, looked up among all before `end`."""

    def __init__(self, shelf: Shelf, first: int, end: int) -> None:
        self._shelf = shelf
        self._first = first
        self.end = end
        self._folder = shelf.folder / f"found-{first:09}-{end:09}" if shelf.folder else None
        self._known, self._judge_of = cache(self._find_known), cache(partial(Judge, shelf))

    def verdicts(self, progress: Progress, least: Grade = "same") -> Verdicts:
        """Those of all pairs that are so alike at least. Of a kept round nothing is done twice."""
        same = self._kept_verdicts("same", lambda: self.pairs(progress), progress)
        if GRADES.index(least) <= SURE:
            return same
        others = self._kept_verdicts(GRADES[-1], lambda: self._others(same, progress), progress)
        return np.concatenate((same, others))

    @property
    def is_whole(self) -> bool:
        """Whether all its pairs were judged, and that is kept."""
        return self._known("same") is not None

    @property
    def has_work(self) -> bool:
        """Whether anything of it is kept."""
        return self._folder is not None and any(self._folder.glob("*.npy"))

    def begin(self) -> None:
        """Let it be known that it goes thus far: what comes now is of another round. And make ready what few are looked
        up by, unless all were."""
        if self._folder and self._shelf.shared:
            self._folder.mkdir(exist_ok=True)
            if not self.is_whole:
                self._candidates.make_ready()

    def concerning(self, wordings: Places, least: Grade = GRADES[-1]) -> Verdicts:
        """Those of the pairs with one of these wordings that are so alike at least. Of a round of which not all
        were judged only these are, and of a first round only these looked up."""
        mask = np.zeros(self.end, bool)
        mask[wordings[wordings < self.end]] = True
        if (known := self._known(least)) is not None:
            return np.asarray(known[mask[known["a"]] | mask[known["b"]]])
        return self._judge_of(least)(self._concerned(mask))

    def _concerned(self, mask: NDArray[np.bool_]) -> Pairs:
        if self._first == 0:
            # Those that are kept are millions: to look a few up anew takes less than to read them.
            return self._candidates.concerning(np.flatnonzero(mask))
        pairs = self._own_pairs
        return pairs[:, mask[pairs[0]] | mask[pairs[1]]]

    def _find_known(self, least: Grade) -> Verdicts | None:
        grades = dict.fromkeys(("same", GRADES[-1] if GRADES.index(least) > SURE else "same"))
        found = [self._take(f"verdicts-{grade}") for grade in grades]
        kept = [own for own in found if own is not None]
        return np.concatenate(kept) if len(kept) == len(grades) else None

    def _kept_verdicts(self, least: Grade, of: Callable[[], Pairs], progress: Progress) -> Verdicts:
        done: Verdicts | None = self._take(f"verdicts-{least}")
        if done is None:
            done = self._judged(of(), least, progress)
            self._put(f"verdicts-{least}", done)
            self._let_go(f"judged-{least}-*.npy")
        return done

    def _others(self, same: Verdicts, progress: Progress) -> Pairs:
        """The pairs that are not the same, in the order of the judging."""
        pairs = self.pairs(progress)
        known = (same["a"].astype(np.int64) << 32) | same["b"]
        return pairs[:, ~np.isin((pairs[0] << 32) | pairs[1], known)]

    def pairs(self, progress: Progress) -> Pairs:
        """Those that are worth judging, each once, ordered for the judging."""
        if (known := self._take(_PAIRS)) is not None:
            return known.astype(np.int64)
        candidates = self._candidates
        codes = [np.zeros(0, np.int64)]
        with progress(_("looking up"), self.end - self._first) as bar:
            for start in range(self._first, self.end, BLOCK):
                stop = min(start + BLOCK, self.end)
                if (part := self._take(f"pairs-{start:09}")) is None:
                    part = _codes(candidates.block(start, stop))
                    self._put(f"pairs-{start:09}", part)
                codes.append(part)
                bar.update(stop - start)
        # The index of a million questions is large, and who judges the pairs has no need of it.
        del candidates, self._candidates
        own = each_once(np.concatenate(codes))
        pairs = in_order(np.stack((own >> 32, own & 0xFFFFFFFF)), self.end)
        self._put(_PAIRS, pairs.astype(np.int32))
        self._let_go("pairs-*.npy")
        return pairs

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self._shelf, self._first, self.end)

    @cached_property
    def _own_pairs(self) -> Pairs:
        return self.pairs(silent)

    def _judged(self, pairs: Pairs, least: Grade, progress: Progress) -> Verdicts:
        found = [np.zeros(0, VERDICT)]
        with progress(_("comparing"), pairs.shape[1]) as bar:
            while (part := self._take(f"judged-{least}-{len(found):05}")) is not None:
                found.append(part)
            done = (len(found) - 1) * PART
            bar.update(min(done, pairs.shape[1]))
            fresh: list[Verdicts] = []
            for count, told in verdicts(self._shelf, pairs[:, done:], least):
                fresh.append(told)
                done += count
                bar.update(count)
                if done % PART == 0:
                    found.append(np.concatenate(fresh))
                    self._put(f"judged-{least}-{len(found) - 1:05}", found[-1])
                    fresh = []
        return np.concatenate(found + fresh)

    def _take(self, name: str) -> NDArray[Any] | None:
        """What was put away under a name; None where it is not there, or was damaged since."""
        with suppress(OSError, ValueError):
            if self._folder:
                return np.load(self._folder / f"{name}.npy")  # type: ignore[no-any-return]
        return None

    def _let_go(self, names: str) -> None:
        for part in self._folder.glob(names) if self._folder and self._shelf.shared else ():
            part.unlink()

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
    return each_once((pairs[0] << 32) | pairs[1])


def all_verdicts(shelf: Shelf, progress: Progress, least: Grade = "same") -> Verdicts:
    """The verdicts of all pairs of wordings that are so alike at least: of the rounds that are kept, and of a new one.

    Each pair once. With nothing new it only reads.
    """
    begin_anew(shelf, with_work=False)
    return np.concatenate([np.zeros(0, VERDICT), *(own.verdicts(progress, least) for own in rounds_of(shelf))])


def begin_anew(shelf: Shelf, with_work: bool) -> None:
    """Let go of a first round that was not gone through, where much came since; unless work was put away in it, or
    `with_work` too.

    What comes after a round is looked up among all from one side (see differ.shelves.lookup), at more cost for each.
    """
    first = next(rounds_of(shelf), None)
    if first is None or first.is_whole or (first.has_work and not with_work):
        return
    if shelf.folder and shelf.shared and shelf.wordings - first.end > max(LITTLE, first.end // SHARE):
        for folder in shelf.folder.glob("found-*-*"):
            shutil.rmtree(folder)


def rounds_of(shelf: Shelf) -> Iterator[Round]:
    """Those that are kept, in order, and of what came since a new one."""
    names = [folder.name for folder in shelf.folder.glob("found-*-*")] if shelf.folder else []
    first, end = 0, shelf.wordings
    for begin, stop in sorted((int(begin), int(stop)) for begin, stop in (name.split("-")[1:] for name in names)):
        # A round that does not go on where the one before it ended was left over from a shelf that is gone.
        if begin == first and stop <= end:
            yield Round(shelf, begin, stop)
            first = stop
    if first < end:
        yield Round(shelf, first, end)
