"""Where the words of a sentence come from: those that it has in common, in order, with sentences before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from differ.tokens import identity, spoken, tokenise

OWN = 6
"""Words. A sentence this long that stood elsewhere was moved; a shorter one is said anywhere: 'Ja.'"""
LIKE = 0.5
"""Of two sentences in the same place, the least share of words in common for one to be the other, edited. Below it
the small words of the language are most of what they share."""
PIECE = 0.75
"""Of the words that are left of a sentence, the share that must be found in what is left of another: it was cut in
two, or put together."""
LEAST = 3
"""Words. Fewer in common prove nothing of a piece."""
_NEW = -1

Place = tuple[str, str]
"""A chain of questions, or a heading; and which part: question, answer, or outside the questions."""


@lru_cache(maxsize=1 << 16)
def key(sentence: str) -> str:
    """What makes a sentence the same: its words, whatever the signs look like."""
    return spoken(sentence).strip()


@lru_cache(maxsize=1 << 15)
def words(text: str) -> tuple[str, ...]:
    """The words and signs of a sentence, as they are compared: a capital at its beginning tells nothing."""
    return tuple(identity(token).casefold() for token in tokenise(text))


@lru_cache(maxsize=1 << 15)
def _hashes(text: str) -> list[int]:
    # The library hashes each word at each comparison, and numbers fastest.
    return [hash(word) for word in words(text)]


Origins = int | tuple[int, ...]
"""Of each word the version that brought it; one number: all of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it read for some versions."""

    text: str
    since: int
    """The first version in which it read so."""
    origins: Origins

    def origin(self) -> tuple[int, ...]:
        """Of each word and sign."""
        return self.origins if isinstance(self.origins, tuple) else (self.origins,) * len(words(self.text))


def likeness(left: str, right: str) -> float:
    """The share of their words and signs that two sentences have in common, in order; 0 to 1."""
    ours, theirs = _hashes(left), _hashes(right)
    return 2 * int(LCSseq.similarity(ours, theirs)) / ((len(ours) + len(theirs)) or 1)


def matches(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Positions of what both have in common, in order: a longest common subsequence."""
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)


@dataclass(eq=False, slots=True)
class Line:
    """A sentence, as long as it is followed."""

    said: Said
    place: Place
    past: dict[str, Said]
    """All that it read, by what makes it the same; the newest last."""
    spent: set[int] = field(default_factory=set)
    """Of its words those that went to a sentence of the next version; while that is read."""

    @property
    def key(self) -> str:
        """What makes it the same, as it reads now."""
        return key(self.said.text)

    def become(self, said: Said, place: Place) -> None:
        """Read so from now on, and stand there."""
        self.said, self.place = said, place
        own = self.key
        self.past.pop(own, None)
        self.past[own] = said
        self.spent = set()


@dataclass(eq=False)
class Heir:
    """A sentence that was not there before, and what it is found to come from."""

    text: str
    place: Place
    line: Line | None = None
    """What it was before."""
    again: Said | None = None
    """It reads as that did."""

    def __post_init__(self) -> None:
        self.key = key(self.text)
        self.origins = [_NEW] * len(words(self.text))

    @property
    def is_own(self) -> bool:
        """Whether it is long enough to be somebody's own."""
        return sum(any(map(str.isalnum, word)) for word in words(self.text)) >= OWN

    @property
    def open(self) -> list[int]:
        """The words that nothing was found for."""
        return [at for at, origin in enumerate(self.origins) if origin == _NEW]

    def inherit(self, line: Line) -> None:
        """Take the origin of the words that are free on both sides and in the same order."""
        for i, j in self._free(line):
            self.origins[i] = line.said.origin()[j]
            line.spent.add(j)

    def piece(self, line: Line) -> float:
        """Of the words that are free on the one or the other side, the share that both have; 0 where it is too few."""
        ours, theirs = self.open, len(words(line.said.text)) - len(line.spent)
        found = [i for i, _ in self._free(line) if any(map(str.isalnum, words(self.text)[i]))]
        return len(found) / min(len(ours), theirs) if len(found) >= LEAST else 0.0

    def _free(self, line: Line) -> list[tuple[int, int]]:
        own, other = _hashes(self.text), _hashes(line.said.text)
        ours, theirs = self.open, [at for at in range(len(other)) if at not in line.spent]
        return [(ours[i], theirs[j]) for i, j in matches([own[i] for i in ours], [other[j] for j in theirs])]

    def undo(self, past: Said) -> None:
        """Take words that came back from an earlier reading of it, where they stood."""
        origin, own = past.origin(), words(self.text)
        for i, j in matches(_hashes(self.text), _hashes(past.text)):
            if self.origins[i] == _NEW and any(map(str.isalnum, own[i])):
                self.origins[i] = origin[j]

    def said(self, at: int) -> Said:
        """What it says, from this version on."""
        if self.again is None:
            return Said(self.text, at, _packed(at if origin == _NEW else origin for origin in self.origins))
        if self.again.text == self.text:
            return self.again
        return Said(self.text, self.again.since, _packed(self._rewritten(self.again)))

    def _rewritten(self, before: Said) -> Iterator[int]:
        """The same words with other signs: a sign that is new goes with the word before it."""
        origin, found = before.origin(), dict(matches(_hashes(self.text), _hashes(before.text)))
        last = origin[0] if origin else before.since
        for at in range(len(self.origins)):
            last = origin[found[at]] if at in found else last
            yield last


def _packed(origins: Iterable[int]) -> Origins:
    each = tuple(origins)
    return each[0] if len(set(each)) == 1 else each
