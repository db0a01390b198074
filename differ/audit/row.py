"""A part of a text from one version to the next: which of its sentences stand where they stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from differ.audit.inherited import Heir, Line, Place, key


@dataclass(slots=True)
class Row:
    """The sentences of a part that changed, and the lines that stood there."""

    stayed: list[Line | None]
    """For each sentence the line that read the same in this place, to the letter."""
    heirs: list[tuple[int, Heir]]
    """The others, each with its position."""
    open: list[Heir]
    """Those of them that read as nothing did in this place."""
    left: Sequence[Line]
    """The lines that no sentence reads as."""

    @classmethod
    def of(cls, place: Place, lines: Sequence[Line], texts: Sequence[str]) -> Row:
        """What stayed at both ends is passed over."""
        first = _in_common(lines, texts)
        old, new = lines[first:], texts[first:]
        last = _in_common(old[::-1], new[::-1])
        if last and not {*(line.key for line in old[:-last]), *map(key, new[:-last])}.isdisjoint(map(key, new[-last:])):
            # Of what is said twice the first goes with the first.
            last = 0
        between: list[Line | None] = [None] * (len(new) - last)
        row = cls([*lines[:first], *between, *old[len(old) - last :]], [], [], ())
        row._find(place, first, old[: len(old) - last], new[: len(new) - last])
        return row

    def _find(self, place: Place, at: int, lines: Sequence[Line], texts: Sequence[str]) -> None:
        by_key: dict[str, list[Line]] = {}
        for own in lines:
            by_key.setdefault(own.key, []).append(own)
        for position, text in enumerate(texts, at):
            same = by_key.get(key(text)) if lines else None
            line = same.pop(0) if same else None
            if line and line.said.text == text:
                self.stayed[position] = line
                continue
            heir = Heir(text, place, line, line.said if line else None)
            self.heirs.append((position, heir))
            if line is None:
                self.open.append(heir)
        left = {own for rest in by_key.values() for own in rest}
        self.left = [own for own in lines if own in left]

    def lines(self, become: Callable[[Heir], Line]) -> tuple[Line, ...]:
        """In reading order, when of each heir it is known what it was."""
        for position, heir in self.heirs:
            self.stayed[position] = become(heir)
        return cast(tuple[Line, ...], tuple(self.stayed))


def _in_common(lines: Sequence[Line], texts: Sequence[str]) -> int:
    """How many of the first read the same."""
    count = 0
    for line, text in zip(lines, texts):  # noqa: B905 - up to the end of the shorter
        if line.said.text != text:
            break
        count += 1
    return count
