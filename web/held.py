"""Files that were sent and wait for a yes: for one hour, so many, each its sender's alone. Nothing of them is stored.

They lie in a folder of the corpus, outside what is tracked, because the next request of the same visitor may come to
another worker. Each appears whole or not at all, and with it what was read of it: what is stored is what was shown.
"""

from __future__ import annotations

import fcntl
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError, why
from corpus.guarded.cell import MIB
from corpus.guarded.wire import NotOurs, pack, unpack
from corpus.ingest import Reading

FOLDER = "nota-held"
LASTS = 3600
"""Seconds."""
MOST = 200
"""Files of one sender."""
ROOM = 1024 * MIB
"""Bytes of all."""
_LOCK, _ABOUT, _FILE, _READ = "lock", "about.json", "file", "reading.json"
_KEY = re.compile(r"[\w-]{22}")


class NotHeld(CorpusError):
    """What is no longer held, or cannot be."""


@dataclass(frozen=True, slots=True)
class Held:
    """One file that waits."""

    key: str
    """Names it in a link; cannot be guessed."""
    name: str
    """As its sender calls it."""
    since: float
    """Seconds since 1970."""
    folder: Path

    @property
    def data(self) -> bytes:
        """What was sent. Raises NotHeld where it is gone meanwhile."""
        return self._bytes(_FILE)

    @property
    def reading(self) -> Reading:
        """What was read of it. Raises NotHeld where it is gone, or was altered."""
        try:
            return unpack(Reading, self._bytes(_READ))
        except NotOurs:
            raise _gone(self.name) from None

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            raise _gone(self.name) from None


class Holding:
    """The holding place of one corpus. Safe to use from many threads and processes."""

    def __init__(self, corpus: Path, room: int = ROOM) -> None:
        self._folder = corpus / FOLDER
        self._room = room

    def put(self, owner: str, name: str, data: bytes, reading: Reading) -> Held:
        """Hold a file for its sender. Raises NotHeld where there is no room, or the corpus cannot be written."""
        with self._changing():
            self._sweep()
            if len(self.of(owner)) >= MOST or self._used() + len(data) > self._room:
                raise NotHeld("%(file)s: too many files wait here for a yes; confirm or drop some first", file=name)
            key = secrets.token_urlsafe(16)
            draft = self._folder / f".{key}"
            draft.mkdir(mode=0o700)
            try:
                (draft / _FILE).write_bytes(data)
                (draft / _READ).write_bytes(pack(reading))
                about = {"owner": owner, "name": name, "since": time.time()}
                (draft / _ABOUT).write_text(json.dumps(about), "utf-8")
                draft.rename(self._folder / key)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
        return self.get(owner, key)

    def reread(self, held: Held, reading: Reading) -> None:
        """Hold another reading of the same file. Raises NotHeld."""
        draft = held.folder / f".{_READ}"
        try:
            # Whole or not at all: another request may be reading it.
            draft.write_bytes(pack(reading))
            draft.replace(held.folder / _READ)
        except OSError:
            raise _gone(held.name) from None

    def get(self, owner: str, key: str) -> Held:
        """What the sender has here under a key. Raises NotHeld."""
        found = self._read(self._folder / key, owner) if _KEY.fullmatch(key) else None
        if found is None:
            raise _gone(key)
        return found

    def of(self, owner: str) -> list[Held]:
        """All that a sender has here, the oldest first."""
        if not self._folder.is_dir():
            return []
        folders = [own for own in self._folder.iterdir() if _KEY.fullmatch(own.name)]
        return sorted((held for own in folders if (held := self._read(own, owner))), key=lambda held: held.since)

    def drop(self, held: Held) -> bool:
        """Let go of one; False where another request was first."""
        gone = held.folder.with_name(f".{held.key}")
        try:
            # By its name first: whoever comes after does not see half of it.
            held.folder.rename(gone)
        except OSError:
            return False
        shutil.rmtree(gone, ignore_errors=True)
        return True

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            lock = (self._folder / _LOCK).open("w")
        except OSError as error:
            raise NotHeld("%(folder)s: cannot be written (%(why)s)", folder=self._folder, why=why(error)) from None
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                yield
            except OSError as error:
                raise NotHeld("%(folder)s: cannot be written (%(why)s)", folder=self._folder, why=why(error)) from None

    def _sweep(self) -> None:
        """What has waited too long, and what a killed process left half written: nobody else is writing now."""
        for own in self._folder.iterdir():
            if own.name.startswith(".") or (own.is_dir() and own.stat().st_mtime < time.time() - LASTS):
                shutil.rmtree(own, ignore_errors=True)

    def _used(self) -> int:
        return sum(file.stat().st_size for file in self._folder.glob(f"*/{_FILE}"))

    def _read(self, folder: Path, owner: str) -> Held | None:
        try:
            about = json.loads((folder / _ABOUT).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if about["owner"] != owner or about["since"] < time.time() - LASTS:
            return None
        return Held(folder.name, about["name"], about["since"], folder)


def _gone(name: str) -> NotHeld:
    return NotHeld("%(file)s: no longer waits here; send it again", file=name)
