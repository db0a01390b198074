"""What of a comparison is conversion: a source that was read anew by another reader says the same in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Version


@dataclass(frozen=True)
class Conversion:
    """That one of two compared versions was read anew."""

    older: Version
    """As its source was read first."""
    newer: Version
    """As it was read last, not beyond what is compared."""
    is_all: bool
    """Whether these are the two that are compared: then nothing else can differ."""


def conversion(left: Version, right: Version, versions: Sequence[Version]) -> Conversion | None:
    """The conversion that a comparison of two versions of one nota shows among its changes; None where there is none.

    `versions` are those of the nota, oldest first. What came between the two and was read anew counts from `left` on:
    a reader who compares the newest reading of it sees the wording alone.
    """
    older, newer = sorted((left, right), key=lambda version: version.number)
    if left.nota != right.nota:
        return None
    last = older
    for version in versions:
        if version.rereads == last.address and version.number <= newer.number:
            last = version
    return Conversion(older, last, last == newer) if last != older else None
