"""Whether the service works."""

from __future__ import annotations

from flask import Response, make_response

from web.visit import library


def healthz() -> Response:
    """Whether the corpus can be read; `head` tells which state of it."""
    return make_response({"schema": "nota.health/1", "ok": True, "head": library().store.head})
