"""What commands told of a corpus: a small file each, because what reads a database takes longer to load than to ask.

As the other derived data (`differ.keeping.derived`): never a source of truth, made again where it is missing, and
outside what is tracked. The folder may be deleted at any time, and many processes may use it at once. Nothing that is
wrong with it is an error: what was altered or cut off is not handed out, and where the corpus cannot be written nothing
is kept.
"""

from __future__ import annotations

import os
from zlib import compress, crc32, decompress, error

# Loaded by who is not told from here: objects that are paths take longer to load than all else to run.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "nota-told"
MOST = 64 << 20
"""Bytes on disk. Above it the older half is let go; an answer takes some 10 kB, one about a whole corpus 1 MB."""
_SUM = 8
"""Bytes in front of what is kept: its sum, in hex."""


class Answers:
    """The answers about one corpus, each by a key that names everything it depends on."""

    def __init__(self, corpus: Path | str, most: int = MOST) -> None:
        self._folder = os.path.join(corpus, FOLDER)
        self._most = most

    def get(self, key: str) -> bytes | None:
        """What was told; None where nothing was, or where it is not whole any more."""
        named = _named(key)
        try:
            with open(self._file(named), "rb") as file:
                kept = file.read()
            if kept[:_SUM] != _sum(kept[_SUM:]):
                return None
            told = decompress(kept[_SUM:])
        except (OSError, error):
            return None
        # Two keys may have one name of a file.
        return told[len(named) :] if told.startswith(named) else None

    def put(self, key: str, told: bytes) -> None:
        """Keep an answer, whole or not at all."""
        named = _named(key)
        packed = compress(named + told, 1)
        try:
            if not os.path.isdir(self._folder):
                os.mkdir(self._folder)
            file = self._file(named)
            draft = f"{file}.{os.getpid()}"
            with open(draft, "wb") as out:
                out.write(_sum(packed) + packed)
            os.replace(draft, file)
            self._let_go()
        except OSError:
            # As if it had never been asked.
            return

    def _file(self, named: bytes) -> str:
        return os.path.join(self._folder, f"{crc32(named):08x}")

    def _let_go(self) -> None:
        with os.scandir(self._folder) as entries:
            files = sorted((stat.st_mtime_ns, stat.st_size, entry.path) for entry in entries if (stat := entry.stat()))
        if sum(size for _, size, _ in files) > self._most:
            for _, _, path in files[: (len(files) + 1) // 2]:
                os.unlink(path)


def _named(key: str) -> bytes:
    own = key.encode(errors="surrogatepass")
    return b"%d\n%b\n" % (len(own), own)


def _sum(packed: bytes) -> bytes:
    return b"%08x" % crc32(packed)
