"""In which stretches of time something stood in a nota."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from corpus.model import Version


@dataclass(frozen=True)
class Period:
    """From one version through another, all between them too."""

    first: Version
    last: Version
    gone: Version | None
    """The version that came after the last, in which it does not stand; None where it still does."""


def periods(versions: Sequence[Version], bearing: Set[str]) -> Iterator[Period]:
    """The stretches of versions (in time order) that bear something; `bearing` are their commits."""
    runs = [list(run) for _, run in groupby(enumerate(versions), lambda own: own[1].commit in bearing)]
    for run in runs:
        (_, first), (end, last) = run[0], run[-1]
        if first.commit in bearing:
            yield Period(first, last, versions[end + 1] if end + 1 < len(versions) else None)
