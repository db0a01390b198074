"""The names that stand in a text: bodies, laws, places, persons, by the capitals that no sentence begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.sentences import split
from differ.lexicon import entries

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*"
_ACRONYM = r"[A-Z]{2,}[\w'’-]*"
# 'Wet open overheid is van toepassing': a law is named on in small letters, up to what can be no part of its name.
_NO_PART_OF_A_LAW = "|".join(entries("no-part-of-a-law"))
_LAW = re.compile(
    rf"(?<![\w-])(?=[A-Z])(?:{_CAPITAL} wet|Wet)(?: (?:op|inzake|voor|van)(?: (?:de|het))?(?= [a-z]))?"
    rf"(?: (?!(?:{_NO_PART_OF_A_LAW})\b)[a-z][\w-]+){{1,4}}"
)
_WORD_OF_A_NAME = "|".join([*map(re.escape, entries("names")), _CAPITAL])
_NAME = re.compile(
    rf"(?<![\w-])(?:{_WORD_OF_A_NAME})(?: (?:(?:van|voor|de|het|der|den|inzake|en|&) )*(?:{_WORD_OF_A_NAME}))*"
)
# 'Uw Kamer' is whom one writes to: 'you'.
_ADDRESSED = re.compile(r"\buw $", re.IGNORECASE)


Name = tuple[int, str]
"""Where in the text it begins, in characters, and the words as printed."""


def laws(text: str) -> Iterator[Name]:
    """Names of laws: `Wet open overheid`, `Algemene wet bestuursrecht`."""
    for match in _LAW.finditer(text):
        yield match.start(), match[0]


def names(text: str) -> Iterator[Name]:
    """Runs of words with a capital; no two overlap.

    A capital that only begins a sentence tells nothing, unless of a country.
    """
    begins = _sentence_starts(text)
    for match in _NAME.finditer(text):
        for start, name in _apart(match.start(), match[0]):
            if start in begins and not is_known(name):
                # Of 'De Raad van State' the name is what follows.
                rest = re.search(rf"(?<= ){_CAPITAL}", name)
                start, name = (start + rest.start(), name[rest.start() :]) if rest else (start, "")  # noqa: PLW2901
            if len(name) > 1 and not (name == "Kamer" and _ADDRESSED.search(text, 0, start)):
                yield start, name


def _apart(start: int, joined: str) -> Iterator[Name]:
    """'Nederland en België' is two names; 'Justitie en Veiligheid' may be one, and stays so."""
    first, joint, others = joined.partition(" en ")
    if joint and is_known(first) and is_known(others.partition(" en ")[0]):
        yield start, first
        yield from _apart(start + len(first) + len(joint), others)
    else:
        yield start, joined


def is_known(name: str) -> bool:
    """A country or a province, or a name in capitals ('VNG', 'NH90')."""
    return re.match(rf"{_ACRONYM}(?!\S)", name) is not None or name in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset((*entries("territories"), *entries("regions")))


def _sentence_starts(text: str) -> set[int]:
    """Positions of the first letter of each sentence, and of what is quoted or counted as one."""
    starts: set[int] = set()
    for line in re.finditer(r"[^\n]+", text):
        position = line.start()
        for sentence in split(line[0]):
            first = re.search(r"[^\W_]", sentence)
            starts.add(position + first.start() if first else position)
            position += len(sentence) + 1
    return starts | {match.end() for match in re.finditer(r"[:|)]\s+|[\"“‘]", text)}
