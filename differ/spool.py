"""Profiles of questions from the process that made them to those that compare them, for as long as a run takes.

They are marshalled, which is the quickest to read, and never kept: the file is this run's own, in a folder that nobody
else can read or write, because `marshal` believes what it is given.
"""

from __future__ import annotations

import marshal
import mmap
from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

from differ.profile import Profile, Unit

_PROFILES, _PLACES = "profiles", "places"


def flat(profile: Profile) -> bytes:
    """A profile as it is put away."""
    return marshal.dumps((profile.tokens, tuple(map(tuple, profile.units)), profile.context, profile.compounds))


def _profile(flat: bytes) -> Profile:
    tokens, units, context, compounds = marshal.loads(flat)
    return Profile(tokens, tuple(map(Unit._make, units)), context, compounds)


class Spool:
    """Profiles that are put away by number, while the shelf is filled."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="nota-profiles-")
        self.folder = Path(self._folder.name)
        self._out = (self.folder / _PROFILES).open("wb")
        self._end = 0
        self._places = array("q")
        """Of each number where its profile begins and where it ends; equal where there is none."""

    def put(self, number: int, profile: bytes) -> None:
        """Put a profile away that was made flat."""
        self._places.extend([0] * (2 * number - len(self._places)))
        self._out.write(profile)
        self._places.extend((self._end, self._end + len(profile)))
        self._end += len(profile)

    def ready(self) -> Path:
        """The folder, with all in it that was put away so far."""
        self._out.flush()
        (self.folder / _PLACES).write_bytes(self._places.tobytes())
        return self.folder

    def close(self) -> None:
        """Let go of it all."""
        self._out.close()
        self._folder.cleanup()


class Reel:
    """Reads what another process has put on its spool."""

    def __init__(self, folder: Path) -> None:
        self._places = array("q", (folder / _PLACES).read_bytes())
        with (folder / _PROFILES).open("rb") as file:
            self._profiles = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self._places else None

    def profile(self, number: int) -> Profile | None:
        """The profile with this number; None where there is none."""
        begin, end = self._places[2 * number : 2 * number + 2] or (0, 0)
        if begin == end or self._profiles is None:
            return None
        return _profile(self._profiles[begin:end])
