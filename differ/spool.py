"""Questions as they are compared, from the process that read them to those that compare, for as long as a run takes.

They are marshalled, which is the quickest to read, and never kept: the file is this run's own, in a folder that nobody
else can read or write, because `marshal` believes what it is given.
"""

from __future__ import annotations

import marshal
import mmap
from array import array
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from differ.profile import Profile, Unit
from differ.sifted import Sifted, sifted

_SPOOLED, _PLACES = "spooled", "places"


class Spooled(NamedTuple):
    """What is put away of a question."""

    profile: bytes
    sifted: bytes


def spooled(profile: Profile) -> Spooled:
    """A question as it is put away."""
    return Spooled(
        marshal.dumps((profile.tokens, tuple(map(tuple, profile.units)), profile.context, profile.compounds)),
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
        self._reel = None

    def ready(self) -> Path:
        """The folder, with all in it that was put away so far."""
        self._out.flush()
        (self.folder / _PLACES).write_bytes(self._places.tobytes())
        return self.folder

    def reel(self) -> Reel:
        """What was put away so far, to read."""
        self._reel = self._reel or Reel(self.ready())
        return self._reel

    def close(self) -> None:
        """Let go of it all."""
        self._out.close()
        self._folder.cleanup()


class Reel:
    """Reads what was put on a spool, by this process or another."""

    def __init__(self, folder: Path) -> None:
        self._places = array("q", (folder / _PLACES).read_bytes())
        with (folder / _SPOOLED).open("rb") as file:
            self._spooled = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self._places else b""

    def profile(self, number: int) -> Profile | None:
        """The profile with this number; None where there is none."""
        begin, end, _ = self._place(number)
        if begin == end:
            return None
        tokens, units, context, compounds = marshal.loads(self._spooled[begin:end])
        return Profile(tokens, tuple(map(Unit._make, units)), context, compounds)

    def sifted(self, number: int) -> Sifted | None:
        """What is sifted of the question with this number; None where there is none."""
        _, begin, end = self._place(number)
        return Sifted._make(marshal.loads(self._spooled[begin:end])) if begin < end else None

    def _place(self, number: int) -> Sequence[int]:
        return self._places[3 * number : 3 * number + 3] or (0, 0, 0)
