"""Questions as they are compared, from the process that read them to those that compare, for as long as a run takes.

They are marshalled, which is the quickest to read, and never kept: the file is this run's own, in a folder that nobody
else can read or write, because `marshal` believes what it is given.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from differ.questions.profile import Profile, Unit
from differ.questions.told import Meaning
from differ.shelves.sifted import Sifted, sifted

_SPOOLED, _PLACES = "spooled", "places"


class Spooled(NamedTuple):
    """What is put away of a question."""

    profile: bytes
    sifted: bytes


def spooled(profile: Profile) -> Spooled:
    """A question as it is put away."""
    return Spooled(
        marshal.dumps(
            (
                profile.tokens,
                tuple(map(tuple, profile.units)),
                profile.context,
                profile.compounds,
                profile.shorts,
                tuple(map(tuple, profile.told)),
            )
        ),
        marshal.dumps((*sifted(profile),)),
    )


class Spool:
    """Questions that are put away by number, while the shelf is filled."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="nota-profiles-")
        self.folder = Path(self._folder.name)
        self._out = (self.folder / _SPOOLED).open("wb")
        self._end = 0
        self._places = array("q")
        """Of each number where its profile begins, where what is sifted begins, and where that ends; equal where
        there is none."""
        self._reel: Reel | None = None

    def put(self, number: int, own: Spooled) -> None:
        """Put a question away."""
        self._places.extend([0] * (3 * number - len(self._places)))
        middle = self._end + len(own.profile)
        self._places.extend((self._end, middle, middle + len(own.sifted)))
        self._end = self._places[-1]
        self._out.write(own.profile + own.sifted)
        self._let_go()

    def ready(self) -> Path:
        """The folder, with all in it that was put away so far."""
        self._out.flush()
        (self.folder / _PLACES).write_bytes(self._places.tobytes())
        return self.folder

    def reel(self) -> Reel:
        """What was put away so far, to read."""
        self._reel = self._reel or Reel(self.ready())
        return self._reel

    def _let_go(self) -> None:
        if self._reel:
            self._reel.close()
            self._reel = None

    def close(self) -> None:
        """Let go of it all."""
        self._let_go()
        self._out.close()
        self._folder.cleanup()


class Reel:
    """Reads what was put on a spool, by this process or another."""

    def __init__(self, folder: Path) -> None:
        self._places = array("q", (folder / _PLACES).read_bytes())
        # Not mapped into memory: of a million questions that would be a gigabyte.
        self._file = (folder / _SPOOLED).open("rb", buffering=0)

    def profile(self, number: int) -> Profile | None:
        """The profile with this number; None where there is none."""
        begin, end, _ = self._place(number)
        if begin == end:
            return None
        tokens, units, context, compounds, shorts, told = self._read(begin, end)
        return Profile(
            tokens, tuple(map(Unit._make, units)), context, compounds, shorts, tuple(map(Meaning._make, told))
        )

    def sifted(self, number: int) -> Sifted | None:
        """What is sifted of the question with this number; None where there is none."""
        _, begin, end = self._place(number)
        return Sifted._make(self._read(begin, end)) if begin < end else None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _read(self, begin: int, end: int) -> tuple[Any, ...]:
        self._file.seek(begin)
        return marshal.loads(self._file.read(end - begin))  # type: ignore[no-any-return]

    def _place(self, number: int) -> Sequence[int]:
        return self._places[3 * number : 3 * number + 3] or (0, 0, 0)
