"""What is told of versions that were withdrawn, correct others, or were imported out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.messages import Message
from corpus.model import Version


def corrections(version: Version) -> Iterator[Message]:
    """What a version corrects, and what corrects it."""
    told: dict[str, object]
    if version.replaced_by:
        told = {"other": version.replaced_by, "why": version.replaced_because or "-"}
        yield Message("withdrawn: %(other)s stands in its place (%(why)s)", told)
    if version.replaces:
        told = {"other": version.replaces, "why": version.reason or "-"}
        yield Message("stands in the place of %(other)s (%(why)s)", told)


def standing_of(versions: Sequence[Version], newest: Version) -> Iterator[Message]:
    """Of the versions of one nota, in order of import: which is the newest where that is not the last, which were
    withdrawn."""
    if newest != versions[-1]:
        yield Message("newest is @%(number)s", {"number": newest.number})
    for version in versions:
        if version.withdrawn:
            told: dict[str, object] = {"number": version.number, "other": version.replaced_by}
            yield Message("@%(number)s withdrawn, see %(other)s", told)
