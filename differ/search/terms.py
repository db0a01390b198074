"""Text -> what is searched: the words as they stand, and what each may be a form of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from differ.questions.folding import WORD, fold, folded_tokens, stem
from differ.questions.roots import parts, root

_APOSTROPHES = str.maketrans("’‘", "''")


@lru_cache(maxsize=1 << 17)
def plain(word: str) -> str:
    """A folded word without its diacritics and with one kind of apostrophe: 'ideeën' -> 'ideeen'."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded and without diacritics: what a phrase is looked up by."""
    return [plain(token) for token in folded_tokens(text)]


@lru_cache(maxsize=1 << 17)
def own_forms(word: str) -> tuple[str, ...]:
    """What a folded word may be a form of: its root and its stem, with its diacritics heeded and not.

    Neither serves alone: the root of 'toeslag' is that of 'toeslaan', the stem of 'gebouwd' is its own.
    """
    bare = plain(word)
    return tuple(dict.fromkeys(plain(form) for form in (root(word), stem(word), root(bare), stem(bare)) if form))


@lru_cache(maxsize=1 << 17)
def forms(word: str) -> tuple[str, ...]:
    """The same, and of a compound its parts too: 'toeslag' finds 'huurtoeslag'."""
    return tuple(dict.fromkeys((*own_forms(word), *map(plain, parts(word)))))


def all_forms(text: str) -> list[str]:
    """The forms of every word of a text, in its order."""
    return [form for token in folded_tokens(text) for form in forms(token)]


@lru_cache(maxsize=1 << 17)
def as_printed(token: str) -> str:
    """A word as it is printed, folded and without diacritics."""
    return plain(fold(token))


@lru_cache(maxsize=1 << 17)
def forms_as_printed(token: str) -> frozenset[str]:
    """The same of a word as it is printed; a search looks at thousands of words for each page."""
    return frozenset(forms(fold(token)))


def placed(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text as it is folded, and where it begins and ends."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), fold(found[0])
