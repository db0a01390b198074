"""The file from which a version was read: to keep, and to look at."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from flask import Response, make_response

from corpus.errors import AddressError
from corpus.model import Version
from web.asked import download, version_of
from web.visit import library


def source(nota: str, version: str) -> Response:
    """The file as it was received."""
    shown = version_of(nota, version)
    name = PurePath(shown.source_name or shown.address).name
    response = make_response(_kept(shown))
    response.headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return download(response, name)


def _kept(version: Version) -> bytes:
    data = library().store.source(version)
    if data is None:
        raise AddressError("the source of %(address)s was not kept", address=version.address)
    return data
