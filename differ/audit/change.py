"""From one version to the next: which sentence of the parts that changed is which, and whose words the others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from differ.audit.inherited import LIKE, PIECE, Heir, Line, Place, Said, is_own, likeness
from differ.audit.row import Row

MOVED = 0.8
"""The least likeness of an edited sentence that is found elsewhere, where no neighbours vouch for it."""
UNDONE = 6
"""Earlier readings of a sentence in which words that came back are looked for."""
LATELY = 40
"""Sentences that were taken out of a place last, which an edited one may be."""


class Out:
    """The sentences that were taken out, and may come back."""

    def __init__(self) -> None:
        self._by_key: defaultdict[str, list[Line]] = defaultdict(list)
        self._by_place: defaultdict[Place, list[Line]] = defaultdict(list)

    def put(self, line: Line) -> None:
        """It stands nowhere from now on."""
        self._by_place[line.place].append(line)
        for own in line.past:
            self._by_key[own].append(line)

    def take(self, line: Line) -> None:
        """It stands again."""
        self._by_place[line.place].remove(line)
        for own in line.past:
            self._by_key[own].remove(line)

    def __len__(self) -> int:
        """In how many places something was taken out."""
        return len(self._by_place)

    def that_read(self, own: str) -> Sequence[Line]:
        """Those that once read so."""
        return self._by_key.get(own, ())

    def of(self, place: Place) -> Sequence[Line]:
        """Those that were taken out of this place last."""
        return self._by_place.get(place, ())[-LATELY:]


class Change:
    """The sentences of the parts that changed: what stood there, and what stands there now.

    What stays in its place costs nothing; what is left, the product of the sentences in one place, and of the long ones
    of all places.
    """

    def __init__(
        self,
        at: int,
        gone: Mapping[Place, Sequence[Line]],
        said: Mapping[Place, Sequence[str]],
        out: Out,
        near: Collection[frozenset[str]],
    ) -> None:
        """Where something stood, and where something stands now, both in reading order."""
        self._at = at
        self._out = out
        self._near = near
        self._rows = {place: Row.of(place, gone.get(place, ()), texts) for place, texts in said.items()}
        self._free = dict.fromkeys(
            line for place, lines in gone.items() for line in (self._rows[place].left if place in said else lines)
        )
        """What stood there and was not found again, in reading order."""
        self._open = {place: row.open for place, row in self._rows.items() if row.open}
        """What nothing was found for when it was looked for in its place."""

    def made(self) -> dict[Place, tuple[Line, ...]]:
        """The lines of each part that changed."""
        if self._open and (self._free or self._out):
            self._moved()
            self._back()
            self._edited()
        for line in self._free:
            self._out.put(line)
        return {place: row.lines(self._line) for place, row in self._rows.items()}

    # What reads the same

    def _moved(self) -> None:
        by_key: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self._free:
            by_key[line.key].append(line)
        for heir in self._left():
            may = (line for line in by_key.get(heir.key, ()) if line in self._free and self._may_move(line, heir))
            self._found(heir, next(may, None))

    def _may_move(self, line: Line, heir: Heir) -> bool:
        return is_own(heir.text) or self._are_near(line.place, heir.place)

    def _are_near(self, one: Place, other: Place) -> bool:
        """Whether a question was cut in two, or two were put together, so that one place is a part of the other."""
        return one == other or (one[1] == other[1] and frozenset((one[0], other[0])) in self._near)

    def _back(self) -> None:
        """What reads as it did before it was edited or taken out."""
        for heir in self._left():
            edited = (line for line in self._free if heir.key in line.past)
            lines = [line for line in (*edited, *self._out.that_read(heir.key)) if self._may_move(line, heir)]
            # Where it stood first, and there the one that was taken out last.
            self._found(heir, max(reversed(lines), key=lambda line: line.place == heir.place, default=None))

    def _found(self, heir: Heir, line: Line | None) -> None:
        if line:
            heir.line, heir.again = line, line.past[heir.key]
            self._take(line)

    def _take(self, line: Line) -> None:
        if line in self._free:
            del self._free[line]
        else:
            self._out.take(line)

    # What was edited

    def _edited(self) -> None:
        for place in self._open:
            lines = [line for line in self._free if self._are_near(line.place, place)]
            if lines and (heirs := list(self._left(place))):
                self._pair(heirs, lines, LIKE)
                self._pieces(heirs, lines)
        if self._free:
            self._pair([heir for heir in self._left() if is_own(heir.text)], list(self._free), MOVED)
        for place in self._open:
            if out := self._out.of(place):
                self._pair(list(self._left(place)), out, MOVED)

    def _pair(self, heirs: Sequence[Heir], lines: Sequence[Line], least: float) -> None:
        """The most alike first; of equals those that stand in the same order."""
        scored = [
            (-alike, abs(i - j), i, j)
            for i, heir in enumerate(heirs)
            for j, line in enumerate(lines)
            if (alike := likeness(heir.text, line.said.text, least)) >= least
        ]
        taken: set[int] = set()
        for *_, i, j in sorted(scored):
            if heirs[i].line is None and j not in taken:
                taken.add(j)
                heirs[i].line = lines[j]
                heirs[i].inherit(lines[j])
                self._take(lines[j])

    def _pieces(self, heirs: Sequence[Heir], lines: Sequence[Line]) -> None:
        """Of a sentence that was cut in two, or put together, the other piece."""
        for heir in heirs:
            for line in lines:
                if heir.line is not line and heir.piece(line) >= PIECE:
                    heir.inherit(line)

    # What it all comes to

    def _left(self, place: Place | None = None) -> Iterator[Heir]:
        """What nothing was found for yet."""
        for heirs in [self._open[place]] if place else self._open.values():
            yield from (heir for heir in heirs if heir.line is None)

    def _line(self, heir: Heir) -> Line:
        line = heir.line
        if line and heir.again is None:
            for past in list(line.past.values())[-2 : -2 - UNDONE : -1]:
                if heir.has_new:
                    heir.undo(past)
        said: Said = heir.said(self._at)
        if line is None:
            return Line(said, heir.place)
        line.become(said, heir.place)
        return line
