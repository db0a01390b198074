"""Two runs of sentences -> which sentence became which, in order.

What stands once on both sides and is equal holds the texts together, as in patience diff (Bram Cohen); so does, in a
long gap, what is nearly equal and near nothing else. Between these the pairs are those that keep most words
(Needleman and Wunsch, 1970).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from differ.sentences.likeness import Words
from differ.sentences.order import heaviest_in_order

SAME_SENTENCE = 45.0
"""A sentence of which less than this stays was not edited but replaced: two sentences of Dutch officialese share
30 to 40 of their small words whatever they say. 'Het kabinet streeft ernaar de Kamer in de loop van 2032 te
informeren.' and 'Het kabinet zal de Kamer uiterlijk in het najaar van 2031 informeren.' share 56."""
FEW = 400
"""Pairs of sentences in one gap: 20 replaced by 20 others. Only so many are compared all with all at once."""
MOST_COMPARED = 40_000
"""Pairs of sentences in one gap in which nothing is nearly equal: 200 replaced by 200 others. A larger gap is
compared half by half."""

Link = tuple[int, int]
"""A position on the left and one on the right."""
Gap = tuple[Sequence[int], Sequence[int]]


def once(sentences: Iterable[str]) -> set[str]:
    """What stands there once."""
    return {sentence for sentence, count in Counter(sentences).items() if count == 1}


def anchored(ours: Sequence[str], theirs: Sequence[str]) -> list[Link]:
    """What stands once on both sides and is equal, but for what left the common order. O(n log n)."""
    where = {sentence: j for j, sentence in enumerate(theirs)}
    both = once(ours) & once(theirs)
    pairs = [(i, where[sentence]) for i, sentence in enumerate(ours) if sentence in both]
    return heaviest_in_order(pairs, [len(ours[i]) + 1 for i, _ in pairs])


def filled(
    ours: Sequence[str],
    theirs: Sequence[str],
    anchors: Sequence[Link],
    movers: tuple[Container[int], Container[int]],
    words: Words,
) -> tuple[list[Link], bool]:
    """The anchors and what became one another between them; and whether all was compared.

    The movers are known to have gone elsewhere, and are left out. Costs the product of the sentences of a gap, up
    to MOST_COMPARED for each piece of it.
    """
    found, complete = list(anchors), True
    for own, other in _gaps(anchors, len(ours), len(theirs)):
        left, right = [i for i in own if i not in movers[0]], [j for j in other if j not in movers[1]]
        for piece in _short_gaps(ours, theirs, (left, right), words):
            small = list(_pieces(*piece))
            found += [link for one in small for link in _aligned(ours, theirs, one, words)]
            complete = complete and len(small) == 1
    return sorted(found), complete


def _gaps(anchors: Sequence[Link], lefts: int, rights: int) -> Iterator[tuple[range, range]]:
    """What stands between the anchors, where it does on both sides."""
    i = j = 0
    for next_i, next_j in (*anchors, (lefts, rights)):
        if i < next_i and j < next_j:
            yield range(i, next_i), range(j, next_j)
        i, j = next_i + 1, next_j + 1


def _short_gaps(ours: Sequence[str], theirs: Sequence[str], gap: Gap, words: Words) -> Iterator[Gap]:
    """A gap, or where it is long what it falls apart into at sentences that are near one another and near no other."""
    own, other = gap
    if len(own) * len(other) <= FEW:
        yield gap
        return
    near = _near([ours[i] for i in own], [theirs[j] for j in other], words)
    # The nearly equal stands at the end of its piece, so that it is compared there.
    i = j = 0
    for next_i, next_j in near:
        yield own[i : next_i + 1], other[j : next_j + 1]
        i, j = next_i + 1, next_j + 1
    yield own[i:], other[j:]


def _near(ours: Sequence[str], theirs: Sequence[str], words: Words) -> list[Link]:
    """In order, the weightiest run of those that share words which few others have."""
    worth = {(i, j): _worth(ours[i], theirs[j], words) for i, j in words.candidates(ours, theirs)}
    links = sorted((link for link, value in worth.items() if value), key=lambda link: (link[0], -link[1]))
    return heaviest_in_order(links, [worth[link] for link in links])


def _pieces(own: Sequence[int], other: Sequence[int]) -> Iterator[Gap]:
    """A gap, or where it is too large its halves: an edited sentence rarely leaves its part of a text."""
    if len(own) * len(other) <= MOST_COMPARED:
        yield own, other
    else:
        left, right = (len(own) + 1) // 2, (len(other) + 1) // 2
        yield from _pieces(own[:left], other[:right])
        yield from _pieces(own[left:], other[right:])


def _aligned(ours: Sequence[str], theirs: Sequence[str], gap: Gap, words: Words) -> list[Link]:
    """The pairs, in order, that keep most words."""
    own, other = gap
    worth = [[_worth(ours[i], theirs[j], words) for j in other] for i in own]
    if len(own) == len(other) == 1:
        return [(own[0], other[0])] if worth[0][0] else []
    # best[i][j]: what can be kept of all from i and from j onwards.
    best = [[0.0] * (len(other) + 1) for _ in range(len(own) + 1)]
    for i in reversed(range(len(own))):
        for j in reversed(range(len(other))):
            paired = worth[i][j] and worth[i][j] + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return [(own[i], other[j]) for i, j in _way(worth, best)]


def _way(worth: Sequence[Sequence[float]], best: Sequence[Sequence[float]]) -> Iterator[Link]:
    i = j = 0
    while i < len(worth) and j < len(worth[0]) and best[i][j]:
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _worth(left: str, right: str, words: Words) -> float:
    """How much is kept if the one became the other; nothing where that is not to be believed."""
    alike = words.likeness(left, right)
    return alike * (len(left) + len(right)) if alike >= SAME_SENTENCE else 0.0
