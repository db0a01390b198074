"""Words as single signs, so that what compares strings compares words, at the speed of C."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800


class Signs(dict[str, str]):
    """Word -> one code point, the same for words of which `same_as` gives the same; handed out as they are met.

    The signs of surrogates cannot stand in a text, and are skipped.
    """

    def __init__(self, same_as: Callable[[str], str]) -> None:
        super().__init__()
        self._same_as = same_as
        self._given: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        number = len(self._given)
        sign = chr(number if number < _FIRST_SURROGATE else number + _SURROGATES)
        self[word] = found = self._given.setdefault(self._same_as(word), sign)
        return found

    def encode(self, words: Iterable[str]) -> str:
        """One sign a word."""
        return "".join(map(self.__getitem__, words))
