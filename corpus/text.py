"""Plain text as the corpus holds it, and the words in it by which we prove that none is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

# Controls and format characters that print nothing: soft hyphen, zero-width space, joiners and marks, byte order mark.
_INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# A surrogate on its own cannot be written as UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")


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


def words(text: str) -> Counter[str]:
    """The multiset of words and numbers in a text, case folded, without punctuation.

    Case is folded because a title printed in capitals is stored in lower case. An asterisk parts no
    words because bold may begin within one: '**E**uropees'.
    """
    return words_of(text.split("\n"))


def words_of(texts: Iterable[str]) -> Counter[str]:
    """The words of several texts together."""
    return Counter(chain.from_iterable(map(_words_of, texts)))


@lru_cache(maxsize=8192)
def _words_of(line: str) -> tuple[str, ...]:
    # The words of a file are held against those of its text, and those of a version are mostly those of the one before.
    return tuple(word_list(line))


def word_list(text: str) -> list[str]:
    """The words of `words`, in order."""
    bare = visible(text.replace("*", "")).casefold()
    found = _WORD.findall(bare)
    # A piece of a text in NFC is in NFC too; to be folded may have taken a text out of it.
    if unicodedata.is_normalized("NFC", bare):
        return found
    return [unicodedata.normalize("NFC", word) for word in found]
