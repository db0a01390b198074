"""Where the words of a sentence come from: those that it has in common, in order, with sentences before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import is_normalized

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
    tokens = tokenise(text)
    if is_normalized("NFC", text) and "\u00a0" not in text and "\u202f" not in text:
        # Then `identity` takes nothing from a token but the white space at its ends.
        return tuple(map(str.casefold, map(str.strip, tokens)))
    return tuple(identity(token).casefold() for token in tokens)


@lru_cache(maxsize=1 << 15)
def _hashes(text: str) -> list[int]:
    # The library hashes each word at each comparison, and numbers fastest.
    return list(map(hash, words(text)))


@lru_cache(maxsize=1 << 15)
def is_own(text: str) -> bool:
    """Whether a sentence is long enough to be somebody's own."""
    return sum(map(_is_word, words(text))) >= OWN


@lru_cache(maxsize=1 << 15)
def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))


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


def likeness(left: str, right: str, least: float = 0) -> float:
    """The share of their words and signs that two sentences have in common, in order; 0 to 1.

    Below `least` it may tell less.
    """
    ours, theirs = _hashes(left), _hashes(right)
    both = (len(ours) + len(theirs)) or 1
    return 2 * int(LCSseq.similarity(ours, theirs, score_cutoff=int(least * both / 2))) / both


def matches(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Where what both have in common, in order, stands on the left and on the right, and how long each run of it is: a
    longest common subsequence."""
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            yield block.src_start, block.dest_start, block.src_end - block.src_start


def _pairs(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    for start, there, length in matches(left, right):
        yield from zip(range(start, start + length), range(there, there + length), strict=True)


@dataclass(eq=False, slots=True)
class Line:
    """A sentence, as long as it is followed."""

    said: Said
    place: Place
    spent: set[int] = field(default_factory=set)
    """Of its words those that went to a sentence of the next version; while that is read."""
    _past: dict[str, Said] | None = None

    @property
    def key(self) -> str:
        """What makes it the same, as it reads now."""
        return key(self.said.text)

    @property
    def past(self) -> dict[str, Said]:
        """All that it read, by what makes it the same; the newest last."""
        # Most sentences never change: theirs is not asked for.
        if self._past is None:
            self._past = {self.key: self.said}
        return self._past

    def become(self, said: Said, place: Place) -> None:
        """Read so from now on, and stand there."""
        past, own = self.past, key(said.text)
        past.pop(own, None)
        past[own] = said
        self.said, self.place, self.spent = said, place, set()


@dataclass(eq=False, slots=True)
class Heir:
    """A sentence that was not there before, and what it is found to come from."""

    text: str
    place: Place
    line: Line | None = None
    """What it was before."""
    again: Said | None = None
    """It reads as that did."""
    _origins: list[int] | None = None

    @property
    def key(self) -> str:
        """What makes it the same."""
        return key(self.text)

    @property
    def origins(self) -> list[int]:
        """Of each word the version that brought it, as far as it was found."""
        if self._origins is None:
            self._origins = [_NEW] * len(words(self.text))
        return self._origins

    @property
    def has_new(self) -> bool:
        """Whether it has words that nothing was found for."""
        return _NEW in self.origins

    def inherit(self, line: Line) -> None:
        """Take the origin of the words that are free on both sides and in the same order."""
        theirs, spent = line.said.origin(), line.spent
        if self._origins is None and not spent:
            origins = self.origins
            for start, there, length in matches(_hashes(self.text), _hashes(line.said.text)):
                origins[start : start + length] = theirs[there : there + length]
                spent.update(range(there, there + length))
            return
        for i, j in self._free(line):
            self.origins[i] = theirs[j]
            spent.add(j)

    def piece(self, line: Line) -> float:
        """Of the words that are free on the one or the other side, the share that both have; 0 where it is too few."""
        ours, theirs = self.origins.count(_NEW), len(words(line.said.text)) - len(line.spent)
        if min(ours, theirs) < LEAST:
            return 0.0
        own = words(self.text)
        found = sum(_is_word(own[i]) for i, _ in self._free(line))
        return found / min(ours, theirs) if found >= LEAST else 0.0

    def _free(self, line: Line) -> list[tuple[int, int]]:
        own, other = _hashes(self.text), _hashes(line.said.text)
        ours = [at for at, origin in enumerate(self.origins) if origin == _NEW]
        theirs = [at for at in range(len(other)) if at not in line.spent]
        return [(ours[i], theirs[j]) for i, j in _pairs([own[i] for i in ours], [other[j] for j in theirs])]

    def undo(self, past: Said) -> None:
        """Take words that came back from an earlier reading of it, where they stood."""
        origin, origins, own = past.origin(), self.origins, words(self.text)
        for i, j in _pairs(_hashes(self.text), _hashes(past.text)):
            if origins[i] == _NEW and _is_word(own[i]):
                origins[i] = origin[j]

    def said(self, at: int) -> Said:
        """What it says, from this version on."""
        if self.again is None:
            # Where nothing was looked for all is new, and the words need not be told apart.
            is_new = self._origins is None and self.text
            return Said(self.text, at, at if is_new else _packed(at if own == _NEW else own for own in self.origins))
        if self.again.text == self.text:
            return self.again
        return Said(self.text, self.again.since, _packed(self._rewritten(self.again)))

    def _rewritten(self, before: Said) -> Iterator[int]:
        """The same words with other signs: a sign that is new goes with the word before it."""
        origin, found = before.origin(), dict(_pairs(_hashes(self.text), _hashes(before.text)))
        last = origin[0] if origin else before.since
        for at in range(len(self.origins)):
            last = origin[found[at]] if at in found else last
            yield last


def _packed(origins: Iterable[int]) -> Origins:
    each = tuple(origins)
    return each[0] if len(set(each)) == 1 else each
