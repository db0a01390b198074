"""What kept its order, of things that were paired."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_in_order(pairs: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[tuple[int, int]]:
    """Of pairs of positions, the weightiest run that is in order on both sides.

    `pairs` are in order of the left, each position in one pair only; `weights` are positive, one a pair. Weighted
    longest increasing subsequence: a staircase of runs, each ending further right and weighing more than the one
    before. O(n log n) comparisons.
    """
    ends: list[int] = []
    totals: list[float] = []
    last: list[int] = []
    before: list[int] = []
    for number, ((_, right), weight) in enumerate(zip(pairs, weights, strict=True)):
        step = bisect_left(ends, right)
        total = weight + (totals[step - 1] if step else 0)
        before.append(last[step - 1] if step else -1)
        beaten = step
        while beaten < len(ends) and totals[beaten] <= total:
            beaten += 1
        ends[step:beaten], totals[step:beaten], last[step:beaten] = [right], [total], [number]
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]
