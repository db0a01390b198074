"""The ids that git gives to contents: the same everywhere, and told without git."""

from __future__ import annotations

import hashlib


def blob_id(content: bytes) -> str:
    """The id that git gives to this content."""
    return object_id("blob", content)


def object_id(kind: str, content: bytes) -> str:
    """The id that git gives to an object of this kind."""
    told = hashlib.sha1(b"%b %d\0" % (kind.encode(), len(content)), usedforsecurity=False)
    told.update(content)
    return told.hexdigest()
