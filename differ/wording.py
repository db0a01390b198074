"""A sentence that became another -> what stayed of it and what replaced what, in whole words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from diff_match_patch import diff_match_patch

from differ.cleanup import Segment, Segments, clean
from differ.renumbering import Renumbering
from differ.signs import Signs
from differ.strings import common_end, common_start
from differ.tokens import identity, tokenise


def segments(left: str, right: str, renumbering: Renumbering) -> Segments:
    """The readable edit of one text into the other; that of the other into the one is its mirror image.

    A reference that only followed its question stayed. Costs the product of the words between the first and the
    last change and the words that changed (Myers, 1986).
    """
    if left == right:
        return (Segment((left,), (right,), stayed=True),)
    # Of two shortest edits the engine finds one or the other, by which text comes first.
    if left > right:
        return tuple(Segment(one.right, one.left, one.stayed) for one in _edit(right, left, renumbering.turned))
    return _edit(left, right, renumbering)


def _edit(left: str, right: str, renumbering: Renumbering) -> Segments:
    ours, theirs = tokenise(left), tokenise(right)
    signs = Signs(identity)
    text = renumbering.follow(left, right)
    followed = ours if text == left else tokenise(text)
    # 'vraag 9 mei' is a day, and one word; 'vraag 105 mei' is not.
    old = signs.encode(followed if len(followed) == len(ours) else ours)
    return clean(tuple(_runs(ours, theirs, _edits(old, signs.encode(theirs)))))


def _edits(old: str, new: str) -> list[tuple[int, str]]:
    """The shortest edit; a word for a word needs no search."""
    head = common_start(old, new)
    tail = common_end(old, new, min(len(old), len(new)) - head)
    gone, came = old[head : len(old) - tail], new[head : len(new) - tail]
    found = (
        [(diff_match_patch.DIFF_DELETE, gone), (diff_match_patch.DIFF_INSERT, came)]
        if min(len(gone), len(came)) == 0 or max(len(gone), len(came)) == 1
        else _engine().diff_main(gone, came, checklines=False)
    )
    equal = diff_match_patch.DIFF_EQUAL
    return [(equal, old[:head]), *found, (equal, old[len(old) - tail :])]


@cache
def _engine() -> diff_match_patch:
    engine = diff_match_patch()
    # With the second that it takes by default it gives up without a word, and calls the whole text replaced.
    engine.Diff_Timeout = 0
    return engine


def _runs(ours: Sequence[str], theirs: Sequence[str], edits: Sequence[tuple[int, str]]) -> Iterator[Segment]:
    i = j = 0
    for edit, signs in edits:
        own = len(signs) if edit != diff_match_patch.DIFF_INSERT else 0
        other = len(signs) if edit != diff_match_patch.DIFF_DELETE else 0
        yield Segment(tuple(ours[i : i + own]), tuple(theirs[j : j + other]), edit == diff_match_patch.DIFF_EQUAL)
        i, j = i + own, j + other
