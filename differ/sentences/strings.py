"""What two strings begin and end with alike."""

from __future__ import annotations


def common_start(one: str, other: str) -> int:
    """How many characters both begin with. O(log n) comparisons of slices, each at the speed of C."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    # The first `low` are equal, the first `high` are not.
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def common_end(one: str, other: str, most: int) -> int:
    """How many characters both end with, no more than `most`. O(log n) comparisons of slices."""
    low, high = 0, most
    if one[len(one) - high :] == other[len(other) - high :]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[len(one) - middle :] == other[len(other) - middle :]:
            low = middle
        else:
            high = middle
    return low
