"""The zip files that DOCX and ODT are. A bomb is refused before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from corpus.errors import FileRefused

_MOST_ENTRIES = 2_000
_MOST_BYTES = 256 * 2**20
"""Unpacked, all members together; a ministry's letter with its pictures has a hundredth of it."""


class Archive:
    """The members of a zip file by name. Raises FileRefused for one that is damaged or too large."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise self._damaged(error) from None
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_ENTRIES or total > _MOST_BYTES:
            raise FileRefused(
                "%(file)s: unpacks to %(entries)s files of %(megabytes)s MB, more than a paper has; "
                "save it without its pictures and add it again",
                file=name,
                entries=len(entries),
                megabytes=total // 2**20,
            )

    @property
    def names(self) -> frozenset[str]:
        """The members."""
        return frozenset(self._zip.namelist())

    def read(self, member: str) -> bytes:
        """The content of one member; `b''` where there is none."""
        if member not in self.names:
            return b""
        try:
            with self._zip.open(member) as file:
                # What the directory says of the size is not to be trusted: no more than that is unpacked.
                return file.read(self._zip.getinfo(member).file_size)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> FileRefused:
        return FileRefused(
            "%(file)s: the file is damaged (%(why)s); save it again from the program that made it",
            file=self._name,
            why=" ".join(str(error).split()) or type(error).__name__,
        )
