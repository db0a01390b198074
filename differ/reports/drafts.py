"""The DOCX that a text was read from: where changes can be tracked in it itself."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from corpus.blocks import Options
from corpus.model import Version
from corpus.store import Store


@dataclass(frozen=True)
class Draft:
    """A DOCX, and how it was read."""

    name: str
    data: bytes
    options: Options


def draft_of(store: Store, version: Version) -> Draft | None:
    """The kept source of a version, if that is a DOCX."""
    if not (version.reader or "").startswith("docx/"):
        return None
    data = store.source(version)
    options = Options("original" if (version.reader or "").endswith(" original") else "accept")
    return Draft(version.source_name or version.address, data, options) if data is not None else None


def is_docx(data: bytes) -> bool:
    """Whether a file is a DOCX by what is in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
