"""Passes that make a diff readable: a minimal edit says how to get there, a reader asks what was changed.

Each pass takes segments and gives segments of the same two texts; one function, one job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from differ.lexicon import entries
from differ.tokens import identity, spoken

KEPT = 0.3
"""Of the words of the longer side. Where less is kept, what is kept stands there by chance ('de', 'van', a comma), and
the two wordings read better as two blocks."""
ISLAND = 2
"""Words. So many small words that stayed between two changes are read as part of one change: '[-in de loop-]
{+uiterlijk in het najaar+} van [-2032 te-]{+2031+}' keeps nothing by keeping 'van'."""

SENTENCE_ENDS = (".", "?", "!")
CLAUSE_ENDS = (",", ";", ":", ")")
CLAUSE_STARTS = (",", ";", ":", "(")

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of tokens that stayed (each left token is the same as its right one), or what replaced what."""

    left: Tokens
    right: Tokens
    stayed: bool


Segments = tuple[Segment, ...]


def clean(segments: Sequence[Segment]) -> Segments:
    """All passes, until nothing changes. The texts of both sides are as before; idempotent."""
    found = merged(segments)
    changed = [one for one in found if not one.stayed]
    if len(changed) == 1 and changed[0].left and changed[0].right:
        # One thing in the place of another, as in most edits: there is nothing to slide and nothing between.
        return whole_blocks(found)
    while (better := merged(_passes(found))) != found:
        found = better
    return found


def _passes(segments: Segments) -> Segments:
    return whole_blocks(merged(swallow_islands(merged(slide(segments)))))


def merged(segments: Sequence[Segment]) -> Segments:
    """Neighbours of one kind made one, empty ones left out."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].stayed == segment.stayed:
            last = found.pop()
            segment = Segment(last.left + segment.left, last.right + segment.right, segment.stayed)  # noqa: PLW2901
        if segment.left or segment.right:
            found.append(segment)
    return tuple(found)


def swallow_islands(segments: Segments) -> Segments:
    """A few small words between two changes become part of these.

    Not where both changes are clear by themselves: '[-76,2-]{+81,4+} en [-3-]{+4+}' is two changes.
    """
    return tuple(
        Segment(here.left, here.right, stayed=False) if _is_island(before, here, after) else here
        for before, here, after in _with_neighbours(segments)
    )


def _with_neighbours(segments: Segments) -> Iterator[tuple[Segment | None, Segment, Segment | None]]:
    yield from zip((None, *segments), segments, (*segments[1:], None), strict=False)


def _is_island(before: Segment | None, here: Segment, after: Segment | None) -> bool:
    if not (here.stayed and before and after):
        return False
    small = len(here.left) <= ISLAND and all(identity(token).casefold() in _small_words() for token in here.left)
    return small and not (_is_clear(before) and _is_clear(after))


def _is_clear(segment: Segment) -> bool:
    """One word in the place of one, or the same written otherwise."""
    return len(segment.left) == len(segment.right) == 1 or _says_the_same(segment)


def _says_the_same(segment: Segment) -> bool:
    return segment.stayed or spoken("".join(segment.left)) == spoken("".join(segment.right))


@cache
def _small_words() -> frozenset[str]:
    # Not what ends a sentence or makes a list: that is where a reader rests.
    return frozenset((*entries("stopwords"), ",", "'", '"', "‘", "’", "“", "”", "(", ")"))


def slide(segments: Segments) -> Segments:
    """What was added or left out is shown from one edge of a clause to another.

    'A, en B.' -> 'A, en B, en C.' has two minimal edits; ', en C' is the one that reads.
    """
    edge = Segment((), (), stayed=True)
    found = [edge, *segments, edge]
    for position in range(1, len(found) - 1):
        before, here, after = found[position - 1 : position + 2]
        if not here.stayed and not (here.left and here.right):
            found[position - 1 : position + 2] = _best_position(before, here, after)
    return tuple(found)


def _best_position(before: Segment, here: Segment, after: Segment) -> tuple[Segment, Segment, Segment]:
    earliest = _repeated((before, here, after), _one_earlier)[-1]
    return max(_repeated(earliest, _one_later), key=lambda place: _edges(*place))


Place = tuple[Segment, Segment, Segment]


def _repeated(place: Place, step: Callable[[Place], Place | None]) -> list[Place]:
    """The place and those reached from it, as far as the step goes."""
    found = [place]
    while next_place := step(found[-1]):
        found.append(next_place)
    return found


def _one_later(place: Place) -> Place | None:
    before, here, after = place
    own = here.right or here.left
    if not after.left or identity(own[0]) != identity(after.left[0]):
        return None
    if here.right:
        before = Segment((*before.left, after.left[0]), (*before.right, own[0]), stayed=True)
        here = Segment((), (*own[1:], after.right[0]), stayed=False)
    else:
        before = Segment((*before.left, own[0]), (*before.right, after.right[0]), stayed=True)
        here = Segment((*own[1:], after.left[0]), (), stayed=False)
    return before, here, Segment(after.left[1:], after.right[1:], stayed=True)


def _one_earlier(place: Place) -> Place | None:
    before, here, after = place
    own = here.right or here.left
    if not before.left or identity(own[-1]) != identity(before.left[-1]):
        return None
    if here.right:
        after = Segment((before.left[-1], *after.left), (own[-1], *after.right), stayed=True)
        here = Segment((), (before.right[-1], *own[:-1]), stayed=False)
    else:
        after = Segment((own[-1], *after.left), (before.right[-1], *after.right), stayed=True)
        here = Segment((before.left[-1], *own[:-1]), (), stayed=False)
    return Segment(before.left[:-1], before.right[:-1], stayed=True), here, after


def _edges(before: Segment, here: Segment, after: Segment) -> int:
    """How well it reads if a change begins and ends here."""
    own = here.right or here.left
    return _edge(before.left[-1:], own[:1]) + _edge(own[-1:], after.left[:1])


def _edge(last: Tokens, following: Tokens) -> int:
    """Of a place between two tokens: end of a sentence or of the text 3, of a clause 2, before a comma 1."""
    if not last or not following or identity(last[0])[-1:] in SENTENCE_ENDS:
        return 3
    if identity(last[0])[-1:] in CLAUSE_ENDS:
        return 2
    return 1 if identity(following[0])[:1] in CLAUSE_STARTS else 0


def whole_blocks(segments: Segments) -> Segments:
    """Two whole texts, where too little stayed to call it an edit. What was only added to a text leaves it its own."""
    if not any(s.left and s.right and not s.stayed for s in segments):
        return segments
    enough = KEPT * max(sum([_words(s.left) for s in segments]), sum([_words(s.right) for s in segments]))
    if _kept(segments, only_stayed=True) >= enough or _kept(segments) >= enough:
        return segments
    return (Segment(_all(s.left for s in segments), _all(s.right for s in segments), stayed=False),)


def _kept(segments: Segments, only_stayed: bool = False) -> int:
    return sum(_words(s.left) for s in segments if s.stayed or (not only_stayed and _says_the_same(s)))


def _all(runs: Iterable[Tokens]) -> Tokens:
    return tuple(token for run in runs for token in run)


def _words(tokens: Tokens) -> int:
    return sum([token[0].isalnum() for token in tokens])
