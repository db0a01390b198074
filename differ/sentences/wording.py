"""A sentence that became another -> what stayed of it and what replaced what, in whole words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from diff_match_patch import diff_match_patch

from differ.sentences.cleanup import Segment, Segments, clean, merged
from differ.sentences.renumbering import NONE, Renumbering
from differ.sentences.signs import Signs
from differ.sentences.strings import common_end, common_start
from differ.tokens import MONTHS, identity, tokenise


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
    return _replaced(left, right, renumbering) or _edit_in_full(left, right, renumbering)


def _replaced(left: str, right: str, renumbering: Renumbering) -> Segments | None:
    """The edit, if one thing was replaced: most of the sentence then need not be cut into words; None where not."""
    alike = common_start(left, right)
    head = _word_start(left[:alike])
    tail = _word_end(left[len(left) - common_end(left, right, min(len(left), len(right)) - alike) :])
    if (not head and not tail) or renumbering.follow(left, right) != left:
        return None
    own, other = left[head : len(left) - tail], right[head : len(right) - tail]
    found = _edit_in_full(own, other, NONE) if own and other else ()
    changed = [one for one in found if not one.stayed]
    if len(changed) != 1 or not (changed[0].left and changed[0].right) or len(found) == 1:
        return None
    return merged((_as_it_was(left[:head]), *found, _as_it_was(left[len(left) - tail :])))


def _as_it_was(text: str) -> Segment:
    return Segment((text,) if text else (), (text,) if text else (), stayed=True)


def _word_start(text: str) -> int:
    """Where, in what two sentences begin with, a word begins for certain.

    A space between two plain words is in no token; the last words are left to those that are compared, since what
    follows may make one token with them.
    """
    words = text.rsplit(" ", 3)
    return len(text) - len(words[2]) - 1 - len(words[3]) if len(words) == 4 and _are_plain(*words[1:3]) else 0


def _word_end(text: str) -> int:
    """The length of the end of what two sentences end with, from where a word begins for certain."""
    words = text.split(" ", 3)
    return len(words[2]) + 1 + len(words[3]) if len(words) == 4 and _are_plain(*words[1:3]) else 0


def _are_plain(*words: str) -> bool:
    return all(word.isalpha() and word.islower() and word not in _IN_TOKENS for word in words)


_IN_TOKENS = frozenset(("letter", *MONTHS.split("|")))
"""Words that may stand before or after a space within one token: 'letter D', '21 mei 2026'."""


def _edit_in_full(left: str, right: str, renumbering: Renumbering) -> Segments:
    ours, theirs = tokenise(left), tokenise(right)
    text = renumbering.follow(left, right)
    followed = ours if text == left else tokenise(text)
    # 'vraag 9 mei' is a day, and one word; 'vraag 105 mei' is not.
    followed = followed if len(followed) == len(ours) else ours
    most = min(len(ours), len(theirs))
    head = _same(followed, theirs, most)
    tail = _same(followed[::-1], theirs[::-1], most - head)
    signs = Signs(identity)
    old, new = (signs.encode(tokens[head : len(tokens) - tail]) for tokens in (followed, theirs))
    equal = diff_match_patch.DIFF_EQUAL
    return clean(tuple(_runs(ours, theirs, [(equal, head), *_edits(old, new), (equal, tail)])))


def _same(ours: Sequence[str], theirs: Sequence[str], most: int) -> int:
    """How many tokens both begin with, to the letter."""
    return next((n for n, (a, b) in enumerate(zip(ours[:most], theirs[:most], strict=True)) if a != b), most)


def _edits(old: str, new: str) -> list[tuple[int, int]]:
    """The shortest edit, as what happens to how many words; a word for a word needs no search."""
    if min(len(old), len(new)) == 0 or (len(old) == len(new) == 1 and old != new):
        return [(diff_match_patch.DIFF_DELETE, len(old)), (diff_match_patch.DIFF_INSERT, len(new))]
    return [(op, len(signs)) for op, signs in _engine().diff_main(old, new, checklines=False)]


@cache
def _engine() -> diff_match_patch:
    engine = diff_match_patch()
    # With the second that it takes by default it gives up without a word, and calls the whole text replaced.
    engine.Diff_Timeout = 0
    return engine


def _runs(ours: Sequence[str], theirs: Sequence[str], edits: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    i = j = 0
    for edit, count in edits:
        own = count if edit != diff_match_patch.DIFF_INSERT else 0
        other = count if edit != diff_match_patch.DIFF_DELETE else 0
        yield Segment(tuple(ours[i : i + own]), tuple(theirs[j : j + other]), edit == diff_match_patch.DIFF_EQUAL)
        i, j = i + own, j + other
