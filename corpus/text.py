"""Plain text as the corpus holds it, and the words in it by which we prove that none is lost."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from operator import itemgetter

# Controls and format characters that print nothing: soft hyphen, zero-width space, joiners and marks, byte order mark.
_INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# A surrogate on its own cannot be written as UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"\w+")
"""The same where no underscore stands."""


def clean(text: str) -> str:
    """The text as the normal form holds it: NFC, every run of white space one space, none at the edges.

    A no-break space is white space too: it tells where a line was not to end, which is layout.
    Idempotent.
    """
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """The text in NFC, without what prints nothing."""
    # Nearly every text is printable, and so has neither: to look is cheaper than to go through it twice.
    shown = text if text.isprintable() else _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", shown)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and numbers in some texts, case folded, without punctuation: a multiset.

    Case is folded because a title printed in capitals is stored in lower case. An asterisk parts no
    words because bold may begin within one: '**E**uropees'.
    """

    texts: tuple[str, ...]
    """No word runs on from one into the next."""

    @classmethod
    def of(cls, text: str) -> Words:
        """Those of a whole text."""
        return cls(tuple(text.split("\n")))

    @property
    def mark(self) -> int:
        """A number that others have that are the same words, and no others: the sum of the marks of each.

        The mark of a word is known to this process alone: who could choose the words could not make two sums equal.
        Of a text that was met before it costs next to nothing, where to count its words costs as much as ever.
        """
        return sum(map(itemgetter(0), map(_sums_of, self.texts)))

    def total(self) -> int:
        """How many there are."""
        return sum(map(itemgetter(1), map(_sums_of, self.texts)))

    def counted(self) -> Counter[str]:
        """How often each stands there."""
        return Counter(chain.from_iterable(map(word_list, self.texts)))


def words(text: str) -> Counter[str]:
    """How often each of the `Words` stands in a text."""
    return Words.of(text).counted()


# The words of a file are held against those of its text, and those of a version are mostly those of the one before. Of
# a long line in which one sentence changed the others are not read again: no word runs on over a space.


@lru_cache(maxsize=8192)
def _sums_of(text: str) -> tuple[int, int]:
    """The sum of the marks of its words, and how many there are."""
    marks, counts = zip(*map(_sums_in, text.split(". ")), strict=True)
    return sum(marks), sum(counts)


@lru_cache(maxsize=1 << 15)
def _sums_in(sentence: str) -> tuple[int, int]:
    found = word_list(sentence)
    return sum(map(_mark, found)), len(found)


_KEY = os.urandom(32)


@lru_cache(maxsize=1 << 15)
def _mark(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), key=_KEY, digest_size=16).digest())


def word_list(text: str) -> list[str]:
    """The words of `words`, in order."""
    bare = visible(text.replace("*", "")).casefold()
    # The shorter pattern takes two thirds of the time.
    found = (_WORD if "_" in bare else _LETTERS).findall(bare)
    # A piece of a text in NFC is in NFC too; to be folded may have taken a text out of it.
    if unicodedata.is_normalized("NFC", bare):
        return found
    return [unicodedata.normalize("NFC", word) for word in found]
