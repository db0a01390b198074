"""Style sheets and scripts: where they lie, and addresses under which a browser may keep them for ever."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, request, url_for

from differ.reports.html import STYLES

OWN = Path(__file__).parent / "static"
shared = Blueprint("styles", __name__, static_folder=str(STYLES), static_url_path="/styles")
"""What the reports carry within them too: the theme and the marks."""

_YEAR = 365 * 24 * 3600  # seconds


def asset(name: str) -> str:
    """The address of a sheet or script. It changes with the bytes, so that nobody sees an old one with a new page."""
    endpoint, fingerprint = _found(name)
    return url_for(endpoint, filename=name, v=fingerprint)


def is_asset() -> bool:
    """Whether this request asks for one."""
    return request.endpoint in ("static", "styles.static", "theme")


def keep(response: Response) -> Response:
    """Let the browser keep what is named by its bytes."""
    if request.args.get("v") and response.status_code in (200, 304):
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = _YEAR
        response.cache_control.immutable = True
    return response


@cache
def _found(name: str) -> tuple[str, str]:
    """Which endpoint serves it, and the fingerprint of its bytes: files of ours do not change while they are served."""
    is_own = (OWN / name).is_file()
    file = OWN / name if is_own else STYLES / name
    return "static" if is_own else "styles.static", sha256(file.read_bytes()).hexdigest()[:12]
