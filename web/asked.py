"""What a request asks for, and what answers it: shared by the pages."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, request

from corpus.model import Version
from web.visit import library


def version_of(nota: str, version: str | None) -> Version:
    """The version that a link names. Raises AddressError."""
    return library().store.resolve(f"{nota}@{version}" if version else nota)


def chosen(name: str, among: Collection[str]) -> str | None:
    """A choice in the query; None where it is none of these."""
    value = request.args.get(name)
    return value if value in among else None


def count(name: str, otherwise: int, least: int = 1, most: int = 1_000_000) -> int:
    """A number in the query, within bounds; `otherwise` where it is none."""
    try:
        return min(max(int(request.args.get(name, "")), least), most)
    except ValueError:
        return otherwise


def page_of(total: int, size: int) -> tuple[int, int]:
    """Which page of a list is asked for, and how many there are. Beyond the last stands nothing: that is the last."""
    pages = -(-total // size)
    return min(count("page", 1), max(pages, 1)), pages


def addresses() -> list[str]:
    """What can be compared: every version."""
    return [version.address for versions in library().versions().values() for version in versions]


def download(response: Response, name: str) -> Response:
    """The response as a file to keep, under this name."""
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
