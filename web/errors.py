"""The pages for what goes wrong; the API gets the same sentences as JSON."""

from __future__ import annotations

from flask import Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from corpus.errors import CorpusError
from corpus.messages import Message
from web.visit import say


def not_found(error: CorpusError | HTTPException) -> Response:
    """404 for anything that is not there, whatever the reason: it says what was looked for."""
    if isinstance(error, CorpusError):
        return _page(404, Message("Not found"), error.message)
    return _page(404, Message("Not found"), Message("There is no page at %(path)s", {"path": request.path}))


def reading_only(_error: HTTPException) -> Response:
    """405: nothing can be written here."""
    response = _page(405, Message("Reading only"), Message("These pages can only be read: use GET or HEAD"))
    response.headers["Allow"] = "GET, HEAD"
    return response


def trouble(error: CorpusError) -> Response:
    """500: the corpus cannot be read as it should."""
    current_app.logger.error("%s: %s", request.path, error)
    return _page(500, Message("The corpus cannot be read"), error.message)


def _page(status: int, title: Message, reason: Message) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify({"schema": "nota.error/1", "error": say()(reason)})
    else:
        response = make_response(render_template("error.html", title=title, reason=reason))
    response.status_code = status
    return response
