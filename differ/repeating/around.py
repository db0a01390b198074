"""What repeats a few wordings of a shelf, found without looking for all that repeats on it.

The wordings that were there when somebody first asked are the first round (see repeating.rounds): of it only what hangs
together with those few is looked up and judged, unless all of it was. What came since is a round like any other. So
what is found is the same as when all is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from differ.model import GRADES, Grade
from differ.progress import Progress, silent
from differ.repeating.judging import VERDICT, Verdicts
from differ.repeating.rounds import LITTLE, Round, begin_anew, rounds_of
from differ.shelves.hashed import Places
from differ.shelves.shelf import Rows, Shelf


def begin(shelf: Shelf, progress: Progress = silent) -> None:
    """See to it that a few wordings can be looked for: what came last is looked up among all, and kept."""
    if not shelf.wordings:
        return
    begin_anew(shelf, with_work=True)
    first, *later = rounds_of(shelf)
    first.begin()
    for own in later:
        own.verdicts(progress)


def begin_soon(shelf: Shelf, progress: Progress = silent) -> None:
    """The same, where it is soon done: not where much came to a shelf of which all was looked for."""
    first = next(rounds_of(shelf), None)
    if first and (not first.is_whole or shelf.wordings - first.end <= LITTLE):
        begin(shelf, progress)


def is_whole(shelf: Shelf) -> bool:
    """Whether it is known of all wordings which are the same."""
    return all(own.is_whole for own in rounds_of(shelf))


def around(
    shelf: Shelf,
    wordings: Iterable[int],
    place_of: Mapping[str, int],
    least: Grade = "same",
    rounds: Sequence[Round] | None = None,
) -> tuple[Rows, Verdicts]:
    """All questions of these texts that hang together with one of these wordings, and the verdicts between them.

    `place_of` is of each text, by its key, its place among those that are looked at. What hangs together only by a
    question that stands in none of them does not. Who asks again gives the rounds: they remember what they compared.
    """
    rounds, bar = rounds or list(rounds_of(shelf)), GRADES.index(least)
    reached, found, more = set[int](), [np.zeros(0, VERDICT)], set(wordings)
    while more := set(shelf.bearing(sorted(more - reached), place_of).wordings.tolist()):
        reached |= more
        near = _all_of(rounds, np.array(sorted(more)), least)
        found.append(near[near["grade"] <= bar])
        more = {*found[-1]["a"].tolist(), *found[-1]["b"].tolist()}
    return shelf.bearing(sorted(reached), place_of), np.unique(np.concatenate(found))


def concerning(shelf: Shelf, wording: int) -> Verdicts:
    """The verdicts of all pairs with one wording, however alike; none for -1, which is none."""
    return _all_of(rounds_of(shelf), np.array([wording] if wording >= 0 else [], np.int64), GRADES[-1])


def _all_of(rounds: Iterable[Round], wordings: Places, least: Grade) -> Verdicts:
    return np.concatenate([np.zeros(0, VERDICT), *(own.concerning(wordings, least) for own in rounds)])
