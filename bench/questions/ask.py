"""What a question asks: two questions are the same if, and only if, they share what they ask."""

from __future__ import annotations

from typing import NamedTuple

SCOPE = "in "
"""Begins the name of a slot that narrows the subject: `in province`."""


class Ask(NamedTuple):
    """One thing asked. Equal for all wordings of it, and for nothing else."""

    frame: str
    variant: str
    """'' for the question of the frame itself; else its `negation`, `antonym` or `rise/fall`."""
    subject: str
    values: tuple[tuple[str, str], ...]
    """What fills each slot, as written first; scope last."""

    def with_value(self, slot: str, value: str) -> Ask:
        """The same with another value in one slot."""
        return self._replace(values=tuple((s, value if s == slot else v) for s, v in self.values))


def difference(a: Ask, b: Ask) -> str | None:
    """The one thing in which two asks differ: the name of a slot, 'narrowed', 'other subject', 'other question' or
    the kind of variant; None where they differ in nothing or in more."""
    found = [*_kinds_of_frame(a, b), *_kinds_of_values(dict(a.values), dict(b.values))]
    if a.subject != b.subject:
        found.append("other subject")
    return found[0] if len(found) == 1 else None


def _kinds_of_frame(a: Ask, b: Ask) -> list[str]:
    if a.frame != b.frame:
        return ["other question"]
    return [b.variant or a.variant] if a.variant != b.variant else []


def _kinds_of_values(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    kinds = [slot.removeprefix(SCOPE) for slot in ours.keys() & theirs.keys() if ours[slot] != theirs[slot]]
    alone = ours.keys() ^ theirs.keys()
    scopes = {slot for slot in alone if slot.startswith(SCOPE)}
    # Slots of another frame come with the frame: they are no difference of their own.
    return kinds + ["narrowed"] * (1 if scopes else 0)
