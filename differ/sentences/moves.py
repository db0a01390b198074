"""Sentences that stand elsewhere: in another place of their text, or in another text of the same comparison.

Only a sentence that is long enough to be somebody's own, and stands once: 'Zie het antwoord op vraag 1.' is said
anywhere, and has not moved because it is said elsewhere too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from differ.sentences.draft import Draft
from differ.sentences.likeness import LEAST_SENTENCE, Words, much_like
from differ.statements.names import names

LEAST_ITEM = 2
"""Words. An item of a list or a row of a table may be short: within its own text it is told by that it stands once."""
NAMED_SENTENCE = 6
"""Words. A sentence that names a body, a law or a place ('De uitvoering ligt bij het Voorbeeldenfonds.') is hardly a
formula, as 'Zie het antwoord op vraag 1.' is: where it is the same to the letter it may be shorter than others."""
MOVED_WITHIN = 70.0
"""An edited sentence that is found elsewhere has no neighbours to vouch for it, so it must be more alike than one that
stayed."""
MOVED_AWAY = 80.0
"""In another answer still more: 'In 2030 zijn in Gelderland 1.240 voorbeelden aangeleverd.' may be said of each
province in turn."""


class Spot(NamedTuple):
    """Where a sentence stands: in which text, and its position there."""

    text: int
    at: int


@dataclass(frozen=True, slots=True)
class Move:
    """Sentences side by side that stand elsewhere on the right. Half-open ranges of positions."""

    left_text: int
    left: range
    right_text: int
    right: range


Spots = dict[Spot, Spot]
"""From where on the left to where on the right."""
Texts = Sequence[tuple[str, str]]


class Said:
    """All that is said on both sides, also where nothing changed: what is said twice is a formula, and no move."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def once(self, key: str) -> bool:
        """Whether a sentence stands once on either side at most."""
        return all(counts[key] <= 1 for counts in self._counts)

    def is_form(self, left: str, right: str) -> bool:
        """Whether on either side it is said more than once: word for word, or of something else."""
        sides = zip((left, right), self._counts, strict=True)
        return any(lines[one] > 1 or len(much_like(one, list(lines), MOVED_AWAY, 2)) > 1 for one, lines in sides)

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        sides: Iterator[tuple[str, ...]] = zip(*self._texts, strict=True)
        left, right = (
            Counter(" ".join(line.split()) for text in texts for line in text.split("\n")) for texts in sides
        )
        return left, right


def _lines(texts: Iterable[str]) -> Counter[str]:
    return Counter(" ".join(line.split()) for text in texts for line in text.split("\n"))


# Word for word


def unedited(drafts: Sequence[Draft], said: Said) -> Spots:
    """The sentences that left the order of their text, word for word the same, and where each stands now.

    In its own text if it stands there; else in another, if it stands nowhere but here on the left and there on
    the right.
    """
    left, right = _free(drafts, "left"), _free(drafts, "right")
    both = [(left[key], right[key], key) for key in left if key in right]
    found = {ours: theirs for own, other, key in both for ours, theirs in _within(drafts, own, other, key)}
    for own, other, key in both:
        if len(own) == len(other) == 1 and own[0] not in found and _is_own(key) and said.once(key):
            found[own[0]] = other[0]
    return found


def _free(drafts: Sequence[Draft], side: Literal["left", "right"]) -> dict[str, list[Spot]]:
    """The sentences that have no place in order, by what they say."""
    found: dict[str, list[Spot]] = {}
    for text, one in enumerate(drafts):
        taken = {link[side == "right"] for link in one.kept}
        for at, key in enumerate((one.left if side == "left" else one.right).keys):
            if at not in taken:
                found.setdefault(key, []).append(Spot(text, at))
    return found


def _within(
    drafts: Sequence[Draft], left: Sequence[Spot], right: Sequence[Spot], key: str
) -> Iterator[tuple[Spot, Spot]]:
    if _is_long(key, LEAST_ITEM if key.startswith(("- ", "|")) else LEAST_SENTENCE):
        there = {spot.text: spot for spot in right}
        for spot in left:
            if spot.text in there and _stands_once(drafts[spot.text], key):
                yield spot, there[spot.text]


def _stands_once(one: Draft, key: str) -> bool:
    return all(side.keys.count(key) == 1 and key not in side.around for side in (one.left, one.right))


def _is_own(key: str) -> bool:
    """Whether a sentence is somebody's own, and no formula."""
    return _is_long(key) or (_is_long(key, NAMED_SENTENCE) and any(not n.endswith("Kamer") for _, n in names(key)))


def _is_long(key: str, least: int = LEAST_SENTENCE) -> bool:
    return sum(any(map(str.isalnum, word)) for word in key.split()) >= least


# With edits


def edited(drafts: Sequence[Draft], moved: Spots, words: Words, said: Said) -> Spots:
    """The sentences that found no place, each with the one elsewhere that is most like it. Linear in the words of
    these, but for what shares words in a row with few others."""
    ours = _alone(_free(drafts, "left"), set(moved), words)
    theirs = _alone(_free(drafts, "right"), set(moved.values()), words)
    scored = []
    for i, j in words.candidates([key for key, _ in ours], [key for key, _ in theirs]):
        (left, here), (right, there) = ours[i], theirs[j]
        alike = words.likeness(left, right)
        if alike >= MOVED_WITHIN:
            scored.append((-alike, here.text != there.text, abs(here.at - there.at), i + j, i, j))
    found: Spots = {}
    taken: set[Spot] = set()
    rivals = Counter(n for *_, i, j in scored for n in (("left", i), ("right", j)))
    for less, is_away, _, _, i, j in sorted(scored):
        (left, here), (right, there) = ours[i], theirs[j]
        if here in found or there in taken:
            continue
        told = -less >= MOVED_AWAY and rivals["left", i] == rivals["right", j] == 1 and not said.is_form(left, right)
        if not is_away or told:
            found[here] = there
            taken.add(there)
    return found


def _alone(free: dict[str, list[Spot]], moved: Container[Spot], words: Words) -> list[tuple[str, Spot]]:
    """What is long enough, and stands once of all that is free."""
    once = ((key, spots[0]) for key, spots in free.items() if len(spots) == 1 and spots[0] not in moved)
    return [(key, spot) for key, spot in once if len(words.read(key)) >= LEAST_SENTENCE]


# Side by side


def runs(drafts: Sequence[Draft], moved: Spots) -> list[Move]:
    """Sentences that moved side by side are one move; what is equal between or beside them moved along."""
    free = {spot for spots in _free(drafts, "left").values() for spot in spots} - set(moved)
    open_ = {spot for spots in _free(drafts, "right").values() for spot in spots} - set(moved.values())
    found: list[Move] = []
    done: set[Spot] = set()

    def goes_along(here: Spot, there: Spot) -> bool:
        if here in done or moved.get(here) == there:
            return here not in done
        both_free = here in free and there in open_
        return both_free and drafts[here.text].left.keys[here.at] == drafts[there.text].right.keys[there.at]

    for here, there in sorted(moved.items()):
        if here in done:
            continue
        before = _reach(here, there, -1, goes_along)
        after = _reach(here, there, 1, goes_along)
        left, right = (range(spot.at - before, spot.at + after + 1) for spot in (here, there))
        done.update(Spot(here.text, at) for at in left)
        open_.difference_update(Spot(there.text, at) for at in right)
        found.append(Move(here.text, left, there.text, right))
    return found


def _reach(here: Spot, there: Spot, step: int, goes_along: Callable[[Spot, Spot], bool]) -> int:
    """How many neighbours on this side moved along."""
    count = 0
    while goes_along(Spot(here.text, here.at + step * (count + 1)), Spot(there.text, there.at + step * (count + 1))):
        count += 1
    return count
